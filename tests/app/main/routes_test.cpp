// Light along paths in the window: the curve of a path, the map, and what links them; lamps and circuits.
#include "app/panels/map_overlay.h"
#include "app/panels/path_profile.h"
#include "app/panels/profile_chart.h"
#include "app/panels/schedule_panel.h"
#include "app/window/schedule_commands.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QUndoStack>

using namespace prospect;
using namespace prospect::app;

namespace {

// A path of 26 m with a lamp at its south end and one of 10 m that is dark.
SitePtr with_routes() {
    Site site = *test::small_site();
    const auto way = test::feature("Way", Geometry::make_line(std::vector<Point>{{17, 2}, {17, 28}}));
    const auto alley = test::feature("Alley", Geometry::make_line(std::vector<Point>{{2, 22}, {12, 22}}));
    Feature lamp = *test::feature("Lantern", Geometry::make_point({18, 3}));
    lamp.set("height_m", Value(4.0), Basis::drawn);
    lamp.set("azimuth_deg", Value(270.0), Basis::drawn);
    lamp.set("circuit", Value(std::string("Yard")), Basis::drawn);
    lamp.set("photometry", Value(std::string("generic_street_1500.ldt")), Basis::drawn);
    site.layers.push_back(test::layer("Paths", Role::path, {way, alley}));
    site.layers.push_back(test::layer("Lamps", Role::luminaire, {std::make_shared<const Feature>(lamp)}));
    return std::make_shared<const Site>(std::move(site));
}

} // namespace

class RoutesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_curve_of_a_path_and_the_map_show_one_spot() {
        test::ShownWindow window;
        window.fill(with_routes());
        window.runMeasurement("lighting.routes");
        auto* profile = window.findChild<PathProfile*>();
        QVERIFY(profile);
        QTRY_VERIFY_WITH_TIMEOUT(profile->isVisible() && profile->paths() == 2, test::patience_ms);
        auto* path = window.findChild<QComboBox*>(QStringLiteral("profile-path"));
        const int way = path->findText(QStringLiteral("Way"), Qt::MatchStartsWith);
        path->setCurrentIndex(way);
        Q_EMIT path->activated(way);
        QCOMPARE(profile->chart().profile().size(), 27U); // 0 to 26 m
        QVERIFY(profile->chart().profile().front().value > profile->chart().profile().back().value);
        QVERIFY(!profile->spot());
        Q_EMIT profile->chart().chosen(10);
        QCOMPARE(profile->spot().value(), (Point{17, 12}));
        QVERIFY(window.findChild<QLabel*>(QStringLiteral("profile-here"))->text().startsWith("After 10"));
        // And from the map.
        window.waitForMap();
        window.move({17.1, 20.05});
        QCOMPARE(profile->spot().value(), (Point{17, 20}));
        window.picture(QStringLiteral("light-along-a-path"));
    }

    void dark_stretches_stand_on_the_map_by_how_dark_they_are() {
        test::ShownWindow window;
        window.fill(with_routes());
        window.runMeasurement("lighting.routes");
        QTRY_VERIFY_WITH_TIMEOUT(!window.map().overlay().judged().shapes.empty(), test::patience_ms);
        QCOMPARE(window.map().overlay().judged().key.size(), 2U); // below 1 and below 2 lx
        window.setStage(Stage::plan);
        window.setStage(Stage::check);
        QVERIFY(!window.map().overlay().judged().shapes.empty());
    }

    void a_circuit_is_dimmed_in_one_step_and_the_field_stays() {
        test::ShownWindow window;
        window.fill(with_routes());
        window.schedule().action()->trigger();
        QVERIFY(window.schedule().panel().isVisible());
        auto* dimming = window.findChild<QDoubleSpinBox*>(QStringLiteral("circuit-dimming"));
        QCOMPARE(dimming->value(), 100.0);
        dimming->setValue(40);
        QCOMPARE(window.document().undoStack().count(), 1);
        QCOMPARE(window.document().undoStack().undoText(), QString("Dim Yard"));
        QCOMPARE(window.findChild<QDoubleSpinBox*>(QStringLiteral("circuit-dimming")), dimming);
        window.document().undoStack().undo();
        QCOMPARE(dimming->value(), 100.0);
        auto* hours = window.findChild<QLineEdit*>(QStringLiteral("circuit-hours"));
        hours->setText(QStringLiteral("whenever"));
        QTest::keyClick(hours, Qt::Key_Return);
        QVERIFY(hours->property("invalid").toBool());
        QCOMPARE(window.document().undoStack().count(), 1); // undone
        QVERIFY(!window.document().undoStack().canUndo());
        hours->setText(QStringLiteral("Mo-Su 17:00-23:00"));
        QTest::keyClick(hours, Qt::Key_Return);
        QVERIFY(window.document().undoStack().canUndo());
        window.picture(QStringLiteral("lamps-and-circuits"));
        window.setStage(Stage::check);
        QVERIFY(!window.schedule().isActive());
    }
};

PROSPECT_TEST(RoutesTest);
#include "routes_test.moc"
