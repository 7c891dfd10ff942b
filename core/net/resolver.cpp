// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/resolver.h"

#include "core/observe/thread.h"

#include <QHostInfo>

#include <condition_variable>
#include <deque>
#include <latch>
#include <map>
#include <mutex>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace interleave::net {

namespace {

constexpr std::string_view notFound = "host name not found";
constexpr std::string_view noThread = "the system refused to start the resolver's thread";

Resolution lookUp(const std::string& host)
{
    if (host.ends_with(".invalid")) // does not exist, and is not to be asked for: RFC 6761, section 6.4
        return {.addresses = {}, .problem = std::string(notFound)};
    const QHostInfo info = QHostInfo::fromName(QString::fromStdString(host));
    Resolution resolution;
    for (const QHostAddress& address : info.addresses())
        resolution.addresses.push_back(address.toString().toStdString());
    // This computer, also where nobody wrote so into /etc/hosts: RFC 6761, section 6.3.
    if (resolution.addresses.empty() && host == "localhost")
        resolution.addresses = {"::1", "127.0.0.1"};
    if (resolution.addresses.empty())
        resolution.problem = info.error() == QHostInfo::HostNotFound || info.error() == QHostInfo::NoError
                                 ? std::string(notFound)
                                 : info.errorString().toStdString();
    return resolution;
}

/// The thread that all runs of the process share.
class LookUpThread
{
public:
    /// Never destroyed: a look-up that hangs must not keep the program from ending. Null when the system
    /// refuses to start the thread.
    static LookUpThread* instance()
    {
        static std::mutex mutex;
        static LookUpThread* shared = nullptr;
        const std::lock_guard guard(mutex);
        if (!shared) {
            try {
                shared = new LookUpThread;
            } catch (const std::system_error&) {
                return nullptr;
            }
        }
        return shared;
    }

    std::int64_t threadId() const { return m_threadId; }

    void post(std::function<void()> job)
    {
        {
            const std::lock_guard guard(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_wake.notify_one();
    }

private:
    LookUpThread()
    {
        m_thread = std::jthread([this] {
            observe::nameThisThread("resolver");
            m_threadId = observe::thisThreadId();
            m_started.count_down();
            work();
        });
        m_started.wait();
    }

    [[noreturn]] void work()
    {
        for (;;) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return !m_jobs.empty(); });
            const std::function<void()> job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            job();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_jobs;
    std::latch m_started{1};
    std::int64_t m_threadId = 0; // before m_started
    std::jthread m_thread;
};

} // namespace

struct Resolver::Names
{
    struct Name
    {
        std::optional<Resolution> resolution;
        std::vector<std::function<void()>> waiting;
    };

    mutable std::mutex mutex;
    std::map<std::string, Name> names;
    engine::AnnounceHelper announce;
    bool announced = false;

    void resolved(const std::string& host, Resolution resolution)
    {
        std::vector<std::function<void()>> waiting;
        {
            const std::lock_guard guard(mutex);
            Name& name = names[host];
            name.resolution = std::move(resolution);
            waiting.swap(name.waiting);
        }
        for (const auto& wake : waiting)
            wake();
    }
};

Resolver::Resolver() : d(std::make_shared<Names>()) {}

Resolver::~Resolver() = default;

void Resolver::announceTo(engine::AnnounceHelper announce)
{
    const std::lock_guard guard(d->mutex);
    d->announce = std::move(announce);
}

std::string Resolver::start()
{
    const LookUpThread* const thread = LookUpThread::instance();
    if (!thread)
        return std::string(noThread);
    interleave::Worker helper;
    helper.name = "resolver";
    helper.role = WorkerRole::Helper;
    helper.processId = observe::thisProcessId();
    helper.threadId = thread->threadId();
    const std::lock_guard guard(d->mutex);
    if (!std::exchange(d->announced, true) && d->announce)
        d->announce(std::move(helper));
    return {};
}

std::optional<Resolution> Resolver::known(const std::string& host) const
{
    const std::lock_guard guard(d->mutex);
    const auto found = d->names.find(host);
    return found == d->names.end() ? std::nullopt : found->second.resolution;
}

std::string Resolver::request(const std::string& host, std::function<void()> whenKnown)
{
    if (std::string refused = start(); !refused.empty())
        return refused;
    bool first = false;
    {
        const std::lock_guard guard(d->mutex);
        const auto [name, isNew] = d->names.try_emplace(host);
        first = isNew;
        if (!name->second.resolution) {
            name->second.waiting.push_back(std::move(whenKnown));
            whenKnown = nullptr;
        }
    }
    if (whenKnown)
        whenKnown();
    // The job shares the names: a run that has ended meanwhile is not needed, nor disturbed.
    if (first)
        LookUpThread::instance()->post([names = d, host] { names->resolved(host, lookUp(host)); });
    return {};
}

} // namespace interleave::net
