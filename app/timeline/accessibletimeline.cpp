// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/accessibletimeline.h"

#include "app/timeline/spokenchart.h"
#include "app/timeline/sweepview.h"
#include "app/timeline/timelineplot.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <algorithm>
#include <memory>

namespace interleave::view {
namespace {

/// The chart drawn on a widget, by itself or by its parent; null while they are destroyed.
SpokenChart* chartOn(QWidget* widget)
{
    if (auto* const own = dynamic_cast<SpokenChart*>(widget))
        return own;
    return dynamic_cast<SpokenChart*>(widget->parentWidget());
}

/// A bar or a point of a chart. It belongs to the chart and goes when what is shown changes.
class AccessibleItem : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleItem(QAccessibleInterface& chart, QWidget& widget, SpokenItem item)
        : m_chart(chart), m_widget(widget), m_item(std::move(item))
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
        return which == QAccessible::Name ? m_item.spoken : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        return {m_widget.mapToGlobal(m_item.place.topLeft()), m_item.place.size()};
    }
    QAccessible::Role role() const override { return QAccessible::Graphic; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.focusable = true;
        return state;
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        const SpokenChart* const chart = chartOn(&m_widget);
        const bool acts = type == QAccessible::ActionInterface && chart && chart->pressable();
        return acts ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }
    void doAction(const QString& action) override
    {
        if (SpokenChart* const chart = chartOn(&m_widget); chart && action == pressAction())
            chart->press(m_chart.indexOfChild(this));
    }

private:
    QAccessibleInterface& m_chart;
    QWidget& m_widget;
    SpokenItem m_item;
};

class AccessibleChart : public QAccessibleWidget
{
public:
    explicit AccessibleChart(QWidget* widget) : QAccessibleWidget(widget, QAccessible::Chart) {}
    ~AccessibleChart() override { drop(); }

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
        const SpokenChart* const chart = chartOn(widget());
        const int focused = chart && widget()->hasFocus() ? chart->focusedItem() : -1;
        return focused < 0 ? const_cast<AccessibleChart*>(this) : child(focused);
    }
    int indexOfChild(const QAccessibleInterface* bar) const override
    {
        const auto id = QAccessible::uniqueId(const_cast<QAccessibleInterface*>(bar));
        const auto found = std::find(m_ids.begin(), m_ids.end(), id);
        return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
    }

private:
    /// The bars are asked for one by one: made anew only when others are shown.
    void renew() const
    {
        const SpokenChart* const chart = chartOn(widget());
        if (!chart || chart->generation() == m_generation)
            return;
        m_generation = chart->generation();
        drop();
        for (const SpokenItem& item : chart->spokenItems())
            m_ids.push_back(QAccessible::registerAccessibleInterface(new AccessibleItem(
                *const_cast<AccessibleChart*>(this), *widget(), item))); // the registry owns it
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
    if (qobject_cast<TimelinePlot*>(object) || qobject_cast<SweepView*>(object))
        return new AccessibleChart(static_cast<QWidget*>(object)); // Qt's registry owns it
    return nullptr;
}

} // namespace

void installAccessibleTimeline() { QAccessible::installFactory(makeAccessible); }

} // namespace interleave::view
