// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <compare> before it

#include "core/net/address.h"
#include "core/net/clientenvironment.h"
#include "core/net/qtrequest.h"

#include <QNetworkRequest>

using namespace interleave;
using net::Address;
using net::parseAddress;

class TestAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongAddressIsRefused_data();
    void wrongAddressIsRefused();
    void addressIsTakenApart_data();
    void addressIsTakenApart();
    void addressIsWrittenAsTheUrlStandardDoes_data();
    void addressIsWrittenAsTheUrlStandardDoes();
    void bothClientsSendTheSame_data();
    void bothClientsSendTheSame();
    void passwordIsShownNowhere_data();
    void passwordIsShownNowhere();
    void certificateIsForTheNameWithoutItsDot();
    void requestIsComplete();
    void nothingCanBeSmuggledIntoTheRequest();
    void redirectIsResolved_data();
    void redirectIsResolved();
    void shownTextIsHarmless_data();
    void shownTextIsHarmless();
};

void TestAddress::wrongAddressIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const QString& text, const char* error) {
        QTest::newRow(name) << text << QString::fromLatin1(error);
    };
    row("empty", QString(), "an address is empty: write it out, such as http://example.org/");
    row("file", QStringLiteral("file:///etc/passwd"),
        "file:///etc/passwd: only http and https addresses can be downloaded");
    row("ftp", QStringLiteral("ftp://a:b@h/"), "ftp://h/: only http and https addresses can be downloaded");
    row("no scheme", QStringLiteral("example.org/x"), "example.org/x: write http:// or https:// first");
    row("no host", QStringLiteral("http:///"), "http:///: the address names no host");
    row("user info and no host", QStringLiteral("http://u:p@"), "http://: the address names no host");
    row("IPv4 out of range", QStringLiteral("http://256.1.1.1/"),
        "http://256.1.1.1/: is not a valid address");
    row("IPv4 with five parts", QStringLiteral("http://1.2.3.4.5/"),
        "http://1.2.3.4.5/: is not a valid address");
    row("port that is no number", QStringLiteral("http://h:8o/"), "http://h:8o/: is not a valid address");
    row("blank in the host", QStringLiteral("http://a b/"), "http://a b/: is not a valid address");
    row("a port where a scheme stands", QStringLiteral("localhost:8000/x"),
        "localhost:8000/x: write http:// or https:// first");
    row("port out of range", QStringLiteral("http://h:70000/"), "http://h:70000/: is not a valid address");
    row("open bracket", QStringLiteral("http://[::1/"), "http://[::1/: is not a valid address");
}

void TestAddress::wrongAddressIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    std::string said;
    QVERIFY(!parseAddress(text.toStdString(), said));
    QCOMPARE(QString::fromStdString(said), error);
}

void TestAddress::addressIsTakenApart_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* text, const char* host, int port, bool tls, const char* shown) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(host) << port << tls
                            << QString::fromLatin1(shown);
    };
    row("http://h", "h", 80, false, "http://h");
    row("https://h/x?y=1#part", "h", 443, true, "https://h/x?y=1");
    row("HTTP://User:Secret@Example.ORG:8080/a b", "example.org", 8080, false,
        "http://example.org:8080/a%20b");
    row("http://[::1]:81/", "::1", 81, false, "http://[::1]:81/");
    row("https://b\xc3\xbc"
        "cher.example/\xc3\xbc",
        "xn--bcher-kva.example", 443, true, "https://xn--bcher-kva.example/%C3%BC");
    row("  http://h/  ", "h", 80, false, "http://h/");
}

void TestAddress::addressIsTakenApart()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QFETCH(int, port);
    QFETCH(bool, tls);
    QFETCH(QString, shown);
    std::string error;
    const auto address = parseAddress(text.toStdString(), error);
    QVERIFY2(address, error.c_str());
    QCOMPARE(QString::fromStdString(address->origin.host), host);
    QCOMPARE(int(address->origin.port), port);
    QCOMPARE(address->origin.tls, tls);
    QCOMPARE(QString::fromStdString(address->shown), shown);
}

/// URL standard (url.spec.whatwg.org), sections 3.5 and 4.4: what goes over the wire.
void TestAddress::addressIsWrittenAsTheUrlStandardDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("host");   // as the Host field has it
    QTest::addColumn<QByteArray>("origin"); // where to connect to
    const auto row = [](const char* name, const char* text, const char* target, const char* host = "h",
                        const char* origin = nullptr) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(target) << QByteArray(host)
                            << QByteArray(origin ? origin : host);
    };
    row("dot segments", "http://h/../x/./y", "/x/y");
    row("dot segments at the end", "http://h/a/b/..", "/a/");
    row("one dot at the end", "http://h/a/.", "/a/");
    row("only dots", "http://h/..", "/");
    row("encoded dots", "http://h/a/%2e%2E/x/%2e/y", "/x/y");
    row("half encoded dots", "http://h/a/.%2e/x", "/x");
    row("empty segments stay", "http://h//a///b/../c", "//a///c");
    row("three dots are a name", "http://h/.../x", "/.../x");
    row("encoded slash is no slash", "http://h/a%2F..%2Fb", "/a%2F..%2Fb");
    row("no path", "http://h", "/");
    row("no path but a query", "http://h?x=1", "/?x=1");
    row("empty query", "http://h/?", "/?");
    row("question marks in the query", "http://h/a?b?c/../d", "/a?b?c/../d");
    row("fragment is not sent", "http://h/a#b?c", "/a");
    row("backslashes", "http:\\\\h\\a\\b?c\\d", "/a/b?c%5Cd");
    row("many slashes before the host", "http:////h/a", "/a");
    row("one slash before the host", "http:/h/a", "/a");
    row("blanks", "http://h/a b?c d", "/a%20b?c%20d");
    row("tabs and line ends inside", "ht\ttp://h/a\n/b\r\t?c\nd", "/a/b?cd");
    row("blanks and line ends around", " \n http://h/a \t\n", "/a");
    row("letters beyond ASCII", "http://h/\xc3\xbc?\xc3\xbc", "/%C3%BC?%C3%BC");
    row("quotes and brackets", "http://h/a\"<>`{}|^b", "/a%22%3C%3E%60%7B%7D%7C%5Eb");
    row("quotes in the query", "http://h/?a\"<>'b", "/?a%22%3C%3E'b");
    row("percent signs that encode nothing", "http://h/100%/%zz?5%", "/100%25/%25zz?5%25");
    row("encoded letters are letters", "http://h/%41%7e%7E", "/A~~");
    row("semicolon, comma, at sign", "http://h/a;b,c@d:e", "/a;b,c@d:e");
    row("upper case scheme and host", "HTTP://EXAMPLE.Org/A", "/A", "example.org");
    row("default port", "http://h:80/a", "/a");
    row("default port of https", "https://h:443/a", "/a");
    row("other port", "https://h:80/a", "/a", "h:80", "h");
    row("port with zeros before it", "http://h:00080/a", "/a");
    row("empty port", "http://h:/a", "/a");
    row("dot after the name", "http://example.org./a", "/a", "example.org.");
    row("name in other letters",
        "http://b\xc3\xbc"
        "cher.example/",
        "/", "xn--bcher-kva.example");
    row("encoded letters in the host", "http://ex%61mple.org/", "/", "example.org");
    row("underscore in the host", "http://a_b.example/", "/", "a_b.example");
    row("IPv4 in hexadecimal", "http://0x7f.1/", "/", "127.0.0.1");
    row("IPv4 as one number", "http://2130706433/", "/", "127.0.0.1");
    row("IPv4 in octal", "http://0177.0.0.01/", "/", "127.0.0.1");
    row("IPv4 shortened", "http://127.1/", "/", "127.0.0.1");
    row("IPv4 with a dot after it", "http://127.0.0.1./", "/", "127.0.0.1");
    row("IPv6 shortened", "http://[0:0:0:0:0:0:0:1]:81/", "/", "[::1]:81", "::1");
    row("IPv6 in upper case", "http://[FE80::A]/", "/", "[fe80::a]", "fe80::a");
    row("IPv6 that holds an IPv4", "http://[::ffff:127.0.0.1]/", "/", "[::ffff:127.0.0.1]",
        "::ffff:127.0.0.1");
    row("zone of an IPv6 address", "http://[fe80::1%25lo]/", "/", "[fe80::1]", "fe80::1%lo");
    row("zone that is not encoded", "http://[fe80::1%lo]/", "/", "[fe80::1]", "fe80::1%lo");
}

void TestAddress::addressIsWrittenAsTheUrlStandardDoes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    std::string error;
    const auto check = [&](const std::optional<Address>& address) {
        QVERIFY2(address, error.c_str());
        const QByteArray request = QByteArray::fromStdString(address->request);
        QCOMPARE(request.first(request.indexOf("User-Agent")),
                 "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        const QByteArray bare = origin.startsWith('[') ? origin.mid(1, origin.indexOf(']') - 1) : origin;
        QCOMPARE(QByteArray::fromStdString(address->origin.host), bare);
    };
    check(parseAddress(text.toStdString(), error));
    // The same as the Location of a redirect, from an origin of the same scheme.
    const auto from = parseAddress("http://elsewhere/", error);
    check(redirectedAddress(*from, text.toStdString(), error));
}

void TestAddress::bothClientsSendTheSame_data() { addressIsWrittenAsTheUrlStandardDoes_data(); }

/// Qt writes the request line from its own URL.
void TestAddress::bothClientsSendTheSame()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, host);
    std::string error;
    const auto address = parseAddress(text.toStdString(), error);
    QVERIFY2(address, error.c_str());
    const net::ClientEnvironment environment({});
    const QNetworkRequest request = qtRequestFor(*address, environment, {});
    // As QHttpNetworkRequestPrivate::uri() does it.
    const QByteArray sent =
        request.url().path().isEmpty()
            ? '/' + request.url().toEncoded(QUrl::RemoveFragment | QUrl::RemoveScheme | QUrl::RemoveAuthority)
            : request.url().toEncoded(QUrl::RemoveFragment | QUrl::RemoveScheme | QUrl::RemoveAuthority |
                                      QUrl::NormalizePathSegments);
    QCOMPARE(sent, target);
    QCOMPARE(request.rawHeader("Host"), host);
    QCOMPARE(request.url().port(address->origin.tls ? 443 : 80), int(address->origin.port));
}

void TestAddress::passwordIsShownNowhere_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"user:secret@host/",
                             "user:secret@host",
                             "//user:secret@host/",
                             "http:user:secret@host/",
                             "http:/user:secret@host/",
                             "http:///user:secret@host/",
                             "http:\\\\user:secret@host/",
                             "ftp:user:secret@host/",
                             "mailto:secret@host",
                             "http://user:secret@",
                             "http://user:secret@/",
                             "http://user:secret@host:70000/",
                             "http://user:sec/ret@host/",
                             "http://user:sec?ret@host/",
                             "http://user:sec#ret@host/",
                             "http://user:p@secret@host/",
                             "http://user:secret,;{}@host:1a/",
                             "http://user:secret @[::1/",
                             "ht\ttp://user:secret@ho st/",
                             "http//user:secret@host/",
                             "\xef\xbb\xbfhttp://user:secret@host:x/",
                             " user:secret@host/",
                             "http://user%3Asecret@host:x/",
                             "user:p@secret@host/",
                             "user:secret\xef\xbc\xa0host/",
                             "http://user:secret\xef\xb9\xabhost:x/"})
        QTest::newRow(text) << QByteArray(text);
}

void TestAddress::passwordIsShownNowhere()
{
    QFETCH(QByteArray, text);
    const auto holds = [](const std::string& shown) {
        return shown.find("sec") != std::string::npos || shown.find("ret") != std::string::npos;
    };
    std::string error;
    const auto address = parseAddress(text.toStdString(), error);
    // "redirected" holds "re", not "ret": what follows is looked at.
    QVERIFY2(!holds(error), error.c_str());
    QVERIFY2(!holds(net::shownAddress(text.toStdString())), net::shownAddress(text.toStdString()).c_str());
    if (address)
        QVERIFY2(!holds(address->shown), address->shown.c_str());
    const auto from = parseAddress("http://h/", error);
    const auto redirected = redirectedAddress(*from, text.toStdString(), error);
    if (redirected)
        QVERIFY2(redirected->request.find("Authorization") == std::string::npos, "credentials are sent");
    else
        QVERIFY2(!holds(error), error.c_str());
}

void TestAddress::certificateIsForTheNameWithoutItsDot()
{
    std::string error;
    QCOMPARE(parseAddress("https://h.example./", error)->origin.name, std::string("h.example"));
    QCOMPARE(parseAddress("https://h.example./", error)->origin.host, std::string("h.example."));
    QCOMPARE(parseAddress("https://[fe80::1%25eth0]/", error)->origin.name, std::string("fe80::1"));
}

void TestAddress::requestIsComplete()
{
    std::string error;
    QCOMPARE(parseAddress("http://u:p@h:81/x?y", error)->request,
             std::string(
                 "GET /x?y HTTP/1.1\r\nHost: h:81\r\nUser-Agent: Interleave/7.8\r\nAccept: */*\r\n"
                 "Accept-Encoding: identity\r\nConnection: keep-alive\r\nAuthorization: Basic dTpw\r\n\r\n"));
    QVERIFY(parseAddress("https://[::1]", error)->request.starts_with("GET / HTTP/1.1\r\nHost: [::1]\r\n"));
}

void TestAddress::nothingCanBeSmuggledIntoTheRequest()
{
    std::string error;
    const auto address = parseAddress("http://h/a\r\nX-Evil: 1\r\n\r\n", error);
    if (address)
        QVERIFY(address->request.find("\nX-Evil") == std::string::npos);
    const auto from = parseAddress("http://h/", error);
    const auto redirected = redirectedAddress(*from, "/b\r\nX-Evil: 1 \x01?\n", error);
    if (redirected)
        QVERIFY(redirected->request.find("\nX-Evil") == std::string::npos);
}

void TestAddress::redirectIsResolved_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<bool>("credentials");
    const auto row = [](const char* location, const char* shown, bool credentials) {
        QTest::newRow(QByteArray(location).toPercentEncoding("/:?@").constData())
            << QByteArray(location) << QString::fromLatin1(shown) << credentials;
    };
    row("/\xc3\xbc", "http://h:81/%C3%BC", true);
    row("/\xfc", "http://h:81/%FC", true); // not UTF-8: the bytes are kept
    row("/\xc3\xbc\xfc?\xe4", "http://h:81/%C3%BC%FC?%E4", true);
    row("/\xc3", "http://h:81/%C3", true);
    row("http://h:82/\xe4", "http://h:82/%E4", false);
    row("/y", "http://h:81/y", true);
    row("y?z", "http://h:81/a/y?z", true);
    row("http://h:81/y", "http://h:81/y", true);
    row("http://other:x@h:81/y", "http://h:81/y", true);
    row("http://h:82/y", "http://h:82/y", false);
    row("https://h:81/y", "https://h:81/y", false);
    row("//elsewhere/y", "http://elsewhere/y", false);
    row("http://planted:x@elsewhere/y", "http://elsewhere/y", false);
}

void TestAddress::redirectIsResolved()
{
    QFETCH(QByteArray, location);
    QFETCH(QString, shown);
    QFETCH(bool, credentials);
    std::string error;
    const auto from = parseAddress("http://user:secret@h:81/a/x", error);
    const auto to = redirectedAddress(*from, location.toStdString(), error);
    QVERIFY2(to, error.c_str());
    QCOMPARE(QString::fromStdString(to->shown), shown);
    QCOMPARE(to->request.find("Authorization: Basic dXNlcjpzZWNyZXQ=") != std::string::npos, credentials);
    QCOMPARE(to->request.find("Authorization") != std::string::npos, credentials);
}

void TestAddress::shownTextIsHarmless_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("user info") << QByteArray("http://u:p@h/x@y") << QByteArray("http://h/x@y");
    QTest::newRow("two at signs") << QByteArray("http://u:p@q@h/") << QByteArray("http://h/");
    QTest::newRow("control characters") << QByteArray("a\x1b[31m\nb") << QByteArray("a?[31m?b");
    QTest::newRow("right to left override") << QByteArray("a\xe2\x80\xae"
                                                          "b")
                                            << QByteArray("a?b");
    QTest::newRow("too long") << QByteArray(9000, 'x') << QByteArray(200, 'x') + "...";
}

void TestAddress::shownTextIsHarmless()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(net::shownAddress(text.toStdString())), shown);
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral("7.8"));
    TestAddress test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_address.moc"
