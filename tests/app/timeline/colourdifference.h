// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace interleave::support {

/// How a reader sees colours. Protan, Deutan, Tritan: complete colour blindness of that kind (Machado,
/// Oliveira and Fernandes 2009, severity 1); Grey: a print without colour.
enum class Reader { Normal, Protan, Deutan, Tritan, Grey };

/// CIEDE2000 (Sharma, Wu and Dalal 2005) between two colours as the reader sees them: 1 is just noticeable.
double colourDifference(const QColor& a, const QColor& b, Reader reader);

} // namespace interleave::support
