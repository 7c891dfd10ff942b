// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/responsehead.h"

#include "core/net/errors.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <vector>

namespace interleave::net {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

bool isBlank(char c) { return c == ' ' || c == '\t'; }

/// As a status line may have it.
bool isWhiteSpace(char c) { return isBlank(c) || c == '\v' || c == '\f' || c == '\r'; }

std::string_view trimmed(std::string_view text, bool (*goes)(char) = isBlank)
{
    while (!text.empty() && goes(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && goes(text.back()))
        text.remove_suffix(1);
    return text;
}

/// What is before the separator; that and the separator are taken off `text`.
std::string_view taken(std::string_view& text, char separator)
{
    const std::size_t end = text.find(separator);
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
}

std::vector<std::string> members(std::string_view list)
{
    std::vector<std::string> all;
    while (!list.empty()) {
        if (const std::string_view member = trimmed(taken(list, ',')); !member.empty())
            all.push_back(lowered(member));
    }
    return all;
}

/// Empty if it is no number.
std::optional<std::uint64_t> number(std::string_view digits)
{
    std::uint64_t value = 0;
    if (digits.empty() || !std::ranges::all_of(digits, isDigit))
        return std::nullopt;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc())
        return std::numeric_limits<std::uint64_t>::max();
    return value;
}

/// One number, perhaps said several times. Empty if it is none.
std::optional<std::uint64_t> lengthFrom(std::string_view list)
{
    std::optional<std::uint64_t> length;
    for (bool more = true; more;) {
        more = list.find(',') != std::string_view::npos;
        const std::optional<std::uint64_t> value = number(trimmed(taken(list, ',')));
        if (!value || (length && *length != *value))
            return std::nullopt;
        length = value;
    }
    return length;
}

struct Fields
{
    std::optional<std::string> length;
    std::optional<std::string> coding;
    std::string connection;
    std::string location;

    void take(std::string_view name, std::string_view value)
    {
        const auto join = [value](std::optional<std::string>& list) {
            list = list ? *list + ',' + std::string(value) : std::string(value);
        };
        const auto is = [name](std::string_view key) { return std::ranges::equal(name, key, {}, lower); };
        if (is("content-length"))
            join(length);
        else if (is("transfer-encoding"))
            join(coding);
        else if (is("connection"))
            connection += ',' + std::string(value);
        else if (is("location") && location.empty())
            location = value;
    }
};

/// By character: may it be part of a field's name?
constexpr std::array<bool, 256> charactersOfNames = [] {
    std::array<bool, 256> may{};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        may[static_cast<unsigned char>(c)] = true;
    return may;
}();

bool isFieldName(std::string_view name)
{
    return !name.empty() &&
           std::ranges::all_of(name, [](char c) { return charactersOfNames[static_cast<unsigned char>(c)]; });
}

/// The next line without its end, "\n" or "\r\n".
std::string_view nextLine(std::string_view& text)
{
    std::string_view line = taken(text, '\n');
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

/// @param text after the status line
/// @return whether each line is a field
bool readFields(std::string_view text, Fields& fields)
{
    std::string_view name;
    std::string_view value;
    std::string folded; // a value that goes on in further lines
    while (!text.empty()) {
        const std::string_view line = nextLine(text);
        if (line.empty())
            break;
        if (isBlank(line.front())) { // before any field it is skipped
            folded = std::string(value) + ' ' + std::string(trimmed(line));
            value = folded;
            continue;
        }
        fields.take(name, trimmed(value));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos)
            return false;
        name = trimmed(line.substr(0, colon));
        value = trimmed(line.substr(colon + 1));
        if (!isFieldName(name))
            return false;
    }
    fields.take(name, trimmed(value));
    return true;
}

/// It and the white space behind it are taken off.
std::string_view firstWord(std::string_view& text)
{
    const std::string_view word =
        text.substr(0, static_cast<std::size_t>(std::ranges::find_if(text, isWhiteSpace) - text.begin()));
    text = trimmed(text.substr(word.size()), isWhiteSpace);
    return word;
}

/// @return the minor version
std::optional<unsigned> readStatusLine(std::string_view line, ResponseHead& head)
{
    constexpr std::size_t longestReason = 80;
    std::string_view rest = trimmed(line, isWhiteSpace);
    const std::string_view version = firstWord(rest);
    if (version.size() != 8 || !version.starts_with("HTTP/1.") || !isDigit(version.back())) {
        head.problem = notHttp;
        return std::nullopt;
    }
    const std::string_view status = firstWord(rest);
    if (status.size() != 3 || !number(status)) {
        head.problem = malformedStatus;
        return std::nullopt;
    }
    head.status = static_cast<unsigned>(*number(status));
    head.reason = rest.substr(0, longestReason);
    return static_cast<unsigned>(version.back() - '0');
}

} // namespace

std::string_view withoutWhiteSpaceBefore(std::string_view text)
{
    const auto begin = std::ranges::find_if_not(text, isWhiteSpace);
    return text.substr(static_cast<std::size_t>(begin - text.begin()));
}

Framing framingOf(unsigned status, std::optional<std::string_view> length,
                  std::optional<std::string_view> coding)
{
    if (status / 100 == 1 || status == 204 || status == 304)
        return {.kind = Framing::Kind::NoBody, .length = 0, .problem = {}};
    std::vector<std::string> codings = coding ? members(*coding) : std::vector<std::string>();
    std::erase(codings, "identity");                    // which is none
    if (codings == std::vector<std::string>{"chunked"}) // then a length does not count
        return {.kind = Framing::Kind::Chunks, .length = 0, .problem = {}};
    if (!codings.empty())
        return {.kind = Framing::Kind::UntilClose, .length = 0, .problem = unaskedCoding(*coding)};
    if (!length)
        return {};
    const std::optional<std::uint64_t> bytes = lengthFrom(*length);
    if (!bytes)
        return {.kind = Framing::Kind::UntilClose, .length = 0, .problem = std::string(malformedLength)};
    return {.kind = Framing::Kind::Length, .length = *bytes, .problem = {}};
}

ResponseHead responseHead(std::string_view text)
{
    ResponseHead head;
    const std::optional<unsigned> minorVersion = readStatusLine(nextLine(text), head);
    if (!minorVersion)
        return head;
    Fields fields;
    if (!readFields(text, fields)) {
        head.problem = malformedField;
        return head;
    }
    head.framing = framingOf(head.status, fields.length, fields.coding);
    head.problem = head.framing.problem;
    head.location = std::move(fields.location);
    const std::vector<std::string> connection = members(fields.connection);
    const auto says = [&](std::string_view word) {
        return std::ranges::find(connection, word) != connection.end();
    };
    // Where both a length and a coding are said, or a coding in HTTP/1.0, somebody has not understood the
    // other: what follows the response is not trusted (RFC 9112 sections 6.1 and 6.3).
    const bool doubtful = head.framing.kind == Framing::Kind::Chunks && (fields.length || *minorVersion == 0);
    head.keepAlive = (*minorVersion > 0 ? !says("close") : says("keep-alive")) && !doubtful &&
                     head.framing.kind != Framing::Kind::UntilClose;
    return head;
}

std::string statusLine(unsigned status, std::string_view reason)
{
    std::string line = std::to_string(status);
    line.insert(0, line.size() < 3 ? 3 - line.size() : 0, '0');
    if (!reason.empty())
        line += ' ' + std::string(reason);
    return printable(std::move(line));
}

} // namespace interleave::net
