// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workloads/scriptcursor.h"
#include "core/workloads/scripttasks.h"

#include <vector>

namespace interleave::workloads {

/// Reads what a task does. Every function returns false, and leaves a sentence in the cursor, where the text
/// is something else.
class PhaseParser
{
public:
    /// @param script where new locks and addresses are added
    PhaseParser(ScriptCursor& cursor, Script& script) : m_cursor(cursor), m_script(script) {}

    /// Phases between commas; in braces a new line separates them too, and a comma may follow the last.
    /// @param steps how many there are, repeats counted
    bool phases(std::vector<ScriptPhase>& phases, std::size_t& steps);

private:
    bool phase(ScriptPhase& phase, std::size_t& steps);
    bool timed(ScriptPhase& phase, std::string_view word, Duration most);
    bool spread(ScriptPhase& phase);
    bool download(ScriptPhase& phase);
    bool lock(ScriptPhase& phase, std::size_t& steps);
    bool repeat(ScriptPhase& phase, std::size_t& steps);
    bool body(ScriptPhase& phase, std::size_t& steps);

    ScriptCursor& m_cursor;
    Script& m_script;
    std::size_t m_depth = 0; // of braces
};

} // namespace interleave::workloads
