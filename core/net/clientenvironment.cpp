// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/clientenvironment.h"

#include "core/net/address.h"
#include "core/net/practicefiles.h"
#include "core/net/resolver.h"
#include "core/observe/thread.h"

#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

#include <mutex>
#include <string_view>
#include <utility>

namespace interleave::net {

namespace {

QList<QSslCertificate> certificatesIn(std::string_view pem)
{
    return QSslCertificate::fromData(QByteArray(pem.data(), static_cast<qsizetype>(pem.size())));
}

bool isLoopback(const std::string& host)
{
    return host == "localhost" || QHostAddress(QString::fromStdString(host)).isLoopback();
}

} // namespace

struct ClientEnvironment::Certificates
{
    std::once_flag once;
    QSslConfiguration loopback;
    QSslConfiguration others;
};

ClientEnvironment::ClientEnvironment(ClientOptions options)
    : m_options(std::move(options)),
      m_names(std::make_shared<Resolver>()),
      m_certificates(std::make_unique<Certificates>())
{
}

ClientEnvironment::~ClientEnvironment() = default;

void ClientEnvironment::announceTo(engine::AnnounceHelper announce)
{
    m_names->announceTo(announce);
    m_announce = std::move(announce);
}

void ClientEnvironment::announce(std::string name, std::int64_t threadId) const
{
    interleave::Worker helper;
    helper.name = std::move(name);
    helper.role = WorkerRole::Helper;
    helper.processId = observe::thisProcessId();
    helper.threadId = threadId;
    if (m_announce)
        m_announce(std::move(helper));
}

// A set of one's own switches off that Qt looks the system's certificates up by name when it needs them;
// reading them all takes 0.4 s, and each connection then carries them all. The practice authority may vouch
// for loopback and for nothing else (its name constraints say so): with it neither is needed.
QSslConfiguration ClientEnvironment::tls(const Origin& origin) const
{
    std::call_once(m_certificates->once, [this] {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        m_certificates->loopback = m_certificates->others = configuration;
        if (m_options.extraCa == practice::authorityPem) {
            m_certificates->loopback.setCaCertificates(certificatesIn(m_options.extraCa));
        } else if (!m_options.extraCa.empty()) {
            configuration.setCaCertificates(QSslConfiguration::systemCaCertificates());
            configuration.addCaCertificates(certificatesIn(m_options.extraCa));
            m_certificates->loopback = m_certificates->others = configuration;
        }
    });
    return isLoopback(origin.host) ? m_certificates->loopback : m_certificates->others;
}

void ClientEnvironment::warmUp() const
{
    QSslSocket socket;
    socket.setSslConfiguration(tls({}));
}

bool holdsCertificate(const std::string& pem) { return !certificatesIn(pem).isEmpty(); }

} // namespace interleave::net
