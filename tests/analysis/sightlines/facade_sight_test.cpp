// Lines of sight that begin or end on the side of a building: it hides what is behind, and nothing before it.
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <numbers>

using namespace prospect;
using namespace prospect::engine;
using prospect::test::number;
using prospect::test::SiteBuilder;
using prospect::test::table;
using prospect::test::value;

namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr double far_m = 40;
// Angles between the side of a building and a line of sight.
constexpr double leaving_deg[] = {1, 2, 5, 10, 20, 45, 90, 130, 160, 175, 179};

Point turned(Point p, double deg) {
    const double c = std::cos(deg * radians);
    const double s = std::sin(deg * radians);
    return {c * p.x - s * p.y, s * p.x + c * p.y};
}

// A building of 24 by 10 m about its middle, turned counter-clockwise, at a place of no round coordinates.
struct Turned {
    explicit Turned(double deg, Point middle = {312.3817, -207.6143}) : turn_deg(deg), center(middle) {}
    double turn_deg;
    Point center;

    Point at(Point own) const { return center + turned(own, turn_deg); }
    Geometry outline() const {
        return Geometry::make_polygon(
            std::vector<Point>{at({-12, -5}), at({12, -5}), at({12, 5}), at({-12, 5})});
    }
    SiteBuilder site() const {
        SiteBuilder made;
        made.add(Role::building, outline(), {{"height_m", 8.0}}).name = "Hall";
        return made;
    }
};

// From a place on the north side, so many degrees from that side; negative: through the building.
struct Look {
    Point on;
    Point to;
};

std::vector<Look> looks_from(const Turned& hall, double sign) {
    std::vector<Look> looks;
    for (const double x : {-11.7, -7.313, -0.017, 4.441, 11.7})
        for (const double deg : leaving_deg) {
            const Point on{x, 5};
            const Point to = on + Point{std::cos(deg * radians), sign * std::sin(deg * radians)} * far_m;
            looks.push_back({hall.at(on), hall.at(to)});
        }
    return looks;
}

std::string text(double value) {
    return as_text(Value(value));
}

RunPtr between(const SiteBuilder& builder, const std::vector<Look>& looks, double height_m, bool back,
               const std::string& rungs = "16") {
    const QTemporaryDir folder;
    const std::string file = folder.filePath("pairs.csv").toStdString();
    std::ofstream out(file);
    out << "ax,ay,az,bx,by,bz\n";
    for (const Look& look : looks) {
        const std::string on = test::full(look.on.x, look.on.y) + "," + text(height_m);
        const std::string to = test::full(look.to.x, look.to.y) + ",1.6";
        out << (back ? to + "," + on : on + "," + to) << "\n";
    }
    out.close();
    Engine engine(catalogue());
    return engine.run("sightlines.between", {{"pairs_file", file}, {"rungs", rungs}},
                      {.site = builder.site(), .threads = 2});
}

} // namespace

class FacadeSightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // 24 turns × 5 places × 11 directions, a camera at 3 m and the sill of a door: all that the side faces is
    // seen, from either end, from foot to top.
    void a_building_hides_nothing_from_its_own_side() {
        for (int turn = 0; turn < 24; ++turn) {
            const Turned hall(turn * 15 + 0.37);
            const auto looks = looks_from(hall, 1);
            for (const double height : {0.0, 3.0, 7.9999})
                for (const bool back : {false, true}) {
                    const RunPtr seen = between(hall.site(), looks, height, back);
                    for (std::size_t i = 0; i < looks.size(); ++i) {
                        QCOMPARE(as_text(*test::cell(table(seen, "pairs"), i, "status")), "ok");
                        QCOMPARE(number(table(seen, "pairs"), i, "visible"), 1.0);
                        QCOMPARE(number(table(seen, "pairs"), i, "share"), 1.0);
                    }
                }
        }
    }

    void and_hides_all_that_is_behind() {
        for (int turn = 0; turn < 24; ++turn) {
            const Turned hall(turn * 15 + 0.37);
            const auto looks = looks_from(hall, -1);
            for (const bool back : {false, true}) {
                const RunPtr seen = between(hall.site(), looks, 3, back, "0");
                for (std::size_t i = 0; i < looks.size(); ++i) {
                    const Table& pairs = table(seen, "pairs");
                    // A line at 1 or 179 degrees may end in the building, where no observer can be.
                    if (as_text(*test::cell(pairs, i, "status")) != "ok") continue;
                    QCOMPARE(number(pairs, i, "visible"), 0.0);
                    QCOMPARE(as_text(*test::cell(pairs, i, "blocker")), "Hall");
                }
            }
        }
    }

    // Along one's own side: a camera and a door on the same wall.
    void two_places_on_one_side_see_each_other() {
        for (int turn = 0; turn < 24; ++turn) {
            const Turned hall(turn * 15 + 0.37);
            const std::vector<Look> looks{{hall.at({-11, 5}), hall.at({9, 5})}};
            QCOMPARE(number(table(between(hall.site(), looks, 3, false), "pairs"), 0, "share"), 1.0);
        }
    }

    // Off the corner of the hall one sees along both its sides.
    void a_corner_sees_along_both_sides() {
        for (int turn = 0; turn < 24; ++turn) {
            const Turned hall(turn * 15 + 0.37);
            const std::vector<Look> looks{{hall.at({12, 5}), hall.at({12.05, -25})},
                                          {hall.at({12, 5}), hall.at({-38, 5.05})},
                                          {hall.at({12, 5}), hall.at({52, 45})}};
            for (const bool back : {false, true})
                for (std::size_t i = 0; i < looks.size(); ++i)
                    QCOMPARE(number(table(between(hall.site(), looks, 3, back), "pairs"), i, "visible"), 1.0);
        }
    }

    // Two houses of one row, the camera where they meet.
    void where_two_houses_meet_the_street_is_seen() {
        for (int turn = 0; turn < 24; ++turn) {
            const Turned hall(turn * 15 + 0.37);
            SiteBuilder site = hall.site();
            site.add(Role::building,
                     Geometry::make_polygon(std::vector<Point>{hall.at({12, -5}), hall.at({30, -5}),
                                                               hall.at({30, 5}), hall.at({12, 5})}),
                     {{"height_m", 5.0}});
            std::vector<Look> looks;
            for (const double deg : leaving_deg)
                looks.push_back({hall.at({12, 5}), hall.at(Point{12, 5} + turned({far_m, 0}, deg))});
            const RunPtr seen = between(site, looks, 3, false);
            for (std::size_t i = 0; i < looks.size(); ++i)
                QCOMPARE(number(table(seen, "pairs"), i, "visible"), 1.0);
        }
    }

    void a_window_over_a_lower_house_sees_out() {
        for (int turn = 0; turn < 24; ++turn) {
            const Turned hall(turn * 15 + 0.37);
            SiteBuilder site = hall.site();
            site.add(Role::building,
                     Geometry::make_polygon(std::vector<Point>{hall.at({-12, 5}), hall.at({12, 5}),
                                                               hall.at({12, 8}), hall.at({-12, 8})}),
                     {{"height_m", 3.0}});
            const auto looks = looks_from(hall, 1);
            const RunPtr seen = between(site, looks, 7.5, false, "0");
            for (std::size_t i = 0; i < looks.size(); ++i)
                // A steep look down is hidden by the eaves of the lower house, not by the hall.
                if (number(table(seen, "pairs"), i, "visible") == 0)
                    QVERIFY(as_text(*test::cell(table(seen, "pairs"), i, "blocker")) != "Hall");
        }
    }

    // A sign on a free-standing wall, given to the millimetre: seen from both sides, and nothing behind the
    // wall from its foot.
    void a_wall_without_thickness_hides_nothing_from_either_side() {
        const auto whole = [](Point p) {
            return Point{std::round(p.x * 2048) / 2048, std::round(p.y * 2048) / 2048};
        };
        for (int turn = 0; turn < 24; ++turn) {
            const Turned hall(turn * 15 + 0.37);
            SiteBuilder site;
            site.add(Role::barrier,
                     Geometry::make_line(std::vector<Point>{hall.at({-12, 5}), hall.at({12, 5})}),
                     {{"kind", std::string("wall")}, {"height_m", 4.0}});
            std::vector<Look> looks = looks_from(hall, 1);
            for (const Look& look : looks_from(hall, -1))
                looks.push_back(look);
            for (Look& look : looks)
                look.on = whole(look.on);
            for (const bool back : {false, true}) {
                const RunPtr seen = between(site, looks, 3, back);
                for (std::size_t i = 0; i < looks.size(); ++i) {
                    QCOMPARE(number(table(seen, "pairs"), i, "visible"), 1.0);
                    QCOMPARE(number(table(seen, "pairs"), i, "share"), 1.0);
                }
            }
            const std::vector<Look> through{{hall.at({1, 5.01}), hall.at({1, 4.99})},
                                            {hall.at({-3, 5.002}), hall.at({8, -20})}};
            const RunPtr hidden = between(site, through, 3, false, "0");
            for (std::size_t i = 0; i < through.size(); ++i)
                QCOMPARE(number(table(hidden, "pairs"), i, "visible"), 0.0);
            Engine engine(catalogue());
            const Point on = whole(hall.at({0, 5}));
            const RunPtr all = engine.run(
                "sightlines.viewshed",
                {{"points", test::full(on.x, on.y) + ",3"}, {"reach_m", "20"}, {"measures", "visible"}},
                {.site = site.site(),
                 .extent = Box{on.x - 21, on.y - 21, on.x + 21, on.y + 21},
                 .threads = 2});
            const Field& visible = test::field(all, "visible");
            for (std::int64_t row = 0; row < visible.grid.rows; ++row)
                for (std::int64_t column = 0; column < visible.grid.columns; ++column) {
                    const Point own = turned(visible.grid.center(column, row) - on, -hall.turn_deg);
                    if (length(own) > 19.99 || std::abs(own.y) < length(own) * std::sin(radians)) continue;
                    QCOMPARE(static_cast<double>(visible.at(column, row)), 1.0);
                }
        }
    }

    // A camera on the hall that looks straight out, all but the last degree to either side: it sees every
    // cell in its field.
    void a_camera_on_a_building_sees_all_that_it_faces() {
        for (int turn = 0; turn < 12; ++turn) {
            const Turned hall(turn * 30 + 0.37, {30.3817, -20.6143});
            const Point on = hall.at({3.3, 5});
            const double azimuth = std::remainder(-hall.turn_deg, 360);
            Engine engine(catalogue());
            const RunPtr seen = engine.run("sightlines.viewshed",
                                           {{"points", test::full(on.x, on.y) + ",3"},
                                            {"azimuth_deg", text(azimuth)},
                                            {"fov_deg", "178"},
                                            {"reach_m", "30"},
                                            {"measures", "visible"}},
                                           {.site = hall.site().site(),
                                            .extent = Box{on.x - 31, on.y - 31, on.x + 31, on.y + 31},
                                            .threads = 2});
            const Field& visible = test::field(seen, "visible");
            std::int64_t looked_at = 0;
            for (std::int64_t row = 0; row < visible.grid.rows; ++row)
                for (std::int64_t column = 0; column < visible.grid.columns; ++column) {
                    const Point place = visible.grid.center(column, row);
                    const Point own = turned(place - on, -hall.turn_deg);
                    if (length(own) > 29.99 || own.y < length(own) * std::sin(1.01 * radians)) continue;
                    ++looked_at;
                    QCOMPARE(static_cast<double>(visible.at(column, row)), 1.0);
                }
            QVERIFY(looked_at > 1000);
        }
    }
};

PROSPECT_TEST(FacadeSightTest);

#include "facade_sight_test.moc"
