// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/notehandles.h"

#include "app/timeline/sheetplan.h"
#include "app/timeline/spanfacts.h"
#include "app/timeline/timelineplot.h"
#include "app/timeline/timelineview.h"

#include <QCursor>
#include <QLabel>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr int widestCard = 420;

Note instant(std::size_t run, Instant at)
{
    return {.run = static_cast<std::uint32_t>(run), .from = at, .to = at, .text = {}};
}

} // namespace

NoteHandles::NoteHandles(TimelineView& view) : QObject(&view), m_view(view), m_card(new QLabel(&view))
{
    m_card->setTextFormat(Qt::PlainText);
    m_card->setWordWrap(true);
    m_card->setMargin(8);
    m_card->setFrameShape(QFrame::Box);
    m_card->setAutoFillBackground(true);
    m_card->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_card->hide();
    connect(&view, &TimelineView::drawn, m_card, &QWidget::hide);
    view.plot()->installEventFilter(this);
}

bool NoteHandles::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
        return hover(static_cast<QMouseEvent*>(event)->pos());
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return std::exchange(m_pressed, false);
    case QEvent::MouseButtonDblClick:
        if (const auto note = at(static_cast<QMouseEvent*>(event)->pos())) {
            m_card->hide();
            Q_EMIT editAsked(static_cast<int>(*note));
            return true;
        }
        break;
    case QEvent::Leave:
        m_card->hide();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

std::optional<std::size_t> NoteHandles::at(const QPoint& place) const
{
    for (std::size_t run = 0; run < m_view.plan().runs.size(); ++run)
        if (!m_view.plan().runs[run].notes.empty())
            if (const auto note =
                    noteAt(m_view.plan().runs[run], QPointF(place - m_view.lanesRect(run).topLeft()));
                note && *note < m_notes.size())
                return note;
    return {};
}

bool NoteHandles::press(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton || event.modifiers() != Qt::NoModifier)
        return false;
    const auto note = at(event.pos());
    m_pressed = note.has_value();
    Q_EMIT picked(note ? static_cast<int>(*note) : -1);
    return m_pressed;
}

bool NoteHandles::hover(const QPoint& place)
{
    const auto note = m_pressed ? std::nullopt : at(place);
    if (!note) {
        m_card->hide();
        return m_pressed;
    }
    Q_EMIT m_view.plot()->left(); // no other card
    const Theme& theme = m_view.plan().theme;
    QPalette colours;
    colours.setColor(QPalette::Window, theme.background);
    colours.setColor(QPalette::WindowText, theme.text);
    m_card->setPalette(colours);
    m_card->setFont(theme.font(theme.textSize));
    m_card->setText(QString::fromStdString(m_notes[*note].text) + u'\n' + noteTimeText(m_notes[*note]));
    const int wide = std::min(widestCard, std::max(1, m_view.width() - 20));
    const QRect needed =
        m_card->fontMetrics().boundingRect(QRect(0, 0, wide, 1 << 20), Qt::TextWordWrap, m_card->text());
    m_card->resize(std::min(wide, needed.width()) + 20, needed.height() + 20);
    const QPoint corner = m_view.plot()->mapTo(&m_view, place) + QPoint(14, 18);
    m_card->move(std::clamp(corner.x(), 0, std::max(0, m_view.width() - m_card->width())),
                 std::clamp(corner.y(), 0, std::max(0, m_view.height() - m_card->height())));
    m_card->show();
    m_card->raise();
    return true;
}

std::optional<Note> NoteHandles::place(const std::optional<RangeMeasure::Range>& measured) const
{
    const std::size_t runs = std::min(m_view.runs().size(), m_view.plan().runs.size());
    const auto finished = [&](std::optional<Note> note) {
        return note && note->run < runs ? std::move(note) : std::nullopt;
    };
    const auto span = m_view.keySpan();
    const auto mouse = underMouse();
    if (measured) {
        const auto run = static_cast<std::uint32_t>(measured->run.value_or(span ? span->run : 0));
        const bool below = !measured->run && !span && mouse;
        return finished(
            Note{.run = below ? mouse->run : run, .from = measured->from, .to = measured->to, .text = {}});
    }
    if (span) {
        const Instant middle = std::max(Instant(), span->span.start + span->span.length / 2);
        Note note = instant(static_cast<std::size_t>(span->run), middle);
        note.task = span->span.task;
        note.worker = span->span.worker;
        note.slot = span->span.slot;
        return finished(note);
    }
    return finished(mouse ? mouse : inSight());
}

std::optional<Note> NoteHandles::underMouse() const
{
    if (!m_view.plot()->underMouse())
        return {};
    const QPoint at = m_view.plot()->mapFromGlobal(QCursor::pos());
    for (std::size_t index = 0; index < m_view.plan().runs.size(); ++index) {
        const QRect lanes = m_view.lanesRect(index);
        if (!lanes.contains(at))
            continue;
        const RunPlan& run = m_view.plan().runs[index];
        const double share = static_cast<double>(at.x() - lanes.left()) / std::max(1, lanes.width());
        return instant(
            index,
            std::max(Instant(), run.from + Duration(std::llround(
                                               share * static_cast<double>((run.to - run.from).count())))));
    }
    return {};
}

std::optional<Note> NoteHandles::inSight() const
{
    for (std::size_t index = 0; index < m_view.plan().runs.size(); ++index) {
        const RunPlan& run = m_view.plan().runs[index];
        if (m_view.lanesRect(index).intersects(m_view.plot()->rect()))
            return instant(index, run.from + (run.to - run.from) / 2);
    }
    return {};
}

} // namespace interleave::view
