# SPDX-License-Identifier: GPL-3.0-or-later
"""How a user gets about in the timeline."""
import re
import xml.etree.ElementTree as xml

from driver import press, wait, xdotool
from widgets import EventLog
from windowtest import WindowTest, main


class Navigation(WindowTest):
    def start_with_runs(self, *options):
        window = self.open_runs(self.saved_runs("--tasks", 6, "--latency", "50ms", *options))
        self.focus_chart()
        return window

    def time_bar(self, window):
        return window.find("scroll bar", "Scroll the time")

    def still(self, window):
        """The bars where they come to rest. @return their names and places"""
        last = [None]

        def same():
            before, last[0] = last[0], [(each.name, each.rect) for each in self.chart.children]
            return before and before == last[0]
        wait(same, "the picture comes to rest")
        return last[0]

    def bar(self, wider=12):
        return next(each for each in self.chart.children if each.rect.width > wider and "Waiting" in each.name)

    def point(self, widget, *clicks):
        rect = widget.rect
        xdotool("mousemove", rect.x + rect.width // 2, rect.y + rect.height // 2, *clicks)

    def test_wheel_in_and_out_comes_back_and_history_remembers(self):
        window = self.start_with_runs()
        before = self.still(window)
        self.point(self.bar(), *["click", 4] * 12)
        wait(lambda: self.time_bar(window), "it has zoomed in")
        inside = self.still(window)
        self.assertNotEqual(inside, before)
        press("alt+Left")
        wait(lambda: not self.time_bar(window), "twelve turns of the wheel are one step back")
        self.assertEqual(self.still(window), before)
        press("alt+Right")
        wait(lambda: self.time_bar(window), "forward again")
        self.assertEqual(self.still(window), inside)
        self.point(self.chart, *["click", 5] * 12)
        wait(lambda: not self.time_bar(window), "twelve turns back show everything")
        self.assertEqual(self.still(window), before)
        xdotool("click", 8)
        wait(lambda: self.time_bar(window), "the mouse's button goes back")
        xdotool("click", 9)
        wait(lambda: not self.time_bar(window), "and forward")
        window.close()

    def test_double_click_and_z_zoom_to_a_bar(self):
        window = self.start_with_runs()
        name, (_, _, width, _) = self.bar().name, self.bar().rect
        self.point(self.bar(), "click", "--repeat", 2, 1)

        def wide():
            found = next((each for each in self.chart.children if each.name == name), None)
            return found and found.rect.width > 0.6 * self.chart.rect.width
        wait(wide, "the bar fills the picture")
        press("z")
        wait(lambda: len(self.chart.children) > 1 and not wide(), "the whole task shows")
        press("0")
        wait(lambda: not self.time_bar(window), "everything shows")
        wait(lambda: any(each.name == name and each.rect.width == width for each in self.chart.children),
             "as it was")
        press("z")
        wait(wide, "and the bar again")
        window.close()

    def test_the_menu_has_all_of_it(self):
        window = self.start_with_runs()
        window.menu("Navigate", "Next span")
        window.menu("Navigate", "~^Zoom to selection")
        wait(lambda: self.time_bar(window), "it has zoomed in")
        window.menu("Navigate", "To the end")
        window.menu("Navigate", "~^Show everything")
        wait(lambda: not self.time_bar(window), "everything shows")
        window.menu("Navigate", "Back")
        wait(lambda: self.time_bar(window), "it has gone back")
        window.menu("Navigate", "Forward")
        wait(lambda: not self.time_bar(window), "and forward")
        window.close()

    def frames(self, log, key):
        """How often the time bar moves after a key."""
        log.listen().clear()
        press(key)
        wait(lambda: self.time_bar(self.window) in log.listen(), "the picture moves")
        self.still(self.window)
        return log.listen().count(self.time_bar(self.window))

    def test_the_picture_glides_or_jumps(self):
        log = EventLog("object:property-change:accessible-value")
        self.window = window = self.start_with_runs()
        press("plus", "plus")
        wait(lambda: self.time_bar(window), "it has zoomed in")
        self.still(window)
        press("Home")
        wait(lambda: self.time_bar(window) and self.time_bar(window).value == 0, "the beginning shows")
        self.still(window)
        wait(lambda: self.frames(log, "End") + self.frames(log, "Home") > 2, "it glides")
        window.menu("View", "Animate")
        self.assertEqual([self.frames(log, key) for key in ("End", "Home", "End")], [1, 1, 1])
        window.close()

    def strip(self, window, name):
        return next((each for each in window.frame.walk() if each.name == name), None)

    def test_the_overview_moves_what_is_shown(self):
        window = self.start_with_runs()
        strip = wait(lambda: self.strip(window, "Overview of the whole time"), "the overview shows")
        self.point(self.chart, *["click", 4] * 4)
        bar = wait(lambda: self.time_bar(window), "it has zoomed in")
        before = bar.value
        x, y, width, height = strip.rect
        xdotool("mousemove", x + width * 2 // 3, y + height // 2, "mousedown", 1)
        wait(lambda: bar.value > before, "a click goes there")
        xdotool("mousemove", x + width // 8, y + height // 2, "mouseup", 1)
        wait(lambda: bar.value == 0, "the frame is dragged to the beginning")
        xdotool("click", "--repeat", 6, 5)
        wait(lambda: not self.time_bar(window), "the wheel zooms out")
        window.close()

    def test_strips_can_be_hidden(self):
        window = self.start_with_runs()
        for name, entry, key in (("Overview of the whole time", "~^Overview", "ctrl+shift+o"),
                                 ("Tasks in each state", "~^Tasks in each state", "ctrl+shift+t")):
            there = self.strip(window, name) is not None
            window.menu("View", entry)
            wait(lambda name=name, there=there: (self.strip(window, name) is None) == there, f"{entry} changes it")
            press(key)
            wait(lambda name=name, there=there: (self.strip(window, name) is not None) == there, f"{key} likewise")
        window.close()

    def test_runs_collapse_and_slots_hide(self):
        window = self.start_with_runs("--models", "sequential,async")
        before = self.still(window)
        window.menu("Navigate", "Collapse the run")
        wait(lambda: 0 < len(self.chart.children) < len(before), "the first run's bars are gone")
        press("ctrl+shift+Right")
        wait(lambda: len(self.chart.children) == len(before), "they are back")
        press("ctrl+shift+l")
        wait(lambda: 0 < len(self.chart.children) < len(before), "the slots' bars are gone")
        window.menu("View", "Show slots")
        wait(lambda: self.still(window) == before, "everything is as before")
        window.close()

    def exported(self, window):
        """What is written in the picture."""
        window.click("push button", "Export image")
        window.click(window.dialog("~^Export image").find("push button", "Save"))
        picture = self.home.path / "saved.svg"
        wait(picture.exists, "the picture is written")
        return "".join(xml.parse(picture).getroot().itertext())

    def test_runs_change_places(self):
        window = self.start_with_runs("--models", "sequential,async")
        before = self.still(window)
        names = [name for name, _ in before]
        press("ctrl+shift+Down")
        wait(lambda: self.still(window) != before, "the first run has been moved")
        moved = [name for name, _ in self.still(window)]
        self.assertIn(moved, [names[first:] + names[:first] for first in range(1, len(names))])
        self.assertTrue(self.chart.has("focused"))
        text = self.exported(window)
        self.assertRegex(text, "Async tasks, one thread(.|\n)*Synchronous")
        self.assertIn("faster", text)  # than the run that was the first
        self.assertNotIn("slower", text)
        window.menu("View", "~^Same scale")
        self.point(self.chart, *["click", 4] * 4)
        wait(lambda: self.time_bar(window), "it has zoomed in")
        window.click("page tab", "Findings")
        findings = window.await_widget("table", "Findings")
        window.click(wait(lambda: [each for each in findings.children if "overlapped the waiting" in each.name],
                          "it is found what overlapped")[0])
        wait(lambda: not self.time_bar(window), "the whole of the second run shows, where that is now")
        window.menu("View", "~^Same scale")
        self.chart.accessible.grab_focus()
        wait(lambda: self.chart.has("focused"), "the chart has the focus again")
        window.menu("Navigate", "Move the run down")
        wait(lambda: self.still(window) == before, "everything is as before")
        window.close()

    def card(self, window):
        """What the card says, where there is one."""
        return next((each.name for each in window.frame.walk() if re.search(r", from .* long$", each.name)), "")

    def test_tab_goes_through_bars_and_leaves(self):
        window = self.start_with_runs("--models", "sequential")
        press("ctrl+Right")
        first = wait(lambda: self.card(window), "the first bar says what it is")
        passed = [first]
        for _ in range(5):
            press("Tab")
            passed.append(wait(lambda: self.card(window) not in passed and self.card(window), "the next one"))
        press(*["shift+Tab"] * 5)
        wait(lambda: self.card(window) == first, "Shift and Tab go back")
        self.assertTrue(self.chart.has("focused"))
        press("ctrl+Tab")
        wait(lambda: not self.chart.has("focused"), "Control and Tab leave the chart")
        window.close()


if __name__ == "__main__":
    main()
