#include "app/main/command_line.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

class CommandLineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_file_a_picture_a_size_and_a_theme_are_understood() {
        const auto line =
            parse_command_line({"prospect", "plan.gpkg", "--screenshot", "out.png", "--size", "1920x1080",
                                "--theme", "dark", "--run", "sightlines.visible_area"});
        QCOMPARE(line.file, QString("plan.gpkg"));
        QCOMPARE(line.screenshot, QString("out.png"));
        QCOMPARE(line.size, QSize(1920, 1080));
        QVERIFY(line.theme == render::ThemeKind::dark);
        QCOMPARE(line.run, QString("sightlines.visible_area"));
    }

    void what_is_wrong_is_named() {
        for (const QStringList& wrong : {QStringList{"prospect", "--size", "big"},
                                         {"prospect", "--theme", "pink"},
                                         {"prospect", "a.gpkg", "b.gpkg"},
                                         {"prospect", "--nothing"}}) {
            try {
                parse_command_line(wrong);
                QFAIL(qPrintable(wrong.join(u' ')));
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::usage);
                QVERIFY(!error.advice().empty());
            }
        }
    }
};

PROSPECT_TEST(CommandLineTest);
#include "command_line_test.moc"
