// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run/readquantities.h"

#include <QString>
#include <QStringList>

namespace interleave::cli {

using run::bandwidthFrom;
using run::centimetresFrom;
using run::durationFrom;
using run::numberFrom;
using run::sizeFrom;

/// The word among `known` that `word` is most likely meant to be; empty when none is near.
QString nearest(const QString& word, const QStringList& known);

} // namespace interleave::cli
