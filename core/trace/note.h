// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/id.h"
#include "core/trace/time.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace interleave {

/// What the user wrote down beside a run: of an instant of it or of a stretch, maybe of one of its lanes.
struct Note
{
    static constexpr std::size_t longestText = 4096; ///< bytes

    std::uint32_t run = 0; ///< of those that it is kept with, from 0
    Instant from{};
    Instant to{};    ///< the stretch is [from, to); the same as `from`: an instant
    TaskId task;     ///< none of these three is valid: the whole run is meant
    WorkerId worker; ///< with `slot`: one of its places
    SlotId slot;
    std::string text; ///< one line of UTF-8

    bool operator==(const Note&) const = default;
};

/// Whether a note may say this: one line without control characters, neither empty nor too long.
bool isNoteText(std::string_view text);

/// The notes of some runs, in their order.
/// @param runs numbers as in Note::run; in what is returned Note::run is a place among these
std::vector<Note> ofRuns(std::span<const Note> notes, std::span<const std::uint32_t> runs);

} // namespace interleave
