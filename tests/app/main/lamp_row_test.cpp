#include "app/panels/class_dialog.h"
#include "app/panels/lamp_row_panel.h"
#include "app/window/lamp_row_commands.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QUndoStack>

using namespace prospect;
using namespace prospect::app;

namespace {

SitePtr with_path() {
    Site site = *test::small_site();
    Feature way = *test::feature("Way", Geometry::make_line(std::vector<Point>{{17, 2}, {17, 28}}));
    way.set("lit_class", Value(std::string("P4")), Basis::drawn);
    site.layers.push_back(test::layer("Paths", Role::path, {std::make_shared<const Feature>(way)}));
    return std::make_shared<const Site>(std::move(site));
}

} // namespace

class LampRowWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_row_says_what_light_it_would_give_and_comes_onto_the_plan_as_one_step() {
        test::ShownWindow window;
        window.fill(with_path());
        window.canvas().zoomToAll();
        window.waitForMap();
        LampRowCommands& row = window.lampRow();
        window.click({10, 15}); // the house
        QVERIFY(!row.action()->isEnabled());
        window.click({17, 5});
        QVERIFY(row.action()->isEnabled());
        row.action()->trigger();
        QVERIFY(row.isActive() && row.panel().isVisible());
        auto* outcome = window.findChild<QLabel*>(QStringLiteral("lamp-row-outcome"));
        QTRY_VERIFY2_WITH_TIMEOUT(outcome->text().contains("Class P4"), qPrintable(outcome->text()),
                                  test::patience_ms);
        auto* add = window.findChild<QPushButton*>(QStringLiteral("lamp-row-add"));
        QCOMPARE(add->text(), QString("Add 1 lamp")); // at 12.5 m of 26
        window.findChild<QDoubleSpinBox*>(QStringLiteral("lamp-row-spacing"))->setValue(10);
        QCOMPARE(add->text(), QString("Add 2 lamps"));
        QTRY_VERIFY_WITH_TIMEOUT(!row.isWaiting() && outcome->text().contains("is met"), test::patience_ms);
        window.picture(QStringLiteral("lamp-row"));
        QTest::mouseClick(add, Qt::LeftButton);
        QVERIFY(!row.isActive());
        QCOMPARE(window.document().undoStack().count(), 1);
        QCOMPARE(window.document().undoStack().undoText(), QString("Lamps along Way"));
        QCOMPARE(window.document().site()->features(Role::luminaire).size(), 2U);
        QCOMPARE(window.canvas().selection().size(), 2U);
    }

    // Walking speed 0, usual 0, people on foot alone 0, no parked cars 0, middling 0: P6; busy and bright:
    // P4.
    void a_lighting_class_follows_from_a_few_answers() {
        test::ShownWindow window;
        window.fill(with_path());
        window.canvas().zoomToAll();
        window.waitForMap();
        window.click({17, 5});
        window.lampRow().classAction()->trigger();
        auto* dialog = window.findChild<ClassDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->lightingClass(), QString("P6"));
        dialog->findChild<QComboBox*>(QStringLiteral("class-use"))->setCurrentIndex(2);
        dialog->findChild<QComboBox*>(QStringLiteral("class-ambient"))->setCurrentIndex(2);
        QCOMPARE(dialog->lightingClass(), QString("P4"));
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("class-says"))->text().contains("5 lx on average"));
        dialog->findChild<QComboBox*>(QStringLiteral("class-parked"))->setCurrentIndex(1);
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("class-accept")), Qt::LeftButton);
        QCOMPARE(window.document().undoStack().undoText(), QString("Lighting class P3"));
    }

    void leaving_changes_nothing() {
        test::ShownWindow window;
        window.fill(with_path());
        window.canvas().zoomToAll();
        window.waitForMap();
        window.click({17, 5});
        window.lampRow().action()->trigger();
        QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("lamp-row-leave")), Qt::LeftButton);
        QVERIFY(!window.lampRow().isActive());
        QCOMPARE(window.document().undoStack().count(), 0);
    }
};

PROSPECT_TEST(LampRowWindowTest);
#include "lamp_row_test.moc"
