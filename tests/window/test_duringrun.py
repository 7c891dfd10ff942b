# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user may do to the view while a run goes on."""
from driver import press, wait
from windowtest import WindowTest, main


class DuringRun(WindowTest):
    def start_run(self, tasks):
        window = self.start()
        window.enter("spin button", "Tasks", tasks)
        window.run()
        window.await_said(r"^[1-9]\d* of ")
        return window

    def assert_completes(self, window, tasks):
        window.await_end("^4 runs in ", seconds=40)
        rows = window.table("Statistics")
        self.assertEqual([row["Finished"] for row in rows], [str(tasks)] * 4)
        window.close()

    def test_grouping_and_theme_change(self):
        window = self.start_run(30)
        for theme in "Dark", "~^Projector", "~^Article", "Light":
            for name, key in ("By task", "ctrl+2"), ("By processor", "ctrl+3"), ("By worker", "ctrl+1"):
                press(key)
                button = window.find("check box", name)
                wait(lambda button=button: button.has("checked"), f"{name} is so")
            window.menu("View", "Theme", theme)
        for size in "200 %", "100 %":
            window.menu("View", "Text size", size)
        for frames in 60, 10:
            window.menu("View", "Frames while it runs", f"{frames} a second")
        self.assert_completes(window, 30)
        self.assertIn("frames=10", self.home.settings.read_text())

    def test_keys_and_mouse_in_the_chart(self):
        window = self.start_run(15)
        chart = window.find("chart")
        wait(lambda: len(chart.children) > 3, "the run is drawn")
        window.click(chart)
        wait(lambda: chart.has("focused"), "the chart takes the focus")
        while window.run_button.name == "Stop":
            press("ctrl+Down", "ctrl+Right", "ctrl+Right", "ctrl+2", "ctrl+Down", "ctrl+Down", "ctrl+Left", "ctrl+3",
                  "ctrl+Down", "ctrl+Right", "ctrl+Up", "plus", "Right", "minus", "ctrl+l", "ctrl+1", "End", "0")
            window.click(chart)
            window.click(chart, button=4)
        press("ctrl+Down", "ctrl+Right", "ctrl+Up", "ctrl+Down")
        self.assert_completes(window, 15)

    def test_the_view_follows_the_run_or_stays(self):
        window = self.start_run(60)
        chart = window.find("chart")
        chart.accessible.grab_focus()
        wait(lambda: chart.has("focused"), "the chart takes the focus")
        press("plus", "plus", "Home")
        bar = window.await_widget("scroll bar", "Scroll the time")
        self.assertEqual(bar.value, 0)
        before = window.said()
        wait(lambda: window.said() != before, "the run goes on")
        self.assertEqual(bar.value, 0)  # it stays where the user looks
        press("f")
        wait(lambda: bar.value > 0, "it follows the run")
        press("Home")
        wait(lambda: bar.value == 0, "it looks elsewhere again")
        window.menu("Navigate", "Follow the run")
        wait(lambda: bar.value > 0, "the menu has it follow the run, too")
        chart.accessible.grab_focus()
        wait(lambda: chart.has("focused"), "the chart has the focus again")
        press("0")
        wait(lambda: not window.find("scroll bar", "Scroll the time"), "everything shows")
        self.assert_completes(window, 60)


if __name__ == "__main__":
    main()
