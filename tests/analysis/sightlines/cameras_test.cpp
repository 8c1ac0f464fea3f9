#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

constexpr double degree = std::numbers::pi / 180;

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, int threads = 2,
           TimeContext time = {}) {
    Engine engine(catalogue());
    return engine.run("sightlines.cameras", settings,
                      {.site = builder.site(), .time = time, .threads = threads});
}

QString refusal(const SiteBuilder& builder) {
    try {
        (void)run(builder);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

bool near(double found, double expected, double tolerance) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

// 60 x 60 m of flat open ground.
SiteBuilder ground() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 60, 60), {{"kind", std::string("application")}});
    return site;
}

// At the height of what is looked at, level: all distances lie in the plan. 2688 px behind 90 degrees.
Feature& add_camera(SiteBuilder& site, double x, double y, double azimuth_deg) {
    return site.add(Role::camera, point(x, y),
                    {{"height_m", 1.5},
                     {"azimuth_deg", azimuth_deg},
                     {"tilt_deg", 0.0},
                     {"hfov_deg", 90.0},
                     {"h_pixels", std::int64_t{2688}},
                     {"v_pixels", std::int64_t{1520}}});
}

} // namespace

class CamerasTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_density_is_that_of_the_formula_within_the_picture_and_nothing_outside() {
        SiteBuilder site = ground();
        add_camera(site, 30, 10, 0);
        const RunPtr seen = run(site);
        QCOMPARE(seen->result.fields.size(), 2U);
        for (const Point p : {Point{30, 20}, Point{33, 50}, Point{22, 19}}) {
            const double slant = std::hypot(p.x - 30, p.y - 10);
            QVERIFY(near(value(seen, "pixels_per_m", p), 2688 / (2 * slant), 1e-3));
            QCOMPARE(value(seen, "camera_count", p), 1.0);
        }
        for (const Point p : {Point{30, 5}, Point{45, 20}, Point{18, 20}}) { // behind, beyond 45 degrees
            QCOMPARE(value(seen, "pixels_per_m", p), 0.0);
            QCOMPARE(value(seen, "camera_count", p), 0.0);
        }
    }

    // The depression of a spot straight ahead against the tilt, as an angle.
    void a_tilted_camera_sees_what_its_angle_takes_in() {
        SiteBuilder site = ground();
        Feature& camera = add_camera(site, 30, 5, 0);
        camera.set("height_m", 6.5, Basis::drawn);
        camera.set("tilt_deg", 30.0, Basis::drawn);
        const RunPtr seen = run(site);
        const double half_height = std::atan(1520.0 / 2688);
        int in = 0;
        for (int d = 1; d < 55; ++d) {
            const double depression = std::atan2(5, d);
            const bool framed = std::abs(depression - 30 * degree) <= half_height;
            QCOMPARE(value(seen, "camera_count", {30, 5.0 + d}), framed ? 1.0 : 0.0);
            if (framed)
                QVERIFY(near(value(seen, "pixels_per_m", {30, 5.0 + d}), 1344 / std::hypot(5, d), 1e-3));
            in += framed ? 1 : 0;
        }
        QVERIFY(in > 5 && in < 54); // the picture ends both near and far
    }

    // A level reaches over a quarter of a disc: 125 px/m to 10.752 m.
    void areas_of_levels_are_sectors_of_discs() {
        SiteBuilder site = ground();
        add_camera(site, 30.05, 10.05, 45); // between the centres of cells
        const RunPtr seen = run(site, {{"cell_m", "0.1"}});
        const Table& levels = table(seen, "camera_levels");
        QCOMPARE(levels.rows.size(), 7U);
        for (std::size_t row = 3; row < 6; ++row) { // perceive, characterise, validate
            const double reach = 2688 / (2 * number(levels, row, "pixels_per_m"));
            QVERIFY(near(number(levels, row, "reach_m"), reach, 1e-9));
            const double sector = std::numbers::pi * reach * reach / 4;
            QVERIFY(near(number(levels, row, "seen_m2"), sector, 0.01 * sector + 0.1));
            QCOMPARE(number(table(seen, "coverage"), row, "public_m2"), number(levels, row, "seen_m2"));
        }
        QCOMPARE(as_text(*cell(levels, 3, "level")), std::string("perceive"));
    }

    void a_wall_hides_and_planting_is_told_apart() {
        SiteBuilder site = ground();
        add_camera(site, 30, 10, 0).name = "Gate";
        site.add(Role::barrier, line({{20, 20}, {30.2, 20}}),
                 {{"kind", std::string("wall")}, {"height_m", 3.0}});
        Feature& hedge = site.add(Role::planting, rectangle(30.2, 20, 40, 21),
                                  {{"kind", std::string("hedge")}, {"height_m", 3.0}, {"opacity", 0.9}});
        hedge.name = "Yew hedge";
        const RunPtr seen = run(site);
        QCOMPARE(value(seen, "camera_count", {26, 30}), 0.0);
        QCOMPARE(value(seen, "camera_count", {34, 30}), 0.0);
        QCOMPARE(value(seen, "camera_count", {31, 18}), 1.0);
        const Table& rows = table(seen, "cameras");
        QCOMPARE(rows.rows.size(), 1U);
        QCOMPARE(as_text(*cell(rows, 0, "camera")), std::string("Gate"));
        QVERIFY(as_text(*cell(rows, 0, "hidden_by")).find("Yew hedge") != std::string::npos);
        const double hidden = number(rows, 0, "hidden_m2");
        const double by_hedge = number(rows, 0, "hidden_by_planting_m2");
        QVERIFY(by_hedge > 0.4 * hidden && by_hedge < 0.6 * hidden);
        // What is in the picture and near enough is seen or hidden.
        QCOMPARE(number(rows, 0, "field_m2"), hidden + number(rows, 0, "seen_m2"));
    }

    // A hedge is drawn as planting or as a barrier: across the whole picture, either hides all that is
    // hidden.
    void a_hedge_counts_as_planting_however_it_is_drawn() {
        for (const bool as_barrier : {true, false}) {
            SiteBuilder site = ground();
            add_camera(site, 30, 10, 0);
            if (as_barrier)
                site.add(Role::barrier, line({{-40, 20.2}, {100, 20.2}}),
                         {{"kind", std::string("hedge")}, {"height_m", 3.0}});
            else
                site.add(Role::planting, rectangle(-40, 20.2, 100, 20.4), {{"height_m", 3.0}});
            const Table rows = table(run(site), "cameras");
            QVERIFY(number(rows, 0, "hidden_m2") > 1900);
            QCOMPARE(number(rows, 0, "hidden_by_planting_m2"), number(rows, 0, "hidden_m2"));
        }
        SiteBuilder walled = ground();
        add_camera(walled, 30, 10, 0);
        walled.add(Role::barrier, line({{-40, 20.2}, {100, 20.2}}),
                   {{"kind", std::string("wall")}, {"height_m", 3.0}});
        QCOMPARE(number(table(run(walled), "cameras"), 0, "hidden_by_planting_m2"), 0.0);
    }

    void a_low_camera_looks_under_a_crown_and_a_high_one_over_a_fence() {
        SiteBuilder site = ground();
        Feature& camera = add_camera(site, 30, 10, 0);
        site.add(Role::barrier, line({{0, 20}, {60, 20}}),
                 {{"kind", std::string("wall")}, {"height_m", 2.0}});
        QCOMPARE(value(run(site), "camera_count", {30, 40}), 0.0);
        camera.set("height_m", 4.0, Basis::drawn);
        // From 4 m at 10 m, over 2 m at 20 m: at 1.5 m from 22.5 m on.
        const RunPtr seen = run(site);
        QCOMPARE(value(seen, "camera_count", {30, 22}), 0.0);
        QCOMPARE(value(seen, "camera_count", {30, 23}), 1.0);
    }

    void shares_are_of_the_public_ground_in_the_red_line() {
        SiteBuilder site = ground();
        site.add(Role::zone, rectangle(-5, 29.5, 65, 65), {{"ownership", std::string("private")}});
        Feature& first = add_camera(site, 30, 29.9, 180); // looks over the southern, public half
        first.set("hfov_deg", 179.0, Basis::drawn);
        const RunPtr seen = run(site);
        QVERIFY(near(metric(seen, "covered_share"), 0.98, 0.03));
        QVERIFY(near(metric(seen, "covered_share") + metric(seen, "blind_share"), 1, 1e-12));
        QCOMPARE(metric(seen, "overlap_share"), 0.0);
        QCOMPARE(metric(seen, "private_share"), 0.0);
        add_camera(site, 30, 29.9, 0); // and over the private half
        const RunPtr both = run(site);
        QCOMPARE(number(table(both, "cameras"), 1, "private_share"), 1.0);
        QVERIFY(metric(both, "private_share") > 0.2 && metric(both, "private_share") < 0.5);
        QCOMPARE(metric(both, "covered_share"), metric(seen, "covered_share"));
    }

    void the_level_asked_for_is_read_in_the_edition_that_knows_it() {
        SiteBuilder site = ground();
        add_camera(site, 30, 10, 0).set("level", std::string("identify"), Basis::drawn);
        add_camera(site, 30, 10, 90).set("level", std::string("outline"), Basis::drawn);
        add_camera(site, 30, 10, 180).set("level", std::string("wide"), Basis::drawn);
        const RunPtr seen = run(site);
        const Table& rows = table(seen, "cameras");
        QCOMPARE(number(rows, 0, "required_pixels_per_m"), 250.0);
        QCOMPARE(as_text(*cell(rows, 0, "edition")), std::string("2014"));
        QCOMPARE(number(rows, 1, "required_pixels_per_m"), 40.0);
        QCOMPARE(as_text(*cell(rows, 1, "edition")), std::string("2025"));
        QVERIFY(!cell(rows, 2, "level"));
        QVERIFY(note(seen, "camera_level"));
        const RunPtr old = run(site, {{"edition", "2014"}});
        QCOMPARE(table(old, "coverage").rows.size(), 6U);
        QCOMPARE(as_text(*cell(table(old, "coverage"), 5, "level")), std::string("inspect"));
    }

    void a_range_ends_the_view_and_one_without_direction_looks_all_round() {
        SiteBuilder site = ground();
        add_camera(site, 30, 30, 0).set("range_m", 12.0, Basis::drawn);
        QCOMPARE(value(run(site), "camera_count", {30, 41}), 1.0);
        QCOMPARE(value(run(site), "camera_count", {30, 43}), 0.0);
        SiteBuilder dome = ground();
        dome.add(Role::camera, point(30, 30), {{"height_m", 4.0}});
        const RunPtr seen = run(dome);
        for (const Point p : {Point{30, 55}, Point{55, 30}, Point{30, 5}, Point{30, 31}})
            QCOMPARE(value(seen, "camera_count", p), 1.0);
        QCOMPARE(note(seen, "camera_all_round")->message,
                 std::string(
                     "a camera has no direction: it counts as looking all round, as a dome that is turned"));
        QVERIFY(note(seen, "defaults_used"));
        QVERIFY(!cell(table(seen, "cameras"), 0, "azimuth_deg"));
    }

    void a_camera_in_a_wall_is_put_before_it_and_one_deep_inside_is_left_out() {
        SiteBuilder site = ground();
        site.add(Role::building, rectangle(20, 0, 40, 10), {{"height_m", 6.0}}).name = "Hall";
        add_camera(site, 30, 9.8, 0);
        const RunPtr seen = run(site);
        QVERIFY(note(seen, "camera_moved") && !seen->result.partial);
        QCOMPARE(value(seen, "camera_count", {30, 20}), 1.0);
        QCOMPARE(value(seen, "camera_count", {30, 5}), static_cast<double>(nodata));
        add_camera(site, 30, 5, 0).name = "Lobby";
        const RunPtr both = run(site);
        QVERIFY(both->result.partial);
        QCOMPARE(count(both, "cameras"), 1);
        QCOMPARE(count(both, "cameras_left_out"), 1);
        QCOMPARE(note(both, "camera_left_out")->message, std::string("camera Lobby is inside Hall"));
        SiteBuilder inside = ground();
        inside.add(Role::building, rectangle(20, 0, 40, 10), {{"height_m", 6.0}}).name = "Hall";
        add_camera(inside, 30, 5, 0).name = "Lobby";
        QVERIFY(refusal(inside).contains("no camera can look: camera Lobby is inside Hall"));
        SiteBuilder called = ground();
        called.add(Role::building, rectangle(20, 0, 40, 10), {{"height_m", 6.0}}).name = "Hall";
        add_camera(called, 30, 5, 0).name = "Camera at the lifts";
        QVERIFY(refusal(called).contains("no camera can look: Camera at the lifts is inside Hall"));
        QVERIFY(refusal(ground()).contains("there is no camera on the plan"));
    }

    // The wall it hangs on hides nothing before it, whatever way the building is turned.
    void a_camera_on_a_facade_sees_along_it() {
        for (const double turn_deg : {0.0, 7.0, 23.0, 41.0, 66.0}) {
            const Point out{std::sin(turn_deg * degree), std::cos(turn_deg * degree)};
            const Point along{out.y, -out.x};
            const Point wall{30.137, 20.219};
            const std::vector<Point> corners{wall - along * 10, wall + along * 10,
                                             wall + along * 10 - out * 8, wall - along * 10 - out * 8};
            SiteBuilder site = ground();
            site.add(Role::building, Geometry::make_polygon(corners), {{"height_m", 6.0}});
            for (int i = -4; i <= 4; ++i)
                add_camera(site, (wall + along * (2.0137 * i)).x, (wall + along * (2.0137 * i)).y, turn_deg)
                    .set("hfov_deg", 176.0, Basis::drawn);
            const RunPtr seen = run(site);
            QCOMPARE(table(seen, "cameras").rows.size(), 9U);
            for (std::size_t row = 0; row < table(seen, "cameras").rows.size(); ++row)
                QCOMPARE(number(table(seen, "cameras"), row, "hidden_m2"), 0.0);
        }
    }

    // The whole plan mirrored in the line x = 30.
    void a_mirrored_plan_gives_the_mirrored_picture() {
        const auto plan = [](double side) {
            const auto x = [side](double east) { return 30 + side * (east - 30); };
            SiteBuilder site = ground();
            Feature& camera = add_camera(site, x(20.3), 10, side * 20 + (side < 0 ? 360 : 0));
            camera.set("height_m", 5.0, Basis::drawn);
            camera.set("tilt_deg", 12.0, Basis::drawn);
            site.add(Role::barrier, line({{x(18), 20}, {x(27), 24}}),
                     {{"kind", std::string("wall")}, {"height_m", 2.5}});
            return site;
        };
        const RunPtr as_drawn = run(plan(1));
        const RunPtr mirrored = run(plan(-1));
        const Field& first = as_drawn->result.fields.at(0);
        const Field& second = mirrored->result.fields.at(0);
        int differ = 0;
        for (double y = 1; y < 60; ++y)
            for (double x = 1; x < 60; ++x) {
                const double a = static_cast<double>(*first.value_at({x, y}));
                const double b = static_cast<double>(*second.value_at({60 - x, y}));
                differ += std::abs(a - b) > 1e-3 ? 1 : 0;
            }
        QVERIFY2(differ <= 4, QByteArray::number(differ)); // lines that graze an edge
    }

    void the_threads_do_not_matter() {
        SiteBuilder site = ground();
        for (int i = 0; i < 6; ++i)
            add_camera(site, 10 + 7 * i, 20, 60.0 * i);
        site.add(Role::tree, point(30, 30),
                 {{"height_m", 8.0}, {"crown_radius_m", 4.0}, {"crown_base_m", 1.0}});
        const RunPtr one = run(site, {}, 1);
        const RunPtr two = run(site, {}, 2);
        QCOMPARE(one->result.fields[0].values, two->result.fields[0].values);
        QCOMPARE(one->result.fields[1].values, two->result.fields[1].values);
        QVERIFY(one->result.tables == two->result.tables);
    }
};

PROSPECT_TEST(CamerasTest);

#include "cameras_test.moc"
