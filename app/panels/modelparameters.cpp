// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/modelparameters.h"

#include "app/panels/choicelist.h"
#include "app/panels/formsection.h"
#include "app/panels/numberbox.h"
#include "app/panels/processorlist.h"
#include "app/panels/textlabel.h"
#include "app/run/quantities.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace interleave::panels {

using Choice = engine::Processors::Choice;

ModelParameters::ModelParameters(const engine::Model& named, QWidget* parent)
    : QWidget(parent), m_named(named), m_form(makeForm(this))
{
    m_workers = new NumberBox({0, 1000, 1, {}, tr("as many as processors")}, this);
    m_workersRow = addRow(tr("Workers"), m_workers, tr("Threads or processes that execute tasks."));
    m_inFlight = new NumberBox({1, 100'000}, this);
    m_inFlightRow = addRow(tr("In flight"), m_inFlight,
                           tr("Tasks in flight on each worker. 1: a worker waits until its task is done."));
    addProcessors();
    addLock();
    m_reset = new QPushButton(tr("Reset"), this);
    m_reset->setAccessibleName(tr("Reset the parameters of %1").arg(QString::fromStdString(named.name)));
    m_reset->setAutoDefault(false);
    m_reset->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_form->addRow(QString(), m_reset);

    for (NumberBox* box : {m_workers, m_inFlight, m_interval})
        connect(box, &NumberBox::valueChanged, this, &ModelParameters::edited);
    for (ChoiceList* box : {m_processors, m_lock})
        connect(box, &ChoiceList::currentIndexChanged, this, &ModelParameters::edited);
    connect(m_list, &QLineEdit::textChanged, this, &ModelParameters::edited);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        setModel(m_named);
        Q_EMIT changed();
    });
    setModel(named);
}

ModelParameters::Row ModelParameters::addRow(const QString& name, QWidget* field, const QString& toolTip)
{
    field->setToolTip(toolTip);
    return {addFormRow(m_form, name, field), name};
}

void ModelParameters::addProcessors()
{
    m_processors = new ChoiceList({tr("one"), tr("all"), tr("these:")}, this);
    m_processorsRow =
        addRow(tr("Processors"), m_processors, tr("Those that the workers may use; one is the last one."));
    m_list = new QLineEdit(this);
    m_list->setPlaceholderText(QStringLiteral("0, 1"));
    addRow(tr("Numbers"), m_list, tr("Of the processors, with a comma between two."));
}

void ModelParameters::addLock()
{
    m_lock = new ChoiceList({tr("none"), tr("interpreter")}, this);
    m_lockRow = addRow(tr("Lock"), m_lock,
                       tr("The interpreter lock is CPython's: one thread computes, the others wait for it."));
    m_interval = new NumberBox({1'000, 60'000'000'000, 1'000'000, tr(" ms")}, this);
    m_intervalRow = addRow(tr("Switch interval"), m_interval, tr("After which a waiter asks for the lock."));
}

void ModelParameters::setModel(const engine::Model& model)
{
    const QSignalBlocker quiet(this);
    m_workers->setExact(model.workers ? static_cast<std::int64_t>(*model.workers) : 0);
    m_inFlight->setExact(model.inFlight);
    m_processors->setCurrentIndex(static_cast<int>(model.processors.choice));
    // Another writing of the same list, or one that is not finished yet, stays as it was typed.
    const bool list = model.processors.choice == Choice::List;
    if (list && typedProcessors() != model.processors.list)
        m_list->setText(processorListText(model.processors.list));
    m_lock->setCurrentIndex(model.lock == engine::Lock::Interpreter ? 1 : 0);
    m_interval->setExact(model.switchInterval.count());
    edited();
}

engine::Model ModelParameters::model() const
{
    engine::Model model = m_named;
    model.workers.reset();
    if (const auto workers = static_cast<std::uint32_t>(m_workers->exact()); workers > 0)
        model.workers = workers;
    model.inFlight = static_cast<std::uint32_t>(m_inFlight->exact());
    model.processors = {static_cast<Choice>(m_processors->currentIndex()), {}};
    if (model.processors.choice == Choice::List)
        model.processors.list = typedProcessors();
    model.lock = m_lock->currentIndex() == 1 ? engine::Lock::Interpreter : engine::Lock::None;
    model.switchInterval = Duration(m_interval->exact());
    return model;
}

std::vector<ProcessorId> ModelParameters::typedProcessors() const
{
    return processorListFrom(m_list->text()).value_or(std::vector<ProcessorId>());
}

QStringList ModelParameters::changes() const
{
    const engine::Model now = model();
    QStringList changes;
    if (now.workers != m_named.workers)
        changes << (!now.workers        ? tr("as many workers as processors")
                    : *now.workers == 1 ? tr("1 worker")
                                        : tr("%1 workers").arg(*now.workers));
    if (now.inFlight != m_named.inFlight)
        changes << tr("%1 in flight").arg(now.inFlight);
    if (now.processors != m_named.processors)
        changes << (now.processors.choice == Choice::One ? tr("one processor")
                    : now.processors.choice == Choice::All
                        ? tr("all processors")
                        : tr("processors %1").arg(m_list->text().trimmed()));
    if (now.lock != m_named.lock)
        changes << (now.lock == engine::Lock::None ? tr("no lock") : tr("interpreter lock"));
    if (now.switchInterval != m_named.switchInterval)
        changes << tr("switch interval %1").arg(run::durationText(now.switchInterval));
    return changes;
}

QString ModelParameters::refusal() const
{
    if (m_processors->currentIndex() != static_cast<int>(Choice::List) || processorListFrom(m_list->text()))
        return {};
    return tr("Processors are numbers with a comma between two, such as 0, 1; “%1” is not.")
        .arg(m_list->text());
}

void ModelParameters::edited()
{
    const engine::Model now = model();
    m_form->setRowVisible(m_list, now.processors.choice == Choice::List);
    m_interval->setEnabled(now.lock == engine::Lock::Interpreter);
    mark(m_workersRow, now.workers != m_named.workers);
    mark(m_inFlightRow, now.inFlight != m_named.inFlight);
    mark(m_processorsRow, now.processors != m_named.processors);
    mark(m_lockRow, now.lock != m_named.lock);
    mark(m_intervalRow, now.switchInterval != m_named.switchInterval);
    m_reset->setEnabled(now != m_named);
    Q_EMIT changed();
}

void ModelParameters::mark(const Row& row, bool differs) const
{
    row.label->setText(differs ? row.name + QStringLiteral(" *") : row.name);
    row.label->setToolTip(differs ? tr("Changed; Reset gives back what the model is known for.") : QString());
    QFont font;
    font.setWeight(differs ? QFont::DemiBold : QFont::Normal);
    row.label->setFont(font);
}

} // namespace interleave::panels
