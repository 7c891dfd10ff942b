// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/disclosure.h"

#include <algorithm>

namespace interleave::panels {

Disclosure::Disclosure(QWidget* content, const QString& text, QWidget* parent) : QToolButton(parent)
{
    setCheckable(true);
    setAutoRaise(true);
    setArrowType(Qt::RightArrow);
    setFocusPolicy(Qt::StrongFocus);
    setText(text);
    setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    content->hide();
    connect(this, &QToolButton::toggled, content, &QWidget::setVisible);
    connect(this, &QToolButton::toggled, this,
            [this](bool open) { setArrowType(open ? Qt::DownArrow : Qt::RightArrow); });
}

QSize Disclosure::sizeHint() const
{
    const int side = std::max(28, fontMetrics().lineSpacing() * 3 / 2);
    return QToolButton::sizeHint().expandedTo({side, side});
}

} // namespace interleave::panels
