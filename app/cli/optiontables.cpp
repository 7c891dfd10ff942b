// SPDX-License-Identifier: GPL-3.0-or-later
// The options of each command, in the order in which the help shows them.
#include "app/cli/options.h"

#include <QtGlobal>

#include <array>

namespace interleave::cli {
namespace {

#define TEXT(text) QT_TRANSLATE_NOOP("cli", text)

constexpr std::array runTable{
    OptionSpec{"preset", "ID",
               TEXT("start from a ready-made experiment; options given beside it override its own"),
               Group::Work},
    OptionSpec{"workload", "ID", TEXT("what to run: downloads (default), sums, mixed or script"),
               Group::Work},
    OptionSpec{"models", "A,B,…",
               TEXT("the models to run, one after another (default sequential,gil,async,processes)"),
               Group::Work, Needs::Nothing, Times::Many},
    OptionSpec{"tasks", "N", TEXT("how many tasks (default 160 downloads, one per --url, 20 sums)"),
               Group::Work, Needs::TaskCount},

    OptionSpec{"url", "ADDRESS", TEXT("download from here, not from the practice server; may be repeated"),
               Group::Downloads, Needs::Addresses, Times::Many},
    OptionSpec{"client", "WHICH",
               TEXT("that downloads: own (default), or qt: QNetworkAccessManager with its hidden thread"),
               Group::Downloads, Needs::Downloads},
    OptionSpec{"fresh", nullptr, TEXT("a new connection for every download"), Group::Downloads,
               Needs::Downloads},
    OptionSpec{"parse", "N", TEXT("parse each page N times after it has arrived (default 0; mixed: 100)"),
               Group::Downloads, Needs::Pages},
    OptionSpec{"idle-timeout", "TIME", TEXT("give up when nothing arrives for so long (default 30s)"),
               Group::Downloads, Needs::Downloads},
    OptionSpec{"deadline", "TIME", TEXT("give up a download that takes longer (default 120s)"),
               Group::Downloads, Needs::Downloads},
    OptionSpec{"body-limit", "SIZE", TEXT("refuse longer pages (default 1GiB)"), Group::Downloads,
               Needs::Downloads},
    OptionSpec{"ca", "FILE", TEXT("trust the certificates in this PEM file too"), Group::Downloads,
               Needs::Https},

    OptionSpec{"pages", "A,B,…", TEXT("its pages to download in turn: jython, dice (default both)"),
               Group::Server, Needs::ServerPages, Times::Many},
    OptionSpec{"latency", "TIME", TEXT("before each of its answers (default 50ms)"), Group::Server,
               Needs::Server},
    OptionSpec{"jitter", "TIME", TEXT("up to so much more, at random (default 0)"), Group::Server,
               Needs::Server},
    OptionSpec{"seed", "N", TEXT("of the jitter: the same seed, the same delays (default 1)"), Group::Server,
               Needs::Jitter},
    OptionSpec{"bandwidth", "SIZE/s", TEXT("of each answer, such as 1MB/s (default as fast as it goes)"),
               Group::Server, Needs::Server},
    OptionSpec{"tls", nullptr, TEXT("https instead of http"), Group::Server, Needs::Server},

    OptionSpec{"number", "N", TEXT("task k adds up i*i for i below N + k (default 400000000)"), Group::Sums,
               Needs::Sums},

    OptionSpec{"hash", "N", TEXT("compute the SHA-256 of each page N times (default 100)"), Group::Mixed,
               Needs::Mixed},

    OptionSpec{"script", "TEXT",
               TEXT("what tasks do, such as \"8 x compute 2 ms, wait 20 ms\"; given again: another line"),
               Group::Script, Needs::Script, Times::Many},
    OptionSpec{"script-file", "FILE", TEXT("the same from a file, as text or JSON"), Group::Script,
               Needs::Script},

    OptionSpec{"workers", "N|all", TEXT("how many workers; all: as many as processors"), Group::Model},
    OptionSpec{"in-flight", "N", TEXT("tasks in flight per worker"), Group::Model},
    OptionSpec{"processors", "WHICH", TEXT("that the workers may use: one, all, or numbers such as 0,1"),
               Group::Model},
    OptionSpec{"lock", "KIND", TEXT("none, or interpreter: CPython's, one holder at a time"), Group::Model},
    OptionSpec{"switch-interval", "TIME", TEXT("after which a waiter asks for the lock (default 5ms)"),
               Group::Model, Needs::Lock},
    OptionSpec{"no-switch-records", nullptr,
               TEXT("do without the kernel's record of every switch, as where it is refused"), Group::Model},

    OptionSpec{"repeat", "N", TEXT("make each run N times, and tell median, least and most (default 1)"),
               Group::Unfolding},
    OptionSpec{"sweep", "WHAT=VALUES",
               TEXT("one parameter over several values: workers=1..16, latency=10ms..90ms/20ms"),
               Group::Unfolding},

    OptionSpec{"image", "FILE",
               TEXT("draw the runs, of a sweep the chart: .svg, .pdf or .png; may be repeated"),
               Group::Picture, Needs::Nothing, Times::Many},
    OptionSpec{"by", "ROWS", TEXT("one row per worker (default), task or processor"), Group::Picture,
               Needs::Timelines},
    OptionSpec{"helpers", nullptr, TEXT("rows for the threads that execute no task, too"), Group::Picture,
               Needs::WorkerRows},
    OptionSpec{"theme", "NAME", TEXT("light (default), dark, projector or article"), Group::Picture,
               Needs::Image},
    OptionSpec{"width", "WIDTH", TEXT("of the image: pixels, 320 to 20000 (default 1280), or such as 16cm"),
               Group::Picture, Needs::Image},
    OptionSpec{"dpi", "N", TEXT("pixels per inch of a PNG in centimetres (default 300)"), Group::Picture,
               Needs::PaperPng},
    OptionSpec{"image-from", "TIME", TEXT("draw the runs from this time on, such as 20ms"), Group::Picture,
               Needs::Timelines},
    OptionSpec{"image-to", "TIME", TEXT("up to this one (default their end)"), Group::Picture,
               Needs::Timelines},
    OptionSpec{"fit", nullptr, TEXT("each run fills the width, instead of one scale for all"), Group::Picture,
               Needs::Timelines},
    OptionSpec{"title", "TEXT", TEXT("above the image, and of the saved runs"), Group::Picture,
               Needs::Titled},
    OptionSpec{"no-legend", nullptr, TEXT("do without the words for the colours"), Group::Picture,
               Needs::Timelines},

    OptionSpec{"save", "FILE", TEXT("all runs as Chrome Trace Event JSON, for Perfetto and speedscope"),
               Group::Output},
    OptionSpec{"events", "FILE", TEXT("every event of every task as one JSON object a line"), Group::Output},
    OptionSpec{"csv", "FILE", TEXT("the figures of every run as comma-separated values"), Group::Output},
    OptionSpec{"csv-points", "FILE",
               TEXT("the same of medians, with --repeat or --sweep: of each model and value"), Group::Output,
               Needs::Medians},
    OptionSpec{"json", nullptr, TEXT("the results as one JSON object instead of lines and a table"),
               Group::Output},
    OptionSpec{"explain", nullptr, TEXT("after each run what stands out in it, and its ideal schedule"),
               Group::Output},
    OptionSpec{"quiet", nullptr, TEXT("no line per task"), Group::Output},
};

constexpr std::array serveTable{
    OptionSpec{"port", "N", TEXT("to listen on (default 8000; 0: any free one)"), Group::Serve},
    OptionSpec{"listen", "ADDRESS",
               TEXT("to listen on (default 127.0.0.1: this computer only; 0.0.0.0: the whole network)"),
               Group::Serve},
    OptionSpec{"latency", "TIME", TEXT("before each answer (default 50ms)"), Group::Serve},
    OptionSpec{"jitter", "TIME", TEXT("up to so much more, at random (default 0)"), Group::Serve},
    OptionSpec{"seed", "N", TEXT("of the jitter: the same seed, the same delays (default 1)"), Group::Serve,
               Needs::Jitter},
    OptionSpec{"bandwidth", "SIZE/s", TEXT("of each answer, such as 1MB/s (default as fast as it goes)"),
               Group::Serve},
    OptionSpec{"tls", nullptr, TEXT("https instead of http"), Group::Serve},
};

constexpr std::array listTable{
    OptionSpec{"json", nullptr, TEXT("as a JSON array instead of columns"), Group::List},
};

#undef TEXT

} // namespace

std::span<const OptionSpec> runOptions() { return runTable; }
std::span<const OptionSpec> serveOptions() { return serveTable; }
std::span<const OptionSpec> listOptions() { return listTable; }

} // namespace interleave::cli
