#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "analysis/sightlines/live_camera.h"
#include "geometry/io/project_file.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::sightlines;
using namespace prospect::test;

namespace {

constexpr double degree = std::numbers::pi / 180;

bool near(double found, double expected, double tolerance) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

SiteBuilder ground() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 60, 60), {{"kind", std::string("application")}});
    return site;
}

// 2688 px behind 90 degrees, level.
Feature& add_camera(SiteBuilder& site, double x, double y, double azimuth_deg, double height_m = 1.5) {
    return site.add(Role::camera, point(x, y),
                    {{"height_m", height_m},
                     {"azimuth_deg", azimuth_deg},
                     {"tilt_deg", 0.0},
                     {"hfov_deg", 90.0},
                     {"h_pixels", std::int64_t{2688}},
                     {"v_pixels", std::int64_t{1520}}});
}

CameraGround ground_of(const SitePtr& site, double cell_m = 1, double target_height_m = 1.5) {
    return CameraGround(std::make_shared<const scene::Scene>(site, TimeContext{}), cell_m, target_height_m);
}

FeaturePtr camera_of(const SitePtr& site, std::size_t number = 0) {
    return site->features(Role::camera).at(number).second;
}

CameraView look(const SiteBuilder& builder, double cell_m = 1) {
    const SitePtr site = builder.site();
    return ground_of(site, cell_m).look(camera_of(site), Edition::y2025);
}

std::int64_t cells_of(const CameraView& view, CameraCell kind) {
    return std::count(view.cells.begin(), view.cells.end(), kind);
}

// Every number of the tables of a run, camera by camera.
void compare_with_run(const SitePtr& site, double cell_m, const std::string& edition) {
    Engine engine(catalogue());
    const RunPtr run =
        engine.run("sightlines.cameras", {{"cell_m", as_text(Value(cell_m))}, {"edition", edition}},
                   {.site = site, .threads = 2});
    const Table& rows = table(run, "cameras");
    const Table& levels = table(run, "camera_levels");
    const CameraGround ground = ground_of(site, cell_m);
    const auto level_count = detail_levels(*edition_named(edition)).size();
    std::size_t row = 0;
    for (const auto& [layer, feature] : site->features(Role::camera)) {
        const CameraView view = ground.look(feature, *edition_named(edition));
        if (!view.camera) {
            QVERIFY(note(run, "camera_left_out"));
            continue;
        }
        QCOMPARE(number(rows, row, "seen_m2"), view.area_m2(view.tally.seen));
        QCOMPARE(number(rows, row, "field_m2"), view.area_m2(view.tally.field));
        QCOMPARE(number(rows, row, "hidden_m2"), view.area_m2(view.tally.field_hidden));
        QCOMPARE(number(rows, row, "hidden_by_planting_m2"),
                 view.area_m2(view.tally.field_hidden_by_planting));
        QCOMPARE(number(rows, row, "private_m2"), view.area_m2(view.tally.seen_private));
        QCOMPARE(number(rows, row, "semi_private_m2"), view.area_m2(view.tally.seen_shared));
        if (const auto share = cell(rows, row, "private_share"))
            QCOMPARE(as_number(*share).value(), *view.share(view.tally.seen_private));
        QCOMPARE(number(rows, row, "required_pixels_per_m"), view.asked.pixels_per_m);
        for (std::size_t level = 0; level < level_count; ++level)
            QCOMPARE(number(levels, row * level_count + level, "seen_m2"),
                     view.area_m2(view.tally.at_level[level]));
        double in_zones = 0;
        for (const CameraView::Shown& zone : view.private_ground)
            in_zones += zone.seen_m2;
        QVERIFY(near(in_zones, view.area_m2(view.tally.seen_private + view.tally.seen_shared), 1e-6));
        double hidden = 0;
        for (const CameraView::Hider& hider : view.hiders)
            hidden += hider.hidden_m2;
        QVERIFY(hidden <= view.area_m2(view.tally.field_hidden) + 1e-6); // some only graze an edge
        // The classes on the map are the counts beside it.
        QCOMPARE(cells_of(view, CameraCell::hidden), view.tally.field_hidden);
        QCOMPARE(cells_of(view, CameraCell::under), view.under);
        // What is hidden beyond is told from what is not in the picture; every cell's middle says the same.
        const Grid& grid = ground.grid();
        for (std::size_t i = 0; i < view.cells.size(); i += 37) {
            const auto at = static_cast<std::int64_t>(i);
            const auto spot = ground.spot(view, grid.center(at % grid.columns, at / grid.columns));
            if (!spot) continue;
            QVERIFY(spot->cell == view.cells[i]);
            if (spot->cell == CameraCell::hidden_far) QVERIFY(spot->pixels_per_m < view.asked.pixels_per_m);
            if (spot->cell == CameraCell::hidden) QVERIFY(spot->pixels_per_m >= view.asked.pixels_per_m);
            if (spot->cell == CameraCell::faint)
                QVERIFY(!detail_reached(*edition_named(edition), spot->pixels_per_m));
        }
        std::int64_t shown = 0;
        for (const CameraCell one : view.cells)
            shown += one >= CameraCell::faint ? 1 : 0;
        QCOMPARE(shown, view.tally.seen);
        for (std::size_t level = 0; level < level_count; ++level) {
            const auto least = static_cast<std::uint8_t>(CameraCell::level) + level;
            QCOMPARE(std::count_if(view.cells.begin(), view.cells.end(),
                                   [&](CameraCell one) { return static_cast<std::uint8_t>(one) >= least; }),
                     view.tally.at_level[level]);
        }
        ++row;
    }
    QCOMPARE(row, rows.rows.size());
}

} // namespace

class LiveCameraTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_sample_gives_the_numbers_of_a_run() {
        const SitePtr site = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        QCOMPARE(site->features(Role::camera).size(), 2U);
        for (const char* edition : {"2014", "2025"})
            compare_with_run(site, 1, edition);
        compare_with_run(site, 0.5, "2025");
    }

    void random_plans_give_the_numbers_of_a_run() {
        std::mt19937 random(7);
        const auto from_to = [&](double a, double b) { return std::uniform_real_distribution(a, b)(random); };
        for (int plan = 0; plan < 12; ++plan) {
            SiteBuilder site = ground();
            for (int i = 0; i < 4; ++i) {
                const Point at{from_to(0, 50), from_to(0, 50)};
                site.add(Role::building, rectangle(at.x, at.y, at.x + 8, at.y + 6),
                         {{"height_m", from_to(2, 9)}});
                site.add(Role::planting, rectangle(at.x + 9, at.y, at.x + 10, at.y + 8),
                         {{"height_m", from_to(0.5, 3)}});
                site.add(Role::tree, point(from_to(0, 60), from_to(0, 60)), {{"crown_m", from_to(2, 6)}});
                site.add(Role::zone, rectangle(at.x - 5, at.y - 5, at.x + 12, at.y + 3),
                         {{"ownership", std::string(i % 2 == 0 ? "private" : "semi_private")}});
            }
            for (int i = 0; i < 4; ++i) {
                Feature& camera =
                    add_camera(site, from_to(5, 55), from_to(5, 55), from_to(0, 360), from_to(1, 8));
                camera.set("tilt_deg", from_to(-5, 60), Basis::drawn);
                camera.set("hfov_deg", from_to(20, 240), Basis::drawn);
                if (i == 1) camera.set("range_m", from_to(5, 30), Basis::drawn);
                if (i == 2) camera.set("level", std::string("recognise"), Basis::drawn);
                if (i == 3) camera.unset("azimuth_deg");
            }
            compare_with_run(site.site(), 1, plan % 2 == 0 ? "2025" : "2014");
        }
    }

    // 5 m above what is looked at and 30° down: the picture ends 59.5° down, 2.95 m before the camera.
    void the_blind_ground_under_a_camera_is_a_sector_of_a_disc() {
        SiteBuilder site = ground();
        add_camera(site, 30.03, 20.03, 0, 6.5).set("tilt_deg", 30.0, Basis::drawn);
        const CameraView view = look(site, 0.1);
        // Seen from above its edge is a straight line across the middle of the picture.
        const double edge_m = 5 / std::tan(30 * degree + std::atan(1520.0 / 2688));
        const double triangle = edge_m * edge_m; // out to 45° on both sides
        QVERIFY(near(edge_m, 2.95, 0.01));
        // The picture's lower edge is wider than that: all of the triangle is under it.
        QVERIFY(near(view.area_m2(view.under), triangle, 0.2)); // in cells of 0.1 m
        const Grid grid = ground_of(site.site(), 0.1).grid();
        const auto at = [&](double x, double y) {
            const auto column = static_cast<std::int64_t>((x - grid.xmin) / grid.cell_x);
            const auto row = static_cast<std::int64_t>((grid.ymax - y) / grid.cell_y);
            return view.cells[static_cast<std::size_t>(row * grid.columns + column)];
        };
        // Straight ahead the picture's lower edge is 2.95 m away on the plan and 5 m lower.
        QVERIFY(near(view.nearest_m.value(), std::hypot(edge_m, 5), 0.1));
        QVERIFY(at(30, 20 + edge_m - 0.2) == CameraCell::under);
        QVERIFY(at(30, 20 + edge_m + 0.2) >= CameraCell::level);
        QVERIFY(at(30, 19) == CameraCell::outside);
    }

    void a_camera_that_looks_at_the_sky_has_no_ground_in_its_picture() {
        SiteBuilder site = ground();
        add_camera(site, 30, 20, 0, 6.5).set("tilt_deg", -60.0, Basis::drawn);
        const CameraView view = look(site);
        QVERIFY(view.camera && !view.nearest_m);
        QCOMPARE(view.tally.seen, 0);
    }

    // A wall right under the lens hides the blind ground behind it, which no other picture would show either.
    void ground_behind_a_wall_is_not_under_the_camera() {
        SiteBuilder site = ground();
        add_camera(site, 30, 20, 0, 6.5).set("tilt_deg", 20.0, Basis::drawn);
        const std::int64_t open = look(site).under;
        site.add(Role::barrier, line({{20, 20.5}, {40, 20.5}}),
                 {{"kind", std::string("wall")}, {"height_m", 7.0}});
        const std::int64_t walled = look(site).under;
        QVERIFY(open > 8);
        QVERIFY2(walled < open / 4, QByteArray::number(static_cast<int>(walled)));
    }

    void what_hides_is_named_with_its_share() {
        SiteBuilder site = ground();
        add_camera(site, 30, 10, 0);
        site.add(Role::barrier, line({{20, 20}, {30.2, 20}}),
                 {{"kind", std::string("wall")}, {"height_m", 3.0}})
            .name = "Wall";
        site.add(Role::barrier, line({{30.2, 20}, {40, 20}}),
                 {{"kind", std::string("hedge")}, {"height_m", 3.0}})
            .name = "Yew hedge";
        const CameraView view = look(site);
        QCOMPARE(view.hiders.size(), 2U);
        for (const CameraView::Hider& hider : view.hiders) {
            QVERIFY(hider.name == "Wall" || hider.name == "Yew hedge");
            QCOMPARE(hider.planting, hider.name == "Yew hedge");
            QVERIFY(near(hider.hidden_m2, view.area_m2(view.tally.field_hidden) / 2, 40));
        }
    }

    void a_camera_in_a_wall_says_how_far_before_it_hangs_and_one_deep_inside_why_it_cannot() {
        SiteBuilder site = ground();
        site.add(Role::building, rectangle(20, 0, 40, 10), {{"height_m", 6.0}}).name = "Hall";
        Feature& camera = add_camera(site, 30, 9.8, 0);
        camera.name = "Door";
        const CameraView moved = look(site);
        QVERIFY(moved.camera && near(moved.moved_m, 0.2, 0.051));
        QVERIFY(moved.tally.seen > 100);
        camera.geometry = point(30, 5);
        const CameraView inside = look(site);
        QVERIFY(!inside.camera && inside.cells.empty());
        QCOMPARE(inside.left_out, std::string("camera Door is inside Hall"));
    }

    void a_plan_with_nothing_on_it_is_refused() {
        QVERIFY_EXCEPTION_THROWN((void)ground_of(SiteBuilder().site()), Error);
    }

    // The home's window is shown, the shop's too but as no home, the one behind the house not.
    void windows_in_the_picture_are_those_of_the_window_analysis() {
        SiteBuilder site = ground();
        site.add(Role::building, rectangle(10, 30, 28, 45), {{"height_m", 6.0}}).name = "Home";
        site.add(Role::building, rectangle(32, 30, 50, 45), {{"height_m", 6.0}, {"use", std::string("shop")}})
            .name = "Bakery";
        const auto window = [&](double x, double y, const char* name) {
            site.add(Role::opening, point(x, y), {{"kind", std::string("window")}}).name = name;
        };
        window(20, 30, "Kitchen");
        window(40, 30, "Display");
        window(20, 45, "Back");
        site.add(Role::opening, point(25, 30),
                 {{"kind", std::string("window")}, {"room", std::string("stair")}})
            .name = "Stair";
        add_camera(site, 30, 10, 0, 1.6);
        const CameraView view = look(site);
        QCOMPARE(view.windows.size(), 3U);
        Engine engine(catalogue());
        const RunPtr run = engine.run("sightlines.window", {}, {.site = site.site(), .threads = 1});
        const Table& shown = table(run, "cameras");
        QCOMPARE(shown.rows.size(), 3U);
        for (const CameraView::Window& one : view.windows) {
            QVERIFY(one.window->name != "Back");
            QCOMPARE(one.home, one.window->name == "Kitchen"); // not of a shop, nor of a stair
            QCOMPARE(one.building, std::string(one.window->name == "Display" ? "Bakery" : "Home"));
            for (std::size_t row = 0; row < shown.rows.size(); ++row)
                if (as_text(*cell(shown, row, "window")) == one.window->name) {
                    QCOMPARE(number(shown, row, "distance_m"), one.distance_m);
                    QCOMPARE(number(shown, row, "pixels_per_m"), one.pixels_per_m);
                }
        }
    }

    // A camera that is not (yet) on the plan is looked through all the same.
    void a_camera_that_is_being_moved_gives_what_a_plan_with_it_there_gives() {
        SiteBuilder site = ground();
        site.add(Role::building, rectangle(25, 25, 35, 35), {{"height_m", 6.0}});
        Feature& camera = add_camera(site, 30, 10, 0, 4);
        const SitePtr before = site.site();
        camera.geometry = point(12, 40);
        camera.set("azimuth_deg", 110.0, Basis::drawn);
        const SitePtr after = site.site();
        const CameraView dragged = ground_of(before).look(camera_of(after), Edition::y2025);
        const CameraView dropped = ground_of(after).look(camera_of(after), Edition::y2025);
        QVERIFY(dragged.cells == dropped.cells);
        QCOMPARE(dragged.tally.seen, dropped.tally.seen);
    }
};

PROSPECT_TEST(LiveCameraTest);

#include "live_camera_test.moc"
