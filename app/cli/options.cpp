// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/options.h"

#include "app/cli/text.h"
#include "app/cli/values.h"
#include "app/run/userinfo.h"

#include <QCommandLineParser>

#include <algorithm>

namespace interleave::cli {
namespace {

/// Switches have no opposites: they count where they are given. Empty: this is not about one.
QString opposite(const QString& name, std::span<const OptionSpec> specs)
{
    const QLatin1StringView no("no-");
    const bool negated = name.startsWith(no);
    const QString other = negated ? name.sliced(no.size()) : no + name;
    const OptionSpec* const spec = find(specs, other);
    return spec && !spec->value
               ? Text::tr("there is no option --%1; it is so where --%2 is not given: leave both out.")
                     .arg(name, other)
               : QString();
}

QString unknownOption(const QString& name, std::span<const OptionSpec> specs)
{
    if (QString sentence = opposite(name, specs); !sentence.isEmpty())
        return sentence;
    QStringList known{QStringLiteral("help")};
    for (const OptionSpec& spec : specs)
        known << QLatin1StringView(spec.name);
    const QString meant = nearest(name, known);
    return meant.isEmpty() ? Text::tr("there is no option --%1; --help lists those that there are.").arg(name)
                           : Text::tr("there is no option --%1; did you mean --%2?").arg(name, meant);
}

QString oneDash(const QString& word, std::span<const OptionSpec> specs)
{
    const QString name = word.section(u'=', 0, 0).sliced(1); // without a value, which may hold a password
    if (find(specs, name) || name == QLatin1StringView("help"))
        return Text::tr("-%1 has one dash too few; write --%1.").arg(name);
    return unknownOption(name, specs);
}

QString needsValue(const OptionSpec& spec)
{
    return Text::tr("--%1 needs a value: --%1 %2.")
        .arg(QLatin1StringView(spec.name), QString::fromUtf8(spec.value));
}

/// Why these values cannot be one option's; empty if they can.
QString valuesRefusal(const OptionSpec& spec, const QStringList& values)
{
    if (values.contains(QString()) && spec.needs != Needs::Addresses) // an address is judged with the others
        return QLatin1StringView(spec.value) == QLatin1StringView("FILE")
                   ? Text::tr("--%1 needs the name of a file.").arg(QLatin1StringView(spec.name))
                   : needsValue(spec);
    if (spec.times == Times::Many || values.size() < 2)
        return {};
    // Of a script.
    const auto shown = [&](qsizetype k) { return run::withoutUserInfos(values[k].toStdString()); };
    return Text::tr("--%1 takes one value, but was given %2: “%3” and “%4”; leave all but one of them out.")
        .arg(QLatin1StringView(spec.name),
             values.size() == 2 ? Text::tr("twice") : Text::tr("%1 times").arg(values.size()), shown(0),
             shown(1));
}

/// What the parser would take as meant, or would not explain: long names with one dash, a missing value.
QString misspelt(const QStringList& arguments, std::span<const OptionSpec> specs)
{
    for (qsizetype k = 0; k < arguments.size() && arguments[k] != QLatin1StringView("--"); ++k) {
        const QString& word = arguments[k];
        if (!word.startsWith(QLatin1StringView("--"))) {
            if (word.size() > 2 && word.startsWith(u'-'))
                return oneDash(word, specs);
            continue;
        }
        const OptionSpec* const spec = find(specs, QStringView(word).sliced(2));
        if (!spec || !spec->value)
            continue;
        ++k; // its value
        if (k == arguments.size() || arguments[k].startsWith(QLatin1StringView("--")))
            return needsValue(*spec);
    }
    return {};
}

/// Words what the parser did not accept; its own texts do not say how to mend it.
QString explained(const QCommandLineParser& parser, const QStringList& arguments,
                  std::span<const OptionSpec> specs)
{
    if (!parser.unknownOptionNames().isEmpty())
        return unknownOption(parser.unknownOptionNames().first(), specs);
    QStringList switches{QStringLiteral("help")};
    for (const OptionSpec& spec : specs)
        if (!spec.value)
            switches << QLatin1StringView(spec.name);
    for (const QString& name : std::as_const(switches)) {
        const QString written = QStringLiteral("--") + name;
        const auto valued = [&](const QString& word) { return word.startsWith(written + u'='); };
        if (std::any_of(arguments.begin(), arguments.end(), valued))
            return Text::tr("%1 takes no value; write only %1.").arg(written);
    }
    return parser.errorText();
}

} // namespace

Parsed parse(std::span<const OptionSpec> specs, const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOption(QCommandLineOption(QStringList{QStringLiteral("h"), QStringLiteral("help")}));
    for (const OptionSpec& spec : specs) {
        QCommandLineOption option{QString(QLatin1StringView(spec.name))};
        if (spec.value)
            option.setValueName(QLatin1StringView(spec.value));
        parser.addOption(option);
    }

    Parsed parsed;
    const bool understood = parser.parse(QStringList(QString()) + arguments);
    const QStringList read = arguments.mid(0, arguments.indexOf(QLatin1StringView("--"))); // -1: all of them
    parsed.help = read.contains(QLatin1StringView("--help")) || read.contains(QLatin1StringView("-h"));
    parsed.error = misspelt(arguments, specs);
    if (parsed.error.isEmpty() && !understood)
        parsed.error = explained(parser, arguments, specs);
    if (!parsed.error.isEmpty())
        return parsed;
    parsed.words = parser.positionalArguments();
    for (const OptionSpec& spec : specs) {
        const QString name = QLatin1StringView(spec.name);
        if (!parser.isSet(name))
            continue;
        const QStringList values = spec.value ? parser.values(name) : QStringList(QString());
        parsed.values[name] = values;
        if (spec.value && parsed.error.isEmpty())
            parsed.error = valuesRefusal(spec, values);
    }
    return parsed;
}

const OptionSpec* find(std::span<const OptionSpec> specs, QStringView name)
{
    const auto named = [&](const OptionSpec& spec) { return name == QLatin1StringView(spec.name); };
    const auto found = std::find_if(specs.begin(), specs.end(), named);
    return found == specs.end() ? nullptr : &*found;
}

} // namespace interleave::cli
