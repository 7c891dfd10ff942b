// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QWidget>

#include "app/panels/progress.h"
#include "app/run/experiment.h"

#include <optional>
#include <vector>

namespace interleave::panels {

class ChoiceList;
class ModelsPanel;
class RepeatPanel;
class RunBar;
class WorkPanel;

/// What to run: a ready-made experiment, or work and models of one's own choice, and the button.
class SetupPanel : public QWidget
{
    Q_OBJECT

public:
    /// @param available the processors that this program may use, ascending, at least one
    SetupPanel(std::vector<ProcessorId> available, std::vector<run::Preset> presets,
               QWidget* parent = nullptr);

    /// As the controls say now; what no control shows is as setExperiment() was given it. The title goes when
    /// anything that it may speak of is changed.
    run::Experiment experiment() const;
    void setExperiment(const run::Experiment& experiment);
    /// Shows a ready-made one; nothing when there is none of this id.
    void setPreset(const QString& id);
    /// The ready-made one that the controls show; empty as soon as anything differs from it.
    QString presetId() const { return m_presetId; }
    /// Why this cannot be run, one sentence; empty when it can. The button is enabled accordingly.
    QString refusal() const { return m_refusal; }

    /// Run becomes Stop, and nothing else can be changed.
    void setRunning(bool running);
    void setProgress(const Progress& progress);
    /// What came of it: "4 runs in 3.2 s", "12 tasks failed". Empty: nothing is said.
    void setConclusion(const QString& sentence, bool failure);

Q_SIGNALS:
    void runRequested();
    void stopRequested();
    /// experiment() has changed, by hand or by setExperiment() and setPreset(); told when the controls have
    /// settled.
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Known
    {
        run::Preset preset;
        QJsonObject json; ///< of its experiment without the title
    };
    QWidget* makeContent(const std::vector<ProcessorId>& available);
    ChoiceList* makePresets(QWidget* parent);
    run::Experiment untitled() const;
    void choose(int index);
    void settle();
    void adaptToPalette();

    std::vector<ProcessorId> m_available;
    std::vector<Known> m_presets;
    run::Experiment m_given;
    std::optional<run::Experiment> m_own; // the last one that was not ready-made
    QString m_presetId, m_refusal;
    ChoiceList* m_preset = nullptr;
    WorkPanel* m_work = nullptr;
    ModelsPanel* m_models = nullptr;
    RepeatPanel* m_repeat = nullptr;
    QWidget* m_content = nullptr;
    RunBar* m_runBar = nullptr;
};

} // namespace interleave::panels
