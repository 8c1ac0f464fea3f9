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
using prospect::test::count;
using prospect::test::field;
using prospect::test::line;
using prospect::test::metric;
using prospect::test::point;
using prospect::test::rectangle;
using prospect::test::SiteBuilder;

namespace {

constexpr double pi = std::numbers::pi;

SiteBuilder court() {
    SiteBuilder builder;
    builder.add(Role::building,
                Geometry::make_polygon(std::vector<Point>{{-5, -5}, {25, -5}, {25, 25}, {-5, 25}},
                                       std::vector<std::vector<Point>>{{{0, 0}, {20, 0}, {20, 20}, {0, 20}}}),
                {{"height_m", 9.0}});
    return builder;
}

RunPtr run(const SiteBuilder& builder, const Settings& settings, std::optional<Box> extent = {},
           int threads = 2) {
    Engine engine(catalogue());
    return engine.run("sightlines.visible_area", settings,
                      {.site = builder.site(), .extent = extent, .threads = threads});
}

bool all_near(const Field& field, double expected, double tolerance = 1e-6) {
    for (const float value : field.values)
        if (std::abs(static_cast<double>(value) - expected) > tolerance * std::max(1.0, expected)) {
            qWarning("%s: %.9g is not %.9g", field.name.c_str(), static_cast<double>(value), expected);
            return false;
        }
    return true;
}

} // namespace

class VisibleAreaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_fields_are_those_of_the_contract() {
        const RunPtr seen = run(court(), {}, Box{0, 0, 20, 20});
        std::vector<std::string> names;
        std::vector<std::string> units;
        for (const Field& one : seen->result.fields) {
            names.push_back(one.name);
            units.push_back(one.unit);
        }
        QCOMPARE(names, (std::vector<std::string>{"area", "perimeter", "occlusivity", "compactness", "drift",
                                                  "max_radial"}));
        QCOMPARE(units, (std::vector<std::string>{"m2", "m", "m", "", "m", "m"}));
    }

    void a_court_is_seen_whole_from_everywhere() {
        const RunPtr seen = run(court(), {{"cell_m", "2"}}, Box{0, 0, 20, 20});
        QCOMPARE(field(seen, "area").grid.cell_count(), 100);
        QVERIFY(all_near(field(seen, "area"), 400));
        QVERIFY(all_near(field(seen, "perimeter"), 80));
        QVERIFY(all_near(field(seen, "occlusivity"), 0));
        QVERIFY(all_near(field(seen, "compactness"), pi / 4));
        const Field& drift = field(seen, "drift");
        for (std::int64_t row = 0; row < 10; ++row)
            for (std::int64_t column = 0; column < 10; ++column) {
                const Point eye = drift.grid.center(column, row);
                QVERIFY(std::abs(static_cast<double>(drift.at(column, row)) - distance(eye, Point{10, 10})) <
                        1e-5);
            }
        QCOMPARE(count(seen, "points"), 100);
        QCOMPARE(metric(seen, "mean_area_m2"), 400.0);
    }

    void cells_in_buildings_have_no_value_in_any_field() {
        const RunPtr seen = run(court(), {{"cell_m", "2"}}, Box{-6, -6, 26, 26});
        for (const Field& one : seen->result.fields)
            for (std::int64_t row = 0; row < one.grid.rows; ++row)
                for (std::int64_t column = 0; column < one.grid.columns; ++column) {
                    const Point p = one.grid.center(column, row);
                    const bool in_court = p.x > 0 && p.x < 20 && p.y > 0 && p.y < 20;
                    const bool outside = p.x < -5 || p.x > 25 || p.y < -5 || p.y > 25;
                    if (p.x != -5 && p.x != 25 && p.y != -5 && p.y != 25)
                        QCOMPARE(one.has_value(column, row), in_court || outside);
                }
        QVERIFY(count(seen, "in_buildings") > 0);
        QCOMPARE(count(seen, "cells"),
                 count(seen, "points") + count(seen, "in_buildings") + count(seen, "in_other_solids"));
    }

    void a_centre_on_a_wall_sees_the_open_side() {
        // Centres at 0, 2 … 20: the outermost lie on the court's walls and corners.
        const RunPtr seen = run(court(), {{"cell_m", "2"}}, Box{-1, -1, 21, 21});
        QCOMPARE(field(seen, "area").grid.cell_count(), 121);
        QVERIFY(all_near(field(seen, "area"), 400));
    }

    void a_low_building_has_no_value_either() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 1.0}});
        const RunPtr seen = run(site, {{"cell_m", "2"}}, Box{0, 0, 10, 10});
        QCOMPARE(count(seen, "in_buildings"), 25);
        QVERIFY(seen->result.metrics.empty());
        QVERIFY(std::any_of(seen->result.notes.begin(), seen->result.notes.end(),
                            [](const Note& note) { return note.code == "nothing_scored"; }));
    }

    void one_stands_and_sees_in_an_underpass() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 9.0}, {"base_m", 2.8}});
        const RunPtr seen = run(site, {{"cell_m", "2"}}, Box{0, 0, 10, 10});
        QCOMPARE(count(seen, "points"), 25);
        QVERIFY(all_near(field(seen, "area"), 900)); // to the edge of everything: 30 by 30 m
    }

    void cells_in_hedges_have_no_value_and_are_counted() {
        SiteBuilder site;
        site.add(Role::planting, rectangle(0, 0, 10, 10), {{"height_m", 2.0}});
        const RunPtr seen = run(site, {{"cell_m", "2"}}, Box{0, 0, 20, 10});
        QCOMPARE(count(seen, "in_other_solids"), 25);
        QCOMPARE(count(seen, "points"), 25);
        QVERIFY(std::any_of(seen->result.notes.begin(), seen->result.notes.end(),
                            [](const Note& note) { return note.code == "cells_in_solids"; }));
    }

    void a_reach_bounds_the_view_anywhere() {
        SiteBuilder site;
        site.add(Role::target, point(0, 0));
        const RunPtr seen = run(site, {{"cell_m", "50"}, {"reach_m", "40"}}, Box{0, 0, 500, 500});
        QVERIFY(all_near(field(seen, "area"), pi * 1600, 1e-6));
        QVERIFY(all_near(field(seen, "max_radial"), 40, 1e-4));
    }

    void only_the_study_area_is_scored_and_sets_the_grid() {
        SiteBuilder site;
        site.add(Role::study_area, rectangle(0, 0, 10, 10), {{"kind", std::string("application")}});
        site.add(Role::study_area, rectangle(0, 0, 90, 90), {{"kind", std::string("context")}});
        site.add(Role::barrier, line({{-2, -2}, {30, -2}, {30, 92}, {-2, 92}, {-2, -2}}),
                 {{"kind", std::string("wall")}});
        const RunPtr seen = run(site, {{"cell_m", "1"}, {"measures", "area"}});
        QVERIFY(field(seen, "area").grid.cell_count() <= 121);
        QVERIFY(all_near(field(seen, "area"), 32 * 94));

        // Cells beyond the red line are computed, not scored.
        const RunPtr wide = run(site, {{"cell_m", "2"}, {"measures", "area"}}, Box{0, 0, 60, 10});
        QCOMPARE(count(wide, "points"), 150);
        QCOMPARE(count(wide, "scored"), 25);
        QCOMPARE(metric(wide, "max_area_m2"), 3008.0);
        QVERIFY(*field(wide, "area").value_at({50, 5}) > 6000.0F);
    }

    void an_unmarked_boundary_is_scored_and_said_to_be_assumed() {
        const auto assumed = [](const RunPtr& seen) {
            return std::any_of(seen->result.notes.begin(), seen->result.notes.end(), [](const Note& note) {
                return note.code == "defaults_used" &&
                       note.message.find("study_area.kind") != std::string::npos &&
                       note.message.find("application for 1 site boundaries") != std::string::npos;
            });
        };
        SiteBuilder site;
        site.add(Role::study_area, rectangle(0, 0, 10, 10));
        site.add(Role::target, point(30, 30));
        const RunPtr unmarked = run(site, {{"cell_m", "2"}}, Box{0, 0, 30, 30});
        QCOMPARE(count(unmarked, "scored"), 25);
        QVERIFY(assumed(unmarked));
        site.add(Role::study_area, rectangle(20, 20, 24, 24), {{"kind", std::string("application")}});
        const RunPtr marked = run(site, {{"cell_m", "2"}}, Box{0, 0, 30, 30});
        QCOMPARE(count(marked, "scored"), 4);
        QVERIFY(!assumed(marked));
    }

    void spots_that_look_over_the_edge_of_the_plan_are_counted_unless_a_red_line_is_drawn() {
        const auto warning = [](const RunPtr& seen) {
            std::string text;
            for (const Note& note : seen->result.notes)
                if (note.code == "edge_of_plan") text = note.message;
            return text;
        };
        // Of 20 x 20 spots 100 are in the court, which is closed, and 14 x 14 - 100 in the building around
        // it.
        SiteBuilder site = court();
        const RunPtr around = run(site, {{"cell_m", "2"}, {"measures", "area"}}, Box{-10, -10, 30, 30});
        QCOMPARE(count(around, "scored"), 304);
        QCOMPARE(count(around, "in_buildings"), 96);
        QVERIFY(warning(around).starts_with("67 % of the spots")); // 204 of 304
        QCOMPARE(warning(run(site, {{"cell_m", "2"}}, Box{0, 0, 20, 20})), std::string());
        // With a reach the view ends where it should: here within the plan.
        QCOMPARE(warning(run(site, {{"cell_m", "2"}, {"reach_m", "1"}}, Box{-10, -10, 30, 30})),
                 std::string());
        site.add(Role::study_area, rectangle(-10, -10, 30, 30), {{"kind", std::string("application")}});
        QCOMPARE(warning(run(site, {{"cell_m", "2"}}, Box{-10, -10, 30, 30})), std::string());
    }

    void tops_and_bases_near_the_eye_are_counted_with_the_first() {
        const auto warning = [](const SiteBuilder& site, const char* eye) {
            const RunPtr seen = run(site, {{"cell_m", "5"}, {"eye_height_m", eye}}, Box{0, 0, 20, 20});
            for (const Note& note : seen->result.notes)
                if (note.code == "near_eye_height") return note;
            return Note{};
        };
        SiteBuilder site;
        site.add(Role::barrier, line({{0, 4}, {10, 4}}), {{"height_m", 1.9}, {"kind", std::string("wall")}});
        site.add(Role::building, rectangle(30, 0, 40, 10), {{"height_m", 9.0}, {"base_m", 1.4}});
        site.add(Role::barrier, line({{0, 8}, {10, 8}}), // seen through
                 {{"height_m", 1.6}, {"kind", std::string("fence")}});
        site.add(Role::barrier, line({{0, 9}, {10, 9}}), {{"height_m", 1.95}, {"kind", std::string("wall")}});
        const Note note = warning(site, "1.6");
        QVERIFY(note.message.starts_with("2 obstacles begin or end within 0.3 m of the eye height of 1.6 m"));
        QCOMPARE(note.level, Note::Level::info);   // ordinary fences are as high
        QVERIFY(note.place && note.place->x > 30); // buildings come first
        QCOMPARE(warning(site, "2.5").message, std::string());
        QCOMPARE(warning(site, "0.2").message, std::string()); // what stands on the ground begins there
    }

    void the_least_seen_spot_is_named() {
        SiteBuilder site = court();
        site.add(Role::barrier, line({{0, 4}, {16, 4}}), {{"kind", std::string("wall")}});
        const RunPtr seen = run(site, {{"cell_m", "2"}}, Box{0, 0, 20, 20});
        const auto note = std::find_if(seen->result.notes.begin(), seen->result.notes.end(),
                                       [](const Note& one) { return one.code == "least_seen"; });
        QVERIFY(note != seen->result.notes.end());
        QVERIFY(note->place->y < 4); // behind the wall
        QVERIFY(std::abs(*field(seen, "area").value_at(*note->place) - metric(seen, "min_area_m2")) < 1e-3);
        const Point full = site.frame().to_full(*note->place);
        QCOMPARE(metric(seen, "least_seen_x"), full.x);
        QCOMPARE(metric(seen, "least_seen_y"), full.y);
    }

    void measures_can_be_chosen() {
        const RunPtr seen = run(court(), {{"measures", "max_radial,area"}}, Box{0, 0, 20, 20});
        QCOMPARE(seen->result.fields.size(), 2U);
        QCOMPARE(seen->settings.at("measures"), std::string("area,max_radial"));
        QVERIFY_EXCEPTION_THROWN((void)run(court(), {{"measures", "none"}}), Error);
    }

    void it_is_the_isovist_of_each_cell() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 6));
        site.add(Role::building, rectangle(14, 3, 22, 15));
        site.add(Role::tree, point(5, 12), {{"clear_stem_m", 1.0}});
        const RunPtr seen = run(site, {{"cell_m", "3"}});
        const Field& area = field(seen, "area");
        Settings points{{"polygons", "none"}};
        std::vector<float> expected;
        for (std::int64_t row = 0; row < area.grid.rows; ++row)
            for (std::int64_t column = 0; column < area.grid.columns; ++column) {
                if (!area.has_value(column, row)) continue;
                const Point p = site.frame().to_full(area.grid.center(column, row));
                std::string& list = points["points"];
                list += (list.empty() ? "" : ";") + as_text(Value(p.x)) + "," + as_text(Value(p.y));
                expected.push_back(area.at(column, row));
            }
        Engine engine(catalogue());
        const RunPtr single = engine.run("sightlines.isovist", points, {.site = site.site()});
        const Table& rows = single->result.tables[0];
        QCOMPARE(rows.rows.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(static_cast<float>(as_number(*rows.rows[i][2]).value()), expected[i]);
    }

    void threads_do_not_change_a_bit() {
        SiteBuilder site;
        for (int i = 0; i < 40; ++i) {
            const double x = 17.3 * (i % 7);
            const double y = 13.9 * (i / 7);
            site.add(Role::building, rectangle(x, y, x + 5 + i % 4, y + 4 + i % 3));
            site.add(Role::tree, point(x - 2.5, y - 2.5), {{"clear_stem_m", 0.5}});
        }
        const RunPtr one = run(site, {{"cell_m", "1.5"}}, {}, 1);
        const RunPtr two = run(site, {{"cell_m", "1.5"}}, {}, 2);
        for (std::size_t f = 0; f < one->result.fields.size(); ++f)
            QVERIFY(one->result.fields[f].values == two->result.fields[f].values);
        QCOMPARE(one->result.metrics, two->result.metrics);
        QCOMPARE(one->result.notes, two->result.notes);
    }

    void a_billion_cells_are_refused_with_the_memory_they_need() {
        try {
            (void)run(court(), {{"cell_m", "0.01"}}, Box{0, 0, 20000, 20000});
            QFAIL("it was allowed");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(error.message().find("4 000 000 000 000 cells and need 120 000 GB") != std::string::npos);
        }
    }
};

PROSPECT_TEST(VisibleAreaTest);

#include "visible_area_test.moc"
