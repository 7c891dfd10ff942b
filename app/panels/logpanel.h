// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QPlainTextEdit;

namespace interleave::panels {

/// What the tasks print, as the article's programs print it; the last 100 000 lines.
class LogPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LogPanel(QWidget* parent = nullptr);

    /// Follows the end only while the end is in sight.
    void append(const QStringList& lines);
    /// A heading for the lines that come next.
    void beginRun(const QString& modelName);
    void clear();

private:
    QPlainTextEdit* m_text;
};

} // namespace interleave::panels
