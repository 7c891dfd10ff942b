// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/trace/id.h"

namespace interleave::net {

/// How the practice server behaves. Values are clamped to what is documented here.
struct PracticeServerOptions
{
    std::string listenOn = "127.0.0.1";   ///< an address of this computer, or "localhost"
    std::uint16_t port = 0;               ///< 0: any free one
    std::chrono::milliseconds latency{0}; ///< 0 to 60 000: before the answer to a request
    std::chrono::milliseconds jitter{0};  ///< 0 to latency or 60 000: added, uniform, seeded
    std::uint32_t seed = 1;      ///< of the jitter: the same seed gives the same delays in request order
    std::uint64_t bandwidth = 0; ///< bytes per second of each body; 0: as fast as it goes
    bool tls = false;            ///< https, with the practice certificate
    std::vector<ProcessorId> processors; ///< to stay on; empty: all
    std::string workerProgram;           ///< path of interleave-worker

    bool operator==(const PracticeServerOptions&) const = default;
};

/// The practice server in a child process on loopback; ends with this object. Needs a QCoreApplication; one
/// thread.
class PracticeServerProcess
{
public:
    PracticeServerProcess();
    ~PracticeServerProcess();
    PracticeServerProcess(const PracticeServerProcess&) = delete;
    PracticeServerProcess& operator=(const PracticeServerProcess&) = delete;

    /// Starts it and waits until it listens (at most 10 s).
    /// @return empty, or a sentence that says what failed
    std::string start(const PracticeServerOptions& options);
    /// Ends it, if it is there.
    void stop();
    /// Whether it is still there, as far as the event loop has been told.
    bool running() const;
    /// Asks the system and the server itself whether it still serves.
    /// @return empty, or what has become of it: "was killed by signal 9", "does not answer any more"
    std::string failure(std::chrono::milliseconds patience = std::chrono::seconds(10)) const;
    std::uint16_t port() const;
    std::int64_t processId() const;
    /// "http://127.0.0.1:41234" (https with tls): where this computer reaches it
    std::string address() const;
    /// What it has answered so far, asked of the server itself: requests received and answers completed.
    struct Counts
    {
        std::uint64_t requests = 0, answers = 0;
    };
    std::optional<Counts> counts(std::chrono::milliseconds patience = std::chrono::seconds(10)) const;
    /// PEM of the certificate authority to trust for it (tls only).
    static std::string certificateAuthority();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace interleave::net
