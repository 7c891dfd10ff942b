// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/strips.h"

#include "app/timeline/sheetpaint.h"
#include "core/timeline/axis.h"
#include "core/timeline/layout.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace interleave::view {
namespace {

bool sameHeading(const SheetPlan& a, const SheetPlan& b)
{
    const auto entry = [](const LegendEntry& x, const LegendEntry& y) {
        return x.word == y.word && x.meaning == y.meaning && x.place == y.place;
    };
    return a.words.title == b.words.title && a.words.subtitle == b.words.subtitle && a.width == b.width &&
           a.theme.background == b.theme.background && a.theme.titleSize == b.theme.titleSize &&
           std::equal(a.legend.begin(), a.legend.end(), b.legend.begin(), b.legend.end(), entry);
}

} // namespace

void HeadingStrip::show(const SheetPlan& plan)
{
    // While a run goes on this is called for each of its frames.
    if (sameHeading(plan, m_plan))
        return;
    m_plan = plan;
    m_plan.runs.clear();
    setFixedHeight(plan.headingHeight);
    setAccessibleName(plan.words.title);
    setAccessibleDescription(plan.words.subtitle);
    // What does not fit is elided; names from outside stay plain text.
    setToolTip(plan.words.subtitle.isEmpty()
                   ? QString()
                   : QStringLiteral("<p>%1</p>").arg(plan.words.subtitle.toHtmlEscaped()));
    update();
}

void HeadingStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_plan.theme.background);
    paintHeading(painter, m_plan, rect(), devicePixelRatioF());
}

void RulerStrip::show(const SheetPlan& plan)
{
    m_from = plan.runs.front().from;
    m_to = plan.runs.front().to;
    m_plan.theme = plan.theme;
    m_plan.width = plan.width;
    m_plan.left = plan.left;
    m_plan.right = plan.right;
    setFixedHeight(plan.theme.arrow ? plan.axisHeight : 2 * plan.theme.textSize + 6);
    update();
}

void RulerStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_plan.theme.background);
    if (m_plan.plotWidth() <= 0 || m_to <= m_from)
        return;
    if (m_plan.theme.arrow)
        paintArrow(painter, m_plan, QRect(m_plan.left, 0, m_plan.plotWidth(), 1));
    else
        paintTicks(painter);
}

void RulerStrip::paintTicks(QPainter& painter) const
{
    const Theme& theme = m_plan.theme;
    const int width = m_plan.plotWidth();
    const timeline::View view{.from = m_from, .to = m_to, .width = static_cast<double>(width)};
    const timeline::AxisLabels labels =
        timeline::axisLabels(m_from, m_to, std::max(2, width / (8 * theme.textSize)));
    painter.setFont(theme.font(theme.textSize));
    painter.fillRect(QRectF(m_plan.left, 0, width, 1), theme.grid);
    painter.setPen(theme.dim);
    const double wide = 12.0 * theme.textSize;
    const double free = paintOrigin(painter, QString::fromStdString(labels.origin));
    const QFontMetricsF metrics(painter.font());
    for (const timeline::AxisTick& tick : labels.ticks) {
        const double x = m_plan.left + view.x(tick.at);
        painter.fillRect(QRectF(x, 0, 1, 4), theme.dim);
        const QString label = QString::fromStdString(tick.label);
        if (x - metrics.horizontalAdvance(label) / 2 >= free)
            painter.drawText(QRectF(x - wide / 2, 5, wide, height() - 5), Qt::AlignHCenter | Qt::AlignTop,
                             label);
    }
}

/// What the ticks count from, at the left. @return where there is room for their labels
double RulerStrip::paintOrigin(QPainter& painter, const QString& origin) const
{
    const double gap = 1.8 * m_plan.theme.textSize;
    const QString word = origin.isEmpty() ? QCoreApplication::translate("Timeline", "time") : origin;
    const double wide = QFontMetricsF(painter.font()).horizontalAdvance(word);
    const QRectF place(0, 5, std::max(m_plan.left - gap, m_plan.theme.margin + wide), height() - 5);
    painter.drawText(place, Qt::AlignRight | Qt::AlignTop, word);
    return origin.isEmpty() ? 0 : place.right() + gap / 2;
}

} // namespace interleave::view
