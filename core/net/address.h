// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

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
    std::string host; ///< a literal address without brackets, or a name in its ASCII form
    std::uint16_t port = 0;

    bool operator==(const Origin&) const = default;
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

/// `text` fit for a message: without user info, control characters and excessive length, even if it is no
/// URL.
std::string shownAddress(std::string_view text);

/// True for "127.0.0.1" and "::1", which need no name resolution.
bool isLiteral(const std::string& host);

} // namespace interleave::net
