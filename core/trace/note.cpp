// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/note.h"

#include <algorithm>

namespace interleave {

bool isNoteText(std::string_view text)
{
    return !text.empty() && text.size() <= Note::longestText && std::ranges::none_of(text, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

std::vector<Note> ofRuns(std::span<const Note> notes, std::span<const std::uint32_t> runs)
{
    std::vector<Note> kept;
    for (const Note& note : notes)
        if (const auto at = std::ranges::find(runs, note.run); at != runs.end())
            kept.emplace_back(note).run = static_cast<std::uint32_t>(at - runs.begin());
    return kept;
}

} // namespace interleave
