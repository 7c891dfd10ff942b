// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace interleave::net {

/// One thing that the practice server answers, ready but for the moment at which it is sent.
struct PracticePage
{
    unsigned status = 200;
    std::string type; ///< of the body, as in Content-Type
    std::string body;
    std::string more{}; ///< further lines of the header, each with its end
};

/// As pages are sent: with the header of either kind of connection made beforehand.
class PracticeAnswer
{
public:
    explicit PracticeAnswer(PracticePage page);

    unsigned status() const { return m_page.status; }
    const std::string& body() const { return m_page.body; }
    /// Appends status line and header. @param sent on the monotonic clock, in nanoseconds
    void appendHead(std::string& to, bool keepAlive, std::int64_t sent) const;

private:
    std::string headBegin(bool keepAlive) const;

    PracticePage m_page;
    std::string m_head, m_headKeepingAlive; // up to the moment
};

/// The page of a path; one of status 404 where there is none. Not of countsPath.
const PracticeAnswer& practicePage(std::string_view path);
/// What is said instead of a page; for each status that the server gives. @pre such a status
const PracticeAnswer& practiceRefusal(unsigned status);

inline constexpr std::string_view countsPath = "/interleave/counts";

} // namespace interleave::net
