// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace interleave::formats {

/// Writes one record of a table of comma-separated values as RFC 4180 has it: a field with a comma, a quote
/// or a line break is quoted, quotes in it are doubled, the record ends with CR LF. Text is valid UTF-8
/// afterwards; no locale has a say.
void writeCsvRecord(std::ostream& out, std::span<const std::string> fields);

} // namespace interleave::formats
