// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/scriptcontrols.h"

#include "app/panels/lowtextedit.h"
#include "app/panels/textlabel.h"
#include "core/workloads/scriptparser.h"

#include <QTextCursor>
#include <QVBoxLayout>

namespace interleave::panels {
namespace {

/// What the editor begins with: every phase once.
constexpr const char* example = "4 x page: download /dice, compute 2 ms\n"
                                "2 x cook: compute 5 ms ± 20 %, lock A 3 ms\n"
                                "repeat 3 { wait 10 ms, lock A { compute 1 ms } }";

} // namespace

ScriptControls::ScriptControls(QFormLayout* form) : FormSection(form)
{
    auto* const whole = new QWidget(panel());
    auto* const layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* const label =
        new TextLabel(tr("What the tasks do, one kind a line"), TextLabel::Tone::Normal, whole);
    m_edit = new LowTextEdit(7, whole);
    m_edit->setPlainText(QString::fromUtf8(example));
    m_edit->setAccessibleName(label->text());
    label->setBuddy(m_edit);
    m_warning = new TextLabel({}, TextLabel::Tone::Warning, whole);
    auto* const hint =
        new TextLabel(tr("8 x name: compute 2 ms ± 20 %, wait 20 ms, download /dice, lock A 3 ms, "
                         "lock A { … }, repeat 3 { … }"),
                      TextLabel::Tone::Dimmed, whole);
    for (QWidget* part : std::initializer_list<QWidget*>{label, m_edit, m_warning, hint})
        layout->addWidget(part);
    addRow(whole);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        check();
        Q_EMIT changed();
    });
    check();
}

void ScriptControls::setOptions(const workloads::ScriptOptions& options)
{
    m_given = options;
    const QString text = QString::fromStdString(options.text);
    if (text == m_edit->toPlainText())
        return;
    QTextCursor all(m_edit->document()); // not setPlainText(): what was typed can be had back with Undo
    all.select(QTextCursor::Document);
    all.insertText(text);
}

workloads::ScriptOptions ScriptControls::options() const
{
    workloads::ScriptOptions options = m_given;
    options.text = m_edit->toPlainText().toStdString();
    return options;
}

void ScriptControls::check()
{
    std::string error;
    if (const auto script = workloads::parseScript(m_edit->toPlainText().toStdString(), error))
        m_needsServer = script->needsServer();
    m_refusal = QString::fromStdString(error);
    m_warning->showWarning(m_refusal);
}

} // namespace interleave::panels
