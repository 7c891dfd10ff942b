# SPDX-License-Identifier: GPL-3.0-or-later
"""Saved runs: reopened they are the same; what is no saved run is refused with a sentence."""
from driver import press, wait, write
from windowtest import WindowTest, main


class Traces(WindowTest):
    def answer_dialog(self, window, title, path):
        dialog = window.dialog(title)
        wait(lambda: dialog.find("text", "~^File name").has("focused"), "the file name has the focus")
        press("ctrl+a")
        write(str(path))
        press("Return")

    def assert_refused(self, window, word):
        """One sentence that names the file, and the program goes on."""
        message = window.await_widget("alert")
        (sentence,) = [each.name for each in message.find_all("label") if each.name]
        self.assertIn(word, sentence)
        self.assertRegex(sentence, r"^\S.* .*[.!]$")
        press("Return")
        wait(window.on_top, "the message closes")

    def test_saved_runs_have_the_same_figures_when_they_are_opened(self):
        window = self.start()
        window.enter("spin button", "Tasks", 5)
        window.run()
        window.await_end("^4 runs in ")
        saved = self.home.path / "lesson.interleave"
        press("ctrl+s")
        self.answer_dialog(window, "Save the runs", saved)
        wait(saved.exists, "the runs are saved")
        tables = ("Statistics", "Findings", "Types of concurrency", "Failures")
        figures = [window.table(name) for name in tables]
        window.close()
        self.assertEqual(len(figures[0]), 4)

        window = self.start(saved)
        wait(lambda: window.table("Statistics"), "the runs are there")
        self.assertEqual([window.table(name) for name in tables], figures)
        window.close()

        window = self.start()
        press("ctrl+o")
        self.answer_dialog(window, "Open saved runs", saved)
        wait(lambda: window.table("Statistics"), "the runs are there")
        self.assertEqual([window.table(name) for name in tables], figures)
        self.assertTrue(window.find("chart").children)
        window.close()

    def test_files_that_are_no_saved_runs_are_refused_with_a_sentence(self):
        saved = self.saved_runs("--tasks", 3, "--latency", "1ms", "--models", "sequential")
        text = saved.read_text()
        files = {"random.bin": bytes(k * k % 251 for k in range(5000)), "cut.json": text[:4000],
                 "deep.json": "[" * 200_000,
                 "types.json": text.replace('"tid":1', '"tid":"one"').replace('"attempts"', '"none"')
                 .replace('"spans":[', '"spans":[[1e999,-5,"Flying",7],'),
                 "page.html": "<html><body><img src='http://127.0.0.1:1/'></body></html>"}
        for name, content in files.items():
            (self.home.path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        window = self.start(saved)
        wait(lambda: window.table("Statistics"), "the runs are there")
        before = window.table("Statistics")
        for name in files:
            press("ctrl+o")
            self.answer_dialog(window, "Open saved runs", self.home.path / name)
            self.assert_refused(window, name)
        self.assertEqual(window.table("Statistics"), before)
        window.close()

    def test_a_file_given_at_the_start_that_is_no_saved_run(self):
        broken = self.home.path / "broken.interleave"
        broken.write_bytes(b"\0\xff{")
        window = self.start(broken)
        self.assert_refused(window, "broken.interleave")
        self.assertTrue(window.find("push button", "The same downloads, four ways"))
        window.close()


if __name__ == "__main__":
    main()
