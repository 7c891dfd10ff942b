// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/client.h"

#include <memory>
#include <string>

namespace interleave::net {

struct ClientShared;

/// The program's own HTTP/1.1 client, one per worker: keeps its connections alive and uses them again, like
/// requests.Session. Made, used and destroyed on the worker's thread.
class HttpClient final : public Client
{
public:
    /// @param environment must outlive it
    explicit HttpClient(const ClientEnvironment& environment);
    ~HttpClient() override;

    engine::Co<Download> get(engine::TaskContext& context, const Address& address,
                             std::string* body) override;

private:
    std::unique_ptr<ClientShared> m_shared;
};

} // namespace interleave::net
