// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/qtconnections.h"

#include "core/engine/foreignsockets.h"
#include "core/net/endwatch.h"
#include "core/observe/thread.h"

#include <QBasicTimer>
#include <QSocketNotifier>
#include <QSslSocket>

#include <atomic>
#include <mutex>

namespace interleave::net {

using observe::ConnectionEnd;

namespace {

constexpr const char* idProperty =
    "interleaveConnection"; // of a notifier, which lasts as long as its connection

/// Whose the hidden threads are.
struct Registry
{
    std::mutex mutex;
    std::map<std::int64_t, QtConnections*> ofThread;
    QtConnections* expecting = nullptr;
};

Registry& registry()
{
    static Registry all;
    return all;
}

/// From the hidden thread to the worker's.
void post(QtConnections::Id id, ConnectionEnd end)
{
    Registry& all = registry();
    const std::lock_guard guard(all.mutex);
    thread_local const std::int64_t self = observe::thisThreadId();
    if (all.expecting && !all.ofThread.contains(self))
        all.ofThread[self] = all.expecting;
    const auto found = all.ofThread.find(self);
    if (found == all.ofThread.end())
        return;
    QMetaObject::invokeMethod(
        found->second, [owner = found->second, id, end] { owner->seen(id, end); }, Qt::QueuedConnection);
}

QAbstractSocket* socketOf(QObject& notifier)
{
    QAbstractSocket* found = nullptr; // the outermost: an encrypted one has a plain one inside
    for (QObject* parent = notifier.parent(); parent; parent = parent->parent()) {
        if (auto* const socket = qobject_cast<QAbstractSocket*>(parent))
            found = socket;
    }
    return found;
}

/// Where TLS has ended, Qt's client waits for TCP to end, too. So it is made to, once what had arrived has
/// been read.
class TlsEnd final : public QObject
{
public:
    TlsEnd(QSslSocket& socket, QtConnections::Id id) : QObject(&socket), m_socket(socket), m_id(id)
    {
        QObject::connect(&socket, &QAbstractSocket::disconnected, this, &QObject::deleteLater);
        QObject::connect(&socket, &QAbstractSocket::errorOccurred, this, [this] { look(); });
    }

private:
    void look()
    {
        constexpr int milliseconds = 20;
        if (m_timer.isActive() || m_done || !saysTlsEnded(m_socket))
            return;
        post(m_id, ConnectionEnd::Orderly);
        m_timer.start(milliseconds, this);
    }

    void timerEvent(QTimerEvent*) override
    {
        if (m_socket.state() == QAbstractSocket::ConnectedState && m_socket.bytesAvailable() > 0)
            return;
        m_timer.stop();
        m_done = true;
        if (m_socket.state() != QAbstractSocket::ConnectedState)
            return;
        Q_EMIT m_socket.errorOccurred(
            QAbstractSocket::RemoteHostClosedError); // told again, but now TCP will follow
        m_socket.disconnectFromHost();
    }

    QSslSocket& m_socket;
    QtConnections::Id m_id;
    QBasicTimer m_timer;
    bool m_done = false;
};

bool isHiddenThread()
{
    thread_local const bool is = observe::nameOfThisThread() == nameOfHiddenThread;
    return is;
}

void look(QObject& receiver)
{
    static std::atomic<QtConnections::Id> last{0};
    auto* const notifier = qobject_cast<QSocketNotifier*>(&receiver);
    if (!notifier || notifier->type() != QSocketNotifier::Read || !isHiddenThread())
        return;
    QAbstractSocket* const socket = socketOf(*notifier);
    if (!socket)
        return;
    QtConnections::Id id = notifier->property(idProperty).toULongLong();
    auto* const secure = qobject_cast<QSslSocket*>(socket);
    if (id == 0) {
        id = ++last;
        notifier->setProperty(idProperty, QVariant::fromValue<qulonglong>(id));
        if (secure)
            new TlsEnd(*secure, id);
    }
    const ConnectionEnd end = observe::connectionEnd(notifier->socket());
    // What TCP tells of the end of an encrypted connection proves nothing.
    post(id, end == ConnectionEnd::None || !secure ? end : ConnectionEnd::Broken);
}

} // namespace

QtConnections::QtConnections() { engine::observeForeignSockets(&look); }

QtConnections::~QtConnections()
{
    Registry& all = registry();
    const std::lock_guard guard(all.mutex);
    std::erase_if(all.ofThread, [this](const auto& entry) { return entry.second == this; });
}

void QtConnections::watch(std::int64_t threadId)
{
    const std::lock_guard guard(registry().mutex);
    registry().ofThread[threadId] = this;
}

QtConnections::Expecting::Expecting(QtConnections& connections)
{
    const std::lock_guard guard(registry().mutex);
    registry().expecting = &connections;
}

QtConnections::Expecting::~Expecting()
{
    const std::lock_guard guard(registry().mutex);
    registry().expecting = nullptr;
}

ConnectionEnd QtConnections::endOf(Id connection) const
{
    const auto found = m_ended.find(connection);
    return found == m_ended.end() ? ConnectionEnd::None : found->second;
}

void QtConnections::seen(Id connection, ConnectionEnd end)
{
    constexpr std::size_t mostRemembered = 4096;
    m_current = connection;
    if (end == ConnectionEnd::Orderly)
        m_ended[connection] = end; // TLS may be heard after TCP
    else if (end == ConnectionEnd::Broken)
        m_ended.emplace(connection, end);
    if (m_ended.size() > mostRemembered)
        m_ended.erase(m_ended.begin());
}

} // namespace interleave::net
