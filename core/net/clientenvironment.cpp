// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/clientenvironment.h"

#include "core/net/resolver.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

#include <mutex>

namespace interleave::net {

struct ClientEnvironment::Certificates
{
    std::once_flag once;
    QSslConfiguration configuration;
};

ClientEnvironment::ClientEnvironment(const ClientOptions& options)
    : m_options(options),
      m_names(std::make_shared<Resolver>()),
      m_certificates(std::make_unique<Certificates>())
{
}

ClientEnvironment::~ClientEnvironment() = default;

QSslConfiguration ClientEnvironment::tls() const
{
    std::call_once(m_certificates->once, [this] {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        if (!m_options.extraCa.empty()) {
            // A set of one's own switches the system's look-up by name off: so it must hold the system's as
            // well.
            configuration.setCaCertificates(QSslConfiguration::systemCaCertificates());
            configuration.addCaCertificates(
                QSslCertificate::fromData(QByteArray::fromStdString(m_options.extraCa)));
        }
        m_certificates->configuration = configuration;
    });
    return m_certificates->configuration;
}

void ClientEnvironment::warmUp() const
{
    QSslSocket socket;
    socket.setSslConfiguration(tls());
}

bool holdsCertificate(const std::string& pem)
{
    return !QSslCertificate::fromData(QByteArray::fromStdString(pem)).isEmpty();
}

} // namespace interleave::net
