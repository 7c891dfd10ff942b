// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/tracevalues.h"

#include "core/formats/jsonwriter.h"
#include "core/formats/tracejson.h"

#include <initializer_list>

namespace interleave::formats {

namespace {

using Kind = JsonValue::Kind;

/// @param what it is the word for: "state"
template <class Enum>
std::string readWord(const JsonValue& value, std::string_view key, std::string_view what,
                     const std::optional<Enum>& named, Enum& word)
{
    if (value.kind != Kind::Text)
        return quoted(key) + " must be a text";
    if (!named)
        return quoted(value.text) + " is no " + std::string(what);
    word = *named;
    return {};
}

template <class Enum>
std::optional<Enum> oneOf(std::initializer_list<Enum> all, std::string_view word)
{
    for (const Enum value : all)
        if (name(value) == word)
            return value;
    return std::nullopt;
}

std::string readTime(const JsonValue& value, std::string_view key, std::int64_t& nanoseconds,
                     std::int64_t least)
{
    const std::string wrong = readNumber(value, key, nanoseconds, least, longestTime);
    return wrong.empty() ? wrong : wrong + " nanoseconds (104 days)";
}

} // namespace

std::string quoted(std::string_view bytes)
{
    constexpr std::size_t most = 40;
    std::string text = "\"";
    for (const char byte : bytes.substr(0, most))
        text += byte >= ' ' && byte <= '~' ? byte : '?';
    return text + (bytes.size() > most ? "...\"" : "\"");
}

std::string readValue(const JsonValue& value, std::string_view key, bool& truth)
{
    if (value.kind != Kind::Truth)
        return quoted(key) + " must be true or false";
    truth = value.truth;
    return {};
}

std::string readValue(const JsonValue& value, std::string_view key, std::string& text)
{
    if (value.kind != Kind::Text)
        return quoted(key) + " must be a text";
    text = validUtf8(value.text);
    if (text != value.text) // RapidJSON takes the second half of a pair without the first
        return quoted(key) + " must be a text of whole characters: it has half of a surrogate pair";
    return {};
}

std::string readValue(const JsonValue& value, std::string_view key, Instant& at)
{
    std::int64_t nanoseconds = 0;
    std::string wrong = readTime(value, key, nanoseconds, -longestTime);
    at = Instant(Duration(nanoseconds));
    return wrong;
}

std::string readValue(const JsonValue& value, std::string_view key, Duration& duration)
{
    std::int64_t nanoseconds = 0;
    std::string wrong = readTime(value, key, nanoseconds, 0);
    duration = Duration(nanoseconds);
    return wrong;
}

std::string readValue(const JsonValue& value, std::string_view key, State& state)
{
    return readWord(value, key, "state", stateNamed(value.text), state);
}

std::string readValue(const JsonValue& value, std::string_view key, Phase& phase)
{
    return readWord(value, key, "phase", phaseNamed(value.text), phase);
}

std::string readValue(const JsonValue& value, std::string_view key, Outcome& outcome)
{
    return readWord(value, key, "outcome", outcomeNamed(value.text), outcome);
}

std::string readValue(const JsonValue& value, std::string_view key, Origin& origin)
{
    const auto named = oneOf({Origin::Run, Origin::File, Origin::Observed}, value.text);
    return readWord(value, key, "origin", named, origin);
}

std::string readValue(const JsonValue& value, std::string_view key, WorkerRole& role)
{
    const auto named = oneOf({WorkerRole::Executes, WorkerRole::Helper}, value.text);
    return readWord(value, key, "role", named, role);
}

} // namespace interleave::formats
