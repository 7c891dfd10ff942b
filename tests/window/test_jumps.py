# SPDX-License-Identifier: GPL-3.0-or-later
"""Jumping to pre-emptions, failures and waits."""
import re

from driver import press, wait
from windowtest import WindowTest, main


class Jumps(WindowTest):
    def opened(self, *options, check=True):
        window = self.open_runs(self.saved_runs(*options, check=check))
        self.focus_chart()
        return window

    def said(self, window):
        """What the card says of the bar that was gone to."""
        return next((each.name for each in window.frame.walk()
                     if re.search(r" from [0-9.]+ ms, .* long$", each.name)), "")

    def test_the_longest_wait_and_back(self):
        window = self.opened("--tasks", 4, "--latency", "20ms", "--models", "sequential")
        press("w")
        longest = wait(lambda: self.said(window), "a wait is picked")
        self.assertIn("Waiting", longest)
        press("w")
        wait(lambda: self.said(window) not in ("", longest), "another wait is picked")
        press("shift+w")
        wait(lambda: self.said(window) == longest, "the longest is picked again")
        press("shift+w")
        wait(lambda: window.status == "There is no longer wait.", "it says that there is none")
        window.close()

    def test_what_did_not_happen_is_said(self):
        window = self.opened("--tasks", 3, "--latency", "5ms", "--models", "sequential")
        press("x")
        wait(lambda: window.status == "No task failed.", "it says that there is none")
        window.close()

    def test_the_menu_goes_to_failures(self):
        window = self.opened("--url", "http://127.0.0.1:1/", "--tasks", 3, "--models", "sequential", check=False)
        window.menu("Navigate", "Jump to", "Next failure")
        first = wait(lambda: self.said(window), "a failure is picked")
        press("x")
        wait(lambda: self.said(window) not in ("", first), "another one is picked")
        press("shift+x")
        wait(lambda: self.said(window) == first, "the first is picked again")
        press("shift+x")
        wait(lambda: window.status == "No task failed earlier.", "it says that there is none")
        window.close()

    def test_pre_emptions_of_two_threads_on_one_processor(self):
        window = self.opened("--workload", "sums", "--tasks", 4, "--models", "threads")
        press("p")
        wait(lambda: "Ready" in self.said(window) or "pre-empted" in window.status, "a pre-emption is picked")
        window.close()


if __name__ == "__main__":
    main()
