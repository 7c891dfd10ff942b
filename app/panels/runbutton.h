// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace interleave::panels {

/// The one big button: Run, and Stop while it runs.
class RunButton : public QPushButton
{
    Q_OBJECT

public:
    explicit RunButton(QWidget* parent = nullptr);

    void setRunning(bool running);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_running = false;
};

} // namespace interleave::panels
