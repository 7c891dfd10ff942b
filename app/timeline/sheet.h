// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/lanesplottable.h"

#include <memory>
#include <vector>

class QCPAxisRect;
class QCustomPlot;

namespace interleave::view {

class PaintedElement;

/// The runs of a plan, one under the other, on a plot that has nothing else. Nothing here replots.
class Sheet
{
public:
    enum class Parts {
        Whole, ///< heading with legend, runs, one axis below them all, footer: a picture
        Runs,  ///< only the runs, with their own axes where they have them: what scrolls in a window
    };

    /// @param plot outlives the sheet
    Sheet(QCustomPlot& plot, Parts parts);

    /// Shows a plan; what the plot has is kept where it has as many runs. For a whole picture the plot should
    /// be plan.width by plan.height() logical pixels.
    void show(SheetPlan plan);
    /// Shows nothing.
    void clear();
    /// Whether the next frame will follow soon: then drawing may be coarse.
    void setMoving(bool moving) { m_content->moving = moving; }
    /// What is on the plot was drawn in a hurry, and coarser than it might be.
    bool coarse() const;
    void setHighlight(std::optional<Highlight> highlight) { m_content->highlight = highlight; }

    const SheetPlan& plan() const { return m_content->plan; }
    std::optional<Highlight> highlight() const { return m_content->highlight; }
    /// Where the lanes of a run are, padding included, as the plot was last laid out.
    QRect lanesRect(std::size_t run) const;
    /// Where its heading is, likewise.
    QRect headingRect(std::size_t run) const;

private:
    struct Band
    {
        PaintedElement* heading = nullptr; // the plot owns them
        QCPAxisRect* lanes = nullptr;
        LanesPlottable* bars = nullptr;
    };

    void rebuild();
    void addRun(std::size_t index);
    PaintedElement* addElement(std::function<void(QCPPainter&, const QRect&)> paint);
    void update();
    void update(const Band& band, std::size_t index);
    bool hasAxis(std::size_t run) const;

    QCustomPlot& m_plot;
    const Parts m_parts;
    std::shared_ptr<SheetContent> m_content = std::make_shared<SheetContent>();
    std::vector<Band> m_bands;
    PaintedElement* m_heading = nullptr;
    PaintedElement* m_footer = nullptr;
};

} // namespace interleave::view
