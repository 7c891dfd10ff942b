// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/runchoice.h"

#include "app/timeline/words.h"

#include <algorithm>

namespace interleave::window {
namespace {

constexpr int mostInSight = 5;

} // namespace

RunChoice::RunChoice(const std::vector<const Trace*>& runs, QWidget* parent) : QListWidget(parent)
{
    for (const Trace* run : runs) {
        auto* item = new QListWidgetItem(view::oneLine(run->info.modelName), this); // the list takes it
        item->setFlags(Qt::ItemIsUserCheckable | Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(Qt::Checked);
    }
    setTabKeyNavigation(false);
    setMaximumHeight(std::max(1, sizeHintForRow(0)) * std::min(count(), mostInSight) + 6);
    setAccessibleName(tr("Runs"));
}

std::vector<std::uint32_t> RunChoice::chosen() const
{
    std::vector<std::uint32_t> chosen;
    for (int i = 0; i < count(); ++i)
        if (item(i)->checkState() == Qt::Checked)
            chosen.push_back(static_cast<std::uint32_t>(i));
    return chosen;
}

} // namespace interleave::window
