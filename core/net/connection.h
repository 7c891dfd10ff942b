// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/address.h"
#include "core/net/endwatch.h"

#include <QAbstractSocket>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

class QTcpSocket;

namespace interleave::engine {
class TaskContext;
class Wakeup;
} // namespace interleave::engine

namespace interleave::net {

class ClientEnvironment;

/// One connection to one origin, used by one task at a time. While a task is attached, what happens on the
/// socket wakes that task, and what the event loop computes for the socket counts as that task's; without one
/// it is silent, so no signal ever reaches a coroutine that has ended. Worker's thread only.
class Connection
{
public:
    /// @param environment for the certificates that https trusts
    Connection(const Origin& origin, const ClientEnvironment& environment);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const Origin& origin() const { return m_origin; }

    /// The objects must outlive the attachment. @param attempt goes into the phases stamped by signals
    void attach(engine::TaskContext& context, engine::Wakeup& wakeup, unsigned attempt);
    void detach();

    /// Begins to connect. The certificate is verified against the origin's host. @param address a literal one
    void open(const std::string& address);
    bool isOpen() const { return m_open && !isClosed(); }      ///< connected, and encrypted if it has to be
    bool isSecuring() const { return m_securing; }             ///< in (or failed in) the TLS handshake
    bool hasConnected() const { return m_open || m_securing; } ///< TCP was there, at least
    /// The peer has closed, or it never opened. Bytes may still be there to read.
    bool isClosed() const { return m_closed; }
    /// How it was closed, once it is: the peer has said that it is the end, by TCP and over TLS by
    /// close_notify.
    bool endedOrderly() const { return m_orderly; }
    /// Why, in words: "connection refused".
    std::string problem() const;
    QAbstractSocket::SocketError error() const { return m_error; }
    /// The attempt of its user that it was opened or taken for.
    unsigned attempt() const { return m_user.attempt; }
    /// The system's number of the socket. @pre hasConnected()
    std::int64_t descriptor() const;

    void send(std::string_view request);
    bool isSent() const;
    /// @return how many bytes, 0 when there are none now
    std::size_t read(std::span<char> buffer);
    /// Open, and nothing more was read than the last response.
    bool isIdle() const;
    /// The same, and nothing has arrived meanwhile that nobody has read yet: the socket itself is asked.
    bool isReusable();

private:
    void opened();
    void connected();
    void failed(QAbstractSocket::SocketError error);
    void wake() const;

    struct User
    {
        engine::TaskContext* context = nullptr;
        engine::Wakeup* wakeup = nullptr;
        unsigned attempt = 0;
    };

    Origin m_origin;
    User m_user;
    bool m_open = false;
    bool m_securing = false;
    bool m_closed = false;
    bool m_orderly = false;
    bool m_sending = false;
    QAbstractSocket::SocketError m_error = QAbstractSocket::UnknownSocketError;
    EndWatch m_end;
    std::unique_ptr<QTcpSocket> m_socket; // last: gone before what its handlers use
};

} // namespace interleave::net
