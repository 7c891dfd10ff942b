// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace interleave::view {

/// Lets assistive technology see the timeline as a chart with a child for every bar on the screen. Once, when
/// the program starts.
void installAccessibleTimeline();

} // namespace interleave::view
