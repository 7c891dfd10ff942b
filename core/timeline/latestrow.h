// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/spanrow.h"

#include <memory>
#include <span>
#include <vector>

namespace interleave::timeline {

/// What one processor or one worker did, from spans that come in no order. Each does one thing at a time:
/// where spans overlap the one that began last shows, of two that begin together the one that is Running, and
/// the other goes on after it.
class LatestRow
{
public:
    void take(const Span& span) { m_news.push_back(span); }
    /// Puts what was taken in its place.
    /// @param open what goes on, as it is now; gone again at the next call
    /// @return how many spans of the row are as they were
    std::size_t settle(std::span<const Span> open = {});
    const std::shared_ptr<SpanRow>& row() const { return m_row; }

private:
    void put(const Span& span);
    std::size_t insert(std::vector<Span>& spans);
    std::size_t takeBackOpen();
    std::size_t firstAfter(Instant at) const;

    std::shared_ptr<SpanRow> m_row = std::make_shared<SpanRow>();
    std::vector<Span> m_news;
    std::vector<Span> m_covered; // what the row had from m_closed on before the open spans were put
    std::size_t m_closed = 0;    // spans that no open one has changed
    bool m_hasOpen = false;
};

} // namespace interleave::timeline
