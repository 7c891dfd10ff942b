# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of the tests: a fresh home for each, nothing left after it, a picture of the screen when it fails."""
import subprocess
import sys
import unittest

from driver import PICTURES, PROGRAM, Home, Program, wait
from screen import Screen


class WindowTest(unittest.TestCase):
    longMessage = True

    def setUp(self):
        self.home = Home()
        self.programs = []
        self.addCleanup(self._finish)

    def _finish(self):
        for program in self.programs:
            program.kill()
        self.home.remove()

    def start(self, *arguments):
        program = Program(self.home, *arguments)
        self.programs.append(program)
        return program

    def saved_runs(self, *options, check=True):
        """A file of runs that the command line made. @return its path"""
        path = self.home.path / "saved.interleave"
        subprocess.run([PROGRAM, "run", "--quiet", *map(str, options), "--save", path],
                       check=check, stdout=subprocess.DEVNULL, env=self.home.environment())
        return path

    def open_runs(self, path):
        """A window that shows the runs of a file. Their timeline is self.chart."""
        window = self.start(path)
        self.chart = window.await_widget("chart", "Timeline")
        wait(lambda: self.chart.children, "the runs are drawn")
        wait(window.on_top, "the window is the active one")
        return window

    def focus_chart(self):
        """It gets the keys."""
        self.chart.accessible.grab_focus()
        wait(lambda: self.chart.has("focused"), "the chart takes the focus")

    def _callTestMethod(self, method):
        try:
            method()
        except unittest.SkipTest:
            raise
        except BaseException:
            self._picture()
            raise

    def _picture(self):
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{self._testMethodName}.png"
        Screen().save(path)
        print(f"{path} shows the screen when {self._testMethodName} failed", file=sys.stderr)
        for program in self.programs:
            if program.errors:
                print(f"The program said: {program.errors}", file=sys.stderr)


def main():
    unittest.main(verbosity=2)
