// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/imageoutput.h"

#include "app/cli/sweepchart.h"
#include "core/engine/attributing.h"

#include <QApplication>

#include <cstdio>

namespace interleave::cli {
namespace {

void sayUnlessWarning(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "interleave: %s\n", qPrintable(message));
}

} // namespace

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, Drawing drawing)
{
    if (drawing == Drawing::No)
        return std::make_unique<engine::Attributing<QCoreApplication>>(argc, argv);
    // Drawing into files needs no display, and Qt would end the program where the one it is told to use is
    // missing.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // On the way Qt looks for Wayland all the same, and warns where there is no XDG_RUNTIME_DIR.
    const QtMessageHandler usual = qInstallMessageHandler(sayUnlessWarning);
    auto application = std::make_unique<engine::Attributing<QApplication>>(argc, argv);
    qInstallMessageHandler(usual);
    return application;
}

QString imageRefusal(const QString& path) { return images::refusal(path); }

QString drawImage(const QString& path, const std::vector<const Trace*>& runs,
                  const images::ImageOptions& options)
{
    return images::writeImage(path, runs, options);
}

QString drawSweep(const QString& path, const run::RunList& list,
                  const std::vector<const run::RunResult*>& runs, const images::ImageOptions& options)
{
    return images::writeChart(path, sweepChart(list, runs, options.title), options);
}

} // namespace interleave::cli
