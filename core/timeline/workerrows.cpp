// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/workerrows.h"

#include "core/timeline/latestrow.h"
#include "core/timeline/levels.h"
#include "core/timeline/workerrow.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace interleave::timeline {
namespace {

class WorkerRows : public LaneRows
{
public:
    explicit WorkerRows(Helpers helpers) : m_helpers(helpers) {}

    std::vector<LaneRow> follow(const Trace& trace, std::span<const Span> open, Instant now) override
    {
        std::vector<Of> of(trace.workers.size());
        for (const SpanTable::Row& row : trace.spans.rows())
            if (row.worker.value < of.size())
                of[row.worker.value].rows.push_back(&row);
        for (const Span& span : open)
            if (span.worker.value < of.size())
                of[span.worker.value].open.push_back(span);
        std::vector<LaneRow> rows;
        for (const bool helpers : {false, true})
            for (std::uint32_t i = 0; i < of.size(); ++i)
                if ((trace.workers[i].role != WorkerRole::Executes) == helpers)
                    addWorker(rows, WorkerId(i), of[i], trace, now);
        return rows;
    }

private:
    struct Of
    {
        std::vector<const SpanTable::Row*> rows;
        std::vector<Span> open;
    };

    static bool several(const Trace& trace, const Of& of)
    {
        return trace.info.inFlight > 1 || of.rows.size() > 1 ||
               std::ranges::any_of(of.open,
                                   [](const Span& span) { return span.slot.valid() && span.slot.value > 0; });
    }

    void addWorker(std::vector<LaneRow>& rows, WorkerId worker, const Of& of, const Trace& trace, Instant now)
    {
        const bool helper = trace[worker].role != WorkerRole::Executes;
        const LaneKey key{.kind = Lane::Kind::Worker, .number = worker.value, .slot = {}};
        if (helper && (m_helpers == Helpers::Hidden || (of.rows.empty() && of.open.empty())))
            return;
        if (helper || !several(trace, of)) {
            addSimple(rows, key, of, trace);
            return;
        }
        addWorkerRow(rows, key, of, now);
        std::map<SlotId, const SpanTable::Row*> slots;
        for (const SpanTable::Row* row : of.rows)
            if (row->slot.valid())
                slots[row->slot] = row;
        for (const Span& span : of.open)
            if (span.task.valid())
                slots.try_emplace(span.slot.valid() ? span.slot : SlotId(0), nullptr);
        addSlots(rows, key, of, slots);
    }

    /// Of a worker with one task in flight: the trace's own row, unless its own work and its task overlap
    /// there.
    void addSimple(std::vector<LaneRow>& rows, const LaneKey& key, const Of& of, const Trace& trace)
    {
        static const SpanRow none;
        const SpanRow& row = of.rows.empty() ? none : of.rows.front()->spans;
        const auto within = [&](const Span& open) {
            return !row.empty() && open.start < row.end(row.size() - 1);
        };
        const bool overlaps = !row.ordered() || of.open.size() > 1 || m_latest.contains(key.number) ||
                              std::ranges::any_of(of.open, within);
        if (!overlaps || trace.info.origin != Origin::Run) {
            addRow(rows, {.key = key,
                          .row = borrowed(row),
                          .kept = LaneRow::all,
                          .open = openOf(of.open, [](const Span&) { return true; })});
            return;
        }
        auto& [latest, read] = m_latest[key.number];
        for (; read < row.size(); ++read)
            latest.take(row[read]);
        const std::size_t kept = latest.settle(of.open);
        rows.push_back({.key = key, .row = latest.row(), .kept = kept, .open = {}});
    }

    void addWorkerRow(std::vector<LaneRow>& rows, const LaneKey& key, const Of& of, Instant now)
    {
        std::vector<const SpanRow*> parts;
        std::vector<SpanRow> levels; // of those whose spans overlap
        bool ordered = true;
        for (const SpanTable::Row* row : of.rows)
            ordered = ordered && row->spans.ordered();
        for (const SpanTable::Row* row : of.rows) {
            if (ordered) {
                parts.push_back(&row->spans);
                continue;
            }
            std::vector<Span> spans;
            for (std::size_t i = 0; i < row->spans.size(); ++i)
                spans.push_back(row->spans[i]);
            std::ranges::move(levelsOf(std::move(spans)), std::back_inserter(levels));
        }
        if (!ordered)
            m_merged[key.number] = WorkerRow();
        for (const SpanRow& level : levels)
            parts.push_back(&level);
        WorkerRow& merged = m_merged[key.number];
        merged.follow(parts, of.open, now);
        rows.push_back(
            {.key = key, .row = merged.row(), .kept = merged.kept(), .open = {}, .marksStarts = false});
    }

    /// What the worker did without a task has no slot. Until a second slot is taken the trace keeps it with
    /// the first.
    void addSlots(std::vector<LaneRow>& rows, LaneKey key, const Of& of,
                  std::map<SlotId, const SpanTable::Row*>& slots)
    {
        key.kind = Lane::Kind::Slot;
        const bool mixed = of.rows.size() == 1 && !of.rows.front()->slot.valid();
        if (mixed)
            slots.try_emplace(SlotId(0), nullptr);
        for (const auto& [slot, row] : slots) {
            key.slot = slot;
            const auto open = openOf(of.open, [&](const Span& span) {
                return span.task.valid() && (span.slot.valid() ? span.slot : SlotId(0)) == slot;
            });
            auto spans = row ? borrowed(row->spans) : std::make_shared<const SpanRow>();
            if (mixed && slot == SlotId(0))
                spans = withTask(of.rows.front()->spans);
            addRow(rows, {.key = key, .row = spans, .kept = row ? LaneRow::all : 0, .open = open});
        }
    }

    static std::shared_ptr<const SpanRow> withTask(const SpanRow& row)
    {
        auto spans = std::make_shared<SpanRow>();
        for (std::size_t i = 0; i < row.size(); ++i)
            if (row.task(i).valid())
                spans->append(row[i]);
        return spans;
    }

    const Helpers m_helpers;
    std::map<std::uint32_t, WorkerRow> m_merged;                         // by worker, likewise below
    std::map<std::uint32_t, std::pair<LatestRow, std::size_t>> m_latest; // and how much of its row was read
};

} // namespace

std::unique_ptr<LaneRows> workerRows(Helpers helpers) { return std::make_unique<WorkerRows>(helpers); }

} // namespace interleave::timeline
