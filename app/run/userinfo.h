// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace interleave::run {

/// An address without user name and password, which are not for a settings file or a message. Empty where
/// nothing is left.
QString withoutUserInfo(const std::string& address);

/// The same for all addresses in a script.
QString withoutUserInfos(const std::string& script);

} // namespace interleave::run
