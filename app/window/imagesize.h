// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget> // first: moc 6.4 cannot read <compare> before it

#include "app/images/image.h"

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace interleave::window {

/// How large an image is to be: its width in pixels or on paper, and beside it, wherever it is put, how many
/// pixels a PNG has for that.
class ImageSize : public QWidget
{
    Q_OBJECT

public:
    explicit ImageSize(QWidget* parent);

    void show(const images::ImageOptions& options);
    void applyTo(images::ImageOptions& options) const;
    /// The other row.
    QWidget* density() const { return m_density; }

Q_SIGNALS:
    void changed();

private:
    void showUnit();
    bool onPaper() const;

    QSpinBox* m_pixels;
    QDoubleSpinBox* m_centimetres;
    QComboBox* m_unit;
    QWidget* m_density;
    QSpinBox* m_times;
    QSpinBox* m_dpi;
};

} // namespace interleave::window
