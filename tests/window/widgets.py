# SPDX-License-Identifier: GPL-3.0-or-later
"""The widgets of a window as assistive technology sees them (AT-SPI)."""
import collections
import functools
import re

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 (the version must be said before)

Rect = collections.namedtuple("Rect", "x y width height")

ANSWER = 10  # seconds
Atspi.set_timeout(1000 * ANSWER, 1000 * ANSWER)

# Their children are many, and asked for on purpose only.
CLOSED = {"chart", "table", "combo box", "menu item", "list"}
# They have none, which need not be asked for.
LEAVES = {"label", "push button", "check box", "spin button", "scroll bar", "list item", "separator", "image",
          "page tab", "progress bar", "table column header", "table cell", "text"}


class NoAnswer(AssertionError):
    """The window hangs."""


def matches(wanted, text):
    """A string must be equal, a pattern must be found."""
    return wanted is None or (wanted == text if isinstance(wanted, str) else bool(wanted.search(text)))


class Widget:
    """One accessible object. What has gone meanwhile has no name, no children and is not shown."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __eq__(self, other):
        return isinstance(other, Widget) and self.accessible == other.accessible

    def __hash__(self):
        return hash(self.accessible)

    def __repr__(self):
        return f"{self.role} {self.name!r}"

    def _ask(self, question, otherwise):
        try:
            return question()
        except GLib.Error as error:
            if "imeout" in error.message or "timed out" in error.message.lower():
                raise NoAnswer(f"the window does not answer within {ANSWER} s") from error
            return otherwise

    @functools.cached_property
    def role(self):
        role = self._ask(self.accessible.get_role, None)
        return "" if role is None else Atspi.role_get_name(role)

    @property
    def name(self):
        return self._ask(self.accessible.get_name, "")

    @property
    def description(self):
        return self._ask(self.accessible.get_description, "")

    @property
    def label(self):
        """The text of its label; a combo box' own name is what is chosen in it."""
        for relation in self._ask(self.accessible.get_relation_set, []):
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
                return Widget(relation.get_target(0)).name
        return ""

    @property
    def rect(self):
        extents = self._ask(lambda: self.accessible.get_extents(Atspi.CoordType.SCREEN), None)
        return Rect(extents.x, extents.y, extents.width, extents.height) if extents else Rect(0, 0, 0, 0)

    def has(self, *states):
        """By the names of the states: "showing", "focused", "checked", "enabled"…"""
        states_now = self._ask(self.accessible.get_state_set, None)
        return bool(states_now) and all(
            states_now.contains(getattr(Atspi.StateType, state.upper())) for state in states)

    @property
    def showing(self):
        return self.has("showing")

    @property
    def parent(self):
        parent = self._ask(self.accessible.get_parent, None)
        return Widget(parent) if parent else None

    @property
    def children(self):
        count = self._ask(self.accessible.get_child_count, 0)
        found = (self._ask(lambda k=k: self.accessible.get_child_at_index(k), None) for k in range(count))
        return [Widget(child) for child in found if child]

    def walk(self, hidden=False, closed=frozenset(CLOSED)):
        """Itself and what is in it, from top to bottom; what does not show only if asked for."""
        yield self
        if self.role in closed or self.role in LEAVES:
            return
        for child in self.children:
            if hidden or child.showing:
                yield from child.walk(hidden, closed)

    def matching(self, role, name=None, hidden=False, closed=frozenset(CLOSED)):
        """Those with a role and a name, or a label; a name that begins with ~ is a pattern."""
        name = re.compile(name[1:]) if isinstance(name, str) and name.startswith("~") else name
        return (each for each in self.walk(hidden, closed) if each.role == role and
                (name is None or matches(name, each.name) or matches(name, each.label)))

    def find_all(self, role, name=None, hidden=False, closed=frozenset(CLOSED)):
        return list(self.matching(role, name, hidden, closed))

    def find(self, role, name=None, hidden=False):
        """The first one, or None."""
        return next(self.matching(role, name, hidden), None)

    @property
    def text(self):
        return self._ask(lambda: Atspi.Text.get_text(self.accessible, 0, -1), "")

    @property
    def value(self):
        return self._ask(lambda: Atspi.Value.get_current_value(self.accessible), None)

    @property
    def visible_rect(self):
        """The part of it that what it lies in does not cut off."""
        left, top, width, height = self.rect
        right, bottom = left + width, top + height
        above = self.parent
        while above and above.role not in ("application", ""):
            rect = above.rect
            if rect.width > 0:
                left, top = max(left, rect.x), max(top, rect.y)
                right, bottom = min(right, rect.x + rect.width), min(bottom, rect.y + rect.height)
            above = above.parent
        return Rect(left, top, max(0, right - left), max(0, bottom - top))

    def table(self):
        """The texts of a table: a list of dictionaries by the heads of the columns."""
        def read():
            rows, columns = Atspi.Table.get_n_rows(self.accessible), Atspi.Table.get_n_columns(self.accessible)
            heads = [Atspi.Table.get_column_description(self.accessible, column) for column in range(columns)]
            return [{heads[column]: Atspi.Table.get_accessible_at(self.accessible, row, column).get_name()
                     for column in range(columns)} for row in range(rows)]
        return self._ask(read, [])


def application(pid):
    """The application of a process, or None as long as it has not said that it is there."""
    for each in Widget(Atspi.get_desktop(0)).children:
        if each._ask(each.accessible.get_process_id, 0) == pid:
            each.accessible.set_cache_mask(Atspi.Cache.ROLE)  # the rest changes under the test
            return each
    return None


class EventLog:
    """The widgets that say that something happened to them."""

    def __init__(self, event):
        self.said = []
        self._listener = Atspi.EventListener.new(self._heard)
        self._listener.register(event)

    def _heard(self, event):
        self.said.append(Widget(event.source))

    def listen(self):
        """Hears what was said meanwhile."""
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        return self.said


class FocusLog(EventLog):
    """The widgets that took the focus."""

    def __init__(self):
        super().__init__("object:state-changed:focused")

    def _heard(self, event):
        if event.detail1:
            super()._heard(event)
