// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/runrequest.h"

#include <span>

namespace interleave::cli {

/// Why an option that was given would do nothing: what it needs (its row in the table) is not there, and
/// silence would look as if it did something.
/// @param given by hand: a preset has its title and its rows ready for whoever wants an image
/// @param request what all options together ask for; of `serve` only the practice server
/// @return one sentence about the first of them, in the order of the table; empty where each does something
QString vainOption(std::span<const OptionSpec> specs, const OptionValues& given, const RunRequest& request);

} // namespace interleave::cli
