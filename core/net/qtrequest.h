// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/taskcontext.h"
#include "core/net/address.h"
#include "core/net/client.h"
#include "core/net/clientoptions.h"
#include "core/net/qtconnections.h"
#include "core/net/responsehead.h"
#include "core/net/watchdog.h"

#include <QObject>

#include <memory>
#include <string>
#include <string_view>

class QNetworkReply;
class QNetworkRequest;

namespace interleave::net {

class ClientEnvironment;

/// Alike in all that can be, so that the two clients' figures can be compared: HTTP/1.1, no compression, no
/// cookies; and redirects are followed by us, who count them and keep credentials to their host.
/// @param connectionOfItsOwn where it is not empty, no other request shares its connection; each needs
/// another text. Plain http only
QNetworkRequest qtRequestFor(const Address& address, const ClientEnvironment& environment,
                             const std::string& connectionOfItsOwn);

/// What all requests of one download through Qt's client share.
struct QtDownload
{
    QtDownload(const ClientEnvironment& forAll, const QtConnections& ofClient,
               RefusedCertificates& refusedByClient, engine::TaskContext& ofTask, std::string* into);

    const ClientEnvironment& environment;
    const QtConnections& connections;
    RefusedCertificates& refused;
    engine::TaskContext& context;
    engine::Wakeup wakeup;
    Watchdog watchdog;
    std::string* body; ///< null: counted and dropped
    unsigned attempt = 0;
};

/// One request through Qt's client and what comes back for it. What its reply tells wakes the task and counts
/// as that task's computing; after its end nothing of it reaches the task. Lives in the frame of
/// QtClient::get().
class QtRequest
{
public:
    /// @param address must outlive it
    QtRequest(QtDownload& download, const Address& address, std::unique_ptr<QNetworkReply> reply);
    ~QtRequest();
    QtRequest(const QtRequest&) = delete;
    QtRequest& operator=(const QtRequest&) = delete;

    /// What it waits for: a connection (PoolWait, with all that happens before the request is sent), then the
    /// answer.
    Phase phase() const { return m_phase; }
    /// Takes what has arrived. @return whether there is nothing more to wait for
    bool take();
    /// Why it failed: a sentence; empty where a whole answer has arrived. After take() has returned true.
    const std::string& problem() const { return m_problem; }
    Download result(Outcome outcome, std::string reason) const;
    unsigned status() const;
    /// "404 Not Found"; without control characters.
    std::string statusLine() const;
    std::string location() const;
    /// How the body begins, with status 400: it may say more than that.
    std::string_view beginning() const { return m_beginning; }
    /// What has arrived is an interim answer: Qt takes it for the answer, and what follows for that of the
    /// next request.
    bool isInterim() const { return m_hasHead && status() / 100 == 1; }

private:
    void connectReply();
    void enter(Phase phase);
    void headIsThere();
    std::string problemOfHead() const;
    void read();
    void keep(std::string_view piece);
    bool isWhole() const;
    std::string problemOfEnd() const;
    std::string problemOfHandshake(const std::string& systemText) const;
    std::string problemOfSilence() const;
    void fail(std::string_view problem);

    QtDownload& m_download;
    const Address& m_address;
    Phase m_phase = Phase::PoolWait;
    bool m_hasHead = false;
    Framing m_framing;                                           // once the head is there
    QtConnections::Id m_connection = 0;                          // likewise
    observe::ConnectionEnd m_end = observe::ConnectionEnd::None; // of the connection, when Qt has finished
    std::uint64_t m_bytes = 0;
    std::string m_beginning; // of the body
    std::string m_problem;
    std::unique_ptr<QNetworkReply> m_reply;
    QObject m_listener; // last: gone before the reply, whose end is of no interest then
};

} // namespace interleave::net
