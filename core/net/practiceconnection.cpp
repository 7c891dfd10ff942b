// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/practiceconnection.h"

#include "core/observe/halfclose.h"

#include <QAbstractSocket>
#include <QSslSocket>

#include <algorithm>
#include <utility>

namespace interleave::net {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds dripInterval{10};

std::int64_t nanoseconds(Stamp stamp) { return Duration(stamp.time_since_epoch()).count(); }

PracticeAnswer countsAnswer(const PracticeServerProcess::Counts& counts)
{
    return PracticeAnswer({.status = 200,
                           .type = "application/json",
                           .body = "{\"requests\": " + std::to_string(counts.requests) +
                                   ", \"answers\": " + std::to_string(counts.answers) + "}\n"});
}

const PracticeAnswer* pageFor(const Request& request)
{
    if (request.method == Request::Method::Options)
        return &practiceRefusal(204);
    if (request.method == Request::Method::Other)
        return &practiceRefusal(405);
    return request.path == countsPath ? nullptr : &practicePage(request.path);
}

} // namespace

PracticeConnection::PracticeConnection(PracticeShared& shared, QAbstractSocket* socket)
    : m_shared(shared),
      m_socket(*socket),
      m_reader(shared.limits.request),
      m_encrypted(qobject_cast<QSslSocket*>(socket) != nullptr)
{
    m_phase = m_encrypted ? Phase::Handshake : Phase::Serving;
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // a dripped piece waits for nothing
}

void PracticeConnection::begin()
{
    connect(&m_socket, &QAbstractSocket::readyRead, this, &PracticeConnection::takeIn);
    connect(&m_socket, &QAbstractSocket::errorOccurred, this, &PracticeConnection::end);
    connect(&m_socket, &QAbstractSocket::disconnected, this, &PracticeConnection::end);
    if (auto* const secure = qobject_cast<QSslSocket*>(&m_socket)) {
        connect(secure, &QSslSocket::encryptedBytesWritten, this, &PracticeConnection::written);
        connect(secure, &QSslSocket::encrypted, this, [this] {
            m_phase = Phase::Serving;
            m_since = stampNow();
            m_unread = true; // a first request may have come with the end of the handshake
            proceed();
        });
        secure->startServerEncryption();
    } else {
        connect(&m_socket, &QAbstractSocket::bytesWritten, this, &PracticeConnection::written);
    }
}

std::int64_t PracticeConnection::unsent() const
{
    return m_socket.bytesToWrite() +
           (m_encrypted ? static_cast<const QSslSocket&>(m_socket).encryptedBytesToWrite() : 0);
}

bool PracticeConnection::mayReadOn() const
{
    return m_phase == Phase::Serving && !m_last && m_queue.size() < m_shared.limits.queued &&
           !(m_awaited && busy());
}

/// Reads what has arrived. The socket is unbuffered, so what is left in it stays in the system's buffer: also
/// the end of what a client sends. It may have closed its half only, and still wait for answers; Qt would
/// take the connection down as soon as that end is read.
void PracticeConnection::takeIn()
{
    if (m_phase == Phase::Leaving)
        return drop();
    if (!mayReadOn() || (busy() && m_socket.bytesAvailable() == 0)) {
        m_unread = true;
        return;
    }
    const qint64 length = m_socket.read(m_shared.input.data(), static_cast<qint64>(m_shared.input.size()));
    if (length < 0)
        end();
    else if (length > 0)
        serve({m_shared.input.data(), static_cast<std::size_t>(length)});
}

/// An answer is due, or there is room for its rest.
void PracticeConnection::proceed()
{
    serve({});
    if (m_unread && mayReadOn()) {
        m_unread = false;
        takeIn();
    }
}

void PracticeConnection::serve(std::string_view arrived)
{
    const bool kept = !m_input.empty();
    if (kept)
        m_input += arrived;
    std::string_view rest = kept ? m_input : arrived;
    for (std::size_t used = 1; used > 0;) {
        sendAnswers(); // which makes room for more
        used = readRequests(rest);
        rest.remove_prefix(used);
    }
    sendAnswers(); // a refusal uses nothing
    if (kept)
        m_input.erase(0, m_input.size() - rest.size());
    else
        m_input = rest;
    if (m_input.empty() && m_input.capacity() > 4096)
        m_input.shrink_to_fit();
}

/// @return how many bytes of `data` were used
std::size_t PracticeConnection::readRequests(std::string_view data)
{
    std::size_t used = 0;
    while (mayReadOn()) {
        if (std::exchange(m_awaited, false) && !write("HTTP/1.1 100 Continue\r\n\r\n"))
            break;
        if (used == data.size())
            break;
        const bool begun = m_reader.begun(), headRead = m_reader.headRead();
        used += m_reader.feed(data.substr(used));
        if (begun != m_reader.begun() || headRead != m_reader.headRead())
            m_since = stampNow(); // not with every byte: a client that sends slowly is not endured for ever
        if (m_reader.state() == RequestReader::State::NeedsMore)
            break;
        if (m_reader.state() == RequestReader::State::WantsContinue)
            m_awaited = true;
        else if (m_reader.state() == RequestReader::State::Refused)
            refuse(m_reader.refusal());
        else
            acceptRequest();
    }
    m_unread = m_unread || (m_last && used < data.size());
    return used;
}

void PracticeConnection::acceptRequest()
{
    const Request& request = m_reader.request();
    const Stamp now = stampNow();
    Answer answer{.page = pageFor(request),
                  .path = request.path,
                  .received = nanoseconds(now),
                  .due = now,
                  .keepAlive = request.keepAlive,
                  .withBody = request.method != Request::Method::Head,
                  .counted = request.path != countsPath};
    if (answer.counted)
        answer.due += m_shared.ledger.arrived();
    m_last = !request.keepAlive;
    m_queue.push_back(std::move(answer));
    m_reader.next();
}

void PracticeConnection::refuse(unsigned status)
{
    const bool toHead = m_reader.headRead() && m_reader.request().method == Request::Method::Head;
    m_queue.push_back(
        {.page = &practiceRefusal(status), .due = stampNow(), .withBody = !toHead, .counted = false});
    m_last = true;
    m_unread = true; // whatever it was
}

void PracticeConnection::sendAnswers()
{
    while (m_phase == Phase::Serving && !m_queue.empty() && !sending()) {
        const Stamp now = stampNow();
        const Duration wait = m_queue.front().due - now;
        if (wait > 0ns) {
            if (!m_timer.isActive())
                wakeAfter(std::chrono::ceil<std::chrono::milliseconds>(wait));
            return;
        }
        if (const PracticeAnswer* const page = m_queue.front().page)
            send(m_queue.front(), *page, now);
        else
            send(m_queue.front(), countsAnswer(m_shared.ledger.counts()), now);
    }
    if (m_phase == Phase::Serving && m_last && !busy())
        leave();
}

void PracticeConnection::wakeAfter(std::chrono::milliseconds time)
{
    m_timer.start(static_cast<int>(time.count()), Qt::PreciseTimer, this);
}

void PracticeConnection::send(const Answer& answer, const PracticeAnswer& page, Stamp now)
{
    m_dripping = m_shared.bandwidth > 0 && answer.counted && answer.withBody && !page.body().empty();
    std::string& output = m_shared.output;
    output.clear();
    page.appendHead(output, answer.keepAlive, nanoseconds(now));
    if (answer.withBody && !m_dripping)
        output += page.body();
    if (!write(output))
        return;
    if (!m_dripping)
        return answered();
    m_dripped = 0;
    m_dripBegin = now;
    wakeAfter(dripInterval);
}

void PracticeConnection::drip()
{
    if (unsent() > 0) // the client does not keep up
        return;
    const std::string_view body = m_queue.front().page->body();
    const double due = seconds(stampNow() - m_dripBegin) * static_cast<double>(m_shared.bandwidth);
    const auto until = static_cast<std::size_t>(std::min(due, static_cast<double>(body.size())));
    if (until > m_dripped && !write(body.substr(m_dripped, until - m_dripped)))
        return;
    m_dripped = until;
    if (m_dripped < body.size())
        return;
    m_timer.stop();
    m_dripping = false;
    answered();
    proceed();
}

/// The first of the queue is sent, as far as the system is concerned.
void PracticeConnection::answered()
{
    const Answer& answer = m_queue.front();
    m_since = stampNow();
    if (answer.counted)
        m_shared.ledger.answered(answer.path, answer.page->status(), answer.received, nanoseconds(m_since));
    m_queue.pop_front();
}

bool PracticeConnection::write(std::string_view bytes)
{
    m_writing = true;
    const qint64 length = m_socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
    if (m_encrypted)
        m_socket.flush();
    m_writing = false;
    if (length < 0)
        end();
    return m_phase == Phase::Serving;
}

/// The system has taken some of what it had no room for, or of what the encryption itself says.
void PracticeConnection::written()
{
    if (m_writing) // whoever writes goes on by itself
        return;
    m_since = stampNow();
    if (unsent() == 0)
        proceed();
}

void PracticeConnection::timerEvent(QTimerEvent*)
{
    if (m_dripping)
        return drip();
    m_timer.stop();
    proceed();
}

void PracticeConnection::expire(Stamp now)
{
    const Duration waited = now - m_since;
    switch (m_phase) {
    case Phase::Handshake:
        if (waited >= m_shared.limits.handshake)
            end();
        break;
    case Phase::Serving:
        expireServing(waited);
        break;
    case Phase::Leaving:
        if (waited >= m_shared.limits.leave) {
            m_socket.disconnectFromHost(); // encrypted: with a word of farewell
            end();
        }
        break;
    case Phase::Ended:
        break;
    }
}

void PracticeConnection::expireServing(Duration waited)
{
    const PracticeServerLimits& limits = m_shared.limits;
    if (unsent() > 0) {
        if (waited >= limits.write)
            end();
    } else if (!m_queue.empty()) {
        return; // the client waits for the server
    } else if (!m_reader.begun()) {
        if (waited >= limits.idle)
            leave();
    } else if (waited >= (m_reader.headRead() ? limits.body : limits.head)) {
        refuse(408);
        sendAnswers();
    }
}

/// After the last answer. A client that still sends something, or that was refused and may, is not closed at
/// once: the system would reset the connection and throw away what the client has not read yet.
void PracticeConnection::leave()
{
    m_phase = Phase::Leaving;
    m_since = stampNow();
    m_timer.stop();
    if (!m_unread && m_socket.bytesAvailable() == 0)
        return m_socket.disconnectFromHost(); // and end()
    if (!m_encrypted)
        observe::endOutput(m_socket.socketDescriptor());
    drop();
}

void PracticeConnection::drop()
{
    for (;;) {
        const qint64 length =
            m_socket.read(m_shared.input.data(), static_cast<qint64>(m_shared.input.size()));
        if (length == 0)
            return;
        m_dropped += static_cast<std::size_t>(std::max<qint64>(length, 0));
        if (length < 0 || m_dropped > m_shared.limits.dropped)
            return end();
    }
}

void PracticeConnection::end()
{
    if (m_phase == Phase::Ended)
        return;
    m_phase = Phase::Ended;
    m_timer.stop();
    m_socket.disconnect(this);
    m_socket.abort();
    m_shared.ended(*this);
    deleteLater();
}

} // namespace interleave::net
