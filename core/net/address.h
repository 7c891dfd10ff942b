// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interleave::net {

/// What one connection can be reused for: the same scheme, host and port.
struct Origin
{
    bool tls = false;
    std::string host; ///< to connect to: a literal address without brackets, or a name in its ASCII form
    std::string name; ///< what its certificate is for: without an IPv6 address's zone, or a last dot
    std::uint16_t port = 0;

    auto operator<=>(const Origin&) const = default;
};

/// An address that can be downloaded, taken apart once, so that a request costs no URL handling.
struct Address
{
    QUrl url; ///< with user info
    Origin origin;
    std::string shown;   ///< for people and files: without user info and fragment
    std::string request; ///< the whole GET, as it is sent
};

/// @param text http or https, at most 8192 characters
/// @return empty, and in `error` a sentence that names the address and says why it cannot be downloaded
std::optional<Address> parseAddress(std::string_view text, std::string& error);

/// Where a redirect's Location leads, seen from the address that answered. User info stays with its own
/// origin and is taken from nowhere else: credentials never reach another host.
/// @return as parseAddress()
std::optional<Address> redirectedAddress(const Address& from, std::string_view location, std::string& error);

/// What every client sends beside the address itself: names and values of the header's fields.
std::vector<std::pair<std::string, std::string>> headersOf(const QUrl& url);

/// `text` fit for a message: an address as it is downloaded; anything else as it is written; without user
/// info, control characters and excessive length.
std::string shownAddress(std::string_view text);

/// The text of an address without user info, for files that are kept; what is no address loses everything up
/// to its last @.
std::string withoutUserInfo(std::string_view text);

/// True for "127.0.0.1" and "::1", which need no name resolution.
bool isLiteral(const std::string& host);
bool isThisComputer(const std::string& literal); ///< loopback

} // namespace interleave::net
