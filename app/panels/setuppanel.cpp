// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/setuppanel.h"

#include "app/panels/choicelist.h"
#include "app/panels/colours.h"
#include "app/panels/modelspanel.h"
#include "app/panels/repeatpanel.h"
#include "app/panels/runbar.h"
#include "app/panels/textlabel.h"
#include "app/panels/workpanel.h"
#include "app/run/experimentjson.h"
#include "app/run/runlist.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace interleave::panels {
namespace {

QJsonObject withoutTitle(run::Experiment experiment)
{
    experiment.title.clear();
    return run::toJson(experiment);
}

/// As wide as what it scrolls, which therefore is never cut off on the right.
class ColumnScrollArea final : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;
    QSize minimumSizeHint() const override
    {
        const int content = widget() ? widget()->minimumSizeHint().width() : 0;
        return {content + verticalScrollBar()->sizeHint().width() + 2 * frameWidth(), 0};
    }
};

} // namespace

SetupPanel::SetupPanel(std::vector<ProcessorId> available, std::vector<run::Preset> presets, QWidget* parent)
    : QWidget(parent), m_available(std::move(available))
{
    for (run::Preset& preset : presets) {
        QJsonObject json = withoutTitle(preset.experiment);
        m_presets.push_back({std::move(preset), std::move(json)});
    }
    auto* const scroll = new ColumnScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus); // its controls have it
    m_content = makeContent(m_available);
    scroll->setWidget(m_content);
    m_runBar = new RunBar(this);

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_runBar);

    connect(m_preset, &ChoiceList::activated, this, &SetupPanel::choose);
    connect(m_work, &WorkPanel::changed, this, &SetupPanel::settle);
    connect(m_models, &ModelsPanel::changed, this, &SetupPanel::settle);
    connect(m_repeat, &RepeatPanel::changed, this, &SetupPanel::settle);
    connect(m_runBar, &RunBar::runRequested, this, &SetupPanel::runRequested);
    connect(m_runBar, &RunBar::stopRequested, this, &SetupPanel::stopRequested);
    adaptToPalette();
    if (!m_presets.empty())
        setPreset(m_presets.front().preset.id);
    else
        settle();
}

QWidget* SetupPanel::makeContent(const std::vector<ProcessorId>& available)
{
    auto* const content = new QWidget;
    auto* const layout = new QVBoxLayout(content);
    const auto heading = [content, layout](const QString& text) {
        if (layout->count() > 0)
            layout->addSpacing(content->fontMetrics().height() / 2);
        auto* const label = new TextLabel(text, TextLabel::Tone::Heading, content);
        layout->addWidget(label);
        return label;
    };
    TextLabel* const ready = heading(tr("Ready-made experiment"));
    m_preset = makePresets(content);
    ready->setBuddy(m_preset);
    m_preset->setAccessibleName(ready->text());
    layout->addWidget(m_preset);
    heading(tr("Work"));
    m_work = new WorkPanel(content);
    layout->addWidget(m_work);
    heading(tr("Models to compare"));
    m_models = new ModelsPanel(available, content);
    layout->addWidget(m_models);
    heading(tr("Repeat and sweep"));
    m_repeat = new RepeatPanel(available.size(), content);
    layout->addWidget(m_repeat);
    layout->addStretch(1);
    return content;
}

ChoiceList* SetupPanel::makePresets(QWidget* parent)
{
    auto* const box = new ChoiceList({tr("Your own")}, parent);
    for (const Known& known : m_presets) {
        box->addItem(known.preset.title, known.preset.id);
        box->setItemData(box->count() - 1, plainToolTip(known.preset.description), Qt::ToolTipRole);
    }
    return box;
}

run::Experiment SetupPanel::untitled() const
{
    run::Experiment experiment;
    m_work->writeTo(experiment);
    experiment.models = m_models->models();
    m_repeat->writeTo(experiment);
    return experiment;
}

run::Experiment SetupPanel::experiment() const
{
    run::Experiment experiment = untitled();
    run::Experiment once = experiment; // how often it is made is nothing that a title speaks of
    once.repeat = m_given.repeat;
    if (run::toJson(once) == withoutTitle(m_given))
        experiment.title = m_given.title;
    return experiment;
}

void SetupPanel::setExperiment(const run::Experiment& experiment)
{
    m_given = experiment;
    m_work->setWork(experiment);
    m_models->setModels(experiment.models);
    m_repeat->setRepeat(experiment);
    settle();
}

void SetupPanel::setPreset(const QString& id)
{
    const auto known = std::ranges::find(m_presets, id, [](const Known& one) { return one.preset.id; });
    if (known != m_presets.end())
        setExperiment(known->preset.experiment);
}

void SetupPanel::choose(int index)
{
    if (index > 0)
        setPreset(m_preset->itemData(index).toString());
    else if (m_own)
        setExperiment(run::Experiment(*m_own)); // a copy: it is replaced meanwhile
    else
        settle(); // there is none yet: the box shows the ready-made one again
}

void SetupPanel::settle()
{
    const run::Experiment now = untitled();
    const QJsonObject json = run::toJson(now);
    const auto known = std::ranges::find(m_presets, json, &Known::json);
    m_presetId = known == m_presets.end() ? QString() : known->preset.id;
    if (m_presetId.isEmpty())
        m_own = experiment();
    m_preset->setCurrentIndex(known == m_presets.end() ? 0 : 1 + static_cast<int>(known - m_presets.begin()));
    m_preset->setToolTip(known == m_presets.end() ? QString() : plainToolTip(known->preset.description));

    m_repeat->showRefusal(now.models.empty() ? QString() : run::unfoldingRefusal(now, m_available));
    m_refusal = m_work->refusal();
    if (m_refusal.isEmpty())
        m_refusal = m_models->refusal();
    if (m_refusal.isEmpty())
        m_refusal = run::refusal(now, m_available);
    m_runBar->setRefusal(m_refusal);
    Q_EMIT changed();
}

void SetupPanel::setRunning(bool running)
{
    m_content->setEnabled(!running);
    m_runBar->setRunning(running);
}

void SetupPanel::setProgress(const Progress& progress) { m_runBar->setProgress(progress); }

void SetupPanel::setConclusion(const QString& sentence, bool failure)
{
    m_runBar->setConclusion(sentence, failure);
}

void SetupPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_content)
        adaptToPalette();
}

void SetupPanel::adaptToPalette()
{
    QPalette own;
    const QPalette readable = readableWhenDisabled(palette());
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        own.setColor(QPalette::Disabled, role, readable.color(QPalette::Disabled, role));
    m_content->setPalette(own);
}

} // namespace interleave::panels
