// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/textlabel.h"

#include "app/panels/colours.h"

#include <QApplication>
#include <QEvent>

namespace interleave::panels {

TextLabel::TextLabel(const QString& text, Tone tone, QWidget* parent) : QLabel(parent), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setText(text);
    if (tone == Tone::Heading) {
        QFont semibold; // only the weight is set: size and family stay those of the parent
        semibold.setWeight(QFont::DemiBold);
        setFont(semibold);
    }
    adaptToPalette();
}

void TextLabel::showWarning(const QString& text)
{
    setText(text.isEmpty() ? text : QStringLiteral("\u26A0 ") + text);
    setVisible(!text.isEmpty());
}

void TextLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange)
        adaptToPalette();
}

void TextLabel::adaptToPalette()
{
    if (m_adapting || (m_tone != Tone::Dimmed && m_tone != Tone::Warning))
        return;
    m_adapting = true; // setPalette() below changes the palette, too
    const QPalette around = parentWidget() ? parentWidget()->palette() : QApplication::palette();
    QPalette own;
    own.setColor(QPalette::WindowText, m_tone == Tone::Dimmed ? dimmed(around) : warning(around));
    setPalette(own);
    m_adapting = false;
}

QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped()) : text;
}

} // namespace interleave::panels
