// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/images/svgcompact.h"

#include "app/images/svgsteps.h"

#include <QString>
#include <QXmlStreamReader>

#include <algorithm>
#include <optional>
#include <vector>

namespace interleave::images {
namespace {

constexpr int groups = 2; // QSvgGenerator's depth of them

QByteArray attribute(const QString& name, const QString& value)
{
    return ' ' + name.toUtf8() + "=\"" + value.toHtmlEscaped().toUtf8() + '"';
}

QByteArray all(const QXmlStreamAttributes& attributes)
{
    QByteArray written;
    for (const QXmlStreamAttribute& each : attributes)
        written += attribute(each.qualifiedName().toString(), each.value().toString());
    return written;
}

bool isFont(QStringView name) { return name.startsWith(QLatin1StringView("font-")); }

/// What differs from the outer group, which has no stroke, and from what SVG takes anyway.
bool saysSomething(const QXmlStreamAttribute& each)
{
    const QStringView name = each.name();
    const QStringView value = each.value();
    return !((name.endsWith(QLatin1StringView("-opacity")) && value == QLatin1StringView("1")) ||
             (name == QLatin1StringView("stroke") && value == QLatin1StringView("none")) ||
             (name == QLatin1StringView("fill") && value == QLatin1StringView("none")) ||
             (name == QLatin1StringView("transform") && value == QLatin1StringView("matrix(1,0,0,1,0,0)")));
}

/// Paths that look alike, as one.
struct Pending
{
    QByteArray look;
    bool bars = false;
    Steps steps;
    Path around; ///< only its rectangle counts
};

class Compactor
{
public:
    explicit Compactor(const QByteArray& svg) : m_in(svg) {}

    std::optional<QByteArray> run()
    {
        while (!m_in.atEnd()) {
            switch (m_in.readNext()) {
            case QXmlStreamReader::StartElement:
                if (!begin())
                    return {};
                break;
            case QXmlStreamReader::EndElement:
                end();
                break;
            default:
                break;
            }
        }
        if (m_in.hasError())
            return {};
        return m_out;
    }

private:
    bool begin();
    bool beginGroup();
    void end();
    void add(const QString& name);
    void place(Path path, bool bars);
    void flush();

    QXmlStreamReader m_in;
    QByteArray m_out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n";
    int m_depth = 0;   // of groups
    QByteArray m_look; // of the group that is open
    bool m_filled = false, m_stroked = false;
    std::vector<Pending> m_pending; // in the order of painting; all in the same lane
};

bool Compactor::begin()
{
    const QString name = m_in.name().toString();
    if (name == QLatin1StringView("g"))
        return beginGroup();
    if (m_depth == groups) {
        add(name);
        return true;
    }
    if (name == QLatin1StringView("svg")) {
        m_out += "<svg" + all(m_in.attributes());
        for (const QXmlStreamNamespaceDeclaration& each : m_in.namespaceDeclarations())
            m_out += attribute(each.prefix().isEmpty() ? QStringLiteral("xmlns")
                                                       : QStringLiteral("xmlns:") + each.prefix().toString(),
                               each.namespaceUri().toString());
        m_out += ">\n";
        return true;
    }
    const QByteArray tag = name.toUtf8() + all(m_in.attributes());
    const QString text = m_in.readElementText(QXmlStreamReader::SkipChildElements).trimmed();
    if (!text.isEmpty()) // title, description; there are no definitions
        m_out += '<' + tag + '>' + text.toHtmlEscaped().toUtf8() + "</" + name.toUtf8() + ">\n";
    return m_depth == 0;
}

bool Compactor::beginGroup()
{
    const QXmlStreamAttributes attributes = m_in.attributes();
    if (++m_depth > groups)
        return false;
    if (m_depth < groups) {
        m_out += "<g fill=\"none\" fill-rule=\"evenodd\">\n";
        return true;
    }
    m_look.clear();
    m_filled = attributes.hasAttribute(QLatin1StringView("fill")) &&
               attributes.value(QLatin1StringView("fill")) != QLatin1StringView("none");
    m_stroked = attributes.value(QLatin1StringView("stroke")) != QLatin1StringView("none");
    for (const QXmlStreamAttribute& each : attributes)
        if (!isFont(each.name()) && saysSomething(each))
            m_look += attribute(each.name().toString(), each.value().toString());
    return true;
}

void Compactor::add(const QString& name)
{
    using Kind = Path::Point::Kind;
    const QXmlStreamAttributes attributes = m_in.attributes();
    if (name == QLatin1StringView("rect") && m_filled && !m_stroked &&
        !attributes.hasAttribute(QLatin1StringView("rx"))) {
        const auto value = [&](const char* of) { return attributes.value(QLatin1StringView(of)).toDouble(); };
        const double x = value("x"), y = value("y"), right = x + value("width");
        Path bar;
        bar.add(Kind::Move, x, y);
        bar.add(Kind::Line, right, y);
        bar.add(Kind::Line, right, y + value("height"));
        bar.add(Kind::Line, x, y + value("height"));
        bar.close();
        return place(std::move(bar), true);
    }
    if (name == QLatin1StringView("path"))
        if (auto path = pathFrom(attributes.value(QLatin1StringView("d")).toUtf8()))
            return place(std::move(*path), false);
    flush();
    // A text has its own type.
    m_out += "<g" + m_look + "><" + name.toUtf8() + all(attributes);
    const QString text = m_in.readElementText(QXmlStreamReader::IncludeChildElements);
    m_out += text.isEmpty() ? QByteArray("/></g>\n")
                            : '>' + text.toHtmlEscaped().toUtf8() + "</" + name.toUtf8() + "></g>\n";
}

/// With those before that look alike, where nothing painted since is below it.
void Compactor::place(Path path, bool bars)
{
    path.grow(m_stroked ? 1500 : 0); // half of the widest line
    const auto beside = [&](const Pending& each) {
        return path.bottom <= each.around.top || path.top >= each.around.bottom;
    };
    if (std::ranges::all_of(m_pending, beside))
        flush();
    auto found = m_pending.end();
    for (auto each = m_pending.end(); each != m_pending.begin() && found == m_pending.end();) {
        --each;
        const bool touches = each->around.touches(path);
        if (each->look == m_look && each->bars == bars && (bars || !m_filled || !touches))
            found = each;
        else if (touches)
            break;
    }
    if (found == m_pending.end()) {
        found = m_pending.insert(found, {.look = m_look, .bars = bars, .steps = {}, .around = {}});
        found->around = path;
        found->around.points.clear();
    }
    found->steps.add(path);
    found->around.unite(path);
}

void Compactor::end()
{
    const QStringView name = m_in.name();
    if (name == QLatin1StringView("g")) {
        if (--m_depth == 0) {
            flush();
            m_out += "</g>\n";
        }
    } else if (name == QLatin1StringView("svg")) {
        m_out += "</svg>\n";
    }
}

void Compactor::flush()
{
    for (const Pending& each : m_pending)
        m_out += "<path" + each.look + (each.bars ? " fill-rule=\"nonzero\"" : "") + " d=\"" +
                 each.steps.text() + "\"/>\n";
    m_pending.clear();
}

} // namespace

QByteArray compacted(const QByteArray& svg) { return Compactor(svg).run().value_or(svg); }

} // namespace interleave::images
