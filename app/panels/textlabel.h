// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace interleave::panels {

/// A label whose text is never taken for rich text, since it may come from a file or a server, and which is
/// broken into lines where it is too long.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    enum class Tone {
        Normal,
        Heading, ///< semibold
        Dimmed,  ///< secondary
        Warning, ///< reddish, behind a sign, so that colour is not all that tells
    };

    explicit TextLabel(const QString& text, Tone tone = Tone::Normal, QWidget* parent = nullptr);

    /// A warning: hides it when `text` is empty.
    void showWarning(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void adaptToPalette();

    Tone m_tone;
    bool m_adapting = false;
};

/// A tool tip that Qt does not take for rich text, whatever is in it.
QString plainToolTip(const QString& text);

} // namespace interleave::panels
