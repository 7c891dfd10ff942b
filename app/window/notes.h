// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject> // first: moc 6.4 cannot read <compare> before it

#include "core/trace/note.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

class QAction;
class QMainWindow;
class QMenu;
class QUndoStack;

namespace interleave::view {
class NoteHandles;
class TimelineView;
} // namespace interleave::view

namespace interleave::window {

class Questions;

/// The notes beside the runs of the window: placed, changed and taken away, each of which can be undone. Adds
/// the menu Edit.
class Notes : public QObject
{
    Q_OBJECT

public:
    /// @param notes of all runs of the window; it and everything else outlives this
    Notes(QMainWindow& window, view::TimelineView& view, const Questions& questions,
          std::vector<Note>& notes);

    /// Other runs, with their notes, have come: nothing of those before can be undone.
    void begin();
    /// Which of the runs the timeline shows, from top to bottom.
    void setShown(std::vector<std::uint32_t> runs);
    /// Whether there are runs, and the timeline shows.
    void setEnabled(bool enabled);

Q_SIGNALS:
    void said(const QString& sentence); ///< for the status bar

private:
    QAction* add(QMenu& menu, const QString& text, const QKeySequence& key, const QString& tip,
                 const std::function<void()>& asked);
    void addMenu(QMainWindow& window);
    void addNote();
    void edit(std::size_t note);
    void remove();
    void go(int by);
    std::optional<QString> askText(const Note& note, const QString& text);
    void push(const QString& what, std::vector<Note> after, std::optional<std::size_t> picked);
    void show();
    std::optional<std::size_t> shownPicked() const;
    void showWhatIsPossible();

    QMainWindow& m_window;
    view::TimelineView& m_view;
    const Questions& m_questions;
    std::vector<Note>& m_notes;
    view::NoteHandles* m_handles;
    QUndoStack* m_undo;
    std::vector<std::uint32_t> m_runs;   ///< that are shown
    std::vector<std::size_t> m_shown;    ///< indices of the notes that are
    std::optional<std::size_t> m_picked; ///< index in m_notes
    std::vector<QAction*> m_ofPicked;
    QAction *m_add = nullptr, *m_next = nullptr, *m_previous = nullptr;
    bool m_enabled = false;
};

} // namespace interleave::window
