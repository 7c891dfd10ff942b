// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <functional>

namespace interleave::view {

/// A row of a plot's layout that a function paints: headings, legend, footer.
class PaintedElement : public QCPLayoutElement
{
    Q_OBJECT

public:
    using Paint = std::function<void(QCPPainter&, const QRect& place)>;

    PaintedElement(QCustomPlot* plot, Paint paint);
    void setHeight(int height);

protected:
    void applyDefaultAntialiasingHint(QCPPainter*) const override {}
    void draw(QCPPainter* painter) override;

private:
    Paint m_paint;
};

/// What a function paints over an axis rect and its margins: lane labels, total time.
class PaintedOverlay : public QCPLayerable
{
    Q_OBJECT

public:
    using Paint = std::function<void(QCPPainter&)>;

    /// Lives as long as the rect.
    PaintedOverlay(QCPAxisRect* rect, Paint paint);

protected:
    void applyDefaultAntialiasingHint(QCPPainter*) const override {}
    void draw(QCPPainter* painter) override;

private:
    Paint m_paint;
};

} // namespace interleave::view
