// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/jsonwriter.h"

#include <ostream>

namespace interleave::formats {

namespace {

constexpr std::size_t flushFrom = std::size_t{64} * 1024;

/// The length of the well-formed UTF-8 character that `text` begins with (Unicode 15, table 3-7); 0: there is
/// none.
std::size_t characterLength(std::string_view text)
{
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto follows = [&](std::size_t i) { return byte(i) >= 0x80 && byte(i) <= 0xBF; };
    const unsigned first = byte(0);
    const unsigned second = byte(1);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0;
        const bool surrogate = first == 0xED && second > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && second < 0x90;
        const bool beyond = first == 0xF4 && second > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

rapidjson::SizeType sizeOf(std::string_view text) { return static_cast<rapidjson::SizeType>(text.size()); }

} // namespace

std::string validUtf8(std::string_view text)
{
    std::string valid;
    valid.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        if (length == 0)
            valid += "\xEF\xBF\xBD";
        else
            valid += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return valid;
}

std::string decimal(std::int64_t value, unsigned decimals)
{
    const bool negative = value < 0;
    const auto magnitude =
        negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    std::string digits = std::to_string(magnitude);
    if (digits.size() <= decimals)
        digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) {
        digits.insert(digits.size() - decimals, 1, '.');
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.')
            digits.pop_back();
    }
    return (negative ? "-" : "") + digits;
}

void JsonWriter::key(std::string_view name) { m_writer.Key(name.data(), sizeOf(name)); }

void JsonWriter::value(std::string_view text)
{
    const std::string valid = validUtf8(text);
    m_writer.String(valid.data(), sizeOf(valid));
}

void JsonWriter::number(std::string_view digits)
{
    m_writer.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

void JsonWriter::breakLine()
{
    m_buffer.Put('\n');
    if (m_buffer.GetSize() >= flushFrom)
        flush();
}

void JsonWriter::endLine()
{
    breakLine();
    m_writer.Reset(m_buffer);
}

void JsonWriter::flush()
{
    m_out.write(m_buffer.GetString(), static_cast<std::streamsize>(m_buffer.GetSize()));
    m_buffer.Clear();
}

} // namespace interleave::formats
