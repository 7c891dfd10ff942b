# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding spans in the timeline, and going from one to the next."""
from driver import press, wait, write
from windowtest import WindowTest, main


class Find(WindowTest):
    def opened(self):
        window = self.open_runs(self.saved_runs("--tasks", 12, "--latency", "10ms", "--models", "sequential,async"))
        press("ctrl+f")
        wait(lambda: window.find("text", "Find") and window.find("text", "Find").has("focused"), "the bar opens")
        return window

    def said(self, window, text):
        wait(lambda: window.find("label", text), f"the bar says {text!r}")

    def test_typing_finds_and_enter_goes_round(self):
        window = self.opened()
        write("download 12")
        self.said(window, "~^[0-9]+ found$")
        count = int(window.find("label", "~^[0-9]+ found$").name.split()[0])
        self.assertGreater(count, 2)
        press("Return")
        self.said(window, f"1 of {count}")
        press("Return")
        self.said(window, f"2 of {count}")
        press("shift+Return", "shift+Return")
        self.said(window, f"{count} of {count}")
        press("F3")
        self.said(window, f"1 of {count}")
        press("shift+F3")
        self.said(window, f"{count} of {count}")
        press("Escape")
        wait(lambda: self.chart.has("focused"), "the focus is back in the timeline")
        self.assertFalse(window.find("text", "Find"))
        window.close()

    def test_criteria_narrow_and_a_bad_length_is_a_sentence(self):
        window = self.opened()
        window.choose("State", "Waiting")
        self.said(window, "~^[0-9]+ found$")
        window.enter("text", "Longer than", "5 parsecs")
        self.said(window, "~^“5 parsecs” is no length of time: ")
        window.enter("text", "Longer than", "1h")
        self.said(window, "~^“1h” is no length of time: ")
        window.enter("text", "Longer than", "100 s")
        self.said(window, "Nothing is found.")
        window.enter("text", "Longer than", "5ms")
        self.said(window, "~^[0-9]+ found$")
        window.click("push button", "Next")
        self.said(window, "~^1 of [0-9]+$")
        window.click("push button", "Close")
        wait(lambda: self.chart.has("focused"), "the focus is back in the timeline")
        window.close()

    def count(self, window):
        return int(wait(lambda: window.find("label", "~^[0-9]+ found$"), "the bar says how many").name.split()[0])

    def test_phases_and_addresses(self):
        window = self.opened()
        write("127.0.0.1")
        every = self.count(window)
        window.choose("Phase", "for the first byte")
        wait(lambda: 0 < self.count(window) < every, "fewer are of one phase")
        window.choose("Phase", "any")
        wait(lambda: self.count(window) == every, "all are found again")
        window.enter("text", "Find", "/dice")
        wait(lambda: 0 < self.count(window) < every, "fewer are of one address")
        window.close()

    def test_only_rows_with_matches(self):
        window = self.opened()
        rows = lambda: {bar.rect.y for bar in self.chart.children}
        everything = len(rows())
        self.assertGreater(everything, 4)
        write("download 12")
        self.said(window, "~^[0-9]+ found$")
        toggle = window.find("check box", "Only rows with matches")
        self.assertFalse(toggle.has("checked"))
        press("Tab", "Tab", "Tab", "Tab")
        wait(lambda: toggle.has("focused"), "the keys come to the button")
        press("space")
        wait(lambda: toggle.has("checked"), "the button is down")
        wait(lambda: 0 < len(rows()) < everything, "the other rows are gone")
        few = len(rows())
        press("Escape")
        wait(lambda: len(rows()) == everything, "without the bar all rows are back")
        press("ctrl+f")
        wait(lambda: len(rows()) == few, "with the bar they are filtered again")
        press("ctrl+shift+f")
        wait(lambda: len(rows()) == everything and not toggle.has("checked"), "the keys let go of it, too")
        window.menu("Navigate", "Find: only rows with matches")
        wait(lambda: len(rows()) == few and toggle.has("checked"), "the menu does the same")
        window.enter("text", "Find", "nothing like this")
        self.said(window, "Nothing is found.")
        wait(lambda: len(rows()) == everything, "where nothing is found all rows stay")
        window.close()

    def test_markup_is_text(self):
        window = self.opened()
        write("<b>nothing</b>")
        self.said(window, "Nothing is found.")
        window.menu("Navigate", "Find next")
        self.said(window, "Nothing is found.")
        window.close()


if __name__ == "__main__":
    main()
