# SPDX-License-Identifier: GPL-3.0-or-later
"""Signals and displays: the window ends in good order when it is told to, and leaves no process behind."""
import os
import signal
import subprocess
from unittest import mock

from driver import PROGRAM, press, wait
from windowtest import WindowTest, main


class Signals(WindowTest):
    def in_mid_run(self):
        window = self.start()
        window.click("push button", "Processes share the work")
        window.enter("spin button", "Latency", 30_000)
        window.run()
        window.await_said(r"^0 of \d+ tasks")
        wait(lambda: len(window.processes()) > len(window.processes("--practice-server")) > 0,
             "workers and the practice server run")
        return window

    def ends(self, window, number):
        os.kill(window.process.pid, number)
        window.ended(128 + number)

    def test_told_to_end_in_mid_run(self):
        self.ends(self.in_mid_run(), signal.SIGTERM)

    def test_terminal_closed_in_mid_run(self):
        self.ends(self.in_mid_run(), signal.SIGHUP)

    def test_interrupted_in_mid_run(self):
        self.ends(self.in_mid_run(), signal.SIGINT)

    def test_told_to_end_with_a_dialog(self):
        window = self.start()
        window.enter("spin button", "Tasks", 1)
        window.run()
        window.await_end()
        press("ctrl+e")
        window.dialog("Export image")
        self.ends(window, signal.SIGTERM)
        # What was set up is remembered.
        again = self.start()
        self.assertEqual(again.await_widget("spin button", "Tasks").value, 1)
        again.close()

    def test_killed_in_mid_run(self):
        window = self.in_mid_run()
        os.kill(window.process.pid, signal.SIGKILL)
        window.ended(-signal.SIGKILL)

    def test_without_its_display(self):
        environment = self.home.environment() | {"DISPLAY": ":987"}
        ended = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, check=False)
        self.assertEqual((ended.returncode, ended.stdout), (2, ""))
        self.assertRegex(ended.stderr, r"\Ainterleave: there is no display[^\n]*\n\Z")

    def test_its_display_goes(self):
        reader, writer = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-nolisten", "tcp"], pass_fds=[writer],
                                  stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        os.close(writer)
        with open(reader, encoding="ascii") as number, mock.patch.dict(os.environ, DISPLAY=f":{number.readline().strip()}"):
            window = self.start()
        server.kill()
        window.ended(1)
        self.assertRegex(window.errors, r"\Ainterleave: the display has gone[^\n]*\n\Z")


if __name__ == "__main__":
    main()
