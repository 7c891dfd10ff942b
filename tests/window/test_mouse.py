# SPDX-License-Identifier: GPL-3.0-or-later
"""What the mouse does in the timeline: dragging, turning the wheel, pointing, picking, folding a run."""
import re

from driver import press, wait, xdotool
from screen import Screen
from widgets import Rect
from windowtest import WindowTest, main

GROUPINGS = {"By worker": "ctrl+1", "By task": "ctrl+2", "By processor": "ctrl+3"}


class Mouse(WindowTest):
    def opened(self, *options):
        options = options or ("--tasks", 6, "--latency", "50ms", "--models", "sequential,gil")
        window = self.open_runs(self.saved_runs(*options))
        self.focus_chart()
        wait(window.rests, "the picture comes to rest")
        return window

    def bars(self):
        """The wide ones, by their names."""
        return {bar.name: bar.rect for bar in self.chart.children if bar.rect.width > 12}

    def bar(self, name):
        """Where one is now, or None."""
        return next((bar.rect for bar in self.chart.children if bar.name == name), None)

    def nth(self, number):
        """The name and the place of a wide bar of work in the first row, however long the processor was away."""
        bars = self.bars()
        top = min(rect.y for rect in bars.values())
        return sorted(((name, rect) for name, rect in bars.items()
                       if rect.y == top and re.search("Waiting|Running", name)),
                      key=lambda each: each[1].x)[number]

    def ends(self):
        """Where the shown time begins and ends: narrow bars count, too, since a task may begin late."""
        places = [bar.rect for bar in self.chart.children]
        return min(rect.x for rect in places), max(rect.x + rect.width for rect in places)

    def move(self, x, y, *then):
        xdotool("mousemove", x, y, *then)

    def drag(self, begin, end):
        """With the left button, in steps."""
        middle = [(a + b) // 2 for a, b in zip(begin, end)]
        self.move(*begin, "mousedown", 1, "mousemove", *middle, "mousemove", *end, "mouseup", 1)

    def test_the_wheel_zooms_at_the_cursor(self):
        window = self.opened()
        everything = self.bars()
        for number, share in (1, 2), (3, 4), (4, 8):  # a point of a bar: its 1/share
            name, before = self.nth(number)
            x = before.x + before.width // share
            self.move(x, before.y + before.height // 2, *["click", 4] * 4)

            def stays():
                now = self.bar(name)
                return now and now.width > 2 * before.width and abs(now.x + now.width / share - x) <= 4
            wait(stays, f"1/{share} of bar {number} stays below the mouse")
            press("0")
            wait(lambda: self.bars() == everything, "everything shows again")
        window.close()

    def test_a_drag_moves_the_picture(self):
        window = self.opened()
        name, rect = self.nth(3)
        self.move(rect.x + rect.width // 2, rect.y, *["click", 4] * 4)
        wait(lambda: (self.bar(name) or rect).width > 2 * rect.width, "it has zoomed in")
        wait(window.rests, "the picture comes to rest")
        before = self.bar(name)
        for by in -90, 150:
            at = (before.x + before.width // 2, before.y + before.height // 2)
            self.drag(at, (at[0] + by, at[1]))
            wait(lambda: abs((self.bar(name) or before).x - before.x - by) <= 2,
                 "the bar goes with the mouse")
            self.assertEqual(self.bar(name)[1:], before[1:])
            before = self.bar(name)
        window.close()

    def test_the_wheel_to_the_side_moves_the_time(self):
        window = self.opened()
        press("plus", "plus", "Home")
        bar = window.await_widget("scroll bar", "Scroll the time")
        wait(lambda: bar.value == 0, "the beginning shows")
        area = self.chart.rect
        self.move(area.x + area.width // 2, area.y + area.height // 2, "click", 7)
        wait(lambda: bar.value > 0, "later times show")
        xdotool("click", 6)
        wait(lambda: bar.value == 0, "the beginning shows again")
        x, y, width, height = bar.visible_rect
        self.move(x + width - height - 20, y + height // 2, "click", 1)
        wait(lambda: bar.value > 0, "the scroll bar goes to later times")
        window.close()

    def test_rows_move_by_wheel_drag_and_keys(self):
        window = self.opened("--tasks", 60, "--latency", "20ms", "--models", "async")
        press("ctrl+2")
        wait(lambda: window.find("check box", "By task").has("checked"), "there is a row for each task")
        shows = lambda: window.find("scroll bar", "Scroll the runs")
        window.menu("View", "~^All runs in sight")
        bar = wait(shows, "the rows do not fit any more")
        press("ctrl+g")
        wait(lambda: not shows(), "thinner ones do")
        press("ctrl+g")
        wait(shows, "they do not fit again")
        self.assertEqual(bar.value, 0)

        at = [0]

        def goes(by, what):
            at[0] += by
            wait(lambda: bar.value == at[0], what)
        area = self.chart.rect
        middle = (area.x + area.width // 2, area.y + area.height // 2)
        self.move(*middle, "keydown", "shift", "click", 5, "click", 5, "keyup", "shift")
        goes(120, "the wheel with Shift goes down")
        self.drag(middle, (middle[0], middle[1] + 50))
        goes(-50, "a drag pulls the rows down")
        step, page = 40, area.height
        for key, by in ("Down", step), ("Next", page), ("Up", -step), ("Prior", -page):
            press(key)
            goes(by, f"the key {key} moves the rows")
        for entry, by in (("Rows down", step), ("Page of rows down", page), ("Rows up", -step),
                          ("Page of rows up", -page)):
            window.menu("Navigate", entry)
            goes(by, f"the menu moves the {entry.lower()}")
        window.close()

    def test_a_click_on_its_triangle_folds_a_run(self):
        window = self.opened()
        names = lambda: [bar.name for bar in self.chart.children]
        before = names()
        left, _ = self.ends()
        top = min(bar.rect.y for bar in self.chart.children)
        first, other = self.nth(0)[0], next(name for name in before if "thread 5" in name)
        self.move(left - 12, top - 12, "click", 1)
        wait(lambda: first not in names() and other in names(), "the first run's bars are gone, not the other's")
        xdotool("click", 1)
        wait(lambda: names() == before, "they are back")
        window.close()

    def test_a_run_is_dragged_by_its_name(self):
        window = self.opened()
        names = lambda: [bar.name for bar in self.chart.children]
        before = names()
        moved = [before[first:] + before[:first] for first in range(1, len(before))]
        places = [bar.rect for bar in self.chart.children]
        left, _ = self.ends()
        self.drag((left + 40, min(rect.y for rect in places) - 12),
                  (left + 40, max(rect.y + rect.height for rect in places) - 4))
        wait(lambda: names() in moved, "the first run is below the other")
        window.close()

    def test_the_card_of_the_bar_below_the_mouse(self):
        window = self.opened()
        card = lambda name: any(each.name == name for each in window.frame.walk())
        for number in 1, 4:
            name, rect = self.nth(number)
            self.assertFalse(card(name))
            self.move(rect.x + rect.width // 2, rect.y + rect.height // 2)
            wait(lambda: card(name), "the card says what is below the mouse")
        self.move(rect.x + rect.width // 2, rect.y - 12)  # the run's heading
        wait(lambda: not card(name), "it goes where there is no bar")
        window.close()

    def test_a_click_picks_the_task_out_in_every_grouping(self):
        window = self.opened("--workload", "sums", "--tasks", 3, "--number", 20_000_000, "--models", "sequential")
        plain = self.shades(window)
        (name, rect), task = self.nth(-1), "sum 3, "
        self.assertTrue(name.startswith(task), name)
        self.move(rect.x + rect.width // 2, rect.y + rect.height // 2, "click", 1)
        picked = self.shades(window)
        self.assertEqual(picked.keys(), plain.keys())
        self.assertEqual({grouping for grouping, bar in plain if bar.startswith(task)}, {*GROUPINGS})
        for which, shade in plain.items():
            self.assertEqual(picked[which] == shade, which[1].startswith(task), which)
        press("Escape")
        self.assertTrue(self.shades(window) == plain, "all are as they were")
        window.close()

    def shades(self, window):
        """The pixels of a line through each computing bar, above what is written in it, in each grouping."""
        found = {}
        for name, key in GROUPINGS.items():
            press(key)
            wait(lambda name=name: window.find("check box", name).has("checked"), f"{name} is so")
            window.picture()
            screen = Screen()
            for bar, (x, y, width, height) in self.bars().items():
                if "Running" in bar:
                    found[name, bar] = screen.pixels(Rect(x + 4, y + 3, width - 8, 1))
        press("ctrl+1")
        wait(lambda: window.find("check box", "By worker").has("checked"), "there are workers again")
        window.picture()
        return found

    def test_the_edges_of_the_overview(self):
        window = self.opened()
        strip = next(each for each in window.frame.walk() if each.name == "Overview of the whole time").rect
        y = strip.y + strip.height // 2
        left, right = self.ends()
        first = min(self.chart.children, key=lambda bar: bar.rect.x + bar.rect.width).name
        last, whole = self.nth(-1)
        self.drag((left, y), ((left + right) // 2, y))
        wait(lambda: abs((self.bar(last) or whole).width - 2 * whole.width) < 8 and not self.bar(first),
             "the left edge leaves the later half")
        self.drag(((left + right) // 2, y), (left, y))
        wait(lambda: self.bar(first), "the beginning is back")
        self.drag((right, y), ((left + right) // 2, y))
        wait(lambda: not self.bar(last) and self.bar(first), "the right edge leaves the earlier half")
        window.close()

    def test_buttons_and_keys_with_control_zoom(self):
        window = self.opened()
        shows = lambda: window.find("scroll bar", "Scroll the time")
        before = self.bars()
        for nearer, farther, whole in (
                [lambda name=name: window.click("push button", name) for name in (
                    "Zoom in", "Zoom out", "Show everything")],
                [lambda key=key: press(key) for key in ("ctrl+plus", "ctrl+minus", "ctrl+0")]):
            nearer()
            wait(shows, "it has zoomed in")
            nearer()
            farther()
            farther()
            wait(lambda: not shows(), "it has zoomed out")
            nearer()
            wait(shows, "it has zoomed in again")
            whole()
            wait(lambda: self.bars() == before, "everything shows")
        window.close()


if __name__ == "__main__":
    main()
