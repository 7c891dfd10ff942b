// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace interleave::tests {

/// One thing that FaultServer does on a connection; the next one follows when it is done.
struct Step
{
    enum class Kind {
        Send,
        Repeat,   ///< the bytes, again and again until the client closes
        Wait,     ///< for the time
        Close,    ///< orderly: TLS says so first (close_notify), then TCP
        Reset,    ///< a TCP reset
        Cut,      ///< TCP ends orderly, and TLS says nothing
        Notify,   ///< TLS says that it ends, and TCP stays open
        Redirect, ///< to what the request's query names as "to"
    };

    Kind kind;
    QByteArray bytes = {};
    std::chrono::milliseconds time{0}; ///< also of Repeat: between two
};

Step send(QByteArray bytes);
Step repeat(QByteArray bytes, std::chrono::milliseconds every);
Step wait(std::chrono::milliseconds time);
inline Step closing() { return {Step::Kind::Close}; }
inline Step reset() { return {Step::Kind::Reset}; }
inline Step cut() { return {Step::Kind::Cut}; }
inline Step notify() { return {Step::Kind::Notify}; }

/// How a download has to end: so many bytes, or a sentence ("%1" in it is the address).
struct Expected
{
    std::optional<std::uint64_t> bytes;
    const char* sentence = "";
};
constexpr Expected finished(std::uint64_t bytes) { return {bytes}; }
constexpr Expected failed(const char* sentence) { return {{}, sentence}; }

/// A row of the table: what is done when this path is asked for, and what the clients make of it.
struct OddAnswer
{
    std::string path;
    std::vector<Step> steps;
    std::vector<Step> again = {}; ///< for further requests on the same connection, if it is something else
    std::optional<Expected> own = {};       ///< empty: a test of its own tells
    std::optional<Expected> qt = {};        ///< Qt's client, where it differs on purpose
    bool tls = false;                       ///< it is meant for https
    std::chrono::milliseconds idle{10'000}; ///< the clients' idle time-out for it
};

/// The table; a new odd answer is one row of it.
const std::vector<OddAnswer>& oddAnswers();
/// Null where the table does not have it.
const OddAnswer* oddAnswer(std::string_view path);

} // namespace interleave::tests
