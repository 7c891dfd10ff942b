// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/figures.h"

class QStandardItem;

namespace interleave::panels {

enum class FigureAlign { Left, Right };

/// The cell of an item model for a figure; the caller owns it.
QStandardItem* makeItem(const Figure& figure, FigureAlign align);

} // namespace interleave::panels
