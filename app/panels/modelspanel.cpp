// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/modelspanel.h"

#include "app/panels/modelrow.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace interleave::panels {

ModelsPanel::ModelsPanel(const std::vector<ProcessorId>& available, QWidget* parent) : QWidget(parent)
{
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(fontMetrics().height() / 2);
    for (const engine::Model& model : engine::models()) {
        auto* const row = new ModelRow(model, available, this);
        connect(row, &ModelRow::changed, this, &ModelsPanel::changed);
        layout->addWidget(row);
        m_rows.push_back(row);
    }
}

void ModelsPanel::setModels(const std::vector<engine::Model>& models)
{
    const QSignalBlocker quiet(this);
    m_order.clear();
    for (const engine::Model& model : models)
        m_order.push_back(model.id);
    for (ModelRow* row : m_rows) {
        const auto chosen = std::ranges::find(models, row->model().id, &engine::Model::id);
        row->setChosen(chosen != models.end());
        if (chosen != models.end())
            row->setModel(*chosen);
    }
}

std::vector<engine::Model> ModelsPanel::models() const
{
    std::vector<engine::Model> chosen;
    for (const ModelRow* row : m_rows) {
        if (row->isChosen())
            chosen.push_back(row->model());
    }
    std::vector<engine::Model> ordered;
    for (const std::string& id : m_order) {
        if (const auto model = std::ranges::find(chosen, id, &engine::Model::id); model != chosen.end())
            ordered.push_back(*model);
    }
    return ordered.size() == chosen.size() && ordered.size() == m_order.size() ? ordered : chosen;
}

QString ModelsPanel::refusal() const
{
    for (const ModelRow* row : m_rows) {
        if (row->isChosen() && !row->refusal().isEmpty())
            return tr("%1: %2").arg(QString::fromStdString(row->model().name), row->refusal());
    }
    return {};
}

} // namespace interleave::panels
