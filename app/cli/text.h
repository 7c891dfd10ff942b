// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace interleave::cli {

/// Text::tr(): the one translation context of the command line.
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(cli)
};

} // namespace interleave::cli
