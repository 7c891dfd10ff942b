# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a mouse, and with assistive technology: every control has a name and can be reached."""
import re

from driver import press, wait, write
from widgets import FocusLog
from windowtest import WindowTest, main

CONTROLS = {"push button", "check box", "combo box", "spin button", "text", "table", "chart", "page tab list",
            "radio button", "slider"}
# What is in them belongs to them: one key takes the focus to the whole.
WHOLES = {"combo box", "chart", "table", "menu bar", "page tab list", "dialog"}


class Keyboard(WindowTest):
    def controls(self, window):
        """What takes the focus and is to be seen."""
        return [each for each in window.frame.walk(closed=WHOLES)
                if each.role in CONTROLS and each.has("focusable", "enabled")]

    def assert_named(self, widgets):
        nameless = [f"{each} {tuple(each.rect)}" for each in widgets if not (each.name or each.label)]
        self.assertEqual(nameless, [])
        unlabelled = [f"{each} {tuple(each.rect)}" for each in widgets if each.role == "combo box" and not each.label]
        self.assertEqual(unlabelled, [])

    def walk_with_tab(self, window, log, most=120):
        """@return what the Tab key reaches until it comes round"""
        reached = []
        for _ in range(most):
            heard = len(log.listen())
            press("Tab")
            wait(lambda: len(log.listen()) > heard, "Tab moves the focus", 5)
            focused = log.taken[-1]
            if focused in reached:
                return reached
            reached.append(focused)
        self.fail(f"Tab does not come round: {reached}")

    def assert_all_reached(self, window, log):
        controls = self.controls(window)
        self.assert_named(controls)
        reached = self.walk_with_tab(window, log)
        self.assert_named(reached)
        missed = [f"{each} {tuple(each.rect)}" for each in controls if each not in reached]
        self.assertEqual(missed, [])

    def test_tab_reaches_every_control_of_the_first_start(self):
        log = FocusLog()
        window = self.start()
        wait(window.on_top, "the window is the active one")
        self.assert_all_reached(window, log)
        window.click("check box", "More…")
        window.click("check box", "Parameters of Synchronous")
        wait(lambda: window.find("spin button", "Workers"), "the parameters show")
        self.assert_named(self.controls(window))
        window.close()

    def test_tab_reaches_every_control_of_finished_runs(self):
        saved = self.saved_runs("--tasks", 5, "--latency", "5ms")
        log = FocusLog()
        window = self.start(saved)
        wait(lambda: window.find("chart"), "the runs are drawn")
        self.assert_all_reached(window, log)
        window.close()

    def test_the_chart_moves_by_keys_and_says_its_bars(self):
        window = self.start(self.saved_runs("--tasks", 5, "--latency", "50ms"))
        chart = window.await_widget("chart", "Timeline")
        bars = wait(lambda: [each.name for each in chart.children], "the bars are there")
        self.assertFalse([name for name in bars if not name])
        spoken = r"^download \d, Waiting: [a-z ]+, thread 1, from [\d.]+ (ms|s), [\d.]+ (µs|ms|s) long$"
        self.assertTrue([name for name in bars if re.match(spoken, name)], bars[:5])

        chart.accessible.grab_focus()
        wait(lambda: chart.has("focused"), "the chart takes the focus")
        self.assertFalse(window.find("scroll bar", "Scroll the time"))
        press("plus", "plus")
        bar = window.await_widget("scroll bar", "Scroll the time")
        before = bar.value
        press("Right")
        wait(lambda: bar.value > before, "the picture moves to later times")
        press("Home")
        wait(lambda: bar.value == 0, "the picture moves to the beginning")
        press("0")
        wait(lambda: not bar.showing, "everything shows")
        press("ctrl+Down")
        press("ctrl+Right")
        press("Escape")
        self.assertTrue(window.alive)
        window.close()

    def test_an_experiment_with_keys_alone(self):
        window = self.start()
        wait(window.on_top, "the window is the active one")
        press("alt+v", "t")
        wait(lambda: window.find("check box", "By task").has("checked"), "the menu works by keys")
        press("ctrl+r")
        window.await_end("^4 runs in ")
        press("ctrl+e")
        dialog = window.dialog("Export image")
        self.assert_named([each for each in dialog.walk(closed=WHOLES) if each.role in CONTROLS])
        press("alt+l")
        wait(lambda: dialog.find("text", "File").has("focused"), "the file name has the focus")
        picture = self.home.path / "keys.svg"
        press("ctrl+a")
        write(str(picture))
        press("Return")
        wait(picture.exists, "the picture is written")
        window.close()


if __name__ == "__main__":
    main()
