// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/measuredby.h"
#include "core/formats/chrometrace.h"
#include "core/formats/tracereader.h"

#include <sstream>
#include <string>
#include <vector>

/// What the tests of saved traces share.
namespace interleave::tests {

/// The file that the program makes of these runs.
inline std::string saved(const std::vector<Trace>& runs, const std::vector<Note>& notes = {})
{
    std::vector<const Trace*> pointers;
    for (const Trace& run : runs)
        pointers.push_back(&run);
    std::ostringstream out;
    formats::writeChromeTrace(out, pointers, analysis::measuredBy, {}, notes);
    return out.str();
}

inline formats::ReadTraces readFrom(const std::string& file, const formats::ReadLimits& limits = {})
{
    std::istringstream in(file);
    return formats::readTraces(in, limits);
}

} // namespace interleave::tests
