// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/lengthtext.h"

#include "app/run/readquantities.h"

namespace interleave::panels {

std::optional<Duration> lengthFrom(const QString& text)
{
    // The field also takes the comma that many write for the point.
    return run::durationFrom(QString(text).replace(u',', u'.'));
}

} // namespace interleave::panels
