// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

#include <cstdint>

namespace interleave::panels {

/// A spin box for an exact whole quantity that is shown in a larger unit: 1500 us as "1.5 ms". It gives back
/// exactly what was put in, even what it cannot show, until somebody changes it.
class NumberBox : public QDoubleSpinBox
{
    Q_OBJECT

public:
    struct Range
    {
        std::int64_t least = 0, most = 0; ///< in the exact unit
        std::int64_t shownUnit = 1;       ///< how many exact units the shown one has
        QString suffix{};                 ///< " ms"
        QString leastText{};              ///< shown instead of `least`
    };

    explicit NumberBox(const Range& range, QWidget* parent = nullptr);

    void setExact(std::int64_t value);
    std::int64_t exact() const;

protected:
    QString textFromValue(double value) const override;

private:
    std::int64_t m_unit;
    std::int64_t m_exact = 0; // what was put in …
    double m_shown = 0;       // … and what is shown for it
};

} // namespace interleave::panels
