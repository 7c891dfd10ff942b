// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/navigation.h"

#include <vector>

class QAction;
class QMenu;

namespace interleave::view {
class TimelineView;
}

namespace interleave::window {

/// The ways to get about in the timeline, as a menu. Keys without Control or Alt work while the timeline has
/// the focus.
class NavigateMenu
{
public:
    /// Fills a menu of the window. @param view, menu: outlive this
    NavigateMenu(QMenu& menu, view::TimelineView& view);

    /// @param possible there is a timeline to get about in
    void setEnabled(bool possible);

private:
    struct Entry
    {
        view::Navigation where;
        QAction* action;
    };

    QAction* add(view::Navigation where, const char* text, const char* keys);
    void renew();

    QMenu& m_menu;
    view::TimelineView& m_view;
    std::vector<Entry> m_entries;
    QAction* m_follow = nullptr;
    bool m_possible = false;
    bool m_live = false;
};

} // namespace interleave::window
