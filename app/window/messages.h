// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace interleave::window {

/// What went wrong, as plain text.
void warn(QWidget* parent, const QString& sentence);
void showKeys(QWidget* parent);
void showLicence(QWidget* parent);
void showAbout(QWidget* parent);

} // namespace interleave::window
