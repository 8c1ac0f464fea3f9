#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace prospect;
using namespace prospect::engine;
using prospect::test::count;
using prospect::test::field;
using prospect::test::full;
using prospect::test::line;
using prospect::test::note;
using prospect::test::point;
using prospect::test::rectangle;
using prospect::test::SiteBuilder;
using prospect::test::value;

namespace {

RunPtr run(const SiteBuilder& builder, const Settings& settings, int threads = 2,
           std::optional<Box> extent = std::nullopt) {
    Engine engine(catalogue());
    return engine.run("sightlines.viewshed", settings,
                      {.site = builder.site(), .extent = extent, .threads = threads});
}

QString refusal(const SiteBuilder& builder, const Settings& settings) {
    try {
        (void)run(builder, settings);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}
bool near(double found, double expected, double tolerance = 1e-4) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

// 40 × 20 m of flat ground 10 m up, a wall of 4 m from north to south through x = 10 to 11.
Field walled(double wall_m = 4) {
    Field surface("surface", "m", {0, 20, 1, 1, 40, 20});
    std::fill(surface.values.begin(), surface.values.end(), 10.0F);
    for (std::size_t row = 0; row < 20; ++row)
        surface.values[row * 40 + 10] = static_cast<float>(10 + wall_m);
    return surface;
}

SiteBuilder on(const Field& surface) {
    SiteBuilder site;
    site.set_raster(Role::surface, surface);
    return site;
}

} // namespace

class ViewshedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_fields_are_those_of_the_contract_on_the_surfaces_own_cells() {
        const RunPtr seen = run(on(walled()), {{"points", full(2.5, 9.5)}});
        QCOMPARE(seen->result.fields.size(), 3U);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(seen->result.fields[i].name,
                     (std::vector<std::string>{"visible", "count", "height_needed"})[i]);
            QVERIFY(seen->result.fields[i].grid == walled().grid);
        }
        QVERIFY(note(seen, "on_surface"));
    }

    // The eye at 1.6 m, the wall's middle 8 m away and 4 m high: 30 m away something must be 1.6 + 2.4·30/8
    // = 10.6 m.
    void a_wall_hides_what_is_lower_than_its_shadow() {
        const RunPtr seen = run(on(walled()), {{"points", full(2.5, 9.5)}});
        QCOMPARE(value(seen, "visible", {5.5, 3.5}), 1.0);
        QCOMPARE(value(seen, "visible", {10.5, 9.5}), 1.0);
        QCOMPARE(value(seen, "visible", {20.5, 9.5}), 0.0);
        QVERIFY(near(value(seen, "height_needed", {32.5, 9.5}), 10.6));
        QCOMPARE(value(seen, "height_needed", {5.5, 3.5}), 0.0);
        QCOMPARE(count(seen, "visible"), 11 * 20); // all up to the wall
        QVERIFY(near(seen->result.metrics.at(0).second, 11.0 / 40));
        const RunPtr tall = run(on(walled()), {{"points", full(2.5, 9.5)}, {"target_height_m", "10.7"}});
        QCOMPARE(value(tall, "visible", {32.5, 9.5}), 1.0);
        QCOMPARE(value(tall, "visible", {33.5, 9.5}), 0.0);
    }

    void several_observers_are_counted_and_the_least_height_kept() {
        const std::string two = full(2.5, 9.5) + ";" + full(30.5, 9.5);
        const RunPtr seen = run(on(walled()), {{"points", two}});
        QCOMPARE(value(seen, "count", {5.5, 9.5}), 1.0);
        QCOMPARE(value(seen, "count", {10.5, 9.5}), 2.0);
        QCOMPARE(value(seen, "count", {35.5, 9.5}), 1.0);
        QCOMPARE(value(seen, "height_needed", {35.5, 9.5}), 0.0);
        QCOMPARE(count(seen, "visible"), 800);
        // Each alone gives no less, and one of them the same.
        const RunPtr a = run(on(walled()), {{"points", full(2.5, 9.5)}});
        const RunPtr b = run(on(walled()), {{"points", full(30.5, 9.5)}});
        for (std::size_t i = 0; i < 800; ++i) {
            const auto of = [&](const RunPtr& one, const char* name) { return field(one, name).values[i]; };
            QCOMPARE(of(seen, "count"), of(a, "count") + of(b, "count"));
            QCOMPARE(of(seen, "height_needed"), std::min(of(a, "height_needed"), of(b, "height_needed")));
        }
    }

    void an_observer_stands_at_its_cells_centre_unless_told_not_to() {
        const RunPtr snapped = run(on(walled()), {{"points", full(2.1, 9.9)}});
        QVERIFY(near(value(snapped, "height_needed", {32.5, 9.5}), 10.6));
        const RunPtr exact = run(on(walled()), {{"points", full(2.1, 9.5)}, {"snap", "no"}});
        QVERIFY(near(value(exact, "height_needed", {32.5, 9.5}), 1.6 + 2.4 * 30.4 / 8.4));
    }

    void reach_and_field_of_view_bound_what_is_looked_at() {
        const RunPtr seen = run(on(walled(0)), {{"points", full(20.5, 9.5)}, {"reach_m", "5"}});
        QCOMPARE(count(seen, "visible"), 81); // whole points within 5 of the middle
        QCOMPARE(value(seen, "height_needed", {35.5, 9.5}), static_cast<double>(nodata));
        QCOMPARE(value(seen, "visible", {35.5, 9.5}), 0.0);
        const RunPtr half =
            run(on(walled(0)), {{"points", full(20.5, 9.5)}, {"fov_deg", "180"}, {"azimuth_deg", "90"}});
        QCOMPARE(value(half, "visible", {30.5, 5.5}), 1.0);
        QCOMPARE(value(half, "visible", {10.5, 5.5}), 0.0);
    }

    void the_nearest_ground_can_be_left_out_by_row() {
        const QTemporaryDir folder;
        const std::string file = folder.filePath("eyes.csv").toStdString();
        std::ofstream(file) << "x,y,inner_m,reach_m\n" << full(20.5, 9.5) << ",3,5\n";
        for (const char* on_what : {"surface", "scene"}) {
            const RunPtr seen =
                run(on(walled(0)), {{"points_file", file}, {"on", on_what}}, 2, Box{0, 0, 40, 20});
            QCOMPARE(count(seen, "visible"), 81 - 25); // whole points within 5, less those nearer than 3
            QCOMPARE(value(seen, "visible", {21.5, 9.5}), 0.0);
            QCOMPARE(value(seen, "visible", {23.5, 9.5}), 1.0);
        }
    }

    void whole_heights_are_said_to_be_metres_or_another_unit() {
        const RunPtr seen = run(on(walled()), {{"points", full(2.5, 9.5)}});
        QVERIFY(note(seen, "whole_metres")->message.find("--surface_unit") != std::string::npos);
    }

    void cells_without_height_are_not_seen_and_counted() {
        Field surface = walled();
        surface.values[5 * 40 + 5] = nodata;
        surface.values[5 * 40 + 6] = nodata;
        const RunPtr seen = run(on(surface), {{"points", full(2.5, 9.5)}});
        QCOMPARE(count(seen, "nodata_cells"), 2);
        QCOMPARE(value(seen, "visible", {5.5, 14.5}), static_cast<double>(nodata));
        QVERIFY(refusal(on(surface), {{"points", full(5.5, 14.5)}}).contains("has no height"));
        const RunPtr two = run(on(surface), {{"points", full(5.5, 14.5) + ";" + full(2.5, 9.5)}});
        QVERIFY(two->result.partial);
        QCOMPARE(count(two, "observers_left_out"), 1);
        QVERIFY(refusal(on(surface), {{"points", full(99, 9)}}).contains("lies outside the surface"));
    }

    void a_place_with_nothing_to_look_at_is_refused() {
        SiteBuilder built;
        built.add(Role::building, rectangle(0, 0, 30, 30), {{"height_m", 6.0}});
        Engine engine(catalogue());
        const auto look = [&](const SiteBuilder& site, const Box& extent) -> QString {
            try {
                (void)engine.run("sightlines.viewshed", {{"points", full(35.5, 5.5)}},
                                 {.site = site.site(), .extent = extent, .threads = 1});
            } catch (const Error& error) {
                return QString::fromStdString(error.what());
            }
            return {};
        };
        QVERIFY(look(built, {5, 5, 25, 25}).contains("no cell in the open"));
        Field surface = walled();
        for (std::int64_t row = 5; row < 10; ++row)
            for (std::int64_t column = 0; column < 20; ++column)
                surface.values[static_cast<std::size_t>(row * 40 + column)] = nodata;
        QVERIFY(look(on(surface), {2, 11, 10, 14}).contains("no cell of the surface has a height"));
        const RunPtr seen = run(on(surface), {{"points", full(35.5, 5.5)}});
        QVERIFY(note(seen, "holes") && note(seen, "holes")->message.starts_with("100 of 800 cells"));
    }

    void a_building_without_a_name_is_called_one() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
        QVERIFY(refusal(site, {{"points", full(5, 5)}}).contains("is inside a building"));
    }

    void a_terrain_in_decimetres_is_pointed_out() {
        SiteBuilder site;
        Field terrain("terrain", "m", {0, 20, 1, 1, 20, 20});
        for (std::size_t i = 0; i < terrain.values.size(); ++i)
            terrain.values[i] = static_cast<float>(200 + i * 7 % 9);
        site.set_raster(Role::terrain, terrain);
        QVERIFY(note(run(site, {{"points", full(5.5, 5.5)}, {"cell_m", "2"}}), "terrain_unit"));
        for (float& height : terrain.values)
            height /= 10;
        SiteBuilder metres;
        metres.set_raster(Role::terrain, terrain);
        QVERIFY(!note(run(metres, {{"points", full(5.5, 5.5)}, {"cell_m", "2"}}), "terrain_unit"));
    }

    void cells_need_not_be_square() {
        Field surface = walled();
        surface.grid.cell_x = 2;
        const RunPtr seen = run(on(surface), {{"points", full(5, 9.5)}});
        QVERIFY(near(value(seen, "height_needed", {65, 9.5}), 10.6)); // in cells as before
        QVERIFY(note(seen, "cells_not_square"));
    }

    void decimetres_are_refused_or_converted_as_told_and_degrees_refused() {
        Field surface = walled();
        for (std::size_t i = 0; i < surface.values.size(); ++i)
            surface.values[i] = static_cast<float>(100 + i * 7 % 23);
        const QString said = refusal(on(surface), {{"points", full(2.5, 9.5)}});
        QVERIFY(said.contains("look like decimetres") && said.contains("--surface_unit"));
        const RunPtr taken = run(on(surface), {{"points", full(2.5, 9.5)}, {"surface_unit", "dm"}});
        QVERIFY(note(taken, "unit_converted"));
        SiteBuilder degrees;
        degrees.frame().origin = {0, 0};
        Field small = walled();
        small.grid = {13.4, 52.5, 0.00001, 0.00001, 40, 20};
        degrees.set_raster(Role::surface, small);
        QVERIFY(refusal(degrees, {{"points", "13.40001,52.49999"}}).contains("in degrees"));
    }

    void curvature_hides_what_is_far_and_low() {
        Field surface("surface", "m", {0, 100, 100, 100, 201, 1});
        std::fill(surface.values.begin(), surface.values.end(), 0.5F);
        const Settings settings{{"points", full(50, 50)}};
        QCOMPARE(count(run(on(surface), settings), "visible"), 201);
        Settings curved = settings;
        curved["curvature"] = "yes";
        // The horizon of an eye at 1.6 m lies at sqrt(2·6 371 000·1.6) = 4515 m.
        const RunPtr seen = run(on(surface), curved);
        QVERIFY(std::abs(static_cast<double>(count(seen, "visible")) - 46) <= 1);
    }

    // What stands in the place is on a flat earth: on it the answer would be wrong, so it is refused.
    void curvature_on_the_scene_is_refused() {
        SiteBuilder site = on(walled());
        QVERIFY(refusal(site, {{"points", full(2.5, 9.5)}, {"on", "scene"}, {"curvature", "yes"}})
                    .contains("on a surface alone"));
        SiteBuilder bare;
        bare.add(Role::target, point(30, 0));
        QVERIFY(refusal(bare, {{"points", full(2.5, 9.5)}, {"curvature", "yes"}}).contains("--on surface"));
        QCOMPARE(count(run(site, {{"points", full(2.5, 9.5)}, {"curvature", "yes"}}), "visible"), 11 * 20);
    }

    void an_eye_underground_is_refused() {
        QVERIFY(refusal(on(walled()), {{"points", full(2.5, 9.5) + ",-5"}}).contains("is -5 m"));
    }

    void an_extent_picks_cells_and_changes_no_value() {
        const RunPtr whole = run(on(walled()), {{"points", full(2.5, 9.5)}});
        const RunPtr part = run(on(walled()), {{"points", full(2.5, 9.5)}}, 2, Box{8, 5, 20, 10});
        const Field& seen = field(part, "height_needed");
        QCOMPARE(seen.grid.columns, 12);
        QCOMPARE(seen.grid.rows, 5);
        for (std::int64_t row = 0; row < 5; ++row)
            for (std::int64_t column = 0; column < 12; ++column)
                QCOMPARE(static_cast<double>(seen.at(column, row)),
                         value(whole, "height_needed", seen.grid.center(column, row)));
    }

    void without_a_surface_the_scene_is_looked_at() {
        SiteBuilder site;
        site.add(Role::barrier, line({{10.5, -20}, {10.5, 20}}),
                 {{"kind", std::string("wall")}, {"height_m", 4.0}});
        site.add(Role::building, rectangle(-10, -10, -5, 10), {{"height_m", 6.0}}).name = "Hall";
        site.add(Role::target, point(40, 0));
        const RunPtr seen = run(site, {{"points", full(2.5, 0.5)}});
        QVERIFY(note(seen, "on_scene"));
        QCOMPARE(value(seen, "visible", {5.5, 0.5}), 1.0);
        QCOMPARE(value(seen, "visible", {20.5, 0.5}), 0.0);
        // Its cells have their centres on whole metres.
        QVERIFY(near(value(seen, "height_needed", {32.1, 0.1}), 1.6 + 2.4 * 29.5 / 8, 0.02));
        QCOMPARE(value(seen, "visible", {-7, 0.5}), static_cast<double>(nodata)); // in the hall
        QVERIFY(refusal(site, {{"points", full(-7, 0)}}).contains("is inside Hall"));
    }

    void the_scene_is_looked_at_when_asked_for_and_never_both() {
        SiteBuilder site = on(walled()); // the wall is in the surface alone
        site.add(Role::target, point(1, 1));
        site.add(Role::target, point(39, 19));
        const RunPtr seen = run(site, {{"points", full(2.5, 9.5)}, {"on", "scene"}, {"measures", "visible"}});
        QCOMPARE(seen->result.fields.size(), 1U);
        QCOMPARE(value(seen, "visible", {32.5, 9.5}), 1.0);
        QVERIFY(!note(seen, "on_surface"));
    }

    void in_the_scene_several_observers_agree_with_each_alone() {
        SiteBuilder site;
        for (int i = 0; i < 8; ++i)
            site.add(Role::building, rectangle(5 + 9 * i, 3 * i, 9 + 9 * i, 8 + 2 * i),
                     {{"height_m", 3.0 + i}});
        const std::string first = full(0, 10);
        const std::string second = full(40, 40);
        const Settings coarse{{"cell_m", "2"}, {"target_height_m", "1"}};
        const auto looked = [&](const std::string& points) {
            Settings settings = coarse;
            settings["points"] = points;
            return run(site, settings);
        };
        const RunPtr both = looked(first + ";" + second);
        const RunPtr a = looked(first);
        const RunPtr b = looked(second);
        for (std::size_t i = 0; i < field(both, "count").values.size(); ++i) {
            const auto of = [&](const RunPtr& one, const char* name) { return field(one, name).values[i]; };
            if (of(both, "count") == nodata) continue;
            QCOMPARE(of(both, "count"), of(a, "count") + of(b, "count"));
            QVERIFY(std::abs(of(both, "height_needed") -
                             std::min(of(a, "height_needed"), of(b, "height_needed"))) < 0.03F);
            QCOMPARE(of(both, "count") > 0, of(both, "height_needed") <= 1.0F);
        }
    }

    void threads_do_not_change_a_bit() {
        Field surface("surface", "m", {0, 60, 1, 1, 70, 60});
        for (std::size_t i = 0; i < surface.values.size(); ++i)
            surface.values[i] = static_cast<float>(0.37 * static_cast<double>(i * 31 % 17));
        const Settings settings{{"points", full(10, 10) + ";" + full(50, 40) + ";" + full(30, 30)}};
        const RunPtr one = run(on(surface), settings, 1);
        const RunPtr two = run(on(surface), settings, 2);
        for (std::size_t f = 0; f < 3; ++f)
            QVERIFY(one->result.fields[f].values == two->result.fields[f].values);
    }
};

PROSPECT_TEST(ViewshedTest);

#include "viewshed_test.moc"
