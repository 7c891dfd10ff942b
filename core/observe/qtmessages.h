// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace interleave::observe {

/// From here on nothing that Qt says of itself reaches standard error: what it warns of is told in words of
/// our own by whoever it concerns, or is of no concern. Where Qt gives up, which would abort, a sentence is
/// said and the program ends with status 1. Developers see Qt's own words with INTERLEAVE_QT_MESSAGES=1.
/// Before the application object is made.
void keepQtToItself();

/// What is said, after the program's name, and the exit status, when Qt gives up while this object lives. One
/// at a time. @param sentence must outlive it
class IfQtGivesUp
{
public:
    IfQtGivesUp(const char* sentence, int status);
    ~IfQtGivesUp();
    IfQtGivesUp(const IfQtGivesUp&) = delete;
    IfQtGivesUp& operator=(const IfQtGivesUp&) = delete;
};

} // namespace interleave::observe
