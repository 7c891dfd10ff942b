# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window remembers from one start to the next."""
from driver import press, wait, xdotool
from screen import Screen
from windowtest import WindowTest, main


class Settings(WindowTest):
    def checked(self, window, *names):
        return [name for name in names if window.find("check box", name).has("checked")]

    def is_dark(self, window):
        rect = window.frame.find("status bar").rect
        return Screen().lightness(rect.x + 4, rect.y + 4) < 0.4

    def text_height(self, window):
        return window.frame.find("label", "Workload").rect.height

    def set_size(self, window, width, height):
        wait(window.on_top, "the window is the active one")
        xdotool("getactivewindow", "windowsize", width, height)
        wait(lambda: window.frame.rect[2:] == (width, height), f"the window is {width} by {height}")

    def test_everything_is_as_it_was_left(self):
        window = self.start()
        small = self.text_height(window)
        self.assertFalse(self.is_dark(window))
        window.menu("View", "Theme", "Dark")
        wait(lambda: self.is_dark(window), "the window is dark")
        window.menu("View", "Text size", "125 %")
        wait(lambda: self.text_height(window) > small, "the text is larger")
        window.menu("View", "Frames while it runs", "60 a second")
        window.menu("View", "Animate")
        press("ctrl+3")
        press("ctrl+l")
        window.enter("spin button", "Tasks", 17)
        window.click("check box", "Synchronous")
        self.set_size(window, 1100, 700)
        large = self.text_height(window)
        window.close()
        settings = self.home.settings.read_text()
        self.assertIn("frames=60", settings)
        self.assertIn("animate=false", settings)

        window = self.start()
        self.assertTrue(self.is_dark(window))
        self.assertEqual(self.text_height(window), large)
        self.assertEqual(self.checked(window, "By worker", "By task", "By processor", "Same scale"), ["By processor"])
        self.assertEqual(window.find("spin button", "Tasks").value, 17)
        self.assertFalse(window.find("check box", "Synchronous").has("checked"))
        wait(lambda: window.frame.rect[2:] == (1100, 700), "the window has its size")
        window.close()
        settings = self.home.settings.read_text()
        self.assertIn("frames=60", settings)
        self.assertIn("animate=false", settings)

    def assert_defaults(self, window):
        self.assertFalse(self.is_dark(window))
        self.assertEqual(self.checked(window, "By worker", "By task", "By processor"), ["By worker"])
        self.assertTrue(window.run_button.has("enabled"))
        self.assertEqual(window.find("combo box", "Workload").name, "Downloads")
        self.assertGreater(window.frame.rect.width, 800)
        self.assertLess(window.run_button.rect.width, 600)

    def test_broken_settings_are_the_defaults(self):
        self.home.settings.parent.mkdir(parents=True)
        for content in (b"\0\xff\xfe[[[\n=\n" * 50,
                        b'[experiment]\njson="{\\"downloads\\":{\\"tasks\\":-1},\\"models\\":7}"\npreset=none\n'
                        b"[view]\nappearance=pink\nrows=9\ntext-scale=1e99\n[window]\ngeometry=@ByteArray(xyz)\n"
                        b"columns=@ByteArray(\\xff\\xff)\nrows=12\n",
                        # What Qt takes, though no window was ever so: no larger than its frame, one below the other.
                        b"[window]\ngeometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0" +
                        b"\\x7f\\xff\\xff\\xff" * 4 + b")\n"
                        b"columns=@ByteArray(\\0\\0\\0\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x7f\\x7f)\nrows=@Size(1 2)\n"):
            self.home.settings.write_bytes(content)
            window = self.start()
            self.assert_defaults(window)
            window.close()

    def test_one_bad_field_falls_alone_and_is_told(self):
        window = self.start()
        window.enter("spin button", "Tasks", 17)
        window.click("check box", "Synchronous")
        window.close()
        settings = self.home.settings.read_text()
        self.assertIn('\\"tasks\\":17', settings)
        self.home.settings.write_text(settings.replace('\\"tasks\\":17', '\\"tasks\\":\\"many\\"'))
        window = self.start()
        self.assertEqual(window.find("spin button", "Tasks").value, 160)
        self.assertFalse(window.find("check box", "Synchronous").has("checked"))
        wait(lambda: "the rest is as it was. “tasks” takes a whole number" in window.status, "the status bar tells it")
        window.close()

    def test_settings_that_cannot_be_written_do_no_harm(self):
        self.home.settings.parent.mkdir(parents=True)
        self.home.settings.mkdir()  # root may write everywhere, but not into a folder
        window = self.start()
        self.assert_defaults(window)
        window.close()


if __name__ == "__main__":
    main()
