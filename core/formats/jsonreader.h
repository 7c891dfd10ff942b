// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

/// Only for the .cpp files of this folder.
namespace interleave::formats {

/// A value of a JSON document.
struct JsonValue
{
    enum class Kind : std::uint8_t { Null, Truth, Number, Text, Object, Array };

    Kind kind = Kind::Null;
    bool truth = false;    ///< of a Truth
    std::string_view text; ///< of a Text, UTF-8; of a Number, its digits as in the file
};

/// Is told what a JSON document holds, in the file's order. An answer of false ends the reading.
class JsonSink
{
public:
    virtual ~JsonSink() = default;
    virtual bool key(std::string_view name) = 0;
    /// An Object or Array begins here; what it holds follows.
    virtual bool value(const JsonValue& value) = 0;
    /// Of the Object or Array that began last.
    virtual bool end() = 0;
};

/// Reads one JSON document from a file that may be hostile. Holds no more of it than a block and the text
/// being read; a byte-order mark may be before it; takes 64 levels of nesting and texts and numbers of some
/// 10 MiB.
/// @return what is wrong, in one sentence that says at which byte; empty if nothing is, or the sink ended it
std::string readJson(std::istream& in, JsonSink& sink);

} // namespace interleave::formats
