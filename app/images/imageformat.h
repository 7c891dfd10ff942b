// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/sheetplan.h"

#include <QByteArray>
#include <QImage>
#include <QString>

#include <optional>

namespace interleave::images {

enum class Format { Png, Svg, Pdf };

/// By the ending of a path, in either case.
std::optional<Format> formatOf(const QString& path);

/// The bytes of a file, or a sentence that says why there are none.
struct Encoded
{
    QByteArray bytes;
    QString failure;
};

/// A null image if there is not enough memory for it or it would be too large.
QImage raster(const view::SheetPlan& plan, double scale);

/// @param scale of PNG only; at least 0.5, which is what it is lowered to at most when the picture is too
/// large
Encoded encode(const view::SheetPlan& plan, Format format, double scale);

} // namespace interleave::images
