# SPDX-License-Identifier: GPL-3.0-or-later
"""A window in which nothing happens computes nothing, whatever it shows."""
from driver import Failed, press, wait
from windowtest import WindowTest, main


class Rest(WindowTest):
    def test_at_the_start(self):
        window = self.start()
        wait(window.rests, "the window rests")
        window.close()

    def test_in_every_view_of_finished_runs(self):
        window = self.start(self.saved_runs("--tasks", 30, "--latency", "5ms"))
        wait(lambda: window.find("chart") and window.find("chart").children, "the runs are drawn")
        restless = []
        for theme in "Light", "Dark", "~^Projector", "~^Article":
            window.menu("View", "Theme", theme)
            for scale in "same scale", "own scales":
                for grouping in "worker", "task", "processor":
                    press(f"ctrl+{['worker', 'task', 'processor'].index(grouping) + 1}")
                    try:
                        wait(window.rests, "the window rests", 3)
                    except Failed:
                        restless.append(f"{theme}, {scale}, by {grouping}")
                press("ctrl+l")
        self.assertEqual(restless, [])
        window.close()


if __name__ == "__main__":
    main()
