// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/rangemeasure.h"
#include "core/trace/note.h"

#include <optional>
#include <vector>

class QLabel;
class QMouseEvent;

namespace interleave::view {

class TimelineView;

/// The flags of a timeline's notes under the mouse: over one its whole text shows, a click picks it, a double
/// click asks for another text. Looks at the mouse of the timeline's plot.
class NoteHandles : public QObject
{
    Q_OBJECT

public:
    /// @param view outlives it
    explicit NoteHandles(TimelineView& view);

    /// The notes that the view has.
    void setNotes(std::vector<Note> notes) { m_notes = std::move(notes); }

    /// Where a new note goes: the measured range; else the middle of the picked span, with its lane; else
    /// where the mouse is over a run's lanes; else the middle of the first run on the screen.
    /// @return without a text; empty where no finished run is
    std::optional<Note> place(const std::optional<RangeMeasure::Range>& measured) const;

Q_SIGNALS:
    void picked(int note); ///< -1: none
    void editAsked(int note);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::optional<std::size_t> at(const QPoint& place) const;
    bool press(const QMouseEvent& event);
    bool hover(const QPoint& place);
    std::optional<Note> underMouse() const;
    std::optional<Note> inSight() const;

    TimelineView& m_view;
    QLabel* m_card;
    std::vector<Note> m_notes;
    bool m_pressed = false; ///< on a flag: the release is its, too
};

} // namespace interleave::view
