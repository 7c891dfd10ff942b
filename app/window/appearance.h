// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/theme.h"

#include <QIcon>
#include <QString>

#include <array>

namespace interleave::window {

enum class Appearance { System, Light, Dark, Projector, Article };
inline constexpr std::array allAppearances{Appearance::System, Appearance::Light, Appearance::Dark,
                                           Appearance::Projector, Appearance::Article};

/// "system", "light", …: as it is remembered.
QString idOf(Appearance appearance);
/// System where there is none of that id.
Appearance appearanceOf(const QString& id);
/// "Follow the system", as it is chosen.
QString wordOf(Appearance appearance);

/// How the timeline is drawn; what the system has chosen is told by the lightness of its palette.
view::Look lookOf(Appearance appearance);

/// Gives the application its palette and the size of its type.
/// @param textScale 1: what the system has
void apply(Appearance appearance, double textScale);

/// One of resources/icons/actions in the colours of the application's palette.
QIcon actionIcon(const char* name);

} // namespace interleave::window
