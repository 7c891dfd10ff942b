// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/notes.h"

#include "app/timeline/notehandles.h"
#include "app/timeline/spanfacts.h"
#include "app/timeline/timelineview.h"
#include "app/timeline/words.h"
#include "app/window/questions.h"

#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>

namespace interleave::window {
namespace {

constexpr int longestTyped = 500; // characters: fewer bytes than Note::longestText

/// All notes as they were and as they are: there are few of them.
class NotesChange : public QUndoCommand
{
public:
    NotesChange(const QString& what, std::vector<Note>& notes, std::vector<Note> after)
        : QUndoCommand(what), m_notes(notes), m_before(notes), m_after(std::move(after))
    {
    }

    void undo() override { m_notes = m_before; }
    void redo() override { m_notes = m_after; }

private:
    std::vector<Note>& m_notes;
    std::vector<Note> m_before, m_after;
};

} // namespace

Notes::Notes(QMainWindow& window, view::TimelineView& view, const Questions& questions,
             std::vector<Note>& notes)
    : QObject(&window),
      m_window(window),
      m_view(view),
      m_questions(questions),
      m_notes(notes),
      m_handles(new view::NoteHandles(view)),
      m_undo(new QUndoStack(this))
{
    addMenu(window);
    connect(m_undo, &QUndoStack::indexChanged, this, &Notes::show);
    connect(m_handles, &view::NoteHandles::picked, this, [this](int note) {
        m_picked = note < 0 ? std::nullopt : std::optional(m_shown[static_cast<std::size_t>(note)]);
        show();
    });
    connect(m_handles, &view::NoteHandles::editAsked, this,
            [this](int note) { edit(m_shown[static_cast<std::size_t>(note)]); });
    showWhatIsPossible();
}

QAction* Notes::add(QMenu& menu, const QString& text, const QKeySequence& key, const QString& tip,
                    const std::function<void()>& asked)
{
    QAction* action = menu.addAction(text);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut); // letters are typed elsewhere
    action->setStatusTip(tip);
    m_view.focusProxy()->addAction(action);
    connect(action, &QAction::triggered, this, asked);
    return action;
}

void Notes::addMenu(QMainWindow& window)
{
    auto* const menu = new QMenu(tr("&Edit"), window.menuBar());
    const QList<QAction*> menus = window.menuBar()->actions();
    window.menuBar()->insertMenu(menus.size() > 1 ? menus[1] : nullptr, menu); // after File
    QAction* const undo = m_undo->createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* const redo = m_undo->createRedoAction(this, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    menu->addActions({undo, redo});
    window.addActions({undo, redo}); // shortcuts work with the menu bar hidden too
    menu->addSeparator();
    m_add = add(*menu, tr("Add a &note…"), Qt::Key_M,
                tr("At the measured range, else the picked bar, else the mouse, else the middle"),
                [this] { addNote(); });
    m_ofPicked = {add(*menu, tr("&Change the note…"), Qt::Key_F2,
                      tr("Another text for the note that is picked"), [this] { edit(*m_picked); }),
                  add(*menu, tr("Re&move the note"), QKeySequence::Delete,
                      tr("Take away the note that is picked"), [this] { remove(); })};
    m_next = add(*menu, tr("Ne&xt note"), Qt::Key_N, tr("Pick the next note and show it"), [this] { go(1); });
    m_previous = add(*menu, tr("&Previous note"), Qt::SHIFT | Qt::Key_N,
                     tr("Pick the note before and show it"), [this] { go(-1); });
}

void Notes::begin()
{
    m_picked.reset();
    m_undo->clear();
}

void Notes::setShown(std::vector<std::uint32_t> runs)
{
    m_runs = std::move(runs);
    show();
}

void Notes::setEnabled(bool enabled)
{
    m_enabled = enabled;
    showWhatIsPossible();
}

/// Asks for the text of a note. @return empty: not after all
std::optional<QString> Notes::askText(const Note& note, const QString& text)
{
    QInputDialog dialog(&m_window);
    dialog.setWindowTitle(text.isEmpty() ? tr("Add a note") : tr("Change the note"));
    dialog.setInputMode(QInputDialog::TextInput);
    dialog.setLabelText(m_runs.size() > 1
                            ? tr("Note %1 of run %2:").arg(view::noteTimeText(note)).arg(note.run + 1)
                            : tr("Note %1:").arg(view::noteTimeText(note)));
    dialog.setTextValue(text);
    if (auto* const line = dialog.findChild<QLineEdit*>())
        line->setMaxLength(longestTyped);
    dialog.resize(460, dialog.sizeHint().height());
    if (dialog.exec() != QDialog::Accepted)
        return {};
    return view::oneLine(dialog.textValue().toStdString()).trimmed();
}

void Notes::addNote()
{
    std::optional<Note> note = m_handles->place(m_questions.measured());
    if (!note || note->run >= m_runs.size()) {
        Q_EMIT said(tr("A note can be placed when the run is over."));
        return;
    }
    const auto text = askText(*note, {});
    m_view.setFocus();
    if (!text || text->isEmpty())
        return;
    note->run = m_runs[note->run];
    note->text = text->toStdString();
    std::vector<Note> after = m_notes;
    after.push_back(*note);
    push(tr("the new note"), std::move(after), m_notes.size());
}

void Notes::edit(std::size_t index)
{
    Note shown = m_notes[index];
    shown.run = static_cast<std::uint32_t>(std::ranges::find(m_runs, shown.run) - m_runs.begin());
    const auto text = askText(shown, QString::fromStdString(shown.text));
    m_view.setFocus();
    if (!text || text->toStdString() == shown.text)
        return;
    m_picked = index;
    if (text->isEmpty())
        return remove();
    std::vector<Note> after = m_notes;
    after[index].text = text->toStdString();
    push(tr("the change of a note"), std::move(after), index);
}

void Notes::remove()
{
    if (!m_picked)
        return;
    std::vector<Note> after = m_notes;
    after.erase(after.begin() + static_cast<std::ptrdiff_t>(*m_picked));
    push(tr("the removal of a note"), std::move(after), {});
}

void Notes::push(const QString& what, std::vector<Note> after, std::optional<std::size_t> picked)
{
    m_picked = picked;
    m_undo->push(new NotesChange(what, m_notes, std::move(after))); // the stack owns it
}

/// Through the notes of the shown runs, from run to run and along the time; brings the next into sight.
void Notes::go(int by)
{
    std::vector<std::size_t> order = m_shown;
    std::ranges::stable_sort(order, {}, [this](std::size_t i) {
        return std::pair(std::ranges::find(m_runs, m_notes[i].run) - m_runs.begin(), m_notes[i].from);
    });
    const auto at = m_picked ? std::ranges::find(order, *m_picked) : order.end();
    const auto count = static_cast<std::ptrdiff_t>(order.size());
    const auto before = at != order.end() ? at - order.begin() : by > 0 ? -1 : count;
    m_picked = order[static_cast<std::size_t>((before + by + count) % count)];
    const Note& note = m_notes[*m_picked];
    show();
    const auto run = static_cast<int>(std::ranges::find(m_runs, note.run) - m_runs.begin());
    const timeline::VisibleRange& range = m_view.visibleRange();
    if (!range.showsAll() && (note.from < range.from() || note.from > range.to()))
        m_view.showTime(run, std::max(Instant(), note.from - range.length() / 2),
                        note.from + range.length() / 2);
    Q_EMIT said(view::spokenNote(note));
}

std::optional<std::size_t> Notes::shownPicked() const
{
    const auto at = m_picked ? std::ranges::find(m_shown, *m_picked) : m_shown.end();
    return at == m_shown.end() ? std::nullopt : std::optional(static_cast<std::size_t>(at - m_shown.begin()));
}

void Notes::show()
{
    if (m_picked && *m_picked >= m_notes.size())
        m_picked.reset();
    m_shown.clear();
    for (std::size_t i = 0; i < m_notes.size(); ++i)
        if (std::ranges::find(m_runs, m_notes[i].run) != m_runs.end())
            m_shown.push_back(i);
    std::vector<Note> shown = ofRuns(m_notes, m_runs);
    m_handles->setNotes(shown);
    m_view.setNotes(std::move(shown), shownPicked());
    showWhatIsPossible();
}

void Notes::showWhatIsPossible()
{
    m_add->setEnabled(m_enabled);
    for (QAction* const each : {m_next, m_previous})
        each->setEnabled(m_enabled && !m_shown.empty());
    for (QAction* const each : m_ofPicked)
        each->setEnabled(m_enabled && shownPicked().has_value());
}

} // namespace interleave::window
