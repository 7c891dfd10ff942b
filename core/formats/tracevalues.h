// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/jsonreader.h"
#include "core/trace/trace.h"

#include <charconv>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

/// Only for the .cpp files of this folder. How each type that a trace holds is read from a JSON value:
/// readValue() returns what is wrong with it, a clause that names the key, and else "".
namespace interleave::formats {

/// 104 days. Instants and durations up to it are exact as a double, and a few of them add up without
/// overflow.
inline constexpr std::int64_t longestTime = std::int64_t{1} << 53;

/// Bytes of a file as part of a sentence: short, and harmless to a terminal.
std::string quoted(std::string_view bytes);

std::string readValue(const JsonValue& value, std::string_view key, bool& truth);
std::string readValue(const JsonValue& value, std::string_view key, std::string& text);
std::string readValue(const JsonValue& value, std::string_view key, Instant& at);
std::string readValue(const JsonValue& value, std::string_view key, Duration& duration); ///< not negative
std::string readValue(const JsonValue& value, std::string_view key, State& state);
std::string readValue(const JsonValue& value, std::string_view key, Phase& phase);
std::string readValue(const JsonValue& value, std::string_view key, Outcome& outcome);
std::string readValue(const JsonValue& value, std::string_view key, Origin& origin);
std::string readValue(const JsonValue& value, std::string_view key, WorkerRole& role);

/// A whole number from `least` to `most`.
template <std::integral Number>
std::string readNumber(const JsonValue& value, std::string_view key, Number& number, Number least,
                       Number most)
{
    Number read{};
    const char* const end = value.text.data() + value.text.size();
    const bool whole = value.kind == JsonValue::Kind::Number &&
                       std::from_chars(value.text.data(), end, read) == std::from_chars_result{end, {}};
    if (!whole || read < least || read > most)
        return quoted(key) + " must be a whole number from " + std::to_string(least) + " to " +
               std::to_string(most);
    number = read;
    return {};
}

template <std::integral Number>
std::string readValue(const JsonValue& value, std::string_view key, Number& number)
{
    using Limits = std::numeric_limits<Number>;
    return readNumber(value, key, number, Limits::min(), Limits::max());
}

/// Null: names nothing. @param most the largest number that it can be
template <class Tag>
std::string readId(const JsonValue& value, std::string_view key, Id<Tag>& id, std::uint32_t most)
{
    if (value.kind != JsonValue::Kind::Null)
        return readNumber(value, key, id.value, 0U, most);
    id = {};
    return {};
}

template <class Tag>
std::string readValue(const JsonValue& value, std::string_view key, Id<Tag>& id)
{
    return readId(value, key, id, Id<Tag>::none - 1);
}

template <class Known>
std::string readValue(const JsonValue& value, std::string_view key, std::optional<Known>& known)
{
    return readValue(value, key, known.emplace());
}

} // namespace interleave::formats
