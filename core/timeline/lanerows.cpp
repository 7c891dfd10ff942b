// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/lanerows.h"

#include "core/timeline/latestrow.h"
#include "core/timeline/workerrows.h"

#include <map>

namespace interleave::timeline {
namespace {

/// How far each row of the table has been read.
class Cursors
{
public:
    /// Whether rows are not what they were: what was read has to be read again, with new cursors.
    bool outdated(const SpanTable& table) const { return table.splits() != m_splits; }

    /// Calls `take` with each span that is new, row by row; those without a worker first: tasks are Queued
    /// before anything else.
    template <class Take>
    void read(const SpanTable& table, Take take)
    {
        m_splits = table.splits();
        m_read.resize(table.rows().size());
        for (const bool queued : {true, false})
            for (std::size_t row = 0; row < m_read.size(); ++row)
                if (const SpanTable::Row& of = table.rows()[row]; !of.worker.valid() == queued)
                    for (; m_read[row] < of.spans.size(); ++m_read[row])
                        take(of.spans, m_read[row]);
    }

private:
    std::vector<std::size_t> m_read;
    std::uint32_t m_splits = 0;
};

class TaskRows : public LaneRows
{
public:
    std::vector<LaneRow> follow(const Trace& trace, std::span<const Span> open, Instant) override
    {
        if (m_cursors.outdated(trace.spans)) {
            m_cursors = {};
            m_rows.clear();
        }
        const std::size_t known = m_rows.size();
        while (m_rows.size() < trace.tasks.size())
            m_rows.push_back(std::make_shared<SpanRow>());
        m_cursors.read(trace.spans, [&](const SpanRow& row, std::size_t index) {
            if (const TaskId task = row.task(index); task.value < m_rows.size())
                m_rows[task.value]->append(row[index]);
        });
        std::vector<std::optional<Span>> goesOn(m_rows.size());
        for (const Span& span : open)
            if (span.task.value < goesOn.size())
                goesOn[span.task.value] = span;
        std::vector<LaneRow> rows;
        rows.reserve(m_rows.size());
        for (std::uint32_t i = 0; i < m_rows.size(); ++i)
            addRow(rows, {.key = {.kind = Lane::Kind::Task, .number = i, .slot = {}},
                          .row = m_rows[i],
                          .kept = i < known ? LaneRow::all : 0,
                          .open = goesOn[i]});
        return rows;
    }

private:
    Cursors m_cursors;
    std::vector<std::shared_ptr<SpanRow>> m_rows;
};

class ProcessorRows : public LaneRows
{
public:
    std::vector<LaneRow> follow(const Trace& trace, std::span<const Span> open, Instant) override
    {
        if (m_cursors.outdated(trace.spans)) {
            m_cursors = {};
            m_rows.clear();
        }
        for (const ProcessorId processor : trace.info.processors)
            m_rows[processor];
        m_cursors.read(trace.spans, [&](const SpanRow& row, std::size_t index) {
            if (row.state(index) == State::Running)
                if (const Span span = row[index]; span.processor.valid())
                    m_rows[span.processor].take(span);
        });
        std::vector<LaneRow> rows;
        for (auto& [processor, of] : m_rows) {
            std::vector<Span> goesOn;
            for (const Span& span : open)
                if (span.state == State::Running && span.processor == processor)
                    goesOn.push_back(span);
            const std::size_t kept = of.settle(goesOn);
            rows.push_back({.key = {.kind = Lane::Kind::Processor, .number = processor.value, .slot = {}},
                            .row = of.row(),
                            .kept = kept,
                            .open = {}});
        }
        return rows;
    }

private:
    Cursors m_cursors;
    std::map<ProcessorId, LatestRow> m_rows;
};

} // namespace

std::unique_ptr<LaneRows> laneRows(Grouping grouping, Helpers helpers)
{
    switch (grouping) {
    case Grouping::Worker:
        return workerRows(helpers);
    case Grouping::Task:
        return std::make_unique<TaskRows>();
    case Grouping::Processor:
        return std::make_unique<ProcessorRows>();
    }
    return nullptr;
}

} // namespace interleave::timeline
