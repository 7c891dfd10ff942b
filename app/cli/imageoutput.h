// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/images/image.h"
#include "app/run/points.h"

#include <QCoreApplication>

#include <memory>

// Two files define these: one with Qt Gui, one for builds without it.
namespace interleave::cli {

/// Whether the program is going to draw.
enum class Drawing { No, Yes };

/// The application object; one that can draw, with no display needed, where that is asked for and built in.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, Drawing drawing);

/// Why no image can be written there, before any work is run; empty if one can.
QString imageRefusal(const QString& path);

/// @return empty, or a sentence
QString drawImage(const QString& path, const std::vector<const Trace*>& runs,
                  const images::ImageOptions& options);

/// The chart of a sweep. @return empty, or a sentence
QString drawSweep(const QString& path, const run::RunList& list,
                  const std::vector<const run::RunResult*>& runs, const images::ImageOptions& options);

} // namespace interleave::cli
