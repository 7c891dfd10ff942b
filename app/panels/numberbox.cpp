// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/numberbox.h"

#include "app/panels/wheelguard.h"

#include <algorithm>
#include <cmath>

namespace interleave::panels {

NumberBox::NumberBox(const Range& range, QWidget* parent) : QDoubleSpinBox(parent), m_unit(range.shownUnit)
{
    const auto unit = static_cast<double>(m_unit);
    setDecimals(std::min(3, static_cast<int>(std::lround(std::log10(unit)))));
    setRange(static_cast<double>(range.least) / unit, static_cast<double>(range.most) / unit);
    setSuffix(range.suffix);
    setSpecialValueText(range.leastText);
    setGroupSeparatorShown(true);
    setStepType(range.most / m_unit > 100'000 ? AdaptiveDecimalStepType : DefaultStepType);
    setAccelerated(true);
    guardFromWheel(this);
    setExact(range.least);
}

void NumberBox::setExact(std::int64_t value)
{
    m_exact = value;
    setValue(static_cast<double>(value) / static_cast<double>(m_unit));
    m_shown = this->value();
}

std::int64_t NumberBox::exact() const
{
    // The very same double as long as nobody changed it.
    const bool untouched = !(value() < m_shown) && !(value() > m_shown);
    return untouched ? m_exact : std::llround(value() * static_cast<double>(m_unit));
}

QString NumberBox::textFromValue(double value) const
{
    QString text = QDoubleSpinBox::textFromValue(value);
    const QString point = locale().decimalPoint();
    if (!text.contains(point))
        return text;
    while (text.endsWith(locale().zeroDigit()))
        text.chop(1);
    if (text.endsWith(point))
        text.chop(point.size());
    return text;
}

} // namespace interleave::panels
