// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QObject;

namespace interleave::tests {

/// The main() of a test that runs the engine: with the application object and the settings of the real
/// programs.
int runWithEngine(QObject& test, int argc, char** argv);

} // namespace interleave::tests
