// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/runbar.h"

#include "app/panels/colours.h"
#include "app/panels/elidedlabel.h"
#include "app/panels/runbutton.h"
#include "app/panels/textlabel.h"

#include <QPainter>
#include <QProgressBar>
#include <QVBoxLayout>

namespace interleave::panels {
namespace {

constexpr int steps = 1000; // a bar counts in int, tasks do not

} // namespace

RunBar::RunBar(QWidget* parent) : QWidget(parent)
{
    m_refusalLine = new TextLabel({}, TextLabel::Tone::Warning, this);
    m_conclusion = new TextLabel({}, TextLabel::Tone::Normal, this);
    m_failure = new TextLabel({}, TextLabel::Tone::Warning, this);
    m_modelLine = new ElidedLabel(this);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, steps);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(8);
    m_bar->setAccessibleName(tr("Progress of this run"));
    m_tasksLine = new TextLabel({}, TextLabel::Tone::Dimmed, this);
    m_tasksLine->setWordWrap(false);
    m_button = new RunButton(this);

    auto* const layout = new QVBoxLayout(this);
    for (QWidget* part : std::initializer_list<QWidget*>{m_refusalLine, m_conclusion, m_failure, m_modelLine,
                                                         m_bar, m_tasksLine, m_button})
        layout->addWidget(part);
    connect(m_button, &RunButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT stopRequested();
        else
            Q_EMIT runRequested();
    });
    setConclusion({}, false);
    setRunning(false);
    setRefusal({});
}

void RunBar::setRefusal(const QString& refusal)
{
    m_refusal = refusal;
    enableButton();
}

void RunBar::setRunning(bool running)
{
    m_running = running;
    if (running) {
        setConclusion({}, false);
        setProgress({});
    }
    for (QWidget* part : std::initializer_list<QWidget*>{m_modelLine, m_bar, m_tasksLine})
        part->setVisible(running);
    m_button->setRunning(running);
    enableButton();
}

void RunBar::enableButton()
{
    const bool refused = !m_running && !m_refusal.isEmpty(); // what runs can always be stopped
    m_refusalLine->showWarning(refused ? m_refusal : QString());
    m_button->setEnabled(!refused);
    m_button->setToolTip(refused ? plainToolTip(m_refusal) : QString());
    m_button->setAccessibleDescription(refused ? m_refusal : QString());
}

void RunBar::setProgress(const Progress& progress)
{
    const run::RunProgress& tasks = progress.tasks;
    const double share =
        tasks.tasks > 0 ? static_cast<double>(tasks.stopped) / static_cast<double>(tasks.tasks) : 0.0;
    m_bar->setValue(static_cast<int>(share * steps));
    if (progress.model.isEmpty())
        m_modelLine->showText(tr("Starting…"));
    else if (progress.runs > 1)
        m_modelLine->showText(
            tr("Run %1 of %2: %3")
                .arg(QString::number(progress.run), QString::number(progress.runs), progress.model));
    else
        m_modelLine->showText(progress.model);
    QStringList parts{tr("%1 of %2 tasks").arg(tasks.stopped).arg(tasks.tasks)};
    if (tasks.failed > 0)
        parts << tr("%1 failed").arg(tasks.failed);
    parts << tr("%1 s").arg(seconds(tasks.elapsed), 0, 'f', 1);
    m_tasksLine->setText(parts.join(QStringLiteral(" \u00B7 ")));
}

void RunBar::setConclusion(const QString& sentence, bool failure)
{
    m_conclusion->setText(sentence);
    m_conclusion->setVisible(!failure && !sentence.isEmpty());
    m_failure->showWarning(failure ? sentence : QString());
}

void RunBar::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(0, 0, width(), 1, hairline(palette())); // what scrolls ends here
}

} // namespace interleave::panels
