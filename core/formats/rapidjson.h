// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// RapidJSON's empty stack adds an offset to a null pointer, which Clang's UndefinedBehaviorSanitizer reports.
// No other check is switched off, and none outside of RapidJSON: what it includes is included before.
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <limits>
#include <new>
#include <utility>
#if defined(__clang__)
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#endif
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#if defined(__clang__)
#pragma clang attribute pop
#endif
