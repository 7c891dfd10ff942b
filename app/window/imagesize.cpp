// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/imagesize.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

namespace interleave::window {
namespace {

QHBoxLayout* rowIn(QWidget* widget)
{
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    widget->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    return row;
}

} // namespace

ImageSize::ImageSize(QWidget* parent)
    : QWidget(parent),
      m_pixels(new QSpinBox(this)),
      m_centimetres(new QDoubleSpinBox(this)),
      m_unit(new QComboBox(this)),
      m_density(new QWidget(parent)),
      m_times(new QSpinBox(m_density)),
      m_dpi(new QSpinBox(m_density))
{
    m_pixels->setRange(320, 20'000);
    m_pixels->setSingleStep(160);
    m_centimetres->setRange(8.5, 500);
    m_centimetres->setDecimals(1);
    m_unit->addItems({tr("pixels"), tr("centimetres")});
    m_times->setRange(1, 8);
    m_times->setPrefix(QStringLiteral("× "));
    m_dpi->setRange(72, 1200);
    m_dpi->setSingleStep(50);
    m_dpi->setSuffix(tr(" per inch"));
    m_pixels->setAccessibleName(tr("Width in pixels"));
    m_centimetres->setAccessibleName(tr("Width in centimetres"));
    m_times->setAccessibleName(tr("PNG pixels"));
    m_dpi->setAccessibleName(tr("PNG pixels per inch"));
    auto* const unit = new QLabel(tr("Unit"), this); // on Linux the accessible name of a box is its label's
    unit->setTextFormat(Qt::PlainText);
    unit->setBuddy(m_unit);
    QHBoxLayout* const row = rowIn(this);
    row->addWidget(m_pixels, 1);
    row->addWidget(m_centimetres, 1);
    row->addWidget(unit);
    row->addWidget(m_unit);
    QHBoxLayout* const other = rowIn(m_density);
    other->addWidget(m_times);
    other->addWidget(m_dpi);
    setFocusProxy(m_pixels);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &ImageSize::showUnit);
    connect(m_pixels, &QSpinBox::valueChanged, this, &ImageSize::changed);
    connect(m_centimetres, &QDoubleSpinBox::valueChanged, this, &ImageSize::changed);
    showUnit();
}

bool ImageSize::onPaper() const { return m_unit->currentIndex() == 1; }

void ImageSize::showUnit()
{
    m_pixels->setVisible(!onPaper());
    m_centimetres->setVisible(onPaper());
    m_times->setVisible(!onPaper());
    m_dpi->setVisible(onPaper());
    setFocusProxy(onPaper() ? static_cast<QWidget*>(m_centimetres) : m_pixels);
    Q_EMIT changed();
}

void ImageSize::show(const images::ImageOptions& options)
{
    m_pixels->setValue(options.width);
    if (options.centimetres > 0)
        m_centimetres->setValue(options.centimetres);
    m_unit->setCurrentIndex(options.centimetres > 0 ? 1 : 0);
    m_times->setValue(static_cast<int>(options.scale));
    m_dpi->setValue(options.dpi);
}

void ImageSize::applyTo(images::ImageOptions& options) const
{
    options.width = m_pixels->value();
    options.centimetres = onPaper() ? m_centimetres->value() : 0;
    options.scale = m_times->value();
    options.dpi = m_dpi->value();
}

} // namespace interleave::window
