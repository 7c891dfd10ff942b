// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/picture.h"
#include "app/timeline/sweepplan.h"

#include <QByteArray>
#include <QImage>
#include <QString>

#include <functional>
#include <optional>

namespace interleave::images {

enum class Format { Png, Svg, Pdf };

/// By the ending of a path, in either case.
std::optional<Format> formatOf(const QString& path);

/// What is to be written, whatever it shows.
struct Picture
{
    int width = 0, height = 0; ///< logical pixels
    QString title, family;     ///< of all type
    /// @return false if the device cannot be painted on
    std::function<bool(QPaintDevice& device, view::Medium medium, double scale)> paint;
};

Picture pictureOf(view::SheetPlan plan);
Picture pictureOf(view::SweepPlan plan);

/// The bytes of a file, or a sentence that says why there are none.
struct Encoded
{
    QByteArray bytes;
    QString failure;
};

/// A null image if there is not enough memory for it or it would be too large.
QImage raster(const Picture& picture, double scale);

/// How large a file is.
struct FileSize
{
    double scale = 1; ///< of PNG only: at least 0.5, to which it is lowered where the picture is too large
    double centimetres = 0; ///< its width on paper, instead; 0: a logical pixel is 1/96 inch
    int dpi = 300;          ///< of a PNG in centimetres
};

Encoded encode(const Picture& picture, Format format, const FileSize& size);

} // namespace interleave::images
