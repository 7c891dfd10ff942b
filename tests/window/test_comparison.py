# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first start to a finished comparison, and to a picture of it."""
import xml.etree.ElementTree as xml

from driver import press, wait
from windowtest import WindowTest, main

FOUR_WAYS = "The same downloads, four ways"


class Comparison(WindowTest):
    def test_two_clicks_make_a_comparison_and_two_more_its_picture(self):
        window = self.start()
        window.click("push button", FOUR_WAYS)
        window.run()
        window.await_end("^4 runs in ")
        self.assertEqual(window.clicks, 2)
        rows = window.table("Statistics")
        self.assertEqual(len(rows), 4)
        names = [row["Model"] for row in rows]
        self.assertEqual(len(set(names)), 4)
        for row in rows:
            self.assertEqual(row["Finished"], "12", row)
        self.assertTrue(window.find("chart").children)

        window.click("push button", "Export image")
        window.click(window.dialog("~^Export image").find("push button", "Save"))
        picture = self.home.path / "interleave-io-four-ways.svg"
        wait(picture.exists, "the picture is written")
        self.assertEqual(window.clicks, 4)
        text = "".join(xml.parse(picture).getroot().itertext())
        for name in names:
            self.assertIn(name, text)
        window.close()

    def test_a_finding_leads_to_its_place_in_the_timeline(self):
        saved = self.saved_runs("--tasks", 10, "--latency", "20ms", "--models", "sequential,gil")
        window = self.start(saved)
        window.click("page tab", "Findings")
        findings = window.await_widget("table", "Findings")
        self.assertFalse(window.find("scroll bar", "Scroll the time"))  # all of the time is in sight
        window.click(next(each for each in findings.children if "overlapped their waiting: 10 × " in each.name))
        wait(lambda: window.find("scroll bar", "Scroll the time"), "the timeline shows the shorter run")
        press("Up", "Up", "Up", "Up", "Up", "Return")
        wait(lambda: not window.find("scroll bar", "Scroll the time"), "the timeline shows the longer run")
        window.close()


if __name__ == "__main__":
    main()
