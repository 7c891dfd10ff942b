// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/jsonreader.h"
#include "core/trace/note.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// Only for the .cpp files of this folder.
namespace interleave::formats {

/// The run that is being read, and of each kind of record in it the one that is open.
struct TraceDraft
{
    std::uint64_t version = 0;
    std::string title;
    Trace run;
    Task task;
    Worker worker;
    Span span;
    std::pair<std::string, std::string> condition;
    ClockStep clockStep;
    std::pair<std::string, std::uint64_t> ignored;
    Note note;
    std::optional<Instant> noteEnd; ///< of the note that is open; empty: it is of an instant
};

/// An object or array of a saved trace that is not skipped.
enum class Place : std::uint8_t {
    File,
    Saved, ///< what the file holds of ours, beside what is for other programs
    Runs,
    Run,
    Info,
    Processors,
    Conditions,
    Condition,
    Sources,
    ClockSteps,
    ClockStep,
    IgnoredEvents,
    Ignored,
    Tasks,
    Task,
    Workers,
    Worker,
    Spans,
    Span,
    Marks,
    Mark,
};

/// What stands under a key of an object, or at an index of an array.
struct Member
{
    /// Puts a value that is no object and no array into the draft. @return what is wrong with it, a clause
    using Set = std::string (*)(TraceDraft& draft, const JsonValue& value, std::string_view key);

    std::string_view key;
    bool needed = false;       ///< a place without it is refused
    Set set = nullptr;         ///< null: it is an object or an array,
    Place place = Place::File; ///< this one
};

/// What a place holds. What is not listed is skipped, so that files may grow.
struct Form
{
    enum class Shape : std::uint8_t {
        Object, ///< members by key
        Tuple,  ///< an array with a member at each index
        List,   ///< an array of any number of the one member
    };

    Shape shape = Shape::Object;
    std::span<const Member> members; ///< at most 32
};

const Form& formOf(Place place);

} // namespace interleave::formats
