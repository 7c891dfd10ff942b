// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace interleave::formats {

/// What the first bytes of a text file tell of it.
struct TextStart
{
    std::size_t mark = 0; ///< bytes of the byte-order mark of UTF-8, which are no text
    /// What it is instead of UTF-8, and what to do: a clause in English behind "The file"; empty: it may be
    /// text.
    std::string_view instead;
};

/// @param begin at least 6 bytes of the file, or all of it
TextStart textStart(std::string_view begin);

} // namespace interleave::formats
