// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/noteflags.h"

#include "app/timeline/sheetplan.h"
#include "core/timeline/lanelookup.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace interleave::view {
namespace {

constexpr int pennant = 8;    // wide
constexpr double gap = 6;     // between two flags
constexpr double widest = 22; // times the text's size
constexpr double narrowest = 4;

QFont noteFont(const Theme& theme) { return theme.font(theme.textSize - 1); }

int lineHeight(const Theme& theme) { return theme.textSize + theme.textSize / 3; }

std::vector<std::size_t> visibleNotes(std::span<const Note> notes, const RunPlan& run, std::size_t index)
{
    std::vector<std::size_t> visible;
    for (std::size_t i = 0; i < notes.size(); ++i)
        if (notes[i].run == index && notes[i].to >= run.from && notes[i].from <= run.to)
            visible.push_back(i);
    std::ranges::stable_sort(visible, {}, [&](std::size_t i) { return std::max(notes[i].from, run.from); });
    return visible;
}

/// Finds room for the texts, from left to right.
class Lines
{
public:
    Lines(const SheetPlan& plan, int lines)
        : m_theme(plan.theme),
          m_metrics(noteFont(plan.theme)),
          m_limit(plan.width - plan.left - plan.theme.margin),
          m_lines(lines)
    {
    }

    /// @param next where the neighbour is that comes into the same line
    void place(NoteFlag& flag, const std::string& text, double next)
    {
        const double high = lineHeight(m_theme);
        flag.place = QRectF(flag.from, -high, pennant, high);
        const double least = pennant + narrowest * m_theme.textSize;
        if (*std::min_element(m_ends.begin(), m_ends.begin() + m_lines) > flag.from)
            return; // nothing has to be measured
        const QString whole = QString::fromStdString(text.substr(0, longestMeasured));
        const double natural = pennant + 4 + m_metrics.horizontalAdvance(whole) + 2;
        const double room = std::max(least, next - flag.from - gap);
        const double wide = std::min({natural, room, widest * m_theme.textSize});
        const double left = flag.from + wide <= m_limit ? flag.from : std::max(0.0, flag.from - wide);
        for (int line = 0; line < m_lines; ++line) {
            double& end = m_ends[static_cast<std::size_t>(line)];
            if (end > left)
                continue;
            flag.text = m_metrics.elidedText(whole, Qt::ElideRight, wide - pennant - 5);
            flag.place = QRectF(left, -high * (line + 1), wide, high);
            end = left + wide + gap;
            return;
        }
    }

private:
    static constexpr std::size_t longestMeasured = 400; // bytes; what is beyond is elided in any case

    const Theme& m_theme;
    const QFontMetricsF m_metrics;
    const double m_limit;
    const int m_lines;
    std::array<double, 2> m_ends{std::numeric_limits<double>::lowest(),
                                 std::numeric_limits<double>::lowest()};
};

/// The span that would be in the lane which the note is of.
Span inLane(const Note& note)
{
    Span span;
    span.start = note.from;
    span.length = note.to - note.from;
    span.state = State::Running;
    span.task = note.task;
    span.worker = note.worker;
    span.slot = note.slot;
    return span;
}

/// Points to the right of its pole, or to the left of it at the picture's edge.
QPolygonF pennantOf(const NoteFlag& flag, const QPointF& origin)
{
    const double x = origin.x() + flag.from + (flag.isLeft() ? 0 : 1);
    const double tip = x + (flag.isLeft() ? -pennant : pennant);
    const double top = origin.y() + flag.place.top() + 3;
    const double bottom = origin.y() + flag.place.bottom() - 4;
    return QPolygonF({QPointF(x, top), QPointF(tip, (top + bottom) / 2), QPointF(x, bottom)});
}

void paintPole(QPainter& painter, const Theme& theme, const NoteFlag& flag, const QRect& lanes)
{
    const double high = lanes.height();
    const QPointF origin = lanes.topLeft();
    const int wide = flag.picked ? 2 : 1;
    painter.fillRect(
        QRectF(origin + QPointF(flag.from, flag.place.top()), QSizeF(wide, high - flag.place.top())),
        theme.text);
    if (flag.to > flag.from) {
        painter.fillRect(QRectF(origin + QPointF(flag.from, 0), QSizeF(flag.to - flag.from, 3)), theme.text);
        painter.fillRect(QRectF(origin + QPointF(flag.to - 1, 0), QSizeF(wide, high)), theme.text);
    }
    if (flag.lane)
        painter.fillRect(QRectF(origin + QPointF(flag.from - 2, *flag.lane - 2), QSizeF(5, 5)), theme.text);
}

void paintFlag(QPainter& painter, const Theme& theme, const NoteFlag& flag, const QPointF& origin)
{
    const QRectF place = flag.place.translated(origin);
    if (!flag.text.isEmpty()) {
        const bool left = flag.isLeft();
        painter.fillRect(place.adjusted(left ? 0 : 1, 0, left ? -1 : 0, -1),
                         flag.picked ? theme.text : theme.background);
        painter.setPen(flag.picked ? theme.background : theme.text);
        painter.drawText(place.adjusted(left ? 0 : pennant + 4, 0, left ? -pennant - 4 : 0, 0),
                         static_cast<int>(Qt::AlignVCenter | (left ? Qt::AlignRight : Qt::AlignLeft)) |
                             Qt::TextSingleLine | Qt::TextDontClip,
                         flag.text);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(flag.picked && !flag.text.isEmpty() ? theme.background : theme.text);
    painter.drawPolygon(pennantOf(flag, origin));
}

} // namespace

int noteHeight(std::span<const Note> notes, std::size_t run, const Theme& theme)
{
    const auto count = std::ranges::count(notes, run, [](const Note& note) { return std::size_t{note.run}; });
    return static_cast<int>(std::min<std::ptrdiff_t>(count, 2)) * lineHeight(theme);
}

std::vector<NoteFlag> noteFlags(std::span<const Note> notes, std::optional<std::size_t> picked,
                                const SheetPlan& plan, std::size_t index)
{
    const RunPlan& run = plan.runs[index];
    const std::vector<std::size_t> visible = visibleNotes(notes, run, index);
    const auto x = [&](Instant at) {
        const double share =
            static_cast<double>((at - run.from).count()) / static_cast<double>((run.to - run.from).count());
        return std::round(std::clamp(share, 0.0, 1.0) * plan.plotWidth());
    };
    if (run.noteHeight == 0)
        return {}; // collapsed
    Lines lines(plan, run.noteHeight / lineHeight(plan.theme));
    std::optional<timeline::LaneLookup> lookup;
    std::vector<NoteFlag> flags;
    for (std::size_t k = 0; k < visible.size(); ++k) {
        const Note& note = notes[visible[k]];
        NoteFlag flag{.note = visible[k], .from = x(note.from), .to = x(note.to), .text = {}, .place = {}};
        flag.picked = picked == flag.note;
        const double next =
            k + 2 < visible.size() ? x(notes[visible[k + 2]].from) : std::numeric_limits<double>::max();
        lines.place(flag, note.text, next);
        if (note.task.valid() || note.worker.valid()) {
            if (!lookup)
                lookup.emplace(*run.lanes.lanes);
            if (const auto lane = lookup->laneOf(inLane(note)); lane && !run.lanes.boxes[*lane].hidden)
                flag.lane = lanePadding + run.lanes.boxes[*lane].middle();
        }
        const bool same = !flags.empty() && flags.back().from == flag.from && flags.back().to == flag.to;
        if (!same || !flag.text.isEmpty() || flag.picked)
            flags.push_back(std::move(flag));
    }
    return flags;
}

void paintNotes(QPainter& painter, const SheetPlan& plan, const RunPlan& run, const QRect& lanes)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const NoteFlag& flag : run.notes)
        paintPole(painter, plan.theme, flag, lanes);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setFont(noteFont(plan.theme));
    for (const NoteFlag& flag : run.notes)
        paintFlag(painter, plan.theme, flag, lanes.topLeft());
}

std::optional<std::size_t> noteAt(const RunPlan& run, const QPointF& at)
{
    for (auto flag = run.notes.rbegin(); flag != run.notes.rend(); ++flag) // the one on top
        if (flag->place.adjusted(-3, 0, 3, 0).contains(at))
            return flag->note;
    return {};
}

} // namespace interleave::view
