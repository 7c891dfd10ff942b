// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace interleave::panels {

/// An arrow that shows and hides what is rarely needed.
class Disclosure : public QToolButton
{
    Q_OBJECT

public:
    /// @param content hidden at first; not owned
    /// @param text beside the arrow; may be empty: then set an accessible name
    explicit Disclosure(QWidget* content, const QString& text = {}, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace interleave::panels
