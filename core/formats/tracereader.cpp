// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/tracereader.h"

#include "core/formats/jsonreader.h"
#include "core/formats/tracechecks.h"
#include "core/formats/traceschema.h"
#include "core/formats/tracevalues.h"

#include <algorithm>
#include <utility>

namespace interleave::formats {

namespace {

using Kind = JsonValue::Kind;

/// Follows the document through the places that traceschema.h knows, and puts finished records together.
class TraceReader : public JsonSink
{
public:
    explicit TraceReader(const ReadLimits& limits) : m_limits(limits) {}

    bool key(std::string_view name) override;
    bool value(const JsonValue& value) override;
    bool end() override;

    ReadTraces result;

private:
    struct Open
    {
        Place place;
        std::uint32_t seen = 0;         // bit i: the form's member i was there
        std::size_t index = 0;          // of the next element of an array
        const Member* member = nullptr; // whose value is next; null: not known
    };

    bool take(const Member& member);
    const Member* memberAtIndex();
    bool open(Place place);
    bool close(Place place);
    bool closeFile();
    bool closeRun();
    bool closeMark();
    bool count(std::size_t& number, std::size_t most, std::string_view what);
    bool refuse(std::string_view clause);
    std::string where() const;

    const ReadLimits& m_limits;
    ReadLimits m_counts{0, 0, 0, 0, 0, 0};
    std::vector<Open> m_open;  // what is open, from the file itself inwards
    std::size_t m_skipped = 0; // open objects and arrays that are of no interest
    bool m_otherTrace = false; // there is something for other programs
    TraceDraft m_draft;
};

std::string TraceReader::where() const
{
    std::string words;
    for (const Open& open : m_open) {
        if (open.place == Place::Saved)
            words = "Key \"interleave\"";
        if (open.place == Place::Run)
            words = "Run " + std::to_string(result.runs.size() + 1);
        if (open.place == Place::Task)
            words += ", task " + std::to_string(m_draft.run.tasks.size());
        if (open.place == Place::Worker)
            words += ", worker " + std::to_string(m_draft.run.workers.size());
        if (open.place == Place::Span)
            words += ", span " + std::to_string(m_draft.run.spans.size());
        if (open.place == Place::Mark)
            words = "Mark " + std::to_string(result.notes.size() + 1);
    }
    return words;
}

/// @return false, which ends the reading
bool TraceReader::refuse(std::string_view clause)
{
    const std::string place = where();
    result.error = (place.empty() ? "The file is no trace" : place) + ": " + std::string(clause) + ".";
    return false;
}

bool TraceReader::count(std::size_t& number, std::size_t most, std::string_view what)
{
    ++number;
    return number <= most ||
           refuse("the file has more than " + std::to_string(most) + " " + std::string(what));
}

/// The value of a member that is known comes next.
bool TraceReader::take(const Member& member)
{
    Open& open = m_open.back();
    const auto index = static_cast<std::size_t>(&member - formOf(open.place).members.data());
    const std::uint32_t bit = 1U << index;
    if ((open.seen & bit) != 0)
        return refuse(quoted(member.key) + " is there twice");
    open.seen |= bit;
    open.member = &member;
    return true;
}

bool TraceReader::key(std::string_view name)
{
    if (m_skipped > 0)
        return true;
    const Place place = m_open.back().place;
    m_otherTrace = m_otherTrace || (place == Place::File && name == "traceEvents");
    const auto members = formOf(place).members;
    const auto found = std::ranges::find(members, name, &Member::key);
    m_open.back().member = nullptr;
    return found == members.end() || take(*found);
}

/// Where elements come without keys.
const Member* TraceReader::memberAtIndex()
{
    Open& open = m_open.back();
    const Form& form = formOf(open.place);
    const std::size_t index = form.shape == Form::Shape::List ? 0 : open.index++;
    if (index >= form.members.size())
        return nullptr;
    open.seen |= 1U << index;
    return &form.members[index];
}

bool TraceReader::value(const JsonValue& value)
{
    const bool holds = value.kind == Kind::Object || value.kind == Kind::Array;
    if (m_skipped > 0) {
        m_skipped += holds ? 1 : 0;
        return true;
    }
    if (m_open.empty()) {
        m_otherTrace = value.kind == Kind::Array; // Chrome's older form
        return value.kind == Kind::Object ? open(Place::File) : closeFile();
    }
    const Open& parent = m_open.back();
    const bool byKey = formOf(parent.place).shape == Form::Shape::Object;
    const Member* const member = byKey ? parent.member : memberAtIndex();
    if (member == nullptr) {
        m_skipped = holds ? 1 : 0;
        return true;
    }
    if (member->set != nullptr) {
        if (parent.place == Place::Processors &&
            !count(m_counts.details, m_limits.details, "processors, conditions and clock steps"))
            return false;
        const std::string wrong = member->set(m_draft, value, member->key);
        return wrong.empty() || refuse(wrong);
    }
    const bool object = formOf(member->place).shape == Form::Shape::Object;
    if (value.kind != (object ? Kind::Object : Kind::Array))
        return refuse(quoted(member->key) + (object ? " must be an object" : " must be an array"));
    return open(member->place);
}

bool TraceReader::open(Place place)
{
    m_open.push_back({place});
    switch (place) {
    case Place::Run:
        m_draft.run = {};
        return count(m_counts.runs, m_limits.runs, "runs");
    case Place::Condition:
        m_draft.condition = {};
        return count(m_counts.details, m_limits.details, "processors, conditions and clock steps");
    case Place::ClockStep:
    case Place::Ignored:
        return count(m_counts.details, m_limits.details, "processors, conditions and clock steps");
    case Place::Task:
        m_draft.task = {};
        return count(m_counts.tasks, m_limits.tasks, "tasks");
    case Place::Worker:
        m_draft.worker = {};
        return count(m_counts.workers, m_limits.workers, "workers");
    case Place::Span:
        m_draft.span = {};
        return count(m_counts.spans, m_limits.spans, "spans");
    case Place::Mark:
        m_draft.note = {};
        m_draft.noteEnd.reset();
        return count(m_counts.notes, m_limits.notes, "marks");
    default:
        return true;
    }
}

bool TraceReader::end()
{
    if (m_skipped > 0) {
        --m_skipped;
        return true;
    }
    const Open& open = m_open.back();
    const Form& form = formOf(open.place);
    for (std::size_t i = 0; form.shape != Form::Shape::List && i < form.members.size(); ++i)
        if (form.members[i].needed && (open.seen >> i & 1U) == 0)
            return refuse(quoted(form.members[i].key) + " is missing");
    if (!close(open.place))
        return false;
    m_open.pop_back();
    return true;
}

bool TraceReader::close(Place place)
{
    switch (place) {
    case Place::File:
        return closeFile();
    case Place::Saved:
        result.error = faultOf(result.notes, result.runs); // marks may come before the runs
        return result.error.empty();
    case Place::Run:
        return closeRun();
    case Place::Condition:
        m_draft.run.info.conditions.push_back(std::move(m_draft.condition));
        return true;
    case Place::ClockStep:
        m_draft.run.info.clockSteps.push_back(m_draft.clockStep);
        return true;
    case Place::Ignored:
        m_draft.run.info.ignoredEvents.push_back(std::move(m_draft.ignored));
        return true;
    case Place::Task:
        m_draft.run.tasks.push_back(std::move(m_draft.task));
        return true;
    case Place::Worker:
        m_draft.run.workers.push_back(std::move(m_draft.worker));
        return true;
    case Place::Span:
        m_draft.run.spans.append(m_draft.span);
        return true;
    case Place::Mark:
        return closeMark();
    default:
        return true;
    }
}

/// Only here is known what the file does not have.
bool TraceReader::closeFile()
{
    if (m_draft.version > 0) {
        result.title = m_draft.title;
        return true;
    }
    result.error = m_otherTrace ? "The file is a Chrome trace of another program (it has no key "
                                  "\"interleave\"), which Interleave cannot read yet."
                                : "The file is no trace: it has no key \"interleave\". Open one that "
                                  "Interleave saved.";
    return false;
}

/// Tasks, workers and the end may follow the spans that need them: only now can they be compared.
bool TraceReader::closeRun()
{
    result.error = faultOf(m_draft.run, where());
    if (!result.error.empty())
        return false;
    result.runs.push_back(std::move(m_draft.run));
    return true;
}

bool TraceReader::closeMark()
{
    if (!isNoteText(m_draft.note.text))
        return refuse("\"text\" must be one line without control characters, of 1 to " +
                      std::to_string(Note::longestText) + " bytes");
    m_draft.note.to = m_draft.noteEnd.value_or(m_draft.note.from);
    result.notes.push_back(std::move(m_draft.note));
    return true;
}

} // namespace

ReadTraces readTraces(std::istream& in, const ReadLimits& limits)
{
    TraceReader reader(limits);
    const std::string notJson = readJson(in, reader);
    if (!notJson.empty())
        reader.result.error = notJson;
    if (!reader.result.error.empty())
        return {.runs = {}, .notes = {}, .title = {}, .error = std::move(reader.result.error)};
    return std::move(reader.result);
}

} // namespace interleave::formats
