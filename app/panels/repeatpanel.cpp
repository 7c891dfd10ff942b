// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/repeatpanel.h"

#include "app/panels/choicelist.h"
#include "app/panels/formsection.h"
#include "app/panels/numberbox.h"
#include "app/panels/textlabel.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace interleave::panels {
namespace {

QString usualValues(const run::SweepParameter& parameter, std::size_t processors)
{
    const std::map<std::string_view, QString> usual{{"workers", QStringLiteral("1..16*2")},
                                                    {"in-flight", QStringLiteral("1..64*2")},
                                                    {"processors", QStringLiteral("1..%1").arg(processors)},
                                                    {"switch-interval", QStringLiteral("1ms..16ms*2")},
                                                    {"tasks", QStringLiteral("20..100/20")},
                                                    {"number", QStringLiteral("1000000..8000000*2")},
                                                    {"parse", QStringLiteral("0..40/10")},
                                                    {"hash", QStringLiteral("20..100/20")},
                                                    {"latency", QStringLiteral("10ms..50ms/10ms")},
                                                    {"jitter", QStringLiteral("0..40ms/10ms")},
                                                    {"bandwidth", QStringLiteral("100kB/s..10MB/s*10")}};
    const auto found = usual.find(parameter.id);
    return found == usual.end() ? QString() : found->second;
}

} // namespace

RepeatPanel::RepeatPanel(std::size_t processors, QWidget* parent)
    : QWidget(parent),
      m_form(makeForm(this)),
      m_repeat(
          new NumberBox({.least = 1, .most = 1000, .suffix = tr(" times"), .leastText = tr("once")}, this)),
      m_values(new QLineEdit(this)),
      m_refusal(new TextLabel({}, TextLabel::Tone::Warning, this))
{
    QStringList names{tr("Nothing")};
    for (const run::SweepParameter& row : run::sweepParameters()) {
        const QString name = run::nameOf(row);
        names << name.left(1).toUpper() + name.mid(1);
        m_typed[QLatin1StringView(row.id)] = usualValues(row, processors);
    }
    m_parameter = new ChoiceList(names, this);
    m_repeat->setToolTip(
        tr("Each run is made so often; the figures are the median, the least and the most."));
    m_parameter->setToolTip(tr("This number takes one value after another; a chart shows what comes of it."));
    m_values->setToolTip(tr("1,2,5 or 1..16 or 1..16/3 (in steps of 3) or 1..64*2 (doubling)"));
    m_values->setMaxLength(1000);
    addFormRow(m_form, tr("Make each run"), m_repeat);
    addFormRow(m_form, tr("Sweep over"), m_parameter);
    addFormRow(m_form, tr("Its values"), m_values);
    m_form->addRow(m_refusal);
    connect(m_repeat, &NumberBox::valueChanged, this, &RepeatPanel::changed);
    connect(m_parameter, &ChoiceList::currentIndexChanged, this, [this] {
        showValues();
        Q_EMIT changed();
    });
    connect(m_values, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_typed[QLatin1StringView(parameter()->id)] = text;
        Q_EMIT changed();
    });
    m_repeat->setExact(1);
    showValues();
    showRefusal({});
}

const run::SweepParameter* RepeatPanel::parameter() const
{
    const int index = m_parameter->currentIndex();
    return index > 0 ? &run::sweepParameters()[static_cast<std::size_t>(index - 1)] : nullptr;
}

void RepeatPanel::showValues()
{
    m_form->setRowVisible(m_values, parameter() != nullptr);
    if (parameter())
        m_values->setText(m_typed[QLatin1StringView(parameter()->id)]);
}

void RepeatPanel::setRepeat(const run::Experiment& experiment)
{
    const QSignalBlocker quiet(this); // who sets it knows
    m_repeat->setExact(experiment.repeat);
    int index = 0;
    const auto rows = run::sweepParameters();
    for (std::size_t k = 0; experiment.sweep && k < rows.size(); ++k)
        if (experiment.sweep->parameter == QLatin1StringView(rows[k].id)) {
            index = static_cast<int>(k) + 1;
            m_typed[experiment.sweep->parameter] = experiment.sweep->values;
        }
    m_parameter->setCurrentIndex(index);
    showValues();
}

void RepeatPanel::writeTo(run::Experiment& experiment) const
{
    experiment.repeat = static_cast<std::uint32_t>(m_repeat->exact());
    experiment.sweep.reset();
    if (parameter())
        experiment.sweep = run::Sweep{QLatin1StringView(parameter()->id), m_values->text()};
}

void RepeatPanel::showRefusal(const QString& refusal)
{
    m_form->setRowVisible(m_refusal, !refusal.isEmpty());
    m_refusal->showWarning(refusal);
}

} // namespace interleave::panels
