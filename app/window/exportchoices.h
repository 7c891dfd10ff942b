// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/images/image.h"

#include <QString>

namespace interleave::window {

/// What was chosen for the latest exported image and does not follow from what the window shows.
struct ExportChoices
{
    QString ending = QStringLiteral("svg");
    images::ImageOptions size; ///< of it only the size and the legend count
    bool notes = true;
};

/// In the user's settings. What cannot be read is what it is at first.
ExportChoices recallExport();
void remember(const ExportChoices& choices);

} // namespace interleave::window
