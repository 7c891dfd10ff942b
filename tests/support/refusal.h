// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace interleave::tests {

/// From now on the system refuses switch records to the calling thread and to those that it starts, as a
/// container does. @return false where it cannot be made to
bool refuseSwitchRecords();

/// From now on the system refuses the calling thread to start others, as where a limit of processes is
/// reached (which root does not have). @return false where it cannot be made to
bool refuseThreads();

} // namespace interleave::tests
