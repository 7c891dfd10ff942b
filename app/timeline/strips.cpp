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
    m_theme = plan.theme;
    m_left = plan.left;
    m_width = plan.plotWidth();
    m_from = plan.runs.front().from;
    m_to = plan.runs.front().to;
    setFixedHeight(2 * plan.theme.textSize + 6);
    update();
}

void RulerStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.background);
    if (m_width <= 0 || m_to <= m_from)
        return;
    const timeline::View view{.from = m_from, .to = m_to, .width = static_cast<double>(m_width)};
    const timeline::TickStep step =
        timeline::tickStep(m_to - m_from, std::max(2, m_width / (8 * m_theme.textSize)));
    painter.setFont(m_theme.font(m_theme.textSize));
    painter.fillRect(QRectF(m_left, 0, m_width, 1), m_theme.grid);
    painter.setPen(m_theme.dim);
    const double wide = 12.0 * m_theme.textSize;
    for (const Instant tick : timeline::ticks(m_from, m_to, step.step)) {
        const double x = m_left + view.x(tick);
        painter.fillRect(QRectF(x, 0, 1, 4), m_theme.dim);
        painter.drawText(QRectF(x - wide / 2, 5, wide, height() - 5), Qt::AlignHCenter | Qt::AlignTop,
                         QString::fromStdString(timeline::label(tick, step)));
    }
    painter.drawText(QRectF(0, 5, m_left - wide * 0.15, height() - 5), Qt::AlignRight | Qt::AlignTop,
                     QCoreApplication::translate("Timeline", "time"));
}

} // namespace interleave::view
