// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/trace/spanrow.h"

#include <deque>
#include <iterator>
#include <unordered_map>

namespace interleave {

/// All spans of a run, in rows: one per slot of a worker that has several tasks in flight and one for what it
/// does without a task; of any other worker one for everything; one for spans without a worker. Rows are in
/// the order in which they came up, the spans of a row in the order in which they were appended, which in a
/// run of our own is that of time. Append only.
class SpanTable
{
public:
    struct Row
    {
        WorkerId worker; ///< none: spans that have no worker
        SlotId slot;     ///< none: of a worker without several slots all, else those without a slot
        SpanRow spans;
    };

    class Iterator
    {
    public:
        using value_type = Span;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        Iterator(const std::deque<Row>& rows, std::size_t row) : m_rows(&rows), m_row(row) { skipEmpty(); }
        Span operator*() const { return (*m_rows)[m_row].spans[m_index]; }
        /// Steps from begin(): what operator[] of the table takes.
        std::uint32_t index() const { return m_at; }
        Iterator& operator++()
        {
            ++m_at;
            ++m_index;
            skipEmpty();
            return *this;
        }
        Iterator operator++(int)
        {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator& other) const
        {
            return m_row == other.m_row && m_index == other.m_index;
        }

    private:
        void skipEmpty()
        {
            while (m_row < m_rows->size() && m_index >= (*m_rows)[m_row].spans.size()) {
                ++m_row;
                m_index = 0;
            }
        }

        const std::deque<Row>* m_rows = nullptr;
        std::size_t m_row = 0;
        std::size_t m_index = 0; // within the row
        std::uint32_t m_at = 0;
    };

    void append(const Span& span);
    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    Iterator begin() const { return {m_rows, 0}; }
    Iterator end() const { return {m_rows, m_rows.size()}; }
    /// The span that is reached from begin() in so many steps. Looks through the rows: loops iterate.
    /// @pre index < size()
    Span operator[](std::size_t index) const;
    /// A row stays where it is, also when the table is moved.
    const std::deque<Row>& rows() const { return m_rows; }
    /// How often a row was split up, because its worker took a second slot: the others only grow.
    std::uint32_t splits() const { return m_splits; }
    /// Gives back what growing has reserved.
    void shrinkToFit();
    /// The same spans in the same rows, each row in the same order.
    bool operator==(const SpanTable& other) const;

private:
    static constexpr std::uint32_t none = 0xffffffffU;
    static constexpr std::uint32_t several = none - 1; // its slots have rows of their own

    SpanRow& rowFor(const Span& span);
    SpanRow& slotRow(WorkerId worker, SlotId slot);
    std::uint32_t addRow(WorkerId worker, SlotId slot);
    void split(WorkerId worker);

    std::deque<Row> m_rows;
    std::uint32_t m_withoutWorker = none;                      // row of the spans without a worker
    std::vector<std::uint32_t> m_ofWorker;                     // by worker: its one row, `none` or `several`
    std::unordered_map<std::uint64_t, std::uint32_t> m_ofSlot; // by worker and slot
    std::size_t m_size = 0;
    std::uint32_t m_splits = 0;
};

static_assert(std::input_iterator<SpanTable::Iterator>);

} // namespace interleave
