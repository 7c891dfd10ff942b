// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/engine/model.h"

#include <string>
#include <vector>

namespace interleave::panels {

class ModelRow;

/// The part of the set-up that says which models are compared.
class ModelsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ModelsPanel(const std::vector<ProcessorId>& available, QWidget* parent = nullptr);

    /// Does not tell it as a change. The parameters of models that are not among them stay.
    void setModels(const std::vector<engine::Model>& models);
    /// Those chosen: in the order of setModels() as long as they are the same ones, else in that of the
    /// table.
    std::vector<engine::Model> models() const;
    /// Why the chosen ones cannot be run; empty when they can.
    QString refusal() const;

Q_SIGNALS:
    void changed();

private:
    std::vector<ModelRow*> m_rows;
    std::vector<std::string> m_order; // ids
};

} // namespace interleave::panels
