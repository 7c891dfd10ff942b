// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/navigatemenu.h"

#include "app/timeline/timelineview.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>

namespace interleave::window {
namespace {

using view::Navigation;

QString tr(const char* text) { return QCoreApplication::translate("Navigate", text); }

} // namespace

NavigateMenu::NavigateMenu(QMenu& menu, view::TimelineView& view) : m_menu(menu), m_view(view)
{
    add(Navigation::Back, QT_TRANSLATE_NOOP("Navigate", "&Back"), "Alt+Left");
    add(Navigation::Forward, QT_TRANSLATE_NOOP("Navigate", "&Forward"), "Alt+Right");
    menu.addSeparator();
    add(Navigation::Selection, QT_TRANSLATE_NOOP("Navigate", "Zoom to &selection"), "Z");
    menu.addSeparator();
    add(Navigation::Earlier, QT_TRANSLATE_NOOP("Navigate", "&Earlier"), "Left");
    add(Navigation::Later, QT_TRANSLATE_NOOP("Navigate", "&Later"), "Right");
    add(Navigation::Begin, QT_TRANSLATE_NOOP("Navigate", "To the be&ginning"), "Home");
    add(Navigation::End, QT_TRANSLATE_NOOP("Navigate", "To the en&d"), "End");
    menu.addSeparator();
    add(Navigation::RowsUp, QT_TRANSLATE_NOOP("Navigate", "Rows &up"), "Up");
    add(Navigation::RowsDown, QT_TRANSLATE_NOOP("Navigate", "Rows d&own"), "Down");
    add(Navigation::PageUp, QT_TRANSLATE_NOOP("Navigate", "&Page of rows up"), "PgUp");
    add(Navigation::PageDown, QT_TRANSLATE_NOOP("Navigate", "P&age of rows down"), "PgDown");
    menu.addSeparator();
    add(Navigation::NextSpan, QT_TRANSLATE_NOOP("Navigate", "&Next span"), "Ctrl+Right");
    add(Navigation::PreviousSpan, QT_TRANSLATE_NOOP("Navigate", "P&revious span"), "Ctrl+Left");
    add(Navigation::SpanAbove, QT_TRANSLATE_NOOP("Navigate", "Span in the row abo&ve"), "Ctrl+Up");
    add(Navigation::SpanBelow, QT_TRANSLATE_NOOP("Navigate", "Span in the row belo&w"), "Ctrl+Down");
    add(Navigation::LetGo, QT_TRANSLATE_NOOP("Navigate", "Let go of the &task"), "Esc");
    menu.addSeparator();
    add(Navigation::Collapse, QT_TRANSLATE_NOOP("Navigate", "&Collapse the run"), "Ctrl+Shift+Left");
    add(Navigation::Expand, QT_TRANSLATE_NOOP("Navigate", "E&xpand the run"), "Ctrl+Shift+Right");
    add(Navigation::RunUp, QT_TRANSLATE_NOOP("Navigate", "&Move the run up"), "Ctrl+Shift+Up; Alt+Shift+Up");
    add(Navigation::RunDown, QT_TRANSLATE_NOOP("Navigate", "Move t&he run down"),
        "Ctrl+Shift+Down; Alt+Shift+Down");
    menu.addSeparator();
    m_follow = add(Navigation::Follow, QT_TRANSLATE_NOOP("Navigate", "Fo&llow the run"), "F");
    m_follow->setCheckable(true);
    QObject::connect(&view, &view::TimelineView::followingChanged, &menu, [this](bool possible, bool on) {
        m_live = possible;
        m_follow->setChecked(on);
        renew();
    });
    QObject::connect(&view.movingRange(), &view::MovingRange::historyChanged, &menu, [this] { renew(); });
    renew();
}

QAction* NavigateMenu::add(Navigation where, const char* text, const char* keys)
{
    QAction* const action = m_menu.addAction(tr(text));
    const QList<QKeySequence> shortcuts = QKeySequence::listFromString(QLatin1StringView(keys));
    action->setShortcuts(shortcuts);
    if (shortcuts[0][0].keyboardModifiers() == Qt::AltModifier) {
        m_view.addAction(action); // works with the menu bar hidden too
    } else {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_view.focusProxy()->addAction(action);
    }
    action->setStatusTip(tr(text).remove(u'&'));
    QObject::connect(action, &QAction::triggered, &m_view,
                     [view = &m_view, where] { view->navigate(where); });
    m_entries.push_back({where, action});
    return action;
}

void NavigateMenu::setEnabled(bool possible)
{
    m_possible = possible;
    renew();
}

void NavigateMenu::renew()
{
    const timeline::ViewHistory& history = m_view.movingRange().history();
    for (const Entry& entry : m_entries)
        entry.action->setEnabled(m_possible && (entry.where != Navigation::Back || history.hasPast()) &&
                                 (entry.where != Navigation::Forward || history.hasFuture()) &&
                                 (entry.where != Navigation::Follow || m_live));
}

} // namespace interleave::window
