# SPDX-License-Identifier: GPL-3.0-or-later
"""What the menu View changes of the picture, such as arrows to where tasks run again and the ideal schedule."""
from driver import press, wait
from screen import Screen
from windowtest import WindowTest, main

GAP = 12  # pixels without ink between two entries of the legend; within one there are fewer
LEGEND = 26  # the height of its line, the lowest one of the heading
WAKE_UPS, IDEAL = "Show wake-ups", "Show ideal schedule"


class Extras(WindowTest):
    def opened(self, path):
        window = self.open_runs(path)
        self.heading = next(each for each in window.frame.walk() if each.name.startswith("8 downloads of "))
        return window

    def picture(self, window):
        """Of the heading and of the timeline."""
        return window.picture(self.heading, self.chart)

    def entries(self):
        """How many the legend has."""
        x, y, width, height = self.heading.rect
        line = Screen().pixels(self.heading.rect._replace(y=y + height - LEGEND, height=LEGEND))
        ground = line[0][:4]
        inked = [k for k in range(width) if any(row[4 * k:4 * k + 4] != ground for row in line)]
        return 1 + sum(after - before > GAP for before, after in zip(inked, inked[1:]))

    def checked(self, window, *entries):
        """Which entries of the menu View are on."""
        window.menu("View")
        menu = wait(lambda: next((each for each in window.frame.find("menu bar").matching(
            "menu item", entries[0], closed=frozenset()) if each.showing), None), "the menu opens").parent
        on = [each for each in entries if menu.find("menu item", each).has("checked")]
        press("Escape", "Escape")
        wait(lambda: not menu.find("menu item", entries[0]), "the menu closes")
        return on

    def assert_toggled(self, window, key, entry):
        """By the key and by the menu: something more is drawn, and in the end all is as it was."""
        plain, count = self.picture(window), self.entries()
        self.assertGreater(count, 2)
        by_key, by_menu = (lambda: press(key)), (lambda: window.menu("View", entry))
        for on, off in (by_key, by_menu), (by_menu, by_key):
            on()
            wait(lambda: self.entries() == count + 1, f"the legend has an entry for “{entry}”")
            self.assertNotEqual(self.picture(window)[1], plain[1], "the timeline")
            off()
            wait(lambda: self.entries() == count, "it is gone from the legend")
            self.assertEqual(self.picture(window), plain)
        window.close()

    def test_arrows_of_wake_ups(self):
        self.assert_toggled(self.opened(self.downloads()), "ctrl+u", WAKE_UPS)

    def test_outlines_of_the_ideal_schedule(self):
        self.assert_toggled(self.opened(self.downloads()), "ctrl+i", IDEAL)

    def downloads(self):
        return self.saved_runs("--tasks", 8, "--latency", "30ms", "--models", "sequential,async")

    def test_helpers_and_the_scale(self):
        window = self.opened(self.downloads())
        plain = self.picture(window)
        for entry, key in ("Show helpers", "ctrl+h"), ("Same scale", "ctrl+l"):
            window.menu("View", entry)
            self.assertNotEqual(self.picture(window)[1], plain[1], entry)
            press(key)  # changes it back
            self.assertEqual(self.picture(window)[1], plain[1], entry)
        window.close()

    def test_themes_switch_at_once(self):
        window = self.opened(self.downloads())
        looks = [self.picture(window)]
        for theme in "Dark", "~^Projector", "~^Article":
            window.menu("View", "Theme", theme)
            look = self.picture(window)
            self.assertFalse([other for other in looks if other[0] == look[0] or other[1] == look[1]], theme)
            looks.append(look)
        window.menu("View", "Theme", "Light")
        self.assertEqual(self.picture(window), looks[0])
        window.close()

    def test_both_are_remembered(self):
        saved = self.downloads()
        window = self.opened(saved)
        self.assertEqual(self.checked(window, WAKE_UPS, IDEAL), [])
        plain = self.picture(window)
        press("ctrl+i")
        ideal = self.picture(window)
        press("ctrl+u")
        both = self.picture(window)
        self.assertEqual(self.checked(window, WAKE_UPS, IDEAL), [WAKE_UPS, IDEAL])
        for one, other in (plain, ideal), (ideal, both), (plain, both):
            self.assertNotEqual(one[0], other[0], "the legend")
            self.assertNotEqual(one[1], other[1], "the timeline")
        window.close()

        window = self.opened(saved)
        wait(lambda: self.picture(window) == both, "both are drawn as they were")
        self.assertEqual(self.checked(window, WAKE_UPS, IDEAL), [WAKE_UPS, IDEAL])
        press("ctrl+u")
        wait(lambda: self.picture(window) == ideal, "the outlines alone are left")
        window.close()

        window = self.opened(saved)
        wait(lambda: self.picture(window) == ideal, "the outlines alone are drawn")
        self.assertEqual(self.checked(window, WAKE_UPS, IDEAL), [IDEAL])
        window.close()


if __name__ == "__main__":
    main()
