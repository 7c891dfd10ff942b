// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/modelrow.h"

#include "app/panels/choicebox.h"
#include "app/panels/disclosure.h"
#include "app/panels/modelparameters.h"
#include "app/panels/modelwords.h"
#include "app/panels/textlabel.h"
#include "app/run/experiment.h"

#include <QGridLayout>
#include <QSignalBlocker>

namespace interleave::panels {

ModelRow::ModelRow(const engine::Model& named, std::vector<ProcessorId> available, QWidget* parent)
    : QWidget(parent), m_named(named), m_available(std::move(available))
{
    const QString name = QString::fromStdString(named.name);
    auto* const layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setColumnStretch(0, 1);
    m_choice = new ChoiceBox(name, {}, this);
    m_parameters = new ModelParameters(named);
    auto* const arrow = new Disclosure(m_parameters, {}, this);
    arrow->setAccessibleName(tr("Parameters of %1").arg(name));
    arrow->setToolTip(arrow->accessibleName());
    m_parameters->setParent(this); // after the arrow in the order of the Tab key
    m_warning = new TextLabel({}, TextLabel::Tone::Warning, this);
    layout->addWidget(m_choice, 0, 0);
    layout->addWidget(arrow, 0, 1, Qt::AlignTop);
    layout->addWidget(m_parameters, 2, 0, 1, 2);
    layout->addWidget(m_warning, 1, 0, 1, 2);
    m_parameters->setContentsMargins(m_choice->textLeft(), 0, 0, 0);
    m_warning->setIndent(m_choice->textLeft());

    connect(m_choice, &ChoiceBox::toggled, this, &ModelRow::changed);
    connect(m_parameters, &ModelParameters::changed, this, [this] {
        update();
        Q_EMIT changed();
    });
    update();
}

bool ModelRow::isChosen() const { return m_choice->isChecked(); }

void ModelRow::setChosen(bool chosen) { m_choice->setChecked(chosen); }

engine::Model ModelRow::model() const
{
    engine::Model model = m_parameters->model();
    model.name = run::trueName(model, m_named);
    return model;
}

void ModelRow::setModel(const engine::Model& model)
{
    m_parameters->setModel(model);
    update();
}

void ModelRow::update()
{
    const engine::Model model = m_parameters->model();
    m_refusal = m_parameters->refusal();
    if (m_refusal.isEmpty())
        m_refusal = run::sentence(engine::refusal(model, m_available));
    QString line = m_refusal;
    if (!line.isEmpty())
        line[0] = line[0].toUpper(); // the core's are clauses
    m_warning->showWarning(line);

    QStringList lines;
    if (m_refusal.isEmpty())
        lines << modelWords(model, m_available).summary;
    if (const QStringList changes = m_parameters->changes(); !changes.isEmpty())
        lines << tr("Changed: %1").arg(changes.join(QLatin1StringView(", ")));
    m_choice->setDetail(lines.join(u'\n'));
}

} // namespace interleave::panels
