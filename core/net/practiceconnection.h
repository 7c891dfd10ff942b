// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/practiceledger.h"
#include "core/net/practicepages.h"
#include "core/net/requestreader.h"
#include "core/trace/time.h"

#include <QBasicTimer>
#include <QObject>

#include <deque>
#include <functional>
#include <string>
#include <vector>

class QAbstractSocket;

namespace interleave::net {

/// What the practice server bears of its clients.
struct PracticeServerLimits
{
    RequestLimits request;
    std::size_t queued = 16; ///< requests of one connection that wait for their answers; then it is not read
    std::size_t dropped = 4'194'304;  ///< bytes read of a client that was refused and goes on sending
    std::size_t connections = 16'384; ///< then none is accepted until one ends
    std::chrono::milliseconds handshake{30'000}, head{30'000}, body{60'000}; ///< for all of it
    std::chrono::milliseconds idle{300'000}; ///< without a request: longer than a task computes between two
    std::chrono::milliseconds write{60'000}; ///< without the client reading any more of its answer
    std::chrono::milliseconds leave{2'000};  ///< for the client to close after the last answer
};

class PracticeConnection;

/// What all connections of a server have in common.
struct PracticeShared
{
    PracticeShared(const PracticeServerOptions& options, const PracticeServerLimits& bounds)
        : limits(bounds), bandwidth(options.bandwidth), ledger(options)
    {
    }

    PracticeServerLimits limits;
    std::uint64_t bandwidth; ///< bytes per second of each body; 0: as fast as it goes
    PracticeLedger ledger;
    std::function<void(PracticeConnection&)> ended;      ///< it is deleted after this
    std::vector<char> input = std::vector<char>(65'536); ///< what was just read
    std::string output;                                  ///< what is about to be written
};

/// One client of the practice server: its requests are read and answered in their order, each when its own
/// delay is over and the answer before it is sent. What does not fit waits in the system's buffers, so a
/// client takes little memory whatever it sends or leaves unread.
class PracticeConnection final : public QObject
{
public:
    /// @param socket connected; a QSslSocket is yet to agree on its encryption. Becomes a child
    PracticeConnection(PracticeShared& shared, QAbstractSocket* socket);

    /// Begins to serve. May end at once.
    void begin();
    /// Looks whether its client has taken too long, and if so ends it, perhaps with an answer that says so.
    void expire(Stamp now);

    std::size_t place = 0; ///< among the server's connections

private:
    enum class Phase : std::uint8_t { Handshake, Serving, Leaving, Ended };

    struct Answer
    {
        const PracticeAnswer* page = nullptr; // null: the counts
        std::string path;
        std::int64_t received = 0; // monotonic, ns
        Stamp due{};
        bool keepAlive = false;
        bool withBody = true; // not to HEAD
        bool counted = true;
    };

    void timerEvent(QTimerEvent*) override;
    void takeIn();
    void proceed();
    void serve(std::string_view arrived);
    std::size_t readRequests(std::string_view data);
    void acceptRequest();
    void refuse(unsigned status);
    void sendAnswers();
    void wakeAfter(std::chrono::milliseconds time);
    void send(const Answer& answer, const PracticeAnswer& page, Stamp now);
    void drip();
    void answered();
    bool write(std::string_view bytes);
    void written();
    std::int64_t unsent() const;
    bool sending() const { return m_dripping || unsent() > 0; }
    bool busy() const { return !m_queue.empty() || sending(); }
    bool mayReadOn() const;
    void expireServing(Duration waited);
    void leave();
    void drop();
    void end();

    PracticeShared& m_shared;
    QAbstractSocket& m_socket;
    RequestReader m_reader;
    std::deque<Answer> m_queue; // the first one is being sent, or is the next
    std::string m_input;        // what the reader has not used yet
    QBasicTimer m_timer;        // until the next answer is due, or more of a body
    Stamp m_since = stampNow(); // what the client is waited for since then
    Stamp m_dripBegin{};
    std::size_t m_dripped = 0; // of the body
    std::size_t m_dropped = 0;
    Phase m_phase;
    bool m_encrypted;
    bool m_dripping = false;
    bool m_writing = false;
    bool m_last = false;    // no further request is read
    bool m_unread = false;  // something was left in the socket, or is not looked at: bytes or their end
    bool m_awaited = false; // a body whose client waits for 100 (Continue)
};

} // namespace interleave::net
