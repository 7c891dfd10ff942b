// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/concurrencystrip.h"

#include "app/timeline/stackpainter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace interleave::view {
namespace {

constexpr int above = 6; // room over the areas

} // namespace

ConcurrencyStrip::ConcurrencyStrip(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Tasks in each state"));
    setToolTip(
        tr("How many tasks are in each state, over the time that is shown. Queued ones are lighter, and "
           "count as far as there is room."));
}

void ConcurrencyStrip::show(const SheetPlan& plan, std::size_t run, const timeline::Concurrency& tasks)
{
    m_theme = plan.theme;
    m_width = plan.width;
    m_left = plan.left;
    m_right = plan.right;
    m_name = plan.runs.size() > 1 ? plan.runs[run].words.name : QString();
    setAccessibleDescription(plan.runs[run].words.name);
    setFixedHeight(4 * plan.theme.textSize + above);
    const double density = devicePixelRatioF();
    const auto means = tasks.means(plan.runs[run].from, plan.runs[run].to,
                                   std::max(1, static_cast<int>(std::lround(plan.plotWidth() * density))));
    m_most = std::max(1, static_cast<int>(std::ceil(timeline::mostInProgress(means) - 1e-6)));
    m_areas =
        stackedAreas(means, static_cast<int>(std::lround((height() - above - 1) * density)), m_most, m_theme);
    update();
}

void ConcurrencyStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.background);
    const QRectF areas(m_left, above, m_width - m_left - m_right, height() - above - 1);
    painter.drawImage(areas, m_areas);
    painter.fillRect(QRectF(areas.left(), areas.top(), areas.width(), 1), m_theme.grid);
    painter.setFont(m_theme.font(m_theme.textSize));
    painter.setPen(m_theme.dim);
    const double line = m_theme.textSize * 1.4;
    const QRectF label(0, areas.top() - 2, m_left - 10, line);
    painter.drawText(label, Qt::AlignRight | Qt::AlignTop,
                     m_most == 1 ? tr("1 task") : tr("%1 tasks").arg(m_most));
    painter.drawText(label.translated(0, areas.bottom() - label.bottom() + 2),
                     Qt::AlignRight | Qt::AlignBottom, QStringLiteral("0"));
    const QRectF beside(areas.right() + 10, areas.top(), m_right - 14, areas.height());
    painter.drawText(beside, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, m_name);
}

} // namespace interleave::view
