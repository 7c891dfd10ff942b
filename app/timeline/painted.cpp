// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/painted.h"

namespace interleave::view {

PaintedElement::PaintedElement(QCustomPlot* plot, Paint paint)
    : QCPLayoutElement(plot), m_paint(std::move(paint))
{
    setAutoMargins(QCP::msNone);
}

void PaintedElement::setHeight(int height)
{
    setMinimumSize(10, height);
    setMaximumSize(QWIDGETSIZE_MAX, height);
}

void PaintedElement::draw(QCPPainter* painter) { m_paint(*painter, rect()); }

PaintedOverlay::PaintedOverlay(QCPAxisRect* rect, Paint paint)
    : QCPLayerable(rect->parentPlot(), QStringLiteral("axes"), rect), m_paint(std::move(paint))
{
    setParent(rect); // QCPLayerable's parent layerable is no owner
}

void PaintedOverlay::draw(QCPPainter* painter) { m_paint(*painter); }

} // namespace interleave::view
