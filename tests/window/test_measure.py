# SPDX-License-Identifier: GPL-3.0-or-later
"""Measuring a range of the timeline, with the mouse and with keys."""
import re
import subprocess

from driver import press, wait, xdotool
from windowtest import WindowTest, main


class Measure(WindowTest):
    def opened(self):
        return self.open_runs(self.saved_runs("--tasks", 6, "--latency", "20ms", "--models", "sequential,gil"))

    def drag(self, window, begin, end):
        """With Shift, between two shares of the timeline's width."""
        area = window.settled(self.chart)
        y = area.y + area.height // 3
        xdotool("mousemove", int(area.x + begin * area.width), y, "keydown", "shift", "mousedown", 1,
                "mousemove", int(area.x + (begin + end) / 2 * area.width), y,
                "mousemove", int(area.x + end * area.width), y, "mouseup", 1, "keyup", "shift")

    def card(self, window):
        return window.find("push button", "Copy as text")

    def test_a_drag_with_shift_measures_and_its_figures_are_copied(self):
        window = self.opened()
        self.drag(window, 0.3, 0.6)
        wait(lambda: self.card(window), "the card shows")
        said = [each.name for each in window.frame.find_all("label")]
        self.assertTrue([name for name in said if re.match(r"from [\d.]+ ms to [\d.]+ ms", name)], said)
        self.assertIn("Pre-emptions", said)
        window.click("push button", "Copy as text")
        text = wait(lambda: subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True,
                                           text=True).stdout, "there is text on the clipboard")
        self.assertRegex(text, r"(?m)^Running\t[\d.]+ .?s\t[\d.]+ .?s$")
        window.click("push button", "Zoom to it")
        wait(lambda: window.find("scroll bar", "Scroll the time"), "a part of the time shows")
        self.assertFalse(self.card(window))
        window.close()

    def test_keys_measure_and_let_go(self):
        window = self.opened()
        self.focus_chart()
        press("shift+Right", "shift+Right", "shift+Right", "shift+Left")
        wait(lambda: self.card(window), "the card shows once the keys rest")
        press("Escape")
        wait(lambda: not self.card(window), "the card goes")
        press("shift+Right")
        wait(lambda: self.card(window), "the card shows again")
        press("z")
        wait(lambda: window.find("scroll bar", "Scroll the time"), "a part of the time shows")
        window.close()

    def test_the_menu_measures_too(self):
        window = self.opened()
        window.menu("Navigate", "Measure a range", "~^Extend")
        wait(lambda: self.card(window), "the card shows")
        window.menu("Navigate", "Measure a range", "~^Clear")
        wait(lambda: not self.card(window), "the card goes")
        window.close()


if __name__ == "__main__":
    main()
