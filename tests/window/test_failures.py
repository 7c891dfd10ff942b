# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that are not there, or not any more."""
import os
import signal

from driver import wait
from windowtest import WindowTest, main

NOBODY = "http://127.0.0.1:1/x"


class Failures(WindowTest):
    def test_a_dead_server_is_counted_and_each_task_says_why(self):
        window = self.start()
        window.choose("From", "Addresses")
        window.enter("text", "Addresses, one a line", NOBODY)
        window.enter("spin button", "Tasks", 3)
        window.run()
        self.assertIn("12 tasks failed", window.await_end("tasks failed: "))
        for row in window.table("Statistics"):
            self.assertEqual((row["Finished"], row["Failed"]), ("0", "3"))
        failures = window.table("Failures")
        self.assertEqual(len(failures), 12)
        for failure in failures:
            self.assertEqual(failure["Address"], NOBODY)
            self.assertIn("connection refused", failure["Reason"])
        tab = window.click("page tab", "~^Failures")
        self.assertEqual(tab.name, "Failures (12)")
        wait(lambda: window.find("table", "Failures"), "the failures show")
        window.close()

    def test_a_server_that_dies_in_mid_run_ends_in_a_sentence(self):
        window = self.start()
        window.enter("spin button", "Tasks", 40)
        window.run()
        window.await_said(r"^[3-9] of 40 tasks")
        (server,) = window.processes("--practice-server")
        os.kill(server, signal.SIGKILL)
        said = window.await_end("tasks? failed: ")
        self.assertIn("The practice server was killed by signal 9", said)
        first, *others = window.table("Statistics")
        self.assertGreaterEqual(int(first["Finished"]), 3)
        self.assertGreater(int(first["Failed"]), 0)
        for row in others:  # with a new server
            self.assertEqual((row["Finished"], row["Failed"]), ("40", "0"))
        for failure in window.table("Failures"):
            self.assertGreater(len(failure["Reason"]), 10, failure)

        window.enter("spin button", "Tasks", 2)
        window.run()  # a new server, for the next experiment
        window.await_end("^4 runs in ")
        window.close()


if __name__ == "__main__":
    main()
