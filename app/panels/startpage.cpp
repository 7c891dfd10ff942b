// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/startpage.h"

#include "app/panels/presetbutton.h"
#include "app/panels/textlabel.h"

#include <QEvent>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace interleave::panels {

StartPage::StartPage(const std::vector<run::Preset>& presets, QWidget* parent) : QWidget(parent)
{
    auto* const scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(makeContent(presets));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    adaptToFont();
    arrange();
}

QWidget* StartPage::makeContent(const std::vector<run::Preset>& presets)
{
    auto* const outer = new QWidget;
    auto* const centre = new QHBoxLayout(outer);
    m_content = new QWidget(outer);
    centre->addStretch(1);
    centre->addWidget(m_content, 100);
    centre->addStretch(1);
    auto* const layout = new QVBoxLayout(m_content);
    m_title = new TextLabel(tr("See concurrency happen"), TextLabel::Tone::Normal, m_content);
    layout->addStretch(1);
    layout->addWidget(m_title);
    layout->addWidget(
        new TextLabel(tr("Interleave runs real downloads and computations under the concurrency "
                         "models that you choose, and draws what every task really did."),
                      TextLabel::Tone::Dimmed, m_content));
    m_grid = new QGridLayout;
    layout->addLayout(m_grid);
    for (const run::Preset& preset : presets) {
        auto* const button = new PresetButton(preset.title, preset.description,
                                              m_buttons.empty() ? tr("Start here") : QString(), m_content);
        connect(button, &PresetButton::clicked, this, [this, id = preset.id] { Q_EMIT presetChosen(id); });
        m_buttons.push_back(button);
    }
    layout->addWidget(new TextLabel(tr("Choose one, then press Run. Everything can be changed on the left."),
                                    TextLabel::Tone::Dimmed, m_content));
    m_open = new QPushButton(tr("Open saved runs…"), m_content);
    m_open->setAutoDefault(false);
    connect(m_open, &QPushButton::clicked, this, &StartPage::openRequested);
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    layout->addStretch(2);
    return outer;
}

void StartPage::arrange()
{
    const int columns = width() >= 76 * fontMetrics().averageCharWidth() ? 2 : 1;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (std::size_t k = 0; k < m_buttons.size(); ++k) {
        m_grid->removeWidget(m_buttons[k]);
        m_grid->addWidget(m_buttons[k], static_cast<int>(k) / columns, static_cast<int>(k) % columns);
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, columns == 2 ? 1 : 0);
}

void StartPage::adaptToFont()
{
    QFont large = font();
    large.setWeight(QFont::DemiBold);
    if (large.pointSizeF() > 0)
        large.setPointSizeF(large.pointSizeF() * 1.7);
    else
        large.setPixelSize(large.pixelSize() * 17 / 10);
    m_title->setFont(large);
    const int line = fontMetrics().height();
    m_open->setMinimumSize(m_open->fontMetrics().horizontalAdvance(m_open->text()) + 2 * line, 2 * line);
    m_grid->setSpacing(line * 2 / 3);
    m_grid->setContentsMargins(0, line, 0, line);
    m_content->setMaximumWidth(110 * fontMetrics().averageCharWidth());
}

void StartPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void StartPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_title) {
        adaptToFont();
        arrange();
    }
}

} // namespace interleave::panels
