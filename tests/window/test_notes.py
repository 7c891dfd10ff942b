# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes in the timeline: placed, changed, taken away, undone, saved, opened again."""
import json

from driver import press, wait, write, xdotool
from windowtest import WindowTest, main


class Notes(WindowTest):
    def opened(self, path=None):
        window = self.open_runs(
            path or self.saved_runs("--tasks", 6, "--latency", "50ms", "--models", "sequential,gil"))
        self.focus_chart()
        return window

    def notes(self):
        return [each.name for each in self.chart.children if each.name.startswith("Note: ")]

    def answer(self, window, dialog, text):
        window.dialog(dialog)
        press("ctrl+a", "BackSpace")
        write(text)
        press("Return")
        wait(lambda: not window.find("dialog"), "the dialog closes")
        wait(window.on_top, "the window has the keys again")

    def add(self, window, text):
        press("m")
        self.answer(window, "Add a note", text)

    def flag(self, text):
        return wait(lambda: next((each for each in self.chart.children if each.name.startswith(f"Note: {text}")),
                                 None), f"the note {text!r} shows")

    def mouse(self, widget, *clicks):
        rect = widget.rect
        xdotool("mousemove", rect.x + min(30, rect.width // 2), rect.y + rect.height // 2, *clicks)

    def test_placed_changed_taken_away_and_undone(self):
        window = self.opened()
        self.assertFalse(self.notes())
        area = self.chart.rect
        xdotool("mousemove", area.x + area.width // 2, area.y + area.height // 3)
        self.add(window, "the <b>cache</b> is warm")
        self.flag("the <b>cache</b> is warm, at ")
        self.mouse(self.flag("the <b>"), "click", "--repeat", 2, 1)
        self.answer(window, "Change the note", "cold")
        self.flag("cold, at ")
        self.assertEqual(len(self.notes()), 1)
        press("Delete")
        wait(lambda: not self.notes(), "it is gone")
        press("ctrl+z")
        self.flag("cold, at ")
        press("ctrl+z")
        self.flag("the <b>cache")
        press("ctrl+z")
        wait(lambda: not self.notes(), "there never was one")
        press("ctrl+shift+z")
        self.flag("the <b>cache")
        window.close()

    def test_no_text_is_no_note(self):
        window = self.opened()
        self.add(window, "   ")
        self.assertFalse(self.notes())
        press("m")
        window.dialog("Add a note")
        press("Escape")
        wait(window.on_top, "the dialog is gone")
        self.assertFalse(self.notes())
        self.add(window, "one")
        self.flag("one")
        press("F2")
        self.answer(window, "Change the note", "")
        wait(lambda: not self.notes(), "an empty text takes it away")
        window.close()

    def test_of_a_bar_and_of_a_measured_range(self):
        window = self.opened()
        press("ctrl+Right", "ctrl+Right")
        self.add(window, "of a bar")
        self.flag("of a bar, at ")
        press("shift+Right", "shift+Right", "shift+Right")
        self.add(window, "of a range")
        self.flag("of a range, from ")
        window.close()

    def test_the_whole_text_shows_below_the_mouse(self):
        window = self.opened()
        text = "a text that is far too long to be shown beside its flag as a whole, but not here"
        self.add(window, text)
        self.mouse(self.flag("a text that"))
        wait(lambda: window.frame.find("label", f"~{text}\n"), "a card shows all of it")
        window.close()

    def test_kept_in_the_file_and_reached_by_keys(self):
        path = self.saved_runs("--tasks", 6, "--latency", "50ms", "--models", "sequential,gil")
        content = json.loads(path.read_text())
        content["interleave"]["marks"] = [{"run": 1, "from": 2000000, "text": "second"},
                                          {"run": 0, "from": 1000000, "to": 9000000, "text": "first"}]
        path.write_text(json.dumps(content))
        window = self.opened(path)
        self.flag("first, from ")
        self.flag("second, at ")
        press("n", "n", "Delete")
        wait(lambda: len(self.notes()) == 1, "the second is taken away")
        self.flag("first")
        press("shift+n", "F2")
        self.answer(window, "Change the note", "kept")
        self.flag("kept")
        press("ctrl+s")
        window.dialog("Save the runs")
        press("ctrl+a")
        write(str(self.home.path / "again.interleave"))
        press("Return")
        again = self.home.path / "again.interleave"
        wait(lambda: again.exists() and again.stat().st_size, "the file is written")
        marks = json.loads(again.read_text())["interleave"]["marks"]
        self.assertEqual(marks, [{"run": 0, "from": 1000000, "to": 9000000, "text": "kept"}])
        wait(window.on_top, "the dialog is gone")
        window.close()
        window = self.opened(again)
        self.flag("kept, from 1.000 ms")
        window.close()

    def test_the_menu_has_all_of_it(self):
        window = self.opened()
        window.menu("Edit", "~^Add a note")
        self.answer(window, "Add a note", "by menu")
        self.flag("by menu")
        window.menu("Edit", "~^Next note")
        window.menu("Edit", "~^Change the note")
        self.answer(window, "Change the note", "again")
        self.flag("again")
        window.menu("Edit", "~^Remove the note")
        wait(lambda: not self.notes(), "it is gone")
        window.menu("Edit", "~^Undo")
        self.flag("again")
        window.menu("Edit", "~^Redo")
        wait(lambda: not self.notes(), "it is gone again")
        window.close()


if __name__ == "__main__":
    main()
