// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/spanrow.h"

#include <memory>
#include <vector>

namespace interleave::timeline {

/// What ran on one processor: spans of any worker, which tell late and in no order among themselves. A
/// processor runs one thing at a time: where instants that were inferred make spans overlap, the one that
/// began last shows and the other goes on after it.
class ProcessorRow
{
public:
    void take(const Span& span) { m_news.push_back(span); }
    /// Puts what was taken in its place. @return how many spans of the row are as they were
    std::size_t settle();
    const std::shared_ptr<SpanRow>& row() const { return m_row; }

private:
    void put(const Span& span);

    std::shared_ptr<SpanRow> m_row = std::make_shared<SpanRow>();
    std::vector<Span> m_news;
};

} // namespace interleave::timeline
