// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize> // first: moc 6.4 cannot read <compare> before it

#include "app/timeline/timelineview.h"
#include "tests/support/picturetraces.h"

#include <memory>
#include <vector>

namespace interleave::support {

using Runs = std::vector<std::shared_ptr<const Trace>>;

Runs runsOf(const std::vector<PictureRecipe>& recipes);

/// A view of these runs, on the screen and drawn. Ends the program where no window can be shown.
std::unique_ptr<view::TimelineView> shownView(Runs runs, QSize size = {1000, 600},
                                              const view::ViewSettings& settings = {});

} // namespace interleave::support
