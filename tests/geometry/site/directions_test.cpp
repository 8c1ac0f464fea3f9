#include "geometry/site/directions.h"
#include "geometry/site/lettering.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;

namespace {

// A text of a drawing, hung by the anchor.
Feature text(double angle_deg, std::int64_t anchor) {
    Feature made;
    made.geometry = Geometry::make_point({1, 2});
    made.extra = {{"text_anchor", anchor}, {"text_angle_deg", angle_deg}, {"text_height_m", 0.5}};
    return made;
}

double value(const Feature& feature, std::string_view name) {
    for (const auto& [key, found] : feature.extra)
        if (key == name) return as_number(found).value_or(-1);
    return -1;
}

} // namespace

class DirectionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void azimuths_stay_within_the_circle_and_keep_their_basis() {
        Feature camera;
        camera.set("azimuth_deg", 350.0, Basis::surveyed);
        turn_directions(camera, 30);
        QCOMPARE(as_number(camera.find("azimuth_deg")->value), 20.0);
        turn_directions(camera, -750);
        QCOMPARE(as_number(camera.find("azimuth_deg")->value), 350.0);
        QVERIFY(camera.find("azimuth_deg")->basis == Basis::surveyed);
        mirror_directions(camera, 90); // in a line to the east
        QCOMPARE(as_number(camera.find("azimuth_deg")->value), 190.0);
    }

    void what_points_nowhere_stays_as_it_is() {
        Feature wall;
        wall.set("height_m", 2.0, Basis::drawn);
        wall.extra = {{"note", std::string("x")}};
        const Feature before = wall;
        QVERIFY(!has_direction(wall));
        turn_directions(wall, 30);
        mirror_directions(wall, 30);
        QVERIFY(wall == before);
        Feature odd;
        odd.set("azimuth_deg", std::string("north"), Basis::tagged);
        turn_directions(odd, 30);
        QVERIFY(odd.find("azimuth_deg")->value == Value(std::string("north")));
    }

    void a_height_that_is_no_number_is_no_lettering_and_stays() {
        Feature odd;
        odd.geometry = Geometry::make_point({1, 2});
        odd.extra = {{"text_height_m", std::string("0.5")}};
        turn_directions(odd, 30);
        QCOMPARE(odd.extra.size(), std::size_t{1});
        QVERIFY(odd.extra[0].second == Value(std::string("0.5")));
        Feature whole = odd;
        whole.extra = {{"text_height_m", std::int64_t{2}}};
        turn_directions(whole, 30);
        QVERIFY(whole.extra.back().second == Value(std::int64_t{2}));
    }

    void lettering_turns_the_other_way_round_and_gets_its_angle_in_order() {
        Feature level;
        level.geometry = Geometry::make_point({1, 2});
        level.extra = {{"a", std::string()}, {"text_height_m", 0.5}};
        QVERIFY(has_direction(level) && lettering_of(level));
        turn_directions(level, 30);
        QCOMPARE(level.extra.size(), std::size_t{3});
        QCOMPARE(level.extra[1].first, std::string("text_angle_deg"));
        QCOMPARE(value(level, "text_angle_deg"), -30.0);
        turn_directions(level, 330);
        QCOMPARE(value(level, "text_angle_deg"), 0.0);
    }

    void mirrored_lettering_is_read_from_its_other_end() {
        Feature level = text(0, 1); // from the left end of its base line
        mirror_directions(level, 0);
        QCOMPARE(value(level, "text_angle_deg"), 0.0);
        QCOMPARE(value(level, "text_anchor"), 3.0);
        Feature steep = text(20, 8); // hangs by the middle of its top
        mirror_directions(steep, 0);
        QCOMPARE(value(steep, "text_angle_deg"), -20.0);
        QCOMPARE(value(steep, "text_anchor"), 8.0);
        mirror_directions(steep, 0);
        QCOMPARE(value(steep, "text_angle_deg"), 20.0);
    }

    void mirrored_lettering_never_stands_on_its_head() {
        Feature level = text(0, 7); // hangs by its upper left corner
        mirror_directions(level, 90);
        QCOMPARE(value(level, "text_angle_deg"), 0.0);
        QCOMPARE(value(level, "text_anchor"), 10.0); // stands on its lower left corner
        for (int angle = -170; angle <= 180; angle += 10)
            for (int axis = 5; axis < 180; axis += 10) {
                Feature any = text(angle, 5);
                mirror_directions(any, axis);
                QVERIFY(std::abs(value(any, "text_angle_deg")) <= 90);
                QCOMPARE(value(any, "text_anchor"), 5.0);
            }
    }
};

PROSPECT_TEST(DirectionsTest);
#include "directions_test.moc"
