// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/address.h"
#include "core/observe/connectionend.h"

#include <QObject>

#include <cstdint>
#include <map>
#include <string>

namespace interleave::net {

/// How the connections of one Qt client end. Qt does not tell: to its client a connection that is cut off in
/// the middle of a body ends the body, as long as no length says otherwise. So the sockets on its hidden
/// thread are looked at before Qt is told that there is something to be read, and what is seen is posted
/// here. Qt posts what it makes of the same event after that, so it is known which reply came from which
/// connection. Lives on the worker's thread.
class QtConnections final : public QObject
{
public:
    using Id = std::uint64_t; ///< 0: not known

    QtConnections();
    ~QtConnections() override;
    Q_DISABLE_COPY_MOVE(QtConnections)

    /// Looks at the sockets of this thread from now on. @param threadId the system's
    void watch(std::int64_t threadId);
    /// While it lives a hidden thread that nobody watches yet is that of these: its number is not known
    /// before it has begun to work. One at a time.
    class Expecting
    {
    public:
        explicit Expecting(QtConnections& connections);
        ~Expecting();
        Q_DISABLE_COPY_MOVE(Expecting)
    };

    /// The one that what Qt tells now comes from.
    Id current() const { return m_current; }
    /// How it has ended, by what Qt has told so far.
    observe::ConnectionEnd endOf(Id connection) const;
    /// Something was seen on it. Any thread posts it.
    void seen(Id connection, observe::ConnectionEnd end);

private:
    Id m_current = 0;
    std::map<Id, observe::ConnectionEnd> m_ended;
};

/// What is wrong with the certificates of these servers: Qt tells it to one of the requests that fail by it.
using RefusedCertificates = std::map<Origin, std::string>;

/// Of a hidden thread of Qt's client, as the system shows it ("QNetworkAccessManager thread", cut).
inline constexpr const char* nameOfHiddenThread = "QNetworkAccessM";

} // namespace interleave::net
