// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace interleave::panels {

/// A field for a few lines of plain text, as high as these, whatever the size of the type. Tab leaves it.
class LowTextEdit final : public QPlainTextEdit
{
public:
    LowTextEdit(int lines, QWidget* parent) : QPlainTextEdit(parent), m_lines(lines)
    {
        setTabChangesFocus(true);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        const int lines = m_lines * fontMetrics().lineSpacing();
        return {20 * fontMetrics().averageCharWidth(), lines + 4 * frameWidth() + 8};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    int m_lines;
};

} // namespace interleave::panels
