// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/imageformat.h"

#include "app/timeline/picture.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QMarginsF>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace interleave::images {
namespace {

constexpr int pixelsPerInch = 96; // of a logical pixel, as in CSS and SVG
constexpr double pointsPerPixel = 72.0 / pixelsPerInch;
constexpr int mostPixels = 32'000; // of a side: QPainter's raster engine takes no more

constexpr double leastScale = 0.5; // below it nothing could be read

QString tr(const char* text) { return QCoreApplication::translate("Images", text); }

/// The scale, or the largest below it at which the picture is not too large for a PNG.
double fitting(const view::SheetPlan& plan, double scale)
{
    return std::min(scale, static_cast<double>(mostPixels) / std::max(plan.width, plan.height()));
}

Encoded png(const view::SheetPlan& plan, double wantedScale)
{
    const double scale = fitting(plan, wantedScale);
    if (scale < leastScale)
        return {
            {},
            tr("The picture would be %1 by %2 pixels even at half size, more than a PNG can have here (%3): "
               "group by worker, or write an SVG.")
                .arg(std::lround(plan.width * leastScale))
                .arg(std::lround(plan.height() * leastScale))
                .arg(mostPixels)};
    QImage image = raster(plan, scale);
    if (image.isNull())
        return {{},
                tr("There is not enough memory for a picture of %1 by %2 pixels.")
                    .arg(std::lround(plan.width * scale))
                    .arg(std::lround(plan.height() * scale))};
    const int dotsPerMeter = static_cast<int>(std::lround(pixelsPerInch * scale / 0.0254));
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    Encoded encoded;
    QBuffer buffer(&encoded.bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        encoded.failure = tr("The picture could not be written as PNG.");
    return encoded;
}

Encoded svg(const view::SheetPlan& plan)
{
    Encoded encoded;
    QBuffer buffer(&encoded.bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(pixelsPerInch);
    generator.setSize(QSize(plan.width, plan.height()));
    generator.setViewBox(QRect(0, 0, plan.width, plan.height()));
    generator.setTitle(plan.words.title.toHtmlEscaped()); // QSvgGenerator does not escape it
    generator.setDescription(QStringLiteral("Interleave"));
    if (!view::paintSheet(generator, plan, view::Medium::Vector, 1))
        encoded.failure = tr("The picture could not be written as SVG.");
    // QSvgGenerator writes the size in rounded millimetres: a fraction of a pixel too much.
    const qsizetype size = encoded.bytes.indexOf(" width=");
    const qsizetype sizeEnd = encoded.bytes.indexOf('\n', size);
    encoded.bytes.replace(
        size, sizeEnd - size,
        QStringLiteral(" width=\"%1\" height=\"%2\"").arg(plan.width).arg(plan.height()).toUtf8());
    // A reader without the font takes the next, not a serif one.
    const QString family = plan.theme.family;
    encoded.bytes.replace(
        QStringLiteral("font-family=\"%1\"").arg(family).toUtf8(),
        QStringLiteral("font-family=\"%1, 'DejaVu Sans', Arial, sans-serif\"").arg(family).toUtf8());
    return encoded;
}

Encoded pdf(const view::SheetPlan& plan)
{
    Encoded encoded;
    QBuffer buffer(&encoded.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(plan.words.title);
    writer.setCreator(QStringLiteral("Interleave"));
    writer.setResolution(pixelsPerInch);
    writer.setPageSize(QPageSize(QSizeF(plan.width, plan.height()) * pointsPerPixel, QPageSize::Point,
                                 QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    if (!view::paintSheet(writer, plan, view::Medium::Vector, 1))
        encoded.failure = tr("The picture could not be written as PDF.");
    return encoded;
}

} // namespace

std::optional<Format> formatOf(const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("png"))
        return Format::Png;
    if (ending == QLatin1String("svg"))
        return Format::Svg;
    if (ending == QLatin1String("pdf"))
        return Format::Pdf;
    return {};
}

QImage raster(const view::SheetPlan& plan, double scale)
{
    const QSize size(static_cast<int>(std::lround(plan.width * scale)),
                     static_cast<int>(std::lround(plan.height() * scale)));
    if (std::max(size.width(), size.height()) > mostPixels)
        return {};
    QImage image(size, QImage::Format_RGB32);
    const bool drawn = !image.isNull() && view::paintSheet(image, plan, view::Medium::Pixels, scale);
    return drawn ? image : QImage();
}

Encoded encode(const view::SheetPlan& plan, Format format, double scale)
{
    switch (format) {
    case Format::Png:
        return png(plan, scale);
    case Format::Svg:
        return svg(plan);
    case Format::Pdf:
        return pdf(plan);
    }
    return {};
}

} // namespace interleave::images
