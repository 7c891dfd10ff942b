// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/timeline/measurecard.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace interleave::view {
namespace {

constexpr int padding = 12;
constexpr int beside = 12; // the band
constexpr std::size_t mostRuns = 5;
constexpr double widestName = 96;

} // namespace

MeasureCard::MeasureCard(QWidget* parent) : QFrame(parent)
{
    setAccessibleName(tr("Measured range"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding - 2, padding, padding);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    hide();
}

void MeasureCard::show(const RangeWords& words, const Theme& theme, const QRect& band)
{
    m_theme = theme;
    delete m_content;
    m_content = new QWidget(this);
    m_grid = new QGridLayout(m_content);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(3);
    addHead(words);
    addFigures(words);
    addButtons(m_grid->columnCount());
    layout()->addWidget(m_content);
    setAccessibleDescription(tr("%1, %2").arg(words.length, words.where));
    QFrame::show();
    adjustSize();
    place(band);
    raise();
    update();
}

QLabel* MeasureCard::addLabel(const QString& text, const QFont& font, const QColor& colour)
{
    auto* label = new QLabel(text, m_content);
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
    return label;
}

void MeasureCard::addHead(const RangeWords& words)
{
    const auto columns = static_cast<int>(1 + std::min(words.runs.size(), mostRuns));
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(addLabel(words.length, m_theme.font(m_theme.nameSize, QFont::DemiBold), m_theme.text));
    line->addWidget(addLabel(words.where, m_theme.font(m_theme.textSize), m_theme.dim), 1);
    m_grid->addLayout(line, 0, 0, 1, std::max(2, columns));
    const QFont bold = m_theme.font(m_theme.textSize, QFont::DemiBold);
    for (std::size_t run = 0; run < words.runs.size() && run < mostRuns; ++run) {
        const QString name = QFontMetricsF(bold).elidedText(words.runs[run], Qt::ElideRight, widestName);
        QLabel* label = addLabel(name, bold, m_theme.text);
        label->setAccessibleName(words.runs[run]);
        m_grid->addWidget(label, 1, static_cast<int>(run) + 1, Qt::AlignRight);
    }
}

void MeasureCard::addFigures(const RangeWords& words)
{
    const QFont plain = m_theme.font(m_theme.textSize);
    int row = 2;
    for (const RangeWords::Figure& figure : words.figures) {
        auto* line = new QHBoxLayout;
        line->setSpacing(7);
        auto* swatch = new QLabel(m_content);
        swatch->setFixedSize(10, 10);
        if (figure.state) {
            QPixmap colour(10, 10);
            colour.fill(m_theme[*figure.state].colour);
            swatch->setPixmap(colour);
        }
        line->addWidget(swatch);
        line->addWidget(addLabel(figure.name, plain, m_theme.dim), 1);
        m_grid->addLayout(line, row, 0);
        for (std::size_t run = 0; run < figure.values.size() && run < mostRuns; ++run)
            m_grid->addWidget(addLabel(figure.values[run], plain, m_theme.text), row,
                              static_cast<int>(run) + 1, Qt::AlignRight);
        ++row;
    }
    if (words.runs.size() > mostRuns)
        m_grid->addWidget(addLabel(tr("The other %1 runs are in the text.").arg(words.runs.size() - mostRuns),
                                   plain, m_theme.dim),
                          row, 0, 1, -1);
}

void MeasureCard::addButtons(int columns)
{
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 8, 0, 0);
    const auto add = [&](const QString& text, void (MeasureCard::*asked)()) {
        auto* button = new QPushButton(text, m_content);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, asked);
        line->addWidget(button);
    };
    add(tr("Zoom to it"), &MeasureCard::zoomAsked);
    add(tr("Copy as text"), &MeasureCard::copyAsked);
    line->addStretch(1);
    add(tr("Close"), &MeasureCard::closeAsked);
    m_grid->addLayout(line, m_grid->rowCount(), 0, 1, columns);
}

/// Right of the band, else left of it; where there is no room, below its begin, and on the side where it
/// hides less of it.
void MeasureCard::place(const QRect& band)
{
    const QSize room = parentWidget()->size();
    int x = band.right() + beside;
    if (x + width() > room.width() - beside)
        x = band.left() - beside - width();
    const bool fits = x >= beside;
    if (!fits)
        x = band.center().x() > room.width() / 2 ? beside : room.width() - beside - width();
    const int lowest = std::max(0, room.height() - height() - beside);
    move(std::max(0, x), fits ? std::clamp(band.top() + beside, 0, lowest) : lowest);
}

void MeasureCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.dim, 1));
    painter.setBrush(m_theme.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void MeasureCard::mousePressEvent(QMouseEvent* event) { m_grip = event->pos(); }

void MeasureCard::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint to = mapToParent(event->pos()) - m_grip;
    const QSize room = parentWidget()->size() - size();
    move(std::clamp(to.x(), 0, std::max(0, room.width())), std::clamp(to.y(), 0, std::max(0, room.height())));
}

} // namespace interleave::view
