// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

#include <cstdint>
#include <vector>

namespace interleave::view {

/// Something on a chart, for assistive technology; the rectangle in the coordinates of the widget drawn on.
struct SpokenItem
{
    QRect place;
    QString spoken;
};

/// A chart whose items assistive technology can reach one by one.
class SpokenChart
{
public:
    virtual ~SpokenChart() = default;

    virtual std::vector<SpokenItem> spokenItems() const = 0;
    /// Another number when other items may be on the screen.
    virtual std::uint64_t generation() const = 0;
    /// Which of spokenItems() the keys are on; -1: on none.
    virtual int focusedItem() const = 0;
    /// Whether an item can be pressed, and does so.
    virtual bool pressable() const { return false; }
    virtual void press(int) {}
};

} // namespace interleave::view
