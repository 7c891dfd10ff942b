// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/responsereader.h"

#include "core/net/errors.h"

#include <algorithm>

namespace interleave::net {

namespace {

constexpr unsigned mostInterim = 50;
constexpr std::size_t longestBeginning = 1024;

/// Empty while the first bytes may yet become an answer.
std::string_view problemOfBeginning(std::string_view text)
{
    constexpr std::string_view name = "HTTP/";
    text = withoutWhiteSpaceBefore(text);
    if (text.substr(0, name.size()) == name.substr(0, text.size()))
        return {};
    if (isTlsAlert(text))
        return text.size() < 2 ? std::string_view() : expectsTls;
    return notHttp;
}

} // namespace

void ResponseReader::Sink::take(std::string_view piece)
{
    bytes += piece.size();
    if (body)
        body->append(piece);
    if (beginning.size() < longestBeginning)
        beginning.append(piece.substr(0, longestBeginning - beginning.size()));
}

ResponseReader::ResponseReader(std::uint32_t headerLimit, std::uint64_t bodyLimit, std::string* body)
    : m_headerLimit(headerLimit), m_bodyLimit(bodyLimit), m_sink(body), m_chunks(headerLimit)
{
    constexpr std::size_t usualHead = 512;
    m_text.reserve(usualHead);
    if (body)
        body->clear();
}

void ResponseReader::feed(std::span<const char> data)
{
    if (data.empty() || !m_problem.empty())
        return;
    m_started = true;
    while (!m_inBody && !m_done && m_problem.empty() && !data.empty())
        data = data.subspan(takeHead(data));
    if (m_inBody && !m_done && m_problem.empty())
        data = data.subspan(takeBody({data.data(), data.size()}));
    m_surplus = m_done && (m_surplus || !data.empty());
}

/// Line by line, so that no byte of the body is copied with it. @return how much of the data belonged to it
std::size_t ResponseReader::takeHead(std::span<const char> data)
{
    const std::size_t end = std::string_view(data.data(), data.size()).find('\n');
    const bool isLine = end != std::string_view::npos;
    const std::size_t used = isLine ? end + 1 : data.size();
    m_text.append(data.data(), used);
    if (m_text.size() > m_headerLimit) {
        m_problem = "the answer's header is longer than " + std::to_string(m_headerLimit) + " bytes";
        return used;
    }
    const std::string_view line = std::string_view(m_text).substr(m_lineBegins);
    const bool isEmpty = line == "\n" || line == "\r\n";
    if (m_lineBegins == 0 && isEmpty) { // before the status line: no harm
        m_text.clear();
        return used;
    }
    if (m_lineBegins == 0)
        m_problem = problemOfBeginning(line);
    if (isLine)
        m_lineBegins = m_text.size();
    if (m_problem.empty() && isEmpty)
        headIsWhole();
    return used;
}

// "100 Continue" and "103 Early Hints" announce the response proper; a change of protocol cannot follow our
// GET.
void ResponseReader::headIsWhole()
{
    m_head = responseHead(m_text);
    m_text.clear();
    m_lineBegins = 0;
    m_problem = m_head.problem;
    if (!m_problem.empty())
        return;
    if (m_head.status == 101)
        m_problem = unexpectedAnswer(statusLine());
    else if (m_head.status / 100 != 1)
        beginBody();
    else if (++m_interim > mostInterim)
        m_problem = "more than " + std::to_string(mostInterim) + " interim answers, the last one HTTP " +
                    statusLine();
}

void ResponseReader::beginBody()
{
    const Framing& framing = m_head.framing;
    m_inBody = true;
    m_done = framing.kind == Framing::Kind::NoBody ||
             (framing.kind == Framing::Kind::Length && framing.length == 0);
    if (m_head.status == 400)
        m_sink.longestBeginning = longestBeginning;
    if (framing.kind == Framing::Kind::Length && framing.length > m_bodyLimit)
        m_problem = bodyTooLong(m_bodyLimit);
}

/// @return how much of the data belonged to it
std::size_t ResponseReader::takeBody(std::string_view data)
{
    if (m_head.framing.kind == Framing::Kind::Chunks)
        return takeChunks(data);
    const bool isCounted = m_head.framing.kind == Framing::Kind::Length;
    const std::uint64_t most = (isCounted ? m_head.framing.length : m_bodyLimit) - m_sink.bytes;
    const std::string_view piece =
        data.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(most, data.size())));
    m_sink.take(piece);
    m_done = isCounted && m_sink.bytes == m_head.framing.length;
    if (!isCounted && piece.size() < data.size())
        m_problem = bodyTooLong(m_bodyLimit);
    return piece.size();
}

/// @return likewise
std::size_t ResponseReader::takeChunks(std::string_view data)
{
    std::size_t used = 0;
    while (used < data.size() && !m_chunks.isDone() && m_problem.empty()) {
        const ChunkReader::Taken taken = m_chunks.take(data.substr(used));
        used += taken.used;
        m_sink.take(taken.piece);
        if (m_chunks.isMalformed())
            m_problem = malformedChunk;
        else if (m_chunks.isTooLong())
            m_problem =
                "a chunk's header or trailer is longer than " + std::to_string(m_headerLimit) + " bytes";
        else if (m_chunks.left() > m_bodyLimit - m_sink.bytes)
            m_problem = bodyTooLong(m_bodyLimit);
    }
    m_done = m_chunks.isDone();
    return used;
}

void ResponseReader::close(End end)
{
    if (m_done || !m_problem.empty())
        return;
    if (!m_started)
        m_problem = noAnswer;
    else if (!m_inBody || m_head.framing.kind != Framing::Kind::UntilClose)
        m_problem = cutAnswer;
    else if (end == End::Broken)
        m_problem = brokenEnd;
    else
        m_done = true;
}

} // namespace interleave::net
