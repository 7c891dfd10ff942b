// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/workload.h"
#include "core/net/clientoptions.h"
#include "core/observe/receivetime.h"

#include <cstdint>
#include <memory>
#include <string>

class QSslConfiguration;

namespace interleave::net {

class Resolver;
struct Origin;

/// What all workers' clients of one run share: the resolver, and the trusted certificates (the system's and
/// the extra ones), read once. Made before the workers; its const functions on any thread.
class ClientEnvironment
{
public:
    explicit ClientEnvironment(ClientOptions options);
    ~ClientEnvironment();
    ClientEnvironment(const ClientEnvironment&) = delete;
    ClientEnvironment& operator=(const ClientEnvironment&) = delete;

    const ClientOptions& options() const { return m_options; }
    const std::shared_ptr<Resolver>& names() const { return m_names; }
    /// Who is to be told of threads that the clients bring along; before the workers start.
    void announceTo(engine::AnnounceHelper announce);
    /// Tells of one. @param threadId of this process
    void announce(std::string name, std::int64_t threadId) const;
    /// What is trusted for this host.
    QSslConfiguration tls(const Origin& origin) const;
    /// Reads the certificates and starts OpenSSL now (some milliseconds) instead of in the first task that
    /// uses TLS.
    void warmUp() const;

private:
    struct Certificates;
    ClientOptions m_options;
    observe::ReceiveStamping m_stamping;
    engine::AnnounceHelper m_announce;
    std::shared_ptr<Resolver> m_names;
    std::unique_ptr<Certificates> m_certificates;
};

/// True if the PEM text holds at least one certificate.
bool holdsCertificate(const std::string& pem);

} // namespace interleave::net
