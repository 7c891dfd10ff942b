// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/spantable.h"

#include <algorithm>
#include <utility>

namespace interleave {

std::uint32_t SpanTable::addRow(WorkerId worker, SlotId slot)
{
    m_rows.push_back({.worker = worker, .slot = slot, .spans = {}});
    return static_cast<std::uint32_t>(m_rows.size() - 1);
}

SpanRow& SpanTable::slotRow(WorkerId worker, SlotId slot)
{
    const auto [found, added] = m_ofSlot.try_emplace(std::uint64_t{worker.value} << 32U | slot.value, none);
    if (added)
        found->second = addRow(worker, slot);
    return m_rows[found->second].spans;
}

/// From now on each slot of the worker has a row of its own.
void SpanTable::split(WorkerId worker)
{
    const std::uint32_t row = std::exchange(m_ofWorker[worker.value], several);
    if (row == none)
        return;
    ++m_splits;
    m_ofSlot[std::uint64_t{worker.value} << 32U | SlotId().value] = row;
    const SpanRow mixed = std::exchange(m_rows[row].spans, {});
    for (std::size_t i = 0; i < mixed.size(); ++i)
        slotRow(worker, mixed[i].slot).append(mixed[i]);
}

SpanRow& SpanTable::rowFor(const Span& span)
{
    const WorkerId worker = span.worker.value < SpanRow::noNumber ? span.worker : WorkerId();
    if (!worker.valid()) {
        if (m_withoutWorker == none)
            m_withoutWorker = addRow({}, {});
        return m_rows[m_withoutWorker].spans;
    }
    const SlotId slot = span.slot.value < SpanRow::noNumber ? span.slot : SlotId();
    if (worker.value >= m_ofWorker.size())
        m_ofWorker.resize(worker.value + 1, none);
    std::uint32_t& row = m_ofWorker[worker.value];
    if (slot.valid() && slot.value > 0 && row != several)
        split(worker);
    if (row == several)
        return slotRow(worker, slot);
    if (row == none)
        row = addRow(worker, {});
    return m_rows[row].spans;
}

void SpanTable::append(const Span& span)
{
    rowFor(span).append(span);
    ++m_size;
}

Span SpanTable::operator[](std::size_t index) const
{
    auto row = m_rows.begin();
    for (; index >= row->spans.size(); ++row)
        index -= row->spans.size();
    return row->spans[index];
}

void SpanTable::shrinkToFit()
{
    for (Row& row : m_rows)
        row.spans.shrinkToFit();
}

bool SpanTable::operator==(const SpanTable& other) const
{
    if (m_size != other.m_size)
        return false;
    return std::ranges::all_of(m_rows, [&](const Row& row) {
        const auto same = std::ranges::find_if(other.m_rows, [&](const Row& candidate) {
            return candidate.worker == row.worker && candidate.slot == row.slot;
        });
        return row.spans.empty() || (same != other.m_rows.end() && same->spans == row.spans);
    });
}

} // namespace interleave
