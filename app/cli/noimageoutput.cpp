// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/imageoutput.h"
#include "app/cli/text.h"
#include "core/engine/attributing.h"

namespace interleave::cli {

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv, Drawing)
{
    return std::make_unique<engine::Attributing<QCoreApplication>>(argc, argv);
}

QString imageRefusal(const QString&)
{
    return Text::tr("this build cannot draw; leave --image out, or build with INTERLEAVE_BUILD_GUI=ON.");
}

QString drawImage(const QString& path, const std::vector<const Trace*>&, const images::ImageOptions&)
{
    return imageRefusal(path);
}

QString drawSweep(const QString& path, const run::RunList&, const std::vector<const run::RunResult*>&,
                  const images::ImageOptions&)
{
    return imageRefusal(path);
}

} // namespace interleave::cli
