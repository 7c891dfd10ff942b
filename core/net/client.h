// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/coroutine.h"
#include "core/engine/workload.h"
#include "core/net/address.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace interleave::net {

class ClientEnvironment;

/// How a download ended.
struct Download
{
    Outcome outcome = Outcome::Finished;
    std::string reason;         ///< a sentence that names the address, when Failed
    unsigned status = 0;        ///< of the last response; 0: none
    std::uint64_t bytes = 0;    ///< of the last response's body
    std::uint32_t attempts = 1; ///< 1 = no retry and no redirect
    std::uint32_t untaken = 0;  ///< connections that the server did not take, each opened again
    bool complete = false;      ///< a whole response has arrived (even if it says 404)
};

/// Downloads for the tasks of one worker. Made, used and destroyed on the worker's thread.
class Client : public engine::WorkerLocal
{
public:
    /// GET, with redirects. A body is counted and dropped, or kept.
    /// @param address,body must outlive the coroutine; body may be null, and is worth reading only after
    /// Finished
    virtual engine::Co<Download> get(engine::TaskContext& context, const Address& address,
                                     std::string* body) = 0;
};

/// The client that the environment's options choose. @param environment must outlive it
std::unique_ptr<Client> makeClient(const ClientEnvironment& environment);

/// True for the statuses that say in their Location where to go instead.
bool redirects(unsigned status);

/// What a complete response that leads nowhere else means: Finished with a status of 200 to 399, else Failed.
/// @param statusLine "404 Not Found"
/// @param beginning of its body, where the status is 400
Download judged(Download download, const std::string& statusLine, const Address& address,
                std::string_view beginning);

/// "http://127.0.0.1:1/: more than 10 redirects"
std::string tooManyRedirects(const Address& address, unsigned limit);

} // namespace interleave::net
