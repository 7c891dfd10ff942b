// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/qtclient.h"

#include "core/net/clientenvironment.h"
#include "core/net/errors.h"
#include "core/net/qtrequest.h"
#include "core/observe/affinity.h"
#include "core/observe/limits.h"
#include "core/observe/thread.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <mutex>
#include <utility>

namespace interleave::net {

using engine::Co;
using engine::WaitResult;

namespace {

/// Its event loop's, and those of its first connection.
constexpr unsigned filesOfHiddenThread = 5;

constexpr std::string_view nameOfPooled = "Thread (pooled)";

/// A server that ends an idle connection may say so first, with an answer that was asked for by nobody. Qt
/// reads it only with its next request on that connection, and takes it for the answer to that. It keeps so
/// many.
constexpr unsigned requestTimeout = 408;
constexpr unsigned mostKept = 6;

/// While it lives, no other client lets a hidden thread begin; so the one that is new is ours.
class HiddenThreadWatch
{
public:
    /// 0 where the system does not tell.
    std::int64_t found() const
    {
        // A thread that has only just begun still bears the name of the one that began it.
        const std::string self = observe::nameOfThisThread();
        for (const observe::ThreadName& thread : observe::threadsOfThisProcess()) {
            if (isNew(thread) && (thread.name == nameOfHiddenThread || thread.name == self))
                return thread.id;
        }
        return 0;
    }

    /// Whether the system tells of threads at all.
    bool isListed() const { return !m_before.empty(); }
    /// The one that looks names up is begun by the hidden thread, perhaps before that was moved to where
    /// helpers are kept.
    void keepOthersWith(std::int64_t hidden) const
    {
        const std::vector<ProcessorId> processors = observe::allowedProcessors(hidden);
        for (const observe::ThreadName& thread : observe::threadsOfThisProcess()) {
            if (isNew(thread) && (thread.name == nameOfHiddenThread || thread.name == nameOfPooled))
                observe::restrictThread(thread.id, processors);
        }
    }

private:
    bool isNew(const observe::ThreadName& thread) const
    {
        return !std::ranges::binary_search(m_before, thread.id, {}, &observe::ThreadName::id);
    }

    static std::mutex& mutex()
    {
        static std::mutex shared;
        return shared;
    }

    std::lock_guard<std::mutex> m_guard{mutex()};
    std::vector<observe::ThreadName> m_before = observe::threadsOfThisProcess();
};

/// "Qt's HTTP thread (thread 2)": after the worker that it serves.
std::string nameForHidden()
{
    const std::string name = "Qt's HTTP thread";
    if (observe::thisThreadId() == observe::thisProcessId()) // a process has one worker
        return name;
    return name + " (" + observe::nameOfThisThread() + ')';
}

/// There is no proxy, but Qt is not to know before it connects: where it does, it reads plain connections
/// without a buffer, byte by byte, and then takes the end of a connection for that of the chunks.
class NoProxyYet final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery&) override
    {
        return {QNetworkProxy(QNetworkProxy::DefaultProxy)};
    }
};

std::unique_ptr<QNetworkAccessManager> makeManager()
{
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); // by default Qt asks the system for one
    auto manager = std::make_unique<QNetworkAccessManager>();
    manager->setProxyFactory(new NoProxyYet); // which the manager owns
    return manager;
}

/// A request that was not made at all.
Download failedBefore(const QtDownload& download, const Address& address, std::string_view problem)
{
    return {.outcome = Outcome::Failed,
            .reason = sentence(address.shown, problem, Phase::PoolWait),
            .attempts = download.attempt + 1};
}

} // namespace

QtClient::QtClient(const ClientEnvironment& environment)
    : m_environment(environment), m_manager(makeManager())
{
}

QtClient::~QtClient() = default;

Co<Download> QtClient::get(engine::TaskContext& context, const Address& address, std::string* body)
{
    QtDownload download(m_environment, m_connections, m_refused, context, body);
    const Address* where = &address;
    std::optional<Address> redirected;
    unsigned followed = 0;
    unsigned stale = 0;
    for (;; ++download.attempt) {
        const bool shares = mayShare(where->origin);
        if (!shares && where->origin.tls) // there is no other connection to be had
            co_return failedBefore(download, *where, answersMixedUp);
        std::string_view refusal;
        std::unique_ptr<QNetworkReply> reply = send(
            qtRequestFor(*where, m_environment, shares ? std::string() : std::to_string(++m_alone)), refusal);
        if (!reply)
            co_return failedBefore(download, *where, refusal);
        QtRequest request(download, *where, std::move(reply));
        while (!request.take()) {
            if (co_await download.wakeup.wait(request.phase(), download.attempt) == WaitResult::Cancelled)
                co_return request.result(Outcome::Cancelled, {});
        }
        const bool mayBeAnothers = shares && !mayShare(where->origin);
        if (mayBeAnothers && (request.problem().empty() || request.isInterim()))
            continue;
        if (request.isInterim() && shares)
            m_interim.push_back(where->origin);
        if (!request.problem().empty())
            co_return request.result(Outcome::Failed, request.problem());
        const bool mayBeStale = std::exchange(m_keepsConnections, true) && stale < mostKept;
        if (request.status() == requestTimeout && mayBeStale) {
            ++stale;
            continue;
        }
        if (!redirects(request.status()) || request.location().empty())
            co_return judged(request.result(Outcome::Finished, {}), request.statusLine(), *where,
                             request.beginning());
        if (followed++ == m_environment.options().redirectLimit)
            co_return request.result(Outcome::Failed, tooManyRedirects(address, followed - 1));
        std::string error;
        redirected = redirectedAddress(*where, request.location(), error);
        if (!redirected)
            co_return request.result(Outcome::Failed, std::move(error));
        where = &*redirected;
    }
}

/// Where the server has sent an interim answer, what Qt takes for the answer to the next request on that
/// connection is that to the one before; only a connection of its own saves a request from that.
bool QtClient::mayShare(const Origin& origin) const
{
    return std::ranges::find(m_interim, origin) == m_interim.end();
}

/// The first one starts the hidden thread. @return null where the system refuses it; then `refusal` says why
std::unique_ptr<QNetworkReply> QtClient::send(const QNetworkRequest& request, std::string_view& refusal)
{
    std::unique_ptr<QNetworkReply> reply;
    if (m_announced) {
        reply.reset(m_manager->get(request));
        return reply;
    }
    if (!observe::mayOpenFiles(filesOfHiddenThread)) { // Qt would abort
        refusal = filesRefused;
        return reply;
    }
    const HiddenThreadWatch watch;
    const QtConnections::Expecting expecting(m_connections);
    reply.reset(m_manager->get(request));
    const std::int64_t hidden = watch.found();
    m_announced = hidden != 0;
    if (m_announced) {
        m_connections.watch(hidden);
        m_environment.announce(nameForHidden(), hidden);
        watch.keepOthersWith(hidden);
    } else if (watch.isListed()) {
        reply.reset();
        refusal = threadRefused;
        m_manager = makeManager(); // this one would never try again to start its thread
    }
    return reply;
}

} // namespace interleave::net
