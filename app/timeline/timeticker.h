// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace interleave::view {

/// Ticks of a time axis in nanoseconds: steps and labels of core/timeline/axis.h, whose origin is not told
/// here.
class TimeTicker : public QCPAxisTicker
{
public:
    explicit TimeTicker(int most) : m_most(most) {}

    void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision,
                  QVector<double>& ticks, QVector<double>* subTicks, QVector<QString>* tickLabels) override;

private:
    int m_most; ///< number of steps that fit
};

} // namespace interleave::view
