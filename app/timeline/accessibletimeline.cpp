// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/accessibletimeline.h"

#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <algorithm>
#include <memory>

namespace interleave::view {
namespace {

class AccessibleTimeline;

/// A bar of the chart. It belongs to the chart and goes when what is shown changes.
class AccessibleSpan : public QAccessibleInterface
{
public:
    AccessibleSpan(QAccessibleInterface& chart, QWidget& plot, ShownSpan span)
        : m_chart(chart), m_plot(plot), m_span(std::move(span))
    {
    }

    bool isValid() const override { return true; }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override { return &m_chart; }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text which) const override
    {
        return which == QAccessible::Name ? m_span.spoken : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override { return {m_plot.mapToGlobal(m_span.place.topLeft()), m_span.place.size()}; }
    QAccessible::Role role() const override { return QAccessible::Graphic; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.focusable = true;
        return state;
    }

private:
    QAccessibleInterface& m_chart;
    QWidget& m_plot;
    ShownSpan m_span;
};

class AccessibleTimeline : public QAccessibleWidget
{
public:
    explicit AccessibleTimeline(TimelinePlot* plot) : QAccessibleWidget(plot, QAccessible::Chart) {}
    ~AccessibleTimeline() override { drop(); }

    int childCount() const override
    {
        renew();
        return static_cast<int>(m_ids.size());
    }
    QAccessibleInterface* child(int index) const override
    {
        renew();
        if (index < 0 || index >= static_cast<int>(m_ids.size()))
            return nullptr;
        return QAccessible::accessibleInterface(m_ids[static_cast<std::size_t>(index)]);
    }
    QAccessibleInterface* childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i)
            if (QAccessibleInterface* bar = child(i); bar && bar->rect().contains(x, y))
                return bar;
        return nullptr;
    }
    QAccessibleInterface* focusChild() const override
    {
        const TimelineView* const timeline = view();
        const int focused = timeline && widget()->hasFocus() ? timeline->focusedSpan() : -1;
        return focused < 0 ? const_cast<AccessibleTimeline*>(this) : child(focused);
    }
    int indexOfChild(const QAccessibleInterface* bar) const override
    {
        const auto id = QAccessible::uniqueId(const_cast<QAccessibleInterface*>(bar));
        const auto found = std::find(m_ids.begin(), m_ids.end(), id);
        return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
    }

private:
    const TimelineView* view() const { return qobject_cast<TimelineView*>(widget()->parentWidget()); }

    /// The bars are asked for one by one: made anew only when others are shown.
    void renew() const
    {
        const TimelineView* const timeline = view();
        if (!timeline)
            return;
        if (timeline->generation() == m_generation)
            return;
        m_generation = timeline->generation();
        drop();
        for (const ShownSpan& span : timeline->shownSpans())
            m_ids.push_back(QAccessible::registerAccessibleInterface(new AccessibleSpan(
                *const_cast<AccessibleTimeline*>(this), *widget(), span))); // the registry owns it
    }
    void drop() const
    {
        for (const QAccessible::Id id : m_ids)
            QAccessible::deleteAccessibleInterface(id);
        m_ids.clear();
    }

    mutable std::uint64_t m_generation = 0;
    mutable std::vector<QAccessible::Id> m_ids;
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object)
{
    auto* const plot = qobject_cast<TimelinePlot*>(object);
    return plot ? new AccessibleTimeline(plot) : nullptr; // Qt's registry owns it
}

} // namespace

void installAccessibleTimeline() { QAccessible::installFactory(makeAccessible); }

} // namespace interleave::view
