// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/timeline/shownview.h"

#include "app/timeline/timelineplot.h"

#include <QTest>

namespace interleave::support {

Runs runsOf(const std::vector<PictureRecipe>& recipes)
{
    Runs runs;
    for (const PictureRecipe& recipe : recipes)
        runs.push_back(std::make_shared<const Trace>(pictureTrace(recipe)));
    return runs;
}

std::unique_ptr<view::TimelineView> shownView(Runs runs, QSize size, const view::ViewSettings& settings)
{
    auto view = std::make_unique<view::TimelineView>();
    view->resize(size);
    view->setSettings(settings);
    view->show();
    if (!QTest::qWaitForWindowExposed(view.get()))
        qFatal("the view does not come up");
    view->setRuns(std::move(runs), {});
    view->plot()->replot();
    return view;
}

} // namespace interleave::support
