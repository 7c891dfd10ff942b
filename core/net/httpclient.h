// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/coroutine.h"
#include "core/engine/workload.h"
#include "core/net/address.h"

#include <cstdint>
#include <memory>
#include <string>

namespace interleave::net {

class ClientEnvironment;
struct ClientShared;

/// How a download ended.
struct Download
{
    Outcome outcome = Outcome::Finished;
    std::string reason;         ///< a sentence that names the address, when Failed
    unsigned status = 0;        ///< of the last response; 0: none
    std::uint64_t bytes = 0;    ///< of the last response's body
    std::uint32_t attempts = 1; ///< 1 = no retry and no redirect
    bool complete = false;      ///< a whole response has arrived (even if it says 404)
};

/// The program's own HTTP/1.1 client, one per worker: keeps its connections alive and uses them again, like
/// requests.Session. Made, used and destroyed on the worker's thread.
class HttpClient final : public engine::WorkerLocal
{
public:
    /// @param environment must outlive it
    explicit HttpClient(const ClientEnvironment& environment);
    ~HttpClient() override;

    /// GET, with redirects. A body is counted and dropped, or kept.
    /// @param address,body must outlive the coroutine; body may be null, and is worth reading only after
    /// Finished
    engine::Co<Download> get(engine::TaskContext& context, const Address& address, std::string* body);

private:
    std::unique_ptr<ClientShared> m_shared;
};

} // namespace interleave::net
