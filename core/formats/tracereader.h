// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/note.h"
#include "core/trace/trace.h"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace interleave::formats {

/// More of one kind in a file than this is refused. Each count is of the whole file.
struct ReadLimits
{
    std::size_t runs = 1'000;
    std::size_t tasks = 1'000'000;
    std::size_t workers = 65'535; ///< as many as spans can name
    std::size_t spans = 10'000'000;
    std::size_t details = 1'000'000; ///< processors, conditions and clock steps
    std::size_t notes = 10'000;
};

/// What a file held: the runs that were saved in it, in their order (there may be none), or what is wrong.
struct ReadTraces
{
    std::vector<Trace> runs;
    std::vector<Note> notes; ///< of these runs
    std::string title;       ///< of the picture; empty: made from the runs
    /// Empty, or one sentence in English that says what is wrong, where, and what would be right; there are
    /// no runs and notes then. The place is a byte of the file; or a run or mark, counted from 1 as on
    /// screen, and in a run a task, worker or span, counted from 0 as ids are.
    std::string error;
};

/// Reads what writeChromeTrace() wrote, without loss: its key "interleave", described in
/// core/formats/README.md. The file may be hostile. Instants and durations may have up to 2^53 ns (104 days).
/// What is odd but cannot break the program is read as it is: see faultOf() in core/formats/tracechecks.h.
/// Reads in blocks and skips what is for other programs: it holds hardly more than the traces themselves.
/// @param in binary, at the begin of the file; one that could not be opened reads as empty
ReadTraces readTraces(std::istream& in, const ReadLimits& limits = {});

} // namespace interleave::formats
