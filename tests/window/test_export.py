# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be chosen for an exported picture comes out in the file, and is there again the next time."""
import pathlib
import re
import struct
import subprocess
import xml.etree.ElementTree as xml

from driver import press, wait, write, xdotool
from windowtest import WindowTest, main

ONE, OTHER = "Synchronous", "Async tasks, one thread (like asyncio)"
WHOLE, VISIBLE = "The whole time", "What the window shows"


class Export(WindowTest):
    def opened(self):
        return self.open_runs(
            self.saved_runs("--tasks", 6, "--latency", "50ms", "--models", "sequential,async"))

    def take_keys(self, window):
        """The timeline gets them."""
        wait(window.on_top, "the window is the active one")
        self.focus_chart()

    def ask(self, window):
        """Opens the dialog."""
        wait(window.on_top, "the window is the active one")
        press("ctrl+e")
        dialog = window.dialog("Export image")
        wait(lambda: dialog.find("push button", "Save").has("focused"), "the dialog has the keys")
        return dialog

    def save(self, window, dialog):
        """@return the file that is written"""
        path = pathlib.Path(dialog.find("text", "File").text)
        self.assertFalse(path.exists())
        window.click(dialog.find("push button", "Save"))
        wait(lambda: path.exists() and window.on_top(), "the picture is written and the dialog has gone")
        return path

    def words(self, path):
        """All texts of an SVG."""
        return [text for text in xml.parse(path).getroot().itertext() if text.strip()]

    def dismiss(self, window):
        press("Escape")
        wait(window.on_top, "the dialog closes")

    def png(self, path):
        """@return its width in pixels and its pixels in a metre"""
        data = path.read_bytes()
        density = data.index(b"pHYs") + 4
        return struct.unpack(">I", data[16:20])[0], struct.unpack(">I", data[density:density + 4])[0]

    def test_a_width_in_centimetres_with_so_many_pixels_an_inch(self):
        window = self.opened()
        dialog = self.ask(window)
        window.choose("Format", "PNG: pixels")
        self.assertFalse(dialog.find("spin button", "Width in centimetres"))
        window.choose("Unit", "centimetres")
        self.assertFalse(dialog.find("spin button", "Width in pixels"))
        window.enter("spin button", "Width in centimetres", 12.5)
        window.enter("spin button", "PNG pixels per inch", 150)
        width, density = self.png(self.save(window, dialog))
        self.assertAlmostEqual(width, 12.5 / 2.54 * 150, delta=1)
        self.assertAlmostEqual(density, 150 / 0.0254, delta=1)

        for again in False, True:
            if again:
                window.close()
                window = self.opened()
            dialog = self.ask(window)
            self.assertEqual((dialog.find("combo box", "Format").name, dialog.find("combo box", "Unit").name),
                             ("PNG: pixels", "centimetres"))
            self.assertEqual(dialog.find("spin button", "Width in centimetres").value, 12.5)
            self.assertEqual(dialog.find("spin button", "PNG pixels per inch").value, 150)
            self.dismiss(window)
        window.close()

    def test_a_width_in_pixels_again(self):
        window = self.opened()
        dialog = self.ask(window)
        window.choose("Unit", "centimetres")
        window.choose("Unit", "pixels")
        window.enter("spin button", "Width in pixels", 800)
        window.choose("Format", "PNG: pixels")
        window.enter("spin button", "PNG pixels", 3)
        self.assertEqual(self.png(self.save(window, dialog))[0], 3 * 800)
        window.close()

    def tick(self, run):
        """The mouse at the small box before a run's name."""
        x, y, _, height = run.rect
        xdotool("mousemove", x + height // 2, y + height // 2, "click", 1)

    def test_chosen_runs(self):
        window = self.opened()
        dialog = self.ask(window)
        one, other = dialog.find("list", "Runs").children
        self.assertEqual((one.name, other.name), (ONE, OTHER))
        press("alt+u", "Down", "space")
        wait(lambda: not other.has("checked"), "the keys un-tick a run")
        self.tick(one)
        wait(lambda: not one.has("checked"), "the mouse likewise")
        wait(lambda: dialog.find("label", "Choose at least one run."), "it is said that nothing is left")
        self.assertFalse(dialog.find("push button", "Save").has("enabled"))
        self.tick(other)
        wait(lambda: other.has("checked"), "it is ticked again")
        wait(lambda: dialog.find("push button", "Save").has("enabled"), "there is something to save")
        words = self.words(self.save(window, dialog))
        self.assertIn(OTHER, words)
        self.assertNotIn(ONE, words)

        dialog = self.ask(window)
        self.assertTrue(all(run.has("checked") for run in dialog.find("list", "Runs").children))
        words = self.words(self.save(window, dialog))
        self.assertIn(OTHER, words)
        self.assertIn(ONE, words)
        window.close()

    def test_the_part_of_the_time_that_the_window_shows(self):
        window = self.opened()
        dialog = self.ask(window)
        self.assertEqual(dialog.find("combo box", "Time").name, WHOLE)
        self.assertFalse(dialog.find("combo box", "Time").has("enabled"))  # the window shows it
        self.dismiss(window)
        self.take_keys(window)
        press("plus", "plus")
        wait(lambda: window.find("scroll bar", "Scroll the time"), "a part of the time shows")
        dialog = self.ask(window)
        wait(lambda: dialog.find("combo box", "Time").name == VISIBLE, "the part is proposed")
        part = self.words(self.save(window, dialog))
        dialog = self.ask(window)
        window.choose("Time", WHOLE)
        whole = self.words(self.save(window, dialog))
        self.assertIn("0 ms", whole)
        self.assertNotIn("0 ms", part)
        for words in part, whole:
            self.assertIn("time since start", words)
        window.close()

    def test_a_copied_picture(self):
        window = self.opened()
        press("ctrl+shift+c")
        size = wait(lambda: re.match(r"Copied as a picture of (\d+) by (\d+) pixels$", window.status),
                    "it says what is copied")
        picture = subprocess.run(["xclip", "-selection", "clipboard", "-t", "image/png", "-o"], capture_output=True,
                                 check=True).stdout
        self.assertEqual(struct.unpack(">2I", picture[16:24]), (int(size[1]), int(size[2])))
        window.close()

    def test_without_legend_and_notes(self):
        window = self.opened()
        dialog = self.ask(window)
        self.assertFalse(dialog.find("check box", "Notes").has("enabled"))  # there are none
        self.dismiss(window)
        self.take_keys(window)
        press("m")
        field = window.dialog("Add a note").find("text")
        wait(lambda: field.has("focused"), "the note's text has the focus")
        write("the cache is warm")
        press("Return")
        dialog = self.ask(window)
        words = self.words(self.save(window, dialog))
        self.assertIn("the cache is warm", words)
        self.assertIn("for something outside", words)

        dialog = self.ask(window)
        window.click(dialog.find("check box", "Notes"))
        press("alt+g")
        for name in "Notes", "Legend":
            wait(lambda name=name: not dialog.find("check box", name).has("checked"), f"{name} are un-ticked")
        words = self.words(self.save(window, dialog))
        self.assertNotIn("the cache is warm", words)
        self.assertNotIn("for something outside", words)
        self.assertIn(ONE, words)

        dialog = self.ask(window)
        for name in "Notes", "Legend":
            self.assertFalse(dialog.find("check box", name).has("checked"), name)
        self.dismiss(window)
        settings = self.home.settings.read_text()
        self.assertIn("legend=false", settings)
        self.assertIn("notes=false", settings)


if __name__ == "__main__":
    main()
