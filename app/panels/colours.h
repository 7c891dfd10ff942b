// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

/// Colours that the palette does not name, made from those that it does, so that every theme has them and
/// all can be read: text has a contrast of at least 4.5 : 1 (WCAG 2.1, success criterion 1.4.3).
namespace interleave::panels {

/// From 1 to 21, as WCAG 2.1 defines it.
double contrast(const QColor& one, const QColor& other);

/// `share` of `other` in `one`, 0 to 1.
QColor mixed(const QColor& one, const QColor& other, double share);

/// For secondary text on windows.
QColor dimmed(const QPalette& palette);
/// For the text of a refusal or a failure on windows: reddish, and never the only sign.
QColor warning(const QPalette& palette);
/// For thin lines around things: at least 3 : 1 is not needed where the line only decorates.
QColor hairline(const QPalette& palette);

/// The one button that matters.
struct Accent
{
    QColor fill, text;
};
Accent accent(const QPalette& palette);

/// The same palette with disabled text that can still be read.
QPalette readableWhenDisabled(QPalette palette);

} // namespace interleave::panels
