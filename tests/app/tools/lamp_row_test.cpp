#include "app/tools/lamp_aim.h"
#include "app/tools/lamp_row.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

// North for 40 m, then east for 30 m.
Geometry bent() {
    const Point line[] = {{0, 0}, {0, 40}, {30, 40}};
    return Geometry::make_line(line);
}

} // namespace

class LampRowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void they_stand_at_equal_steps_round_the_corner_and_face_the_path() {
        LampRow row;
        row.spacing_m = 20;
        row.first_m = 10;
        row.offset_m = 2;
        row.side = RowSide::right;
        const auto places = places_along(bent(), row);
        QCOMPARE(places.size(), 4U); // 10, 30, 50 and 70 m
        QCOMPARE(places[0].at, (Point{2, 10}));
        QCOMPARE(places[0].azimuth_deg, 270.0); // east of a path north: it faces west
        QCOMPARE(places[1].at, (Point{2, 30}));
        QCOMPARE(places[2].at, (Point{10, 38}));
        QCOMPARE(places[2].azimuth_deg, 0.0); // south of a path east
        QCOMPARE(places[3].at, (Point{30, 38}));
    }

    void sides_by_turns_and_opposite_each_other() {
        LampRow row;
        row.spacing_m = 15;
        row.first_m = 5;
        row.offset_m = 1;
        row.side = RowSide::staggered;
        const Point line[] = {{0, 0}, {0, 40}};
        const auto turns = places_along(Geometry::make_line(line), row);
        QCOMPARE(turns.size(), 3U);
        QCOMPARE(turns[0].at, (Point{-1, 5}));
        QCOMPARE(turns[1].at, (Point{1, 20}));
        QCOMPARE(turns[2].at, (Point{-1, 35}));
        row.side = RowSide::both;
        QCOMPARE(places_along(Geometry::make_line(line), row).size(), 6U);
        row.turn_deg = 90;
        QCOMPARE(places_along(Geometry::make_line(line), row)[0].azimuth_deg, 180.0); // 90 turned on
    }

    void no_row_where_none_fits() {
        LampRow row;
        row.first_m = 100;
        QVERIFY(places_along(bent(), row).empty());
        row.first_m = 0;
        row.spacing_m = 0;
        QVERIFY(places_along(bent(), row).empty());
        QVERIFY(places_along(test::point(0, 0), LampRow{}).empty());
    }

    void they_are_like_the_lamp_nearest_to_the_path_and_one_step() {
        test::SiteBuilder builder;
        builder.add(Role::path, bent(), {{"width_m", 3.0}});
        builder.add(Role::luminaire, test::point(5, 5),
                    {{"height_m", 7.0}, {"photometry", std::string("generic_post_top.ldt")}});
        builder.add(Role::luminaire, test::point(90, 90), {{"height_m", 3.0}});
        const SitePtr site = builder.site();
        const FeaturePtr path = site->features(Role::path).front().second;
        const LampRow row = row_like_nearest(*site, *path);
        QCOMPARE(row.height_m, 7.0);
        QCOMPARE(row.photometry, std::string("generic_post_top.ldt"));
        QCOMPARE(row.offset_m, 1.5); // half of 3 m
        const SitePtr after = apply(*site, lamps_along(*site, *path, row, QStringLiteral("Lamps")));
        QCOMPARE(after->features(Role::luminaire).size(), 2 + places_along(path->geometry, row).size());
        const FeaturePtr made = after->features(Role::luminaire).back().second;
        QCOMPARE(as_number(made->find("height_m")->value).value(), 7.0);
        QVERIFY(made->find("azimuth_deg"));
    }

    void a_lamp_that_is_aimed_says_only_what_was_changed() {
        test::SiteBuilder builder;
        builder.add(Role::luminaire, test::point(5, 5), {{"height_m", 7.0}});
        const SitePtr site = builder.site();
        LampAim aim(site->features(Role::luminaire).front().second);
        QCOMPARE(aim.values().height_m, 7.0);
        QCOMPARE(aim.values().maintenance, 0.8); // the usual one
        QVERIFY(!aim.edit());
        LampAim::Values values = aim.values();
        values.dimming = 0.5;
        values.hours = "24/7";
        aim.set(values);
        Eye eye = aim.eye();
        eye.sight.azimuth_deg = 33.333;
        aim.follow(eye);
        const FeaturePtr made = aim.aimed();
        QCOMPARE(as_number(made->find("azimuth_deg")->value).value(), 33.3);
        QCOMPARE(as_number(made->find("dimming")->value).value(), 0.5);
        QCOMPARE(as_text(made->find("hours")->value), std::string("24/7"));
        QVERIFY(!made->find("maintenance"));
        QCOMPARE(aim.edit()->steps.size(), 3U);
    }
};

PROSPECT_TEST(LampRowTest);
#include "lamp_row_test.moc"
