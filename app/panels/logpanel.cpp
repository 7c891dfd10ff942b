// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/logpanel.h"

#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QVBoxLayout>

namespace interleave::panels {
namespace {

constexpr int mostLines = 100'000;

} // namespace

LogPanel::LogPanel(QWidget* parent) : QWidget(parent)
{
    m_text = new QPlainTextEdit(this);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMaximumBlockCount(mostLines);
    m_text->document()->setDocumentMargin(8);
    m_text->setUndoRedoEnabled(false);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setPlaceholderText(tr("What the tasks print appears here."));
    m_text->setAccessibleName(tr("Log"));
    QFont fixed; // only the family is set: the size stays that of the parent
    fixed.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    fixed.setStyleHint(QFont::Monospace);
    fixed.setFixedPitch(true);
    m_text->setFont(fixed);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
}

void LogPanel::append(const QStringList& lines)
{
    if (lines.isEmpty())
        return;
    QScrollBar* const bar = m_text->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    const int before = m_text->blockCount(), place = bar->value();
    m_text->appendPlainText(lines.size() > mostLines ? lines.last(mostLines).join(u'\n') : lines.join(u'\n'));
    // What was dropped at the top would otherwise move the text under the reader's eyes.
    const auto dropped = before + static_cast<int>(lines.size()) - m_text->blockCount();
    bar->setValue(atEnd ? bar->maximum() : place - std::max(0, dropped));
}

void LogPanel::beginRun(const QString& modelName)
{
    const QString heading = QStringLiteral("── %1 ──").arg(modelName);
    append(m_text->document()->isEmpty() ? QStringList(heading) : QStringList{QString(), heading});
}

void LogPanel::clear() { m_text->clear(); }

} // namespace interleave::panels
