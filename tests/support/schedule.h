// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/clientoptions.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace interleave::tests {

enum class FaultKind : std::uint8_t {
    Reset,          ///< a connection is reset, before, in or after an answer
    Stall,          ///< an answer that does not come, or not within the deadline
    Garbage,        ///< an answer that is none
    Close,          ///< a connection ends in order, where its answer does not
    Refused,        ///< nobody listens at the address
    WorkerDies,     ///< SIGKILL for a process worker
    ServerDies,     ///< SIGKILL for the practice server
    WorkerStops,    ///< SIGSTOP for a process worker, and later SIGCONT
    ServerStops,    ///< the same for the practice server
    ProgramStops,   ///< the same for the program, not for its children
    FewDescriptors, ///< the program may open few files
    FullDisk,       ///< nothing more can be written where the results go
    Cancelled,      ///< the user stops the run: by Ctrl-C where the program does it
};
constexpr std::size_t faultKinds = 13;
const char* nameOf(FaultKind kind);
/// What a server answers, to one task.
bool isAnswer(FaultKind kind);

/// Servers that are odd before they could be asked: one takes no connection, one says nothing even in the TLS
/// handshake, one speaks TLS where it should not, or the other way round.
constexpr const char* untaking = "no connection taken";
constexpr const char* mute = "mute server";
constexpr const char* crossed = "other protocol";

/// Where the results go that find the disk full.
enum class FullPlace : std::uint8_t { Save, Events, StandardOutput, FileSize, TinyDisk };
constexpr std::size_t fullPlaces = 5;

struct Fault
{
    FaultKind kind;
    std::size_t task = 0; ///< that gets the odd answer, or finds nobody
    /// Of answers: the row of oddanswers.cpp, or a server that answers nothing right to anybody (below).
    std::string path;
    /// Of deaths, stops and the cancel: after the run's begin; later where there is nobody yet.
    std::chrono::milliseconds at{0};
    std::chrono::milliseconds length{0}; ///< of stops
    unsigned which = 0;                  ///< of the workers that there are; how many files; or the FullPlace

    bool isStop() const;
};

/// A run and what happens to it, all of it drawn from a number.
struct Schedule
{
    std::uint64_t seed = 0;
    std::string model; ///< its id
    net::ClientKind client = net::ClientKind::Own;
    std::size_t tasks = 0;
    unsigned parsePasses = 0;
    bool hashes = false; ///< the workload is mixed, not downloads
    bool tls = false;
    bool fresh = false;                    ///< a new connection for every download
    std::chrono::milliseconds latency{0};  ///< of the practice server
    std::chrono::milliseconds idle{0};     ///< the clients' idle time-out
    std::chrono::milliseconds deadline{0}; ///< of each download
    bool inProgram = false;                ///< by the program interleave, not in the test's own process
    bool ownServer = false;                ///< the program starts its practice server itself
    std::vector<Fault> faults;

    bool has(FaultKind kind) const;
};

/// The same for the same seed, always. 322 seeds in a row lead with each kind of fault under each model with
/// each client, where it can be; further faults join.
Schedule scheduleOf(std::uint64_t seed);
/// In one line: "seed 417: processes, Qt's client, …".
std::string text(const Schedule& schedule);

} // namespace interleave::tests
