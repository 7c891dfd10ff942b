# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the program's window as a user does: with a mouse and keys of the X server, at what is really on the screen."""
import contextlib
import hashlib
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import uuid

from screen import Screen
from widgets import Rect, Widget, application

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("INTERLEAVE_PROGRAM", str(TOP / "build/dev/bin/interleave"))
PICTURES = pathlib.Path(os.environ.get("INTERLEAVE_SCREENSHOTS", TOP / "build/dev/tests/window"))
PATIENCE = 20  # seconds until something that should happen has not happened
STEP = 0.02
POPPED_UP = ("list item", "menu item")  # not within what they belong to
SCROLLS = 60  # of the wheel, until a widget must be in sight


class Failed(AssertionError):
    """The window did not do what it should; says what was waited for."""


def wait(condition, what, seconds=PATIENCE):
    """Polls until the condition holds. @return what it returned"""
    deadline = time.monotonic() + seconds
    while True:
        begun = time.monotonic()
        found = condition()
        if found:
            return found
        now = time.monotonic()
        if now > deadline:
            raise Failed(f"not within {seconds} s: {what}")
        time.sleep(max(STEP, now - begun))  # asking costs the program time, too


def xdotool(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def press(*keys):
    xdotool("key", *keys)


def write(text):
    xdotool("type", "--delay", "1", "--", text)


class Home:
    """A user's home folder, empty at first."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self._folder.name)
        self.settings = self.path / ".config/interleave/interleave.ini"

    def environment(self):
        kept = ("PATH", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "LC_ALL", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
                "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR", "ASAN_OPTIONS", "UBSAN_OPTIONS")
        return {key: os.environ[key] for key in kept if key in os.environ} | {"HOME": str(self.path)}

    def remove(self):
        self._folder.cleanup()


class Program:
    """The program with its window, from start to end."""

    def __init__(self, home, *arguments):
        self._mark = uuid.uuid4().hex
        self._errors = tempfile.TemporaryFile("w+")
        self.clicks = 0
        self._run_button = None
        self.process = subprocess.Popen(
            [PROGRAM, *map(str, arguments)], cwd=home.path, stdin=subprocess.DEVNULL,
            stderr=self._errors, env=home.environment() | {"INTERLEAVE_TEST": self._mark})
        self.application = wait(self._application, "the program is there")
        self.frame = wait(lambda: self.application.find("frame"), "the window shows")

    def _application(self):
        if self.process.poll() is not None:
            raise Failed(f"the program ended with {self.process.returncode}: {self.errors}")
        return application(self.process.pid)

    # What is there

    @property
    def alive(self):
        return self.process.poll() is None

    @property
    def errors(self):
        self._errors.seek(0)
        return self._errors.read()

    def processes(self, word=""):
        """The processes that it started, and theirs, by a word in their command line."""
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (int(folder.name) != self.process.pid and self._mark.encode() in (folder / "environ").read_bytes()
                        and word.encode() in (folder / "cmdline").read_bytes()):
                    found.append(int(folder.name))
        return found

    def find(self, role, name=None, hidden=False):
        """The first one, or None; of several windows first in the one that opened last."""
        found = (top.find(role, name, hidden) for top in reversed(self.application.children) if hidden or top.showing)
        return next(filter(None, found), None)

    def await_widget(self, role, name=None, seconds=PATIENCE):
        def found():
            if not self.alive:
                raise Failed(f"the program ended with {self.process.returncode}: {self.errors}")
            return self.find(role, name)
        return wait(found, f"{role} {name!r} shows", seconds)

    def table(self, name):
        """The figures of a table in the tab of this name."""
        return self.frame.find("table", name, hidden=True).table()

    def picture(self, *widgets):
        """What some widgets look like once they rest, to compare with another time; the mouse is put aside."""
        xdotool("mousemove", 1, 1)
        wait(self.rests, "the window rests")
        screen = Screen()
        return [hashlib.sha256(b"".join(screen.pixels(each.rect))).hexdigest() for each in widgets]

    # What the user does

    def click(self, widget, name=None, button=1):
        """On the middle of what can be seen of a widget, or of the one with this role and name."""
        if not isinstance(widget, Widget):
            widget = self.await_widget(widget, name)
        if widget.role not in POPPED_UP:
            self.reveal(widget)
        rect = self.settled(widget)
        self.clicks += 1
        xdotool("mousemove", rect.x + rect.width // 2, rect.y + rect.height // 2, "click", button)
        return widget

    def settled(self, widget):
        """Where a widget stays."""
        last = [Rect(0, 0, 0, 0)]

        def same():
            before, last[0] = last[0], widget.rect if widget.role in POPPED_UP else widget.visible_rect
            return before == last[0] and before.width > 0 and before.height > 0
        wait(same, f"{widget} has a place on the screen")
        return last[0]

    def reveal(self, widget):
        """Turns the wheel over the panel until the widget can be seen as a whole."""
        for _ in range(SCROLLS):
            whole, seen = widget.rect, widget.visible_rect
            if seen.height >= min(whole.height, 12) or whole.height == 0:
                return
            panel = next(each for each in self._above(widget) if each.visible_rect.height > 100)
            area = panel.visible_rect
            down = whole.y > area.y
            xdotool("mousemove", area.x + 4, area.y + area.height // 2, "click", 5 if down else 4)
            with contextlib.suppress(Failed):
                wait(lambda: widget.rect != whole, "the panel scrolls", 1)
        raise Failed(f"{widget} cannot be scrolled into sight")

    def _above(self, widget):
        while widget := widget.parent:
            yield widget

    def enter(self, role, name, text):
        """Replaces what a field holds."""
        field = self.click(role, name)
        wait(lambda: field.has("focused"), f"{field} has the focus")
        press("ctrl+a")
        write(str(text))
        press("Tab")
        return field

    def choose(self, label, item):
        """An item of a combo box, by the text of its label."""
        box = self.click("combo box", label)
        self.click(wait(lambda: next((each for each in box.matching("list item", item, closed=frozenset())
                                      if each.rect.y > 0 and each.has("showing")), None), f"{label} opens"))
        wait(lambda: box.name == item, f"{label} shows {item!r}")

    def menu(self, *words):
        """An entry of a menu, by the words on the way to it."""
        menu = self.frame.find("menu bar")
        for word in words:
            menu = self.click(wait(lambda menu=menu, word=word: next(
                (each for each in menu.matching("menu item", word, closed=frozenset()) if each.showing), None),
                f"the menu shows {word!r}"))

    def dialog(self, name):
        """The one with this title, once it shows."""
        return self.await_widget("dialog", name)

    def run(self):
        self.click(self.run_button)

    @property
    def run_button(self):
        """The big one below the set-up; Stop while something runs."""
        if not self._run_button:
            self._run_button = max(self.frame.find_all("push button", "~^(Run|Stop)$"),
                                   key=lambda each: each.rect.width)
        return self._run_button

    def said(self):
        """What the lines above that button say."""
        return [each.name for each in self.run_button.parent.find_all("label") if each.name]

    def await_said(self, pattern, seconds=PATIENCE):
        def found():
            if not self.alive:
                raise Failed(f"the program ended with {self.process.returncode}: {self.errors}")
            return next((line for line in self.said() if re.search(pattern, line)), None)
        return wait(found, f"the window says {pattern!r}", seconds)

    def await_end(self, pattern=r"^\d+ runs? in ", seconds=PATIENCE):
        """Of an experiment. @return what the window says of it"""
        said = self.await_said(pattern, seconds)
        wait(lambda: self.run_button.name == "Run", "Stop becomes Run again")
        return said

    @property
    def status(self):
        """What the status bar says for a while."""
        return self.frame.find("status bar").name

    def rests(self, seconds=0.2):
        """Whether it computed nothing at all for so long."""
        before = self.cpu_ticks()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            time.sleep(STEP)
        return self.cpu_ticks() - before <= 1  # a tick may begin before

    def cpu_ticks(self):
        """Of all its threads, in hundredths of a second."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def on_top(self):
        """Whether keys go to the main window."""
        active = subprocess.run(["xdotool", "getactivewindow", "getwindowname"], capture_output=True, text=True)
        known = self.frame.has("active")  # by the program itself, too
        return known and active.stdout.strip() == self.frame.name and not self.application.find("dialog")

    # The end

    def close(self, seconds=PATIENCE):
        """As a user closes a window; it ends well and leaves nothing behind."""
        wait(self.on_top, "the window is the active one, without a dialog")
        press("alt+F4")
        self.ended(seconds=seconds)

    def ended(self, status=0, seconds=PATIENCE):
        wait(lambda: not self.alive, "the program ends", seconds)
        if self.process.returncode != status:
            raise Failed(f"the program ended with {self.process.returncode}: {self.errors}")
        wait(lambda: not self.processes(), "its processes end")

    def kill(self):
        for pid in [self.process.pid, *self.processes()]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self._errors.close()

