// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/sweepplan.h"

#include "app/timeline/sweepaxis.h"
#include "app/timeline/words.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr double reach = 14; // of the mouse, around a point

QString tr(const char* text) { return QCoreApplication::translate("Timeline", text); }

double widthOf(const QString& text, const QFont& font) { return QFontMetricsF(font).horizontalAdvance(text); }

double lineHeight(int pixels) { return std::round(pixels * 1.4); }

/// The unit in which the times of the axis are written.
struct TimeUnit
{
    const char* name;
    double seconds;
};

TimeUnit timeUnit(double most)
{
    if (most >= 1)
        return {"s", 1};
    return most >= 1e-3 ? TimeUnit{"ms", 1e-3} : TimeUnit{"us", 1e-6};
}

double longest(const SweepChart& chart)
{
    double most = 0;
    for (const analysis::Point& point : chart.points)
        most = std::max(most, seconds(point.most.value_or(Duration())));
    return most;
}

/// The speed-ups decide how high their diagram reaches; the ideal line may leave it.
double fastest(const SweepChart& chart)
{
    double most = 1;
    for (const analysis::Point& point : chart.points)
        most = std::max(most, point.speedUp.value_or(0));
    if (!chart.scales || chart.values.empty())
        return most;
    return std::max(most, std::min(2.5 * most, chart.values.back().number / chart.values.front().number));
}

class Planning
{
public:
    Planning(const SweepChart& chart, const SweepOptions& options) : m_chart(chart)
    {
        m_plan.theme = theme(options.look);
        Theme& theme = m_plan.theme;
        for (int* size : {&theme.titleSize, &theme.nameSize, &theme.textSize})
            *size = static_cast<int>(std::lround(*size * options.textScale));
        if (options.margin >= 0)
            theme.margin = options.margin;
        m_plan.width = options.width;
        planHeading();
        planFooter();
        placePanels(options.height);
        fillTimes();
        fillSpeedUps();
    }

    SweepPlan take() { return std::move(m_plan); }

private:
    QFont text() const { return m_plan.theme.font(m_plan.theme.textSize); }
    double line() const { return lineHeight(m_plan.theme.textSize); }

    void planHeading()
    {
        const Theme& theme = m_plan.theme;
        m_plan.title = oneLine(m_chart.title.toStdString());
        m_plan.subtitle = oneLine(m_chart.subtitle.toStdString());
        double y = theme.margin + lineHeight(theme.titleSize);
        m_plan.subtitleTop = y;
        y += (m_plan.subtitle.isEmpty() ? 0 : line()) + theme.textSize * 0.5;
        double x = theme.margin;
        for (const QString& model : m_chart.models) {
            const QString name = oneLine(model.toStdString());
            const double wide = 2.4 * theme.textSize + widthOf(name, text());
            if (x > theme.margin && x + wide > m_plan.width - theme.margin) {
                x = theme.margin;
                y += line();
            }
            m_plan.legend.push_back({QRectF(x, y, wide, line()), name});
            x += wide + 1.5 * theme.textSize;
        }
        m_top = y + (m_chart.models.empty() ? 0 : line()) + theme.textSize * 0.6;
    }

    void planFooter()
    {
        const QFontMetricsF metrics(m_plan.theme.font(m_plan.theme.textSize - 1));
        for (const QString& paragraph : m_chart.footer) {
            const double wide = m_plan.width - 2 * m_plan.theme.margin;
            const QString shown = oneLine(paragraph.toStdString());
            const double high =
                metrics.boundingRect(QRectF(0, 0, wide, 1e6), Qt::TextWordWrap, shown).height();
            m_plan.footer.push_back({QRectF(m_plan.theme.margin, m_footer, wide, high + 1), shown});
            m_footer += high + 3;
        }
    }

    /// Beside each other where there is room, else one above the other.
    void placePanels(int height)
    {
        const Theme& theme = m_plan.theme;
        const bool beside = m_plan.width >= 40 * theme.textSize;
        const double frame = 3.4 * line(); // caption, ticks, name of the axis
        const double rows = beside ? 1 : 2;
        const double wanted = std::clamp(m_plan.width * (beside ? 0.3 : 0.45), 12.0 * theme.textSize, 640.0);
        const double fixed = m_top + rows * frame + theme.textSize + m_footer + theme.margin;
        double high = height > 0 ? (height - fixed) / rows : wanted;
        high = std::max(high, 7.0 * theme.textSize);
        const double labels = 4.2 * theme.textSize; // of the upright axis
        const double wide =
            beside ? (m_plan.width - 2.0 * theme.margin) / 2 : m_plan.width - 2 * theme.margin;
        for (std::size_t i = 0; i < 2; ++i) {
            const double x = theme.margin + (beside ? static_cast<double>(i) * wide : 0);
            const double y = m_top + 1.2 * line() + (beside ? 0 : static_cast<double>(i) * (high + frame));
            m_plan.panels[i].area = QRectF(std::round(x + labels), std::round(y),
                                           std::round(wide - labels - theme.textSize), std::round(high));
        }
        const double below = m_plan.panels[1].area.bottom() + 2.4 * line() + theme.textSize;
        for (SweepPlan::Text& paragraph : m_plan.footer)
            paragraph.place.translate(0, below);
        m_plan.height = std::max(height, static_cast<int>(std::ceil(below + m_footer + theme.margin - 6)));
    }

    double x(const SweepPlan::Panel& panel, double share) const
    {
        const double padding = 1.2 * m_plan.theme.textSize;
        return panel.area.left() + padding + share * (panel.area.width() - 2 * padding);
    }

    void addAcross(SweepPlan::Panel& panel) const
    {
        panel.axis = oneLine(m_chart.axis.toStdString());
        const std::vector<double> places = shares(m_chart.values);
        double free = -1e9;
        for (std::size_t i = 0; i < places.size(); ++i) {
            SweepPlan::Tick tick{x(panel, places[i]), m_chart.values[i].text};
            const double half = widthOf(tick.label, text()) / 2;
            if (tick.at - half < free)
                tick.label.clear();
            else
                free = tick.at + half + m_plan.theme.textSize * 0.7;
            panel.across.push_back(tick);
        }
    }

    void addUp(SweepPlan::Panel& panel, const UprightScale& scale, const QString& suffix) const
    {
        for (int i = 0; i * scale.step <= scale.top * (1 + 1e-9); ++i)
            panel.up.push_back(
                {scale.y(panel.area, i * scale.step), QString::number(i * scale.step, 'g', 6) + suffix});
    }

    double ticksIn(const QRectF& area) const { return std::max(4.0, area.height() / (2.5 * line())); }

    /// A mark and the line to it from the one before, of the same model.
    template <class Number>
    void addMarks(SweepPlan::Panel& panel, const UprightScale& scale, const Number& numberOf) const
    {
        const std::vector<double> places = shares(m_chart.values);
        for (std::uint32_t model = 0; model < m_chart.models.size(); ++model) {
            SweepPlan::Line line{model, {}};
            for (std::size_t i = 0; i < m_chart.points.size(); ++i) {
                const analysis::Point& point = m_chart.points[i];
                if (point.model != model)
                    continue;
                if (const std::optional<double> number = numberOf(point)) {
                    const QPointF at(x(panel, places[point.value]), scale.y(panel.area, *number));
                    panel.marks.push_back({i, model, at, at.y(), at.y()});
                    line.points << at;
                } else {
                    panel.lines.push_back(std::exchange(line, {model, {}}));
                }
            }
            panel.lines.push_back(line);
        }
        std::erase_if(panel.lines, [](const SweepPlan::Line& line) { return line.points.size() < 2; });
    }

    void fillTimes()
    {
        SweepPlan::Panel& panel = m_plan.panels[0];
        const TimeUnit unit = timeUnit(longest(m_chart));
        const UprightScale scale(longest(m_chart) / unit.seconds, ticksIn(panel.area));
        const bool several = std::ranges::any_of(
            m_chart.points, [](const analysis::Point& point) { return point.least != point.most; });
        panel.caption = several ? tr("Time (%1): median, with the least and the most") : tr("Time (%1)");
        panel.caption = panel.caption.arg(QLatin1StringView(unit.name));
        addAcross(panel);
        addUp(panel, scale, {});
        const auto inUnit = [&](const std::optional<Duration>& time) {
            return time ? std::optional(seconds(*time) / unit.seconds) : std::nullopt;
        };
        addMarks(panel, scale, [&](const analysis::Point& point) { return inUnit(point.median); });
        for (SweepPlan::Mark& mark : panel.marks) {
            const analysis::Point& point = m_chart.points[mark.point];
            mark.top = scale.y(panel.area, *inUnit(point.most));
            mark.bottom = scale.y(panel.area, *inUnit(point.least));
        }
    }

    void fillSpeedUps()
    {
        SweepPlan::Panel& panel = m_plan.panels[1];
        const UprightScale scale(fastest(m_chart), ticksIn(panel.area));
        panel.caption = tr("Speed-up");
        addAcross(panel);
        addUp(panel, scale, QStringLiteral("×"));
        addMarks(panel, scale, [](const analysis::Point& point) { return point.speedUp; });
        addIdeal(panel, scale);
    }

    /// On a logarithmic axis the straight line is a curve: drawn in small steps, until it leaves the diagram.
    void addIdeal(SweepPlan::Panel& panel, const UprightScale& scale) const
    {
        constexpr int steps = 96;
        if (!m_chart.scales || m_chart.values.size() < 2)
            return;
        const double first = m_chart.values.front().number, last = m_chart.values.back().number;
        const bool logarithmic = isLogarithmic(m_chart.values);
        for (int i = 0; i <= steps; ++i) {
            const double share = static_cast<double>(i) / steps;
            const double times =
                logarithmic ? std::pow(last / first, share) : (first + share * (last - first)) / first;
            if (times > scale.top)
                break;
            panel.ideal << QPointF(x(panel, share), scale.y(panel.area, times));
        }
        panel.idealLabel = panel.ideal.back();
    }

    const SweepChart& m_chart;
    SweepPlan m_plan;
    double m_top = 0;    // of the panels
    double m_footer = 0; // its height
};

} // namespace

SweepPlan planSweep(const SweepChart& chart, const SweepOptions& options)
{
    return Planning(chart, options).take();
}

std::optional<std::size_t> pointAt(const SweepPlan& plan, const QPointF& at)
{
    std::optional<std::size_t> nearest;
    double least = reach;
    for (const SweepPlan::Panel& panel : plan.panels)
        for (const SweepPlan::Mark& mark : panel.marks) {
            const double distance = std::hypot(mark.at.x() - at.x(), mark.at.y() - at.y());
            if (distance >= least)
                continue;
            least = distance;
            nearest = mark.point;
        }
    return nearest;
}

} // namespace interleave::view
