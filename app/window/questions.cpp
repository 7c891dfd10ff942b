// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/questions.h"

#include "app/timeline/rangemeasure.h"
#include "app/timeline/timelineview.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace interleave::window {
namespace {

/// The window's menu of this name, before the last one.
QMenu& navigateMenu(QMainWindow& window)
{
    QMenuBar* bar = window.menuBar();
    const QString name = QStringLiteral("navigate");
    if (auto* const menu = bar->findChild<QMenu*>(name)) {
        menu->addSeparator();
        return *menu;
    }
    auto* const menu = new QMenu(QObject::tr("&Navigate"), bar);
    menu->setObjectName(name);
    bar->insertMenu(bar->actions().last(), menu);
    return *menu;
}

/// The timeline takes the key itself; it is shown beside the entry.
QString withKey(const QString& text, const QString& key) { return text + u'\t' + key; }

} // namespace

Questions::Questions(QMainWindow& window, view::TimelineView& view)
    : QObject(&window), m_view(view), m_measure(new view::RangeMeasure(view))
{
    QMenu& menu = navigateMenu(window);
    addMeasure(menu);
    connect(m_measure, &view::RangeMeasure::rangeChanged, this, &Questions::showWhatIsPossible);
    showWhatIsPossible();
}

void Questions::addMeasure(QMenu& menu)
{
    QMenu* measure = menu.addMenu(tr("&Measure a range"));
    const auto add = [&](const QString& text, const QString& key, const QString& tip, auto asked) {
        QAction* action = measure->addAction(withKey(text, key));
        action->setStatusTip(tip);
        connect(action, &QAction::triggered, this, asked);
        return action;
    };
    m_extend = add(tr("&Extend"), tr("Shift+Right"),
                   tr("Measure from the picked span or the middle on; Shift with a drag measures, too"),
                   [this] { m_measure->extend(1); });
    m_shrink = add(tr("&Shrink"), tr("Shift+Left"), tr("Move the end of the range back"),
                   [this] { m_measure->extend(-1); });
    measure->addSeparator();
    m_zoom = add(tr("&Zoom to it"), tr("Z"), tr("The range over the whole width"),
                 [this] { m_measure->zoomToRange(); });
    m_copy =
        add(tr("&Copy as text"), {}, tr("Copy the figures of the range, to paste them in a table"), [this] {
            m_measure->copy();
            Q_EMIT said(tr("The figures of the range are copied."));
        });
    m_clear = add(tr("C&lear"), tr("Esc"), tr("Let go of the range"), [this] { m_measure->clear(); });
}

void Questions::setEnabled(bool enabled)
{
    m_enabled = enabled;
    showWhatIsPossible();
}

void Questions::showWhatIsPossible()
{
    const bool measured = m_enabled && m_measure->range().has_value();
    m_extend->setEnabled(m_enabled);
    m_shrink->setEnabled(m_enabled);
    for (QAction* const each : {m_zoom, m_copy, m_clear})
        each->setEnabled(measured);
}

} // namespace interleave::window
