// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace interleave::panels {

/// An arrow that shows and hides what is rarely needed.
class Disclosure : public QToolButton
{
    Q_OBJECT

public:
    /// @param content hidden at first; not owned; null: what is shown and hidden follows toggled()
    /// @param text beside the arrow; may be empty: then set an accessible name
    explicit Disclosure(QWidget* content, const QString& text = {}, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int side() const;
    int arrowWidth() const;
};

} // namespace interleave::panels
