// Wrong words on the command line: exit 2, one line, and what would have been right.
#include "program.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>

using prospect::test::prospect_cli;
using prospect::test::verify_refusal;

class UsageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void version_and_help_go_to_standard_output() {
        const auto version = prospect_cli({"--version"});
        QCOMPARE(version.exit_code, 0);
        QVERIFY(version.out.startsWith("prospect-cli "));
        QCOMPARE(version.out.count('.'), 2);
        const auto help = prospect_cli({"--help"});
        QCOMPARE(help.exit_code, 0);
        for (const char* command : {"import", "list", "analyse", "assess", "compare", "report", "render",
                                    "export", "merge", "verify"})
            QVERIFY2(help.out.contains(command), command);
        const auto one = prospect_cli({"import", "--help"});
        QCOMPARE(one.exit_code, 0);
        QVERIFY(one.out.contains("--crs"));
    }

    void wrong_words_are_named_with_the_right_ones_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("named");
        QTest::newRow("no command") << QStringList{} << "no command";
        QTest::newRow("unknown command") << QStringList{"analyze"} << "analyse";
        QTest::newRow("unknown option") << QStringList{"verify", "a.gpkg", "--fast"} << "--fast";
        QTest::newRow("option without value") << QStringList{"import", "a.gpkg", "b.osm", "--crs"} << "--crs";
        QTest::newRow("no site") << QStringList{"verify"} << "SITE.gpkg";
        QTest::newRow("unknown list") << QStringList{"list", "things"} << "roles";
        QTest::newRow("unknown role")
            << QStringList{"import", "a.gpkg", "b.osm", "--role", "x=castle"} << "building";
        QTest::newRow("unknown unit") << QStringList{"import", "a.gpkg", "b.dxf", "--unit", "yd"} << "mm";
        QTest::newRow("unknown season")
            << QStringList{"export", "a.gpkg", "b.csv", "--season", "spring"} << "spring";
        QTest::newRow("unknown analysis")
            << QStringList{"analyse", "a.gpkg", "sightlines.isovists"} << "sightlines.isovist,";
        QTest::newRow("unknown parameter")
            << QStringList{"analyse", "a.gpkg", "sightlines.visible_area", "--cell", "2"} << "cell_m";
        QTest::newRow("value out of range")
            << QStringList{"analyse", "a.gpkg", "sightlines.visible_area", "--cell_m", "-1"} << "cell_m";
        QTest::newRow("value no number")
            << QStringList{"analyse", "a.gpkg", "sightlines.visible_area", "--cell_m", "two"} << "two";
        QTest::newRow("unknown format") << QStringList{"export", "a.gpkg", "b.xyz"} << ".geojson";
        QTest::newRow("option of nothing")
            << QStringList{"import", "a.gpkg", "b.osm", "--as-option", "A"} << "no existing place";
        QTest::newRow("empty word") << QStringList{""} << "no command";
    }
    void wrong_words_are_named_with_the_right_ones() {
        QFETCH(QStringList, words);
        QFETCH(QString, named);
        const auto outcome = prospect_cli(words);
        const QString text = QString::fromUtf8(outcome.err);
        QVERIFY2(outcome.exit_code == 2, qPrintable(text));
        QVERIFY2(text.startsWith("prospect-cli: "), qPrintable(text));
        if (!words.isEmpty() && words[0].isEmpty())
            QVERIFY2(text.contains("there is no command"), qPrintable(text));
        else
            QVERIFY2(text.contains(named), qPrintable(text));
        QCOMPARE(outcome.out, QByteArray());
    }

    void what_comes_later_says_so_data() {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("report") << QStringList{"report", "a.gpkg", "b.pdf"};
        QTest::newRow("merge") << QStringList{"merge", "a.gpkg", "b.gpkg"};
        QTest::newRow("dxf export") << QStringList{"export", "a.gpkg", "b.dxf"};
    }
    void what_comes_later_says_so() {
        QFETCH(QStringList, words);
        const auto outcome = prospect_cli(words);
        QCOMPARE(outcome.exit_code, 2);
        QVERIFY2(outcome.err.contains("later version"), outcome.err.constData());
    }

    void a_missing_site_is_a_refused_input() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("none.gpkg");
        for (const QStringList& words :
             {QStringList{"verify", file}, QStringList{"export", file, folder.filePath("x.csv")},
              QStringList{"render", file, folder.filePath("x.png")},
              QStringList{"analyse", file, "sightlines.visible_area"},
              QStringList{"list", "scenarios", file}})
            verify_refusal(prospect_cli(words), 3, "none.gpkg");
        QVERIFY(!QFile::exists(file));
    }
};

PROSPECT_TEST(UsageTest);
#include "usage_test.moc"
