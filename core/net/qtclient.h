// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/client.h"

#include <memory>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace interleave::net {

/// Qt's own HTTP client, one per worker, as a program would use it that knows nothing better: its connections
/// (six to one host) live on a hidden thread, which is announced as a helper. Limits, redirects and
/// credentials are as with the program's own client; what it cannot tell is in README.md.
class QtClient final : public Client
{
public:
    /// @param environment must outlive it
    explicit QtClient(const ClientEnvironment& environment);
    ~QtClient() override;

    engine::Co<Download> get(engine::TaskContext& context, const Address& address,
                             std::string* body) override;

private:
    std::unique_ptr<QNetworkReply> send(const QNetworkRequest& request);

    const ClientEnvironment& m_environment;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    bool m_announced = false;
};

} // namespace interleave::net
