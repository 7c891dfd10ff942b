// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/jsonreader.h"

#include "core/formats/rapidjson.h"
#include "core/formats/textstart.h"

#include <array>
#include <cstdlib>
#include <istream>
#include <new>

namespace interleave::formats {

namespace {

constexpr std::size_t longestText = std::size_t{16} * 1024 * 1024; // as RapidJSON allocates: in steps of 3/2
constexpr int deepest = 64;

/// Input of RapidJSON. '\0' is the end to it; atEnd() tells whether it is a byte of the file.
class BlockStream
{
public:
    using Ch = char;

    explicit BlockStream(std::istream& in) : m_in(in)
    {
        fill();
        const TextStart start = textStart({m_block.data(), m_size});
        m_at = start.mark;
        m_instead = start.instead;
    }
    /// What the file is, where it is no text: textStart().
    std::string_view instead() const { return m_instead; }

    Ch Peek() const { return m_at < m_size ? m_block[m_at] : '\0'; }
    Ch Take()
    {
        const Ch taken = Peek();
        if (m_at < m_size && ++m_at == m_size)
            fill();
        return taken;
    }
    std::size_t Tell() const { return m_before + m_at; }
    bool atEnd() const { return m_at == m_size; }

    // Output; RapidJSON asks for it only when it parses in place.
    Ch* PutBegin() { return nullptr; }
    void Put(Ch) {}
    void Flush() {}
    std::size_t PutEnd(Ch*) { return 0; }

private:
    void fill()
    {
        m_before += m_size;
        m_at = 0;
        m_in.read(m_block.data(), static_cast<std::streamsize>(m_block.size()));
        m_size = static_cast<std::size_t>(m_in.gcount());
    }

    std::istream& m_in;
    std::array<char, std::size_t{64} * 1024> m_block;
    std::size_t m_before = 0; // bytes before the block
    std::size_t m_at = 0;
    std::size_t m_size = 0;
    std::string_view m_instead;
};

struct TextTooLong
{
};

/// Memory for the text being read: RapidJSON looks neither at its size, which it counts in 32 bits, nor at
/// whether there was any.
class TextAllocator
{
public:
    [[maybe_unused]] static constexpr bool kNeedFree = true; // RapidJSON asks any allocator for it

    void* Malloc(std::size_t size) { return Realloc(nullptr, 0, size); }
    void* Realloc(void* old, std::size_t, std::size_t size)
    {
        if (size > longestText)
            throw TextTooLong();
        void* memory = std::realloc(old, size);
        if (memory == nullptr)
            throw std::bad_alloc();
        return memory;
    }
    static void Free(void* memory) { std::free(memory); }
};

/// Words RapidJSON's events for a sink.
class Events : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Events>
{
public:
    using Size = rapidjson::SizeType;
    using Kind = JsonValue::Kind;

    explicit Events(JsonSink& sink) : m_sink(sink) {}

    bool tooDeep() const { return m_depth > deepest; }

    bool Default() { return false; }
    bool Null() { return m_sink.value({}); }
    bool Bool(bool truth) { return m_sink.value({.kind = Kind::Truth, .truth = truth}); }
    bool RawNumber(const char* digits, Size length, bool) { return text(Kind::Number, digits, length); }
    bool String(const char* bytes, Size length, bool) { return text(Kind::Text, bytes, length); }
    bool Key(const char* bytes, Size length, bool) { return m_sink.key({bytes, length}); }
    bool StartObject() { return begin(Kind::Object); }
    bool StartArray() { return begin(Kind::Array); }
    bool EndObject(Size) { return end(); }
    bool EndArray(Size) { return end(); }

private:
    bool text(Kind kind, const char* bytes, Size length)
    {
        return m_sink.value({.kind = kind, .text = {bytes, length}});
    }
    bool begin(Kind kind)
    {
        ++m_depth;
        return !tooDeep() && m_sink.value({.kind = kind});
    }
    bool end()
    {
        --m_depth;
        return m_sink.end();
    }

    JsonSink& m_sink;
    int m_depth = 0;
};

std::string fault(const rapidjson::ParseResult& result, const BlockStream& stream)
{
    if (result.Code() == rapidjson::kParseErrorDocumentEmpty && stream.atEnd())
        return "The file is empty.";
    if (result.IsError() && stream.atEnd())
        return "The file ends too early, after " + std::to_string(stream.Tell()) +
               " bytes: it was not saved or copied whole.";
    std::string what = result.IsError() ? rapidjson::GetParseError_En(result.Code()) : "A byte is zero.";
    what.front() = static_cast<char>(what.front() | 0x20); // a clause, not a sentence
    what.pop_back();
    return "The file is damaged or no trace: byte " +
           std::to_string(result.IsError() ? result.Offset() : stream.Tell()) + " is no JSON (" + what + ").";
}

} // namespace

std::string readJson(std::istream& in, JsonSink& sink)
{
    // Numbers as they are written: RapidJSON 1.1 overflows when it makes a double of one with an exponent
    // (CVE-2024-38517).
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                               rapidjson::kParseNumbersAsStringsFlag;
    BlockStream stream(in);
    if (!stream.instead().empty())
        return "The file " + std::string(stream.instead()) + ".";
    Events events(sink);
    rapidjson::GenericReader<rapidjson::UTF8<>, rapidjson::UTF8<>, TextAllocator> reader;
    const auto at = [&](const std::string& what) {
        return what + " at byte " + std::to_string(stream.Tell()) + ".";
    };
    try {
        const rapidjson::ParseResult result = reader.Parse<flags>(stream, events);
        if (in.bad())
            return at("The file cannot be read further: its disk fails");
        if (events.tooDeep())
            return at("The file is no trace: it is nested deeper than 64 levels");
        if (result.Code() == rapidjson::kParseErrorTermination || (!result.IsError() && stream.atEnd()))
            return {};
        return fault(result, stream);
    } catch (const TextTooLong&) {
        return at("The file is no trace: it has a text or number of more than 10 MiB");
    } catch (const std::bad_alloc&) {
        return at("The file needs more memory than there is: reading ended");
    }
}

} // namespace interleave::formats
