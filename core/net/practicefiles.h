// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The files of resources/practice, compiled in.
namespace interleave::net::practice {

extern const std::string_view dicePage;
extern const std::string_view jythonPage;
extern const std::string_view authorityPem;
extern const std::string_view serverPem;
extern const std::string_view serverKeyPem;

} // namespace interleave::net::practice
