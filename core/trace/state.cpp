// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/state.h"

#include <algorithm>

namespace interleave {

namespace {

template <class Enum, std::size_t count>
std::optional<Enum> named(const std::array<Enum, count>& all, std::string_view word)
{
    const auto found = std::ranges::find(all, word, [](Enum value) { return name(value); });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace

std::string_view name(State state)
{
    switch (state) {
    case State::Queued:
        return "Queued";
    case State::Running:
        return "Running";
    case State::Ready:
        return "Ready";
    case State::Waiting:
        return "Waiting";
    case State::Blocked:
        return "Blocked";
    case State::Unknown:
        return "Unknown";
    }
    return {};
}

std::string_view name(Phase phase)
{
    switch (phase) {
    case Phase::None:
        return "";
    case Phase::Dns:
        return "dns";
    case Phase::Connect:
        return "connect";
    case Phase::Tls:
        return "tls";
    case Phase::Send:
        return "send";
    case Phase::FirstByte:
        return "first-byte";
    case Phase::Receive:
        return "receive";
    case Phase::Parse:
        return "parse";
    case Phase::Compute:
        return "compute";
    case Phase::Sleep:
        return "sleep";
    case Phase::Lock:
        return "lock";
    case Phase::HandOver:
        return "hand-over";
    case Phase::StartUp:
        return "start-up";
    case Phase::Dispatch:
        return "dispatch";
    case Phase::PoolWait:
        return "pool-wait";
    case Phase::Unknown:
        return "unknown";
    }
    return {};
}

std::string_view name(Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        return "";
    case Outcome::Finished:
        return "Finished";
    case Outcome::Failed:
        return "Failed";
    case Outcome::Cancelled:
        return "Cancelled";
    }
    return {};
}

std::optional<State> stateNamed(std::string_view word) { return named(allStates, word); }

std::optional<Phase> phaseNamed(std::string_view word) { return named(allPhases, word); }

std::optional<Outcome> outcomeNamed(std::string_view word)
{
    return named(std::array{Outcome::None, Outcome::Finished, Outcome::Failed, Outcome::Cancelled}, word);
}

} // namespace interleave
