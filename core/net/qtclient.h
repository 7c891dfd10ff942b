// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/client.h"
#include "core/net/qtconnections.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

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
    bool mayShare(const Origin& origin) const;
    std::unique_ptr<QNetworkReply> send(const QNetworkRequest& request, std::string_view& refusal);

    const ClientEnvironment& m_environment;
    QtConnections m_connections;
    std::unique_ptr<QNetworkAccessManager> m_manager; // after those: its end is seen there
    bool m_keepsConnections = false;                  // perhaps: it has had an answer
    bool m_announced = false;
    std::vector<Origin> m_interim; // who has sent interim answers: their requests no longer share connections
    RefusedCertificates m_refused;
    std::uint64_t m_alone = 0; // requests that had a connection of their own
};

} // namespace interleave::net
