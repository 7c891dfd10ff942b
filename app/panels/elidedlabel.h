// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace interleave::panels {

/// One line that never asks for more room: what does not fit ends with "…" and is in the tool tip.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void showText(const QString& text);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace interleave::panels
