# SPDX-License-Identifier: GPL-3.0-or-later
"""Words from outside are shown as they are, never read as rich text."""
from driver import press, wait, xdotool
from windowtest import WindowTest, main

BOLD = "<b>bold</b>"
LINK = "<a href='http://127.0.0.1:1/'>click</a><img src='x'>"


class PlainText(WindowTest):
    def test_names_of_tasks_hosts_models_and_reasons(self):
        saved = self.saved_runs("--tasks", 2, "--latency", "200ms", "--models", "sequential")
        text = saved.read_text()
        for old, new in ("download 1", f"{BOLD} 1"), ("downloads of", f"{BOLD} of"), ("Synchronous", f"{LINK} model"):
            self.assertIn(old, text)
            text = text.replace(old, new)
        name = f"{BOLD} lesson.interleave".replace("/", "")
        opened = self.home.path / name
        opened.write_text(text)
        window = self.start(opened)
        wait(lambda: window.table("Statistics"), "the runs are there")
        self.assertEqual(window.table("Statistics")[0]["Model"], f"{LINK} model")
        self.assertIn(name, window.status)

        press("ctrl+2")
        chart = window.find("chart")
        wait(lambda: any(each.name.startswith(f"{BOLD} 1, ") for each in chart.children), "the task has its name")
        for task in [each for each in chart.children if each.name.startswith(BOLD)][:2]:
            spot = task.rect
            xdotool("mousemove", spot.x + spot.width // 2, spot.y + spot.height // 2)
        press("ctrl+e")
        dialog = window.dialog("Export image")
        self.assertIn("lesson", dialog.find("text", "File").text)
        press("Escape")
        window.close()

    def test_a_failure_and_a_message(self):
        address = f"http://127.0.0.1:1/{BOLD}"
        window = self.start(self.failed_run(address))
        wait(lambda: window.table("Failures"), "the failure is there")
        self.assertIn(BOLD, window.table("Failures")[0]["Address"])
        window.close()

        broken = self.home.path / f"{BOLD}.interleave".replace("/", "")
        broken.write_text("no saved run")
        window = self.start(broken)
        message = window.await_widget("alert")
        (sentence,) = [each.name for each in message.find_all("label") if each.name]
        self.assertIn(broken.name, sentence)
        press("Return")
        window.close()

    def failed_run(self, address):
        saved = self.saved_runs("--url", "http://127.0.0.1:1/x", "--models", "sequential", check=False)
        saved.write_text(saved.read_text().replace("http://127.0.0.1:1/x", address))
        return saved


if __name__ == "__main__":
    main()
