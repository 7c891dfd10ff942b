# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a mouse, and with assistive technology: every control has a name and can be reached."""
import re

from driver import press, wait, write, xdotool
from widgets import FocusLog
from windowtest import WindowTest, main

CONTROLS = {"push button", "check box", "combo box", "spin button", "text", "table", "chart", "page tab list",
            "radio button", "slider", "list"}
# What is in them belongs to them: one key takes the focus to the whole.
WHOLES = {"combo box", "chart", "table", "menu bar", "page tab list", "dialog", "list"}


class Keyboard(WindowTest):
    def controls(self, top):
        """What takes the focus and is to be seen."""
        return [each for each in top.walk(closed=WHOLES - {top.role})
                if each.role in CONTROLS and each.has("focusable", "enabled")]

    def assert_named(self, widgets):
        nameless = [f"{each} {tuple(each.rect)}" for each in widgets if not (each.name or each.label)]
        self.assertEqual(nameless, [])
        unlabelled = [f"{each} {tuple(each.rect)}" for each in widgets if each.role == "combo box" and not each.label]
        self.assertEqual(unlabelled, [])

    def walk_with_tab(self, log, most=120):
        """@return what the Tab key reaches until it comes round"""
        reached = []
        for _ in range(most):
            heard = len(log.listen())
            press("Tab")
            wait(lambda: len(log.listen()) > heard, "Tab moves the focus", 5)
            focused = log.said[-1].parent if log.said[-1].role == "list item" else log.said[-1]
            if focused in reached:
                return reached
            reached.append(focused)
        self.fail(f"Tab does not come round: {reached}")

    def assert_all_reached(self, top, log):
        controls = self.controls(top)
        self.assert_named(controls)
        reached = self.walk_with_tab(log)
        self.assert_named(reached)
        missed = [f"{each} {tuple(each.rect)}" for each in controls if each not in reached]
        self.assertEqual(missed, [])

    def test_tab_reaches_every_control_of_the_first_start(self):
        log = FocusLog()
        window = self.start()
        wait(window.on_top, "the window is the active one")
        self.assert_all_reached(window.frame, log)
        window.click("check box", "More…")
        window.click("check box", "Parameters of Synchronous")
        wait(lambda: window.find("spin button", "Workers"), "the parameters show")
        self.assert_named(self.controls(window.frame))
        window.close()

    def test_tab_reaches_every_control_of_finished_runs(self):
        saved = self.saved_runs("--tasks", 5, "--latency", "5ms")
        log = FocusLog()
        window = self.start(saved)
        wait(lambda: window.find("chart"), "the runs are drawn")
        self.assert_all_reached(window.frame, log)
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
        wait(window.rests, "the picture comes to rest")
        before = bar.value
        press("Right")
        wait(lambda: bar.value > before, "the picture moves to later times")
        press("Left")
        wait(lambda: bar.value == before, "it moves back to earlier ones")
        press("Home")
        wait(lambda: bar.value == 0, "the picture moves to the beginning")
        press("End")
        wait(lambda: bar.value > before, "the picture moves to the end")
        press("minus", "minus")
        wait(lambda: not bar.showing, "minus comes back to everything")
        press("plus")
        wait(lambda: bar.showing, "a part shows")
        press("0")
        wait(lambda: not bar.showing, "0 shows everything, too")
        press("ctrl+Down")
        press("ctrl+Right")
        press("Escape")
        self.assertTrue(window.alive)
        window.close()

    def test_an_experiment_with_keys_alone(self):
        log = FocusLog()
        window = self.start()
        wait(window.on_top, "the window is the active one")
        bar = window.frame.find("menu bar")
        xdotool("keydown", "alt")
        wait(window.rests, "Alt has come")  # later than V it would close the menu: assistive technology is asked first
        xdotool("key", "v", "keyup", "alt")
        wait(lambda: next(bar.matching("menu item", "By task", closed=frozenset()), None), "the menu opens")
        press("t")
        wait(lambda: window.find("check box", "By task").has("checked"), "the menu works by keys")
        press("ctrl+r")
        window.await_end("^4 runs in ")
        press("ctrl+e")
        dialog = window.dialog("Export image")
        wait(lambda: dialog.find("push button", "Save").has("focused"), "the dialog has the keys")
        self.assert_all_reached(dialog, log)
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
