// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>

namespace interleave::view {

/// How wide a line of text is, in logical pixels. Remembered: a sheet is planned and painted for each frame,
/// and its words are the same most of the time. In the GUI thread only.
/// @param font of a theme
double textWidth(const QString& text, const QFont& font);

} // namespace interleave::view
