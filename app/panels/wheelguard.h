// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace interleave::panels {

/// Makes the wheel scroll the panel, not change a value, while `control` has no focus.
void guardFromWheel(QWidget* control);

} // namespace interleave::panels
