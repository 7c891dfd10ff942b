// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/image.h"

#include "app/images/imageformat.h"
#include "app/run/textfile.h"
#include "app/timeline/sheetplan.h"
#include "core/trace/durationtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QImage>

#include <algorithm>
#include <cmath>

namespace interleave::images {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("Images", text); }

view::Look lookOf(Theme theme)
{
    switch (theme) {
    case Theme::Light:
        return view::Look::Light;
    case Theme::Dark:
        return view::Look::Dark;
    case Theme::Projector:
        return view::Look::Projector;
    case Theme::Article:
        return view::Look::Article;
    }
    return view::Look::Light;
}

QString refusalOf(const ImageOptions& options)
{
    if (options.centimetres != 0 && !(options.centimetres >= 8.5 && options.centimetres <= 500))
        return tr("The width must be 8.5 to 500 cm, not %1.").arg(options.centimetres);
    if (options.dpi < 72 || options.dpi > 1200)
        return tr("A PNG can have 72 to 1200 pixels per inch, not %1.").arg(options.dpi);
    if (options.width < 320 || options.width > 20'000)
        return tr("The width must be 320 to 20000 pixels, not %1.").arg(options.width);
    if (!(options.scale >= 0.5 && options.scale <= 8))
        return tr("The scale must be 0.5 to 8, not %1.").arg(options.scale);
    return {};
}

int widthOf(const ImageOptions& options)
{
    return options.centimetres > 0 ? pixelsOf(options.centimetres) : options.width;
}

Instant endOf(const std::vector<const Trace*>& runs)
{
    Instant end{};
    for (const Trace* run : runs)
        end = std::max(end, run->end);
    return end;
}

/// Why the part of the time cannot be drawn: it is not within the runs.
QString refusalOf(const std::vector<const Trace*>& runs, const ImageOptions& options)
{
    const Instant end = endOf(runs);
    if (!options.visible || options.visible->first < end)
        return {};
    return tr("The picture would begin at %1, when all runs are over (%2): let it begin earlier.")
        .arg(QString::fromStdString(text(options.visible->first - Instant())),
             QString::fromStdString(text(end - Instant())));
}

view::SheetPlan planned(const std::vector<const Trace*>& runs, const ImageOptions& options)
{
    auto visible = options.visible;
    if (visible)
        visible->second = std::max(std::min(visible->second, endOf(runs)), visible->first + Duration(1));
    return view::planSheet(runs, {.grouping = options.grouping,
                                  .look = lookOf(options.theme),
                                  .sameScale = options.sameScale,
                                  .title = options.title,
                                  .width = widthOf(options),
                                  .helpers = options.helpers ? view::Helpers::Shown : view::Helpers::Hidden,
                                  .visible = visible,
                                  .extras = {.wakeUps = options.wakeUps, .ideal = options.ideal},
                                  .notes = options.notes,
                                  .legend = options.legend,
                                  .baseline = options.baseline,
                                  .baselineOf = options.baselineOf});
}

view::SweepPlan planned(const view::SweepChart& chart, const ImageOptions& options)
{
    view::SweepChart titled = chart;
    if (!options.title.isEmpty())
        titled.title = options.title;
    return view::planSweep(titled, {.look = lookOf(options.theme), .width = widthOf(options)});
}

/// @param picture asked for when nothing speaks against writing it
QString write(const QString& path, const ImageOptions& options, const std::function<Picture()>& picture)
{
    if (const QString reason = refusal(path); !reason.isEmpty())
        return reason;
    if (const QString reason = refusalOf(options); !reason.isEmpty())
        return reason;
    const Encoded encoded =
        encode(picture(), *formatOf(path), {options.scale, options.centimetres, options.dpi});
    return encoded.failure.isEmpty() ? run::writeFile(path, encoded.bytes, options.nobody).failure
                                     : encoded.failure;
}

} // namespace

int pixelsOf(double centimetres) { return static_cast<int>(std::lround(centimetres / 2.54 * 96)); }

QImage drawnImage(const std::vector<const Trace*>& runs, const ImageOptions& options)
{
    return raster(pictureOf(planned(runs, options)), options.scale);
}

QString refusal(const QString& path)
{
    if (path.isEmpty())
        return tr("The picture has no file name.");
    if (!formatOf(path))
        return tr("%1 has no ending that says what to write: use .png, .svg or .pdf.")
            .arg(QDir::toNativeSeparators(path));
    if (const QString reason = run::refusalOf(run::destinationOf(path), path); !reason.isEmpty())
        return reason;
    if (view::fontFamily().isEmpty())
        return tr("The system has no fonts, so the picture would have no text: install one, for example "
                  "fonts-dejavu-core.");
    return {};
}

QImage drawnChart(const view::SweepChart& chart, const ImageOptions& options)
{
    return raster(pictureOf(planned(chart, options)), options.scale);
}

QString writeImage(const QString& path, const std::vector<const Trace*>& runs, const ImageOptions& options)
{
    if (runs.empty())
        return tr("There is no run to draw.");
    if (const QString reason = refusalOf(runs, options); !reason.isEmpty())
        return reason;
    return write(path, options, [&] { return pictureOf(planned(runs, options)); });
}

QString writeChart(const QString& path, const view::SweepChart& chart, const ImageOptions& options)
{
    return write(path, options, [&] { return pictureOf(planned(chart, options)); });
}

} // namespace interleave::images
