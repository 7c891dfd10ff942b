// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/rapidjson.h"
#include "core/trace/id.h"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

/// Only for the .cpp files of this folder.
namespace interleave::formats {

/// `text` with what is not valid UTF-8 replaced by U+FFFD.
std::string validUtf8(std::string_view text);

/// `value` / 10^decimals, written exactly, without trailing zeros: (1500, 3) is "1.5".
std::string decimal(std::int64_t value, unsigned decimals);

/// Writes JSON to a stream piece by piece: it never holds more than some 64 KiB. What it wrote is in the
/// stream when it is destroyed. Text may be any bytes; the JSON is valid.
class JsonWriter
{
public:
    explicit JsonWriter(std::ostream& out) : m_out(out), m_writer(m_buffer) {}
    ~JsonWriter() { flush(); }
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    void beginObject() { m_writer.StartObject(); }
    void endObject() { m_writer.EndObject(); }
    void beginArray() { m_writer.StartArray(); }
    void endArray() { m_writer.EndArray(); }
    void key(std::string_view name);

    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(const std::string& text) { value(std::string_view(text)); }
    void value(bool truth) { m_writer.Bool(truth); }
    void value(std::uint32_t number) { m_writer.Uint(number); }
    void value(std::uint64_t number) { m_writer.Uint64(number); }
    void value(std::int64_t number) { m_writer.Int64(number); }
    void value(double number) { m_writer.Double(number); }
    template <class Tag>
    void value(Id<Tag> id) // null: names nothing
    {
        id.valid() ? value(id.value) : null();
    }
    void number(std::string_view digits);
    void null() { m_writer.Null(); }

    template <class Value>
    void field(std::string_view name, const Value& content)
    {
        key(name);
        value(content);
    }

    /// A line break between two values, for people.
    void breakLine();
    /// Ends a document; another may follow in a line of its own.
    void endLine();

private:
    void flush();

    std::ostream& m_out;
    rapidjson::StringBuffer m_buffer;
    rapidjson::Writer<rapidjson::StringBuffer> m_writer;
};

} // namespace interleave::formats
