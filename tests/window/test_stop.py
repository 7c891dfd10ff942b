# SPDX-License-Identifier: GPL-3.0-or-later
"""Stop in mid-run."""
from driver import wait
from windowtest import WindowTest, main


class Stop(WindowTest):
    def run_downloads(self, tasks, latency):
        window = self.start()
        window.enter("spin button", "Tasks", tasks)
        window.enter("spin button", "Latency", latency)
        window.run()
        return window

    def assert_usable(self, window):
        """The set-up can be changed again and the next run begins."""
        wait(lambda: window.run_button.name == "Run", "Stop becomes Run again")
        for role, name in ("spin button", "Tasks"), ("spin button", "Latency"), ("combo box", "Workload"):
            self.assertTrue(window.find(role, name).has("enabled", "sensitive"), name)
        for name in "Save", "Export image", "Open":
            self.assertTrue(window.find("push button", name).has("enabled"), name)

    def test_a_run_that_waits_is_stopped_within_seconds_and_stays_drawn(self):
        window = self.run_downloads(100, 30_000)
        window.await_said(r"^0 of 100 tasks")
        wait(lambda: window.find("chart").children, "the run is drawn")
        self.assertFalse(window.find("spin button", "Tasks").has("enabled"))
        window.click(window.run_button)
        self.assertRegex(window.await_said("topped", seconds=5), r"^Stopped after ")
        self.assert_usable(window)
        (row,) = window.table("Statistics")
        self.assertEqual((row["Finished"], row["Cancelled"]), ("0", "100"))
        self.assertTrue(window.find("chart").children)
        self.assertEqual(window.table("Failures"), [])

        window.enter("spin button", "Latency", 0)
        window.enter("spin button", "Tasks", 4)
        window.run()
        window.await_end("^4 runs in ")
        window.close()

    def test_runs_that_were_finished_stay(self):
        window = self.run_downloads(12, 150)
        window.await_said("^Run 2 of 4")
        window.click("push button", "Stop")  # the first one: of the toolbar
        window.await_end("^Stopped after ")
        self.assert_usable(window)
        first, *others = window.table("Statistics")
        self.assertEqual(first["Finished"], "12")
        self.assertLess(len(others), 4)
        self.assertTrue(window.find("chart").children)
        window.close()


if __name__ == "__main__":
    main()
