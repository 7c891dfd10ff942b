// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace interleave::images {

/// The same picture as QSvgGenerator wrote it, in a fraction of its bytes: attributes that say nothing are
/// left out, neighbours that look alike share a group, paths have relative steps, the bars of a group are one
/// path.
/// @param svg of flat groups; any other comes back as it is
QByteArray compacted(const QByteArray& svg);

} // namespace interleave::images
