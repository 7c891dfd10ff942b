# SPDX-License-Identifier: GPL-3.0-or-later
"""Closing the window: the program ends well and leaves no process behind."""
from driver import press, wait
from windowtest import WindowTest, main


class Closing(WindowTest):
    def in_mid_run(self, preset):
        window = self.start()
        window.click("push button", preset)
        window.enter("spin button", "Latency", 30_000)
        window.run()
        window.await_said(r"^0 of \d+ tasks")
        return window

    def test_in_mid_run_of_threads(self):
        window = self.in_mid_run("Five threads share the waiting")
        wait(lambda: window.processes("--practice-server"), "the practice server runs")
        window.close()

    def test_in_mid_run_of_processes(self):
        window = self.in_mid_run("Processes share the work")
        wait(lambda: len(window.processes()) > len(window.processes("--practice-server")) > 0,
             "workers and the practice server run")
        wait(lambda: window.find("chart").children, "the run is drawn")
        press("ctrl+q")
        window.ended()

    def test_in_mid_computation(self):
        window = self.start()
        window.choose("Workload", "Sums of squares")
        window.enter("spin button", "Squares below", 1_000_000_000_000)
        window.run()
        window.await_said(r"^0 of \d+ tasks")
        window.close()

    def test_with_a_dialog_of_a_finished_run(self):
        window = self.start()
        window.enter("spin button", "Tasks", 1)
        window.run()
        window.await_end()
        press("ctrl+e")
        dialog = window.dialog("Export image")
        press("Escape")
        wait(lambda: not dialog.showing, "the dialog closes")
        self.assertEqual(list(self.home.path.glob("*.svg")), [])
        window.close()


if __name__ == "__main__":
    main()
