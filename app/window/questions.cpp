// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/questions.h"

#include "app/timeline/rangemeasure.h"
#include "app/timeline/spanfacts.h"
#include "app/timeline/spanfinder.h"
#include "app/timeline/words.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>

namespace interleave::window {
namespace {

using analysis::Direction;
using analysis::LandmarkKind;

/// The timeline takes the key itself; it is shown beside the entry.
QString withKey(const QString& text, const QString& key) { return key.isEmpty() ? text : text + u'\t' + key; }

} // namespace

Questions::Questions(QMainWindow& window, QMenu& menu, view::TimelineView& view, panels::FindBar& bar)
    : QObject(&window),
      m_view(view),
      m_bar(bar),
      m_measure(new view::RangeMeasure(view)),
      m_finder(new view::SpanFinder(view)),
      m_jumps(view)
{
    menu.addSeparator();
    addFind(menu);
    addJumps(menu);
    addMeasure(menu);
    for (QAction* const each : m_always)
        if (each->shortcutContext() == Qt::WindowShortcut)
            window.addAction(each); // works with the menu bar hidden too
    connectFind();
    connect(m_measure, &view::RangeMeasure::rangeChanged, this, &Questions::showWhatIsPossible);
    showWhatIsPossible();
}

panels::FindBar::Words Questions::findWords()
{
    panels::FindBar::Words words;
    for (const State state : allStates)
        words.states.emplace_back(state, view::stateWord(state));
    for (const Phase phase : allPhases)
        if (const QString word = view::phaseWord(phase); !word.isEmpty())
            words.phases.emplace_back(phase, word);
    return words;
}

void Questions::addFind(QMenu& menu)
{
    const auto add = [&](const QString& text, const QKeySequence& key, const QString& tip, auto asked) {
        QAction* action = menu.addAction(text);
        action->setShortcut(key);
        action->setStatusTip(tip);
        connect(action, &QAction::triggered, this, asked);
        m_always.push_back(action);
    };
    add(tr("&Find…"), QKeySequence::Find, tr("Find spans by task, address, worker, state, phase and length"),
        [this] { m_bar.open(); });
    add(tr("Find &next"), QKeySequence(Qt::Key_F3), tr("The next of the spans that were found"),
        [this] { m_finder->go(Direction::Next); });
    add(tr("Find &previous"), QKeySequence(Qt::SHIFT | Qt::Key_F3),
        tr("The one before of the spans that were found"), [this] { m_finder->go(Direction::Previous); });
    add(tr("Find: only &rows with matches"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
        tr("Hide the rows in which nothing is found, as long as the bar to find is open"), [this](bool on) {
            m_bar.setOnlyMatches(on);
            if (m_bar.isHidden())
                m_bar.open();
        });
    m_always.back()->setCheckable(true);
    connect(&m_bar, &panels::FindBar::onlyMatchesAsked, m_always.back(), &QAction::setChecked);
}

void Questions::addJumps(QMenu& menu)
{
    QMenu* jumps = menu.addMenu(tr("&Jump to"));
    const auto add = [&](const QString& text, const QKeySequence& key, LandmarkKind kind,
                         Direction direction) {
        QAction* action = jumps->addAction(text);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut); // letters are typed elsewhere
        m_view.focusProxy()->addAction(action);
        connect(action, &QAction::triggered, this, [this, kind, direction] {
            if (const QString sentence = m_jumps.go(kind, direction); !sentence.isEmpty())
                Q_EMIT said(sentence);
        });
        m_always.push_back(action);
    };
    add(tr("Next &pre-emption"), Qt::Key_P, LandmarkKind::PreEmption, Direction::Next);
    add(tr("Pre&vious pre-emption"), Qt::SHIFT | Qt::Key_P, LandmarkKind::PreEmption, Direction::Previous);
    add(tr("Next &failure"), Qt::Key_X, LandmarkKind::Failure, Direction::Next);
    add(tr("P&revious failure"), Qt::SHIFT | Qt::Key_X, LandmarkKind::Failure, Direction::Previous);
    add(tr("&Longest wait, then the next shorter one"), Qt::Key_W, LandmarkKind::Wait, Direction::Next);
    add(tr("Next l&onger wait"), Qt::SHIFT | Qt::Key_W, LandmarkKind::Wait, Direction::Previous);
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
    m_always.push_back(
        add(tr("&Extend"), tr("Shift+Right"),
            tr("Measure from the picked span or the middle on; Shift with a drag measures, too"),
            [this] { m_measure->extend(1); }));
    m_always.push_back(add(tr("&Shrink"), tr("Shift+Left"), tr("Move the end of the range back"),
                           [this] { m_measure->extend(-1); }));
    measure->addSeparator();
    m_measured = {add(tr("&Zoom to it"), tr("Z"), tr("The range over the whole width"),
                      [this] { m_measure->zoomToRange(); }),
                  add(tr("&Copy as text"), {}, tr("Copy the figures of the range, to paste them in a table"),
                      [this] {
                          m_measure->copy();
                          Q_EMIT said(tr("The figures of the range are copied."));
                      }),
                  add(tr("C&lear"), tr("Esc"), tr("Let go of the range"), [this] { m_measure->clear(); })};
}

void Questions::connectFind()
{
    connect(&m_bar, &panels::FindBar::asked, m_finder, &view::SpanFinder::find);
    connect(&m_bar, &panels::FindBar::onlyMatchesAsked, m_finder, &view::SpanFinder::showOnlyMatches);
    connect(&m_bar, &panels::FindBar::nextAsked, this, [this] { m_finder->go(Direction::Next); });
    connect(&m_bar, &panels::FindBar::previousAsked, this, [this] { m_finder->go(Direction::Previous); });
    connect(&m_bar, &panels::FindBar::closed, &m_view, qOverload<>(&QWidget::setFocus));
    connect(m_finder, &view::SpanFinder::foundChanged, this, [this] {
        const view::SpanFinder::Found found = m_finder->found();
        m_bar.showFound({.current = found.current, .kept = found.kept, .total = found.total});
    });
}

void Questions::setEnabled(bool enabled)
{
    m_enabled = enabled;
    showWhatIsPossible();
}

void Questions::showWhatIsPossible()
{
    for (QAction* const each : m_always)
        each->setEnabled(m_enabled);
    for (QAction* const each : m_measured)
        each->setEnabled(m_enabled && m_measure->range().has_value());
}

} // namespace interleave::window
