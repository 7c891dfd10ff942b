// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/movingrange.h"

namespace interleave::view {
namespace {

constexpr int motionMilliseconds = 150;

} // namespace

MovingRange::MovingRange(QObject* parent) : QObject(parent)
{
    m_motion.setDuration(motionMilliseconds);
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    m_motion.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_motion, &QVariantAnimation::valueChanged, this, [this](const QVariant& share) {
        if (m_motion.state() != QAbstractAnimation::Running)
            return; // it has not begun to move
        m_shown = between(m_begun, m_target, share.toDouble());
        Q_EMIT moved();
    });
}

void MovingRange::setAnimated(bool animated)
{
    m_animated = animated;
    if (!animated && m_motion.state() == QAbstractAnimation::Running) {
        m_motion.stop();
        m_shown = m_target;
    }
}

void MovingRange::setWhole(Duration whole)
{
    for (timeline::VisibleRange* range : {&m_shown, &m_begun, &m_target})
        range->setWhole(whole);
}

void MovingRange::set(const timeline::VisibleRange& range)
{
    m_motion.stop();
    m_shown = m_begun = m_target = range;
}

void MovingRange::reset()
{
    set(timeline::VisibleRange());
    m_history.clear();
    remember();
}

void MovingRange::move(Move move, const std::function<void(timeline::VisibleRange&)>& change)
{
    timeline::VisibleRange target = m_target;
    change(target);
    if (target == m_target)
        return;
    const bool step = move == Move::Step || move == Move::Drag;
    m_history.leave(m_target, step ? timeline::ViewHistory::Move::Step : timeline::ViewHistory::Move::Jump,
                    stampNow());
    remember();
    goTo(target, move);
}

void MovingRange::back()
{
    if (const auto to = m_history.back(m_target))
        goTo(*to, Move::Jump);
    remember();
}

void MovingRange::forward()
{
    if (const auto to = m_history.forward(m_target))
        goTo(*to, Move::Jump);
    remember();
}

void MovingRange::goTo(const timeline::VisibleRange& target, Move move)
{
    const Duration whole = m_target.whole();
    m_motion.stop();
    m_begun = m_shown;
    m_target = target;
    m_target.setWhole(whole); // it may have grown since
    if (m_animated && (move == Move::Step || move == Move::Jump))
        return m_motion.start();
    m_shown = m_target;
    Q_EMIT moved();
}

void MovingRange::remember() { Q_EMIT historyChanged(m_history.hasPast(), m_history.hasFuture()); }

} // namespace interleave::view
