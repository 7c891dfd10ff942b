// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace interleave {

/// What a task (or a worker without a task) is doing. At every instant from being taken to its end a task is
/// in exactly one state; before being taken it is Queued.
enum class State : std::uint8_t {
    Queued,  ///< planned, no worker has taken it yet
    Running, ///< its worker is on a processor executing this task
    Ready,   ///< could execute, but something else does
    Waiting, ///< off the processor by its own act: socket, timer, or a cause not known (phase Unknown)
    Blocked, ///< off the processor inside the acquisition of a lock that another task holds
    Unknown, ///< in progress, and the source does not tell
};
inline constexpr std::array allStates{State::Queued,  State::Running, State::Ready,
                                      State::Waiting, State::Blocked, State::Unknown};

/// Why, within a state.
enum class Phase : std::uint8_t {
    None,
    Dns,
    Connect,
    Tls,
    Send,
    FirstByte,
    Receive,
    Parse,
    Compute,
    Sleep,
    Lock,
    HandOver,
    StartUp,
    Dispatch,
    PoolWait,
    Unknown,
};
inline constexpr std::array allPhases{Phase::None,    Phase::Dns,       Phase::Connect,  Phase::Tls,
                                      Phase::Send,    Phase::FirstByte, Phase::Receive,  Phase::Parse,
                                      Phase::Compute, Phase::Sleep,     Phase::Lock,     Phase::HandOver,
                                      Phase::StartUp, Phase::Dispatch,  Phase::PoolWait, Phase::Unknown};

/// How a task ended. Finished + Failed + Cancelled = tasks planned, once a run is over.
enum class Outcome : std::uint8_t {
    None, ///< has not ended yet
    Finished,
    Failed,
    Cancelled, ///< by the user only
};

/// The word for it in files and on screen: "Running", "first-byte", "Finished"; "" for None.
std::string_view name(State state);
std::string_view name(Phase phase);
std::string_view name(Outcome outcome);

/// The inverse of name(); empty when no such word exists.
std::optional<State> stateNamed(std::string_view word);
std::optional<Phase> phaseNamed(std::string_view word);
std::optional<Outcome> outcomeNamed(std::string_view word);

} // namespace interleave
