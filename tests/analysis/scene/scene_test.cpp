#include "analysis/scene/scene.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <numbers>

using namespace prospect;
using namespace prospect::scene;
using prospect::test::line;
using prospect::test::point;
using prospect::test::rectangle;
using prospect::test::SiteBuilder;

namespace {

const std::string fence_kind = "fence";

// Whether a watcher at the origin, at that height, sees the point (20, 0).
bool sees_across(const SiteBuilder& builder, double eye_height_m = 1.6, const TimeContext& time = {}) {
    const Scene scene(builder.site(), time);
    const auto walls = scene.walls_at(eye_height_m, {}, Box{-30, -30, 30, 30});
    const kernel::View view = walls->view_from({0, 0});
    return contains(Geometry::make_polygon(view.boundary), {20, 0});
}

// A wall of 2 m across the line of sight at x = 10.
SiteBuilder walled(SiteBuilder::Values values = {{"height_m", 2.0}, {"opacity", 1.0}}) {
    SiteBuilder builder;
    builder.add(Role::barrier, line({{10, -5}, {10, 5}}), values);
    return builder;
}

const Note* find(const Scene& scene, const std::string& code) {
    for (const Note& note : scene.notes())
        if (note.code == code) return &note;
    return nullptr;
}

bool reports_width(const SiteBuilder& builder) {
    const Scene scene(builder.site(), {});
    return std::any_of(scene.notes().begin(), scene.notes().end(), [](const Note& note) {
        return note.message.find("opening.width_m") != std::string::npos;
    });
}

} // namespace

class SceneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_wall_blocks_below_its_top_only() {
        QVERIFY(!sees_across(walled(), 1.6));
        QVERIFY(sees_across(walled(), 2.0)); // the top itself is free
        QVERIFY(sees_across(walled(), 2.4));
        QVERIFY(!sees_across(walled(), 0.0));
    }

    void a_wall_on_stilts_blocks_from_its_base() {
        const SiteBuilder site = walled({{"height_m", 3.0}, {"base_m", 1.6}, {"opacity", 1.0}});
        QVERIFY(sees_across(site, 1.5));
        QVERIFY(!sees_across(site, 1.6));
    }

    void half_opacity_is_enough_to_block() {
        QVERIFY(sees_across(walled({{"height_m", 2.0}, {"opacity", 0.49}})));
        QVERIFY(!sees_across(walled({{"height_m", 2.0}, {"opacity", 0.5}})));
    }

    void a_fence_is_seen_through_by_default_and_a_hedge_is_not() {
        QVERIFY(sees_across(walled({{"kind", fence_kind}})));
        QVERIFY(!sees_across(walled({{"kind", std::string("wall")}})));
        QVERIFY(sees_across(walled({{"kind", std::string("hedge")}}))); // 1.5 m: below the eye
        QVERIFY(!sees_across(walled({{"kind", std::string("hedge")}}), 1.2));
    }

    void planting_blocks_when_it_is_mature() {
        SiteBuilder site;
        site.add(Role::planting, rectangle(9, -5, 11, 5), {{"height_m", 1.0}, {"mature_m", 2.5}});
        QVERIFY(sees_across(site));
        QVERIFY(!sees_across(site, 1.6, {.phase = Phase::mature}));
    }

    void only_what_is_there_in_the_phase_blocks() {
        SiteBuilder site;
        site.add(Role::barrier, line({{10, -5}, {10, 5}}), {{"height_m", 2.0}, {"opacity", 1.0}}).phase_to =
            Phase::construction; // a hoarding
        QVERIFY(!sees_across(site, 1.6, {.phase = Phase::construction}));
        QVERIFY(sees_across(site, 1.6, {.phase = Phase::opening}));
    }

    void an_open_gate_is_seen_through_and_a_closed_one_is_not() {
        for (const char* control : {"closed", "locked", "controlled", "staffed", "open"}) {
            SiteBuilder site = walled();
            site.add(Role::opening, point(10.4, 0),
                     {{"kind", std::string("gate")}, {"control", std::string(control)}});
            QCOMPARE(sees_across(site), std::string(control) == "open");
        }
    }

    void a_gap_is_always_open() {
        SiteBuilder site = walled();
        site.add(Role::opening, point(10, 0),
                 {{"kind", std::string("gap")}, {"control", std::string("locked")}});
        QVERIFY(sees_across(site));
    }

    void a_gate_is_as_wide_as_it_says() {
        SiteBuilder site = walled();
        site.add(Role::opening, point(10, 0),
                 {{"kind", std::string("gap")}, {"control", std::string("open")}, {"width_m", 3.0}});
        const Scene scene(site.site(), {});
        QCOMPARE(scene.obstacles().size(), 1U);
        QCOMPARE(length(scene.obstacles()[0].geometry), 7.0);
    }

    void a_gate_drawn_as_a_line_is_as_wide_as_the_line() {
        SiteBuilder site = walled();
        site.add(Role::opening, line({{10, -2}, {10, 1}}), {{"kind", std::string("gap")}});
        const Scene scene(site.site(), {});
        QCOMPARE(length(scene.obstacles()[0].geometry), 7.0);
    }

    void a_gap_goes_through_every_barrier_at_it() {
        SiteBuilder site = walled();
        site.add(Role::barrier, rectangle(10.1, -5, 10.4, 5), {{"height_m", 2.0}, {"opacity", 1.0}});
        QVERIFY(!sees_across(site));
        site.add(Role::opening, point(10, 0), {{"kind", std::string("gap")}, {"width_m", 2.0}});
        QVERIFY(sees_across(site));
    }

    void an_opening_without_host_is_reported_with_its_place() {
        SiteBuilder site = walled();
        const Uuid id = site.add(Role::opening, point(3, 0), {{"kind", std::string("gate")}}).id;
        const Scene scene(site.site(), {});
        const Note* note = find(scene, "opening_without_host");
        QVERIFY(note);
        QCOMPARE(note->feature, id);
        QCOMPARE(*note->place, (Point{3, 0}));
        QVERIFY(note->message.find("530003.0,179000.0") != std::string::npos);
    }

    void many_openings_without_host_are_one_note_with_their_number_and_the_first() {
        SiteBuilder site = walled();
        for (int i = 0; i < 100; ++i)
            site.add(Role::opening, point(-3.0 * i - 3, 0), {{"kind", std::string("gate")}});
        const Scene scene(site.site(), {});
        int notes = 0;
        for (const Note& note : scene.notes())
            notes += note.code == "opening_without_host" ? 1 : 0;
        QCOMPARE(notes, 1);
        const Note& note = *find(scene, "opening_without_host");
        QVERIFY(note.message.starts_with("100 openings"));
        QVERIFY(note.message.ends_with("the first at 529997.0,179000.0"));
        QCOMPARE(*note.place, (Point{-3, 0}));
    }

    void an_open_door_of_a_building_changes_no_view_and_says_why() {
        SiteBuilder site;
        site.add(Role::building, rectangle(9, -5, 11, 5), {{"height_m", 6.0}});
        site.add(Role::opening, point(9, 0),
                 {{"kind", std::string("door")}, {"control", std::string("open")}});
        QVERIFY(!sees_across(site));
        const Scene scene(site.site(), {});
        QVERIFY(find(scene, "openings_without_effect"));
        QVERIFY(!find(scene, "opening_without_host"));
    }

    void one_sees_through_an_underpass() {
        SiteBuilder site;
        site.add(Role::building, rectangle(9, -5, 11, 5), {{"height_m", 9.0}, {"base_m", 2.8}});
        QVERIFY(sees_across(site, 1.6));
        QVERIFY(!sees_across(site, 3.0));
        const Scene scene(site.site(), {});
        QVERIFY(!scene.in_building({10, 0}, 1.6));
        QVERIFY(scene.in_building({10, 0}, 3.0));
    }

    void courts_are_outside_and_low_buildings_are_inside() {
        SiteBuilder site;
        site.add(
            Role::building,
            Geometry::make_polygon(std::vector<Point>{{0, 0}, {30, 0}, {30, 30}, {0, 30}},
                                   std::vector<std::vector<Point>>{{{10, 10}, {20, 10}, {20, 20}, {10, 20}}}),
            {{"height_m", 1.0}});
        const Scene scene(site.site(), {});
        QVERIFY(scene.in_building({5, 5}, 1.6)); // though one would look over it
        QVERIFY(!scene.in_building({15, 15}, 1.6));
        QVERIFY(!scene.in_building({-5, 5}, 1.6));
    }

    void a_crown_is_the_section_of_its_ellipsoid() {
        const Crown crown{.radius_m = 2, .base_m = 2, .top_m = 6};
        QCOMPARE(crown.radius_at(4), 2.0);
        QVERIFY(std::abs(crown.radius_at(3) - std::sqrt(3)) < 1e-12);
        QVERIFY(std::abs(crown.radius_at(5) - std::sqrt(3)) < 1e-12);
        QCOMPARE(crown.radius_at(2), 0.0);
        QCOMPARE(crown.radius_at(1.6), 0.0);
        QCOMPARE(crown.radius_at(6), 0.0);
    }

    void a_tree_blocks_in_leaf_and_not_when_bare() {
        SiteBuilder site;
        site.add(Role::tree, point(10, 0), {{"height_m", 6.0}, {"clear_stem_m", 0.5}, {"crown_m", 4.0}});
        QVERIFY(!sees_across(site, 1.6, {.season = Season::summer}));
        QVERIFY(sees_across(site, 1.6, {.season = Season::winter}));
        QVERIFY(sees_across(site, 0.4)); // under the crown
    }

    void a_tree_grows_with_the_years() {
        SiteBuilder site;
        site.add(Role::tree, point(10, 0),
                 {{"height_m", 6.0}, {"clear_stem_m", 2.0}, {"crown_m", 4.0}, {"growth_m_per_year", 0.5}});
        const Scene now(site.site(), {});
        const Scene later(site.site(), {.growth_year = 10});
        QCOMPARE(now.crowns()[0].top_m, 6.0);
        QCOMPARE(later.crowns()[0].top_m, 11.0);
        QVERIFY(sees_across(site, 7.0));
        QVERIFY(!sees_across(site, 7.0, {.growth_year = 10}));
    }

    void the_section_of_a_crown_has_the_area_of_its_circle() {
        SiteBuilder site;
        site.add(Role::tree, point(10, 0), {{"height_m", 3.2}, {"clear_stem_m", 0.0}, {"crown_m", 4.0}});
        const Scene scene(site.site(), {});
        const auto walls = scene.walls_at(1.6);
        // The view from 10 m away ends at the crown's near side: the shadow's half-angle is asin(r / d) of
        // the circle.
        const kernel::View view = walls->view_from({0, 0}, {.azimuth_deg = 90, .fov_deg = 1});
        double nearest = 1e9;
        for (const Point& p : view.boundary)
            if (!(p == view.eye)) nearest = std::min(nearest, length(p));
        QVERIFY(std::abs(nearest - 8) < 0.02);
        QCOMPARE(walls->wall_count(), std::size_t{circle_corners});
    }

    void defaults_are_counted_by_role_and_attribute() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 5, 5), {{"height_m", 6.0}});
        site.add(Role::building, rectangle(10, 0, 15, 5), {{"levels", std::int64_t{3}}});
        site.add(Role::building, rectangle(20, 0, 25, 5));
        const Scene scene(site.site(), {});
        bool heights = false;
        for (const Note& note : scene.notes())
            if (note.code == "defaults_used" && note.message.find("building.height_m") != std::string::npos) {
                heights = true;
                QVERIFY(note.message.ends_with("2 of 3 buildings: 6.0 m for 1, 9.0 m for 1"));
            }
        QVERIFY(heights);
        QCOMPARE(scene.obstacles()[1].top_m, 9.0);
        QCOMPARE(scene.obstacles()[2].top_m, 6.0);
    }

    void assumed_values_are_named_by_kind_the_most_frequent_first() {
        SiteBuilder site;
        for (int i = 0; i < 3; ++i)
            site.add(Role::barrier, line({{10, -5}, {10, 5}}), {{"kind", std::string("hedge")}});
        site.add(Role::barrier, line({{20, -5}, {20, 5}}), {{"kind", std::string("wall")}});
        site.add(Role::barrier, line({{30, -5}, {30, 5}}));
        site.add(Role::building, rectangle(0, 0, 5, 5));
        const Scene scene(site.site(), {});
        std::vector<std::string> heights;
        for (const Note& note : scene.notes())
            if (note.message.find("height_m") != std::string::npos) heights.push_back(note.message);
        QCOMPARE(heights.size(), 2U);
        QVERIFY(heights[0].ends_with("1 of 1 buildings: 6.0 m"));
        QVERIFY(heights[1].ends_with(
            "5 of 5 walls, fences and hedges: 1.5 m for 3 (hedge), 2.0 m for 2 (kind not known, wall)"));
    }

    void a_default_that_changes_nothing_is_not_reported() {
        SiteBuilder site = walled();
        site.add(Role::opening, point(10, 0), {{"kind", std::string("door")}});
        QVERIFY(!reports_width(site)); // closed: its width does not matter
        site.add(Role::opening, point(10, 3), {{"kind", std::string("gap")}});
        QVERIFY(reports_width(site));
    }

    void bollards_never_block_and_it_is_said_once() {
        SiteBuilder site;
        for (int i = 0; i < 3; ++i)
            site.add(Role::barrier, point(10, i - 1.0),
                     {{"kind", std::string("bollard")}, {"height_m", 2.0}});
        QVERIFY(sees_across(site));
        const Scene scene(site.site(), {});
        QVERIFY(find(scene, "points_do_not_block")->message.starts_with("3 "));
    }

    void sloping_ground_is_said() {
        SiteBuilder site = walled();
        Field terrain("terrain", "m", Grid{0, 10, 5, 5, 2, 2});
        terrain.values = {10, 10, 13, 10};
        site.set_raster(Role::terrain, terrain);
        const Scene scene(site.site(), {});
        QVERIFY(find(scene, "flat_view"));
        SiteBuilder level = walled();
        terrain.values = {10, 10, 10.5F, 10};
        level.set_raster(Role::terrain, terrain);
        QVERIFY(!find(Scene(level.site(), {}), "flat_view"));
    }

    void sight_ends_10_m_beyond_all_features() {
        SiteBuilder site = walled();
        site.add(Role::target, point(40, 3));
        site.add(Role::annotation, point(900, 3)); // no feature of the place
        QCOMPARE(sight_bounds(*site.site()), (Box{0, -15, 50, 15}));
        QVERIFY(sight_bounds(*SiteBuilder().site()).empty());
    }

    void walls_are_made_once_for_each_set_of_things_that_stand() {
        SiteBuilder site = walled(); // 2 m
        site.add(Role::building, rectangle(20, -5, 25, 5), {{"height_m", 6.0}, {"base_m", 4.0}});
        const Scene scene(site.site(), {});
        const auto first = scene.walls_at(1.6);
        QVERIFY(scene.walls_at(1.6) == first);
        QVERIFY(scene.walls_at(0) == first && scene.walls_at(1.999) == first); // the wall alone
        QVERIFY(scene.walls_at(1.6, {}, Box{5, 0, 6, 1}) == first);            // within the bounds already
        QVERIFY(scene.walls_at(1.6, {}, Box{5, 0, 600, 1}) != first);
        const auto none = scene.walls_at(2);
        QVERIFY(none != first && scene.walls_at(3.9) == none);
        const auto above = scene.walls_at(4);
        QVERIFY(above != none && above != first && scene.walls_at(5.9) == above);
        QCOMPARE(none->wall_count() + 4, above->wall_count());
        QVERIFY(scene.walls_at(6) != above && scene.walls_at(400) == scene.walls_at(6));
    }

    // The section of a crown is another one at every height.
    void where_there_are_crowns_every_height_has_its_own_walls() {
        SiteBuilder site;
        site.add(Role::tree, point(10, 0), {{"clear_stem_m", 2.0}, {"height_m", 8.0}});
        const Scene scene(site.site(), {});
        QVERIFY(scene.walls_at(1) == scene.walls_at(1.9));
        QVERIFY(scene.walls_at(3) != scene.walls_at(3.1));
        QVERIFY(scene.walls_at(3) == scene.walls_at(3));
        QVERIFY(scene.walls_at(8) == scene.walls_at(9));
    }
};

PROSPECT_TEST(SceneTest);

#include "scene_test.moc"
