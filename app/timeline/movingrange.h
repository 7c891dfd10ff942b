// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject> // first: moc 6.4 cannot read <compare> before it

#include "core/timeline/viewhistory.h"

#include <QVariantAnimation>

#include <functional>

namespace interleave::view {

/// The part of the time that a view shows, with its past and its motion: a move may take a moment, and the
/// next one goes on from where it was going to.
class MovingRange : public QObject
{
    Q_OBJECT

public:
    enum class Move {
        Step,   ///< one of several: a turn of the wheel, a key
        Drag,   ///< likewise, at the hand: at once
        Jump,   ///< a move of its own
        Reveal, ///< likewise, at once: something is looked for at its place
    };

    explicit MovingRange(QObject* parent);

    /// What is on the screen.
    const timeline::VisibleRange& shown() const { return m_shown; }
    /// Where it is going to; the same when it stands still.
    const timeline::VisibleRange& target() const { return m_target; }
    const timeline::ViewHistory& history() const { return m_history; }

    void setAnimated(bool animated);
    /// As VisibleRange::setWhole(). Says nothing.
    void setWhole(Duration whole);
    /// Another range without a move: time has gone on. Says nothing.
    void set(const timeline::VisibleRange& range);
    /// Everything, and no past: other runs are looked at. Says nothing of the range.
    void reset();
    void move(Move move, const std::function<void(timeline::VisibleRange&)>& change);
    void back();
    void forward();

Q_SIGNALS:
    void moved(); ///< shown() is another
    void historyChanged(bool past, bool future);

private:
    void goTo(const timeline::VisibleRange& target, Move move);
    void remember();

    timeline::VisibleRange m_shown, m_begun, m_target;
    timeline::ViewHistory m_history;
    QVariantAnimation m_motion;
    bool m_animated = false;
};

} // namespace interleave::view
