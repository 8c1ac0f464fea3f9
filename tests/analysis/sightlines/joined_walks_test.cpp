#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

using Lines = std::vector<std::vector<Point>>;

RunPtr run(const SiteBuilder& builder, const Settings& settings = {}, int threads = 2) {
    Engine engine(catalogue());
    return engine.run("sightlines.concealment", settings, {.site = builder.site(), .threads = threads});
}

SiteBuilder plan(const Lines& paths) {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(-10, -20, 80, 40), {{"kind", std::string("application")}});
    for (const auto& points : paths)
        site.add(Role::path, line(points), {{"width_m", 2.0}});
    return site;
}

void add_wall(SiteBuilder& site, std::vector<Point> points, double height_m = 3) {
    site.add(Role::barrier, line(std::move(points)),
             {{"kind", std::string("wall")}, {"height_m", height_m}, {"opacity", 1.0}});
}

// Round a building's corner at (17.5, 2.5).
SiteBuilder corner(const Lines& paths) {
    SiteBuilder site = plan(paths);
    site.add(Role::building, rectangle(-10, 2.5, 17.5, 30), {{"height_m", 9.0}}).name = "Block G";
    return site;
}

// A front 1.5 m from the middle of paths along y = 0, with an alcove from x = 30.13 to 33.87.
SiteBuilder alcove(const Lines& paths) {
    SiteBuilder site = plan(paths);
    site.add(Role::building,
             Geometry::make_polygon(std::vector<Point>{{-10, 1.5},
                                                       {30.13, 1.5},
                                                       {30.13, 4.5},
                                                       {33.87, 4.5},
                                                       {33.87, 1.5},
                                                       {70, 1.5},
                                                       {70, 9},
                                                       {-10, 9}}),
             {{"height_m", 6.0}});
    return site;
}

std::string text(const Table& table, std::size_t row, const std::string& column) {
    return as_text(cell(table, row, column).value());
}

// At the first station at p.
double along(const RunPtr& found, Point p, const std::string& column) {
    const Table& steps = table(found, "forward_sight");
    for (std::size_t row = 0; row < steps.rows.size(); ++row)
        if (std::hypot(number(steps, row, "x") - 530000 - p.x, number(steps, row, "y") - 179000 - p.y) < 1e-6)
            return number(steps, row, column);
    return -1;
}

bool same_field(const RunPtr& a, const RunPtr& b) {
    const Field& one = a->result.fields.at(0);
    const Field& other = b->result.fields.at(0);
    std::size_t unlike = 0;
    for (std::size_t i = 0; i < one.values.size(); ++i)
        unlike += std::abs(one.values[i] - other.values[i]) > 1e-5F ? 1 : 0;
    if (unlike > 0) qWarning("%zu of %zu cells differ", unlike, one.values.size());
    return unlike == 0 && one.values.size() == other.values.size();
}

} // namespace

// What leads into a path counts wherever its line was begun.
class JoinedWalksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_blind_corner_split_at_the_bend_stays_blind() {
        const RunPtr whole = run(corner({{{0, 0}, {20, 0}, {20, 20}}}));
        QVERIFY(metric(whole, "forward_short_share") > 0.1);
        for (const Lines& split :
             {Lines{{{0, 0}, {20, 0}}, {{20, 0}, {20, 20}}}, Lines{{{20, 0}, {0, 0}}, {{20, 0}, {20, 20}}},
              Lines{{{0, 0}, {20, 0}}, {{20, 0.3}, {20, 20}}}}) {
            const RunPtr found = run(corner(split));
            QCOMPARE(table(found, "forward_sight").rows.size(), 42U);
            QVERIFY(std::abs(metric(found, "forward_short_share") - metric(whole, "forward_short_share")) <
                    0.02);
            QVERIFY(metric(found, "least_forward_m") <= 10);
        }
        const RunPtr found = run(corner({{{0, 0}, {20, 0}}, {{20, 0}, {20, 20}}}));
        for (const double x : {0.0, 10.0, 14.0, 16.0})
            QCOMPARE(along(found, {x, 0}, "forward_m"), along(whole, {x, 0}, "forward_m"));
        QCOMPARE(along(found, {20, 20}, "backward_m"), along(whole, {20, 20}, "backward_m"));
        QCOMPARE(text(table(found, "forward_sight"), 0, "forward_ends_at"), std::string("Block G"));
    }

    void a_path_that_meets_the_middle_of_another_goes_on_along_it() {
        const RunPtr found = run(corner({{{0, 0}, {20, 0}}, {{20, -1}, {20, 20}}}));
        QCOMPARE(along(found, {10, 0}, "forward_m"), 13.0);
        // From the strip of the other path it is entered too.
        const RunPtr edge = run(corner({{{0, 0}, {19.1, 0}}, {{20, -1}, {20, 20}}}));
        QVERIFY(metric(edge, "least_forward_m") < 12);
    }

    void what_lies_across_the_way_joins_nothing() {
        SiteBuilder site = corner({{{0, 0}, {19.8, 0}}, {{20, -1}, {20, 20}}});
        add_wall(site, {{19.9, -9}, {19.9, 9}});
        QCOMPARE(along(run(site), {10, 0}, "forward_m"), 9.8);
    }

    void a_loop_has_no_end() {
        const auto loop = [](std::vector<Point> points) {
            SiteBuilder site = plan({std::move(points)});
            site.add(Role::building, rectangle(1.5, 1.5, 18.5, 18.5), {{"height_m", 9.0}}).name = "Block G";
            return run(site);
        };
        const RunPtr at_corner = loop({{0, 0}, {20, 0}, {20, 20}, {0, 20}, {0, 0}});
        const RunPtr at_side = loop({{10, 0}, {20, 0}, {20, 20}, {0, 20}, {0, 0}, {10, 0}});
        for (const RunPtr& found : {at_corner, at_side}) {
            const Table& steps = table(found, "forward_sight");
            for (std::size_t row = 0; row < steps.rows.size(); ++row) {
                QCOMPARE(text(steps, row, "forward_ends_at"), std::string("Block G"));
                QCOMPARE(text(steps, row, "backward_ends_at"), std::string("Block G"));
            }
        }
        for (const double x : {1.0, 5.0, 15.0, 19.0})
            QCOMPARE(along(at_corner, {x, 0}, "forward_m"), along(at_side, {x, 0}, "forward_m"));
        QCOMPARE(metric(at_corner, "least_forward_m"), metric(at_side, "least_forward_m"));
    }

    void an_alcove_hides_wherever_the_line_is_begun() {
        const RunPtr whole = run(alcove({{{0, 0}, {60, 0}}}));
        QVERIFY(metric(whole, "hidden_m2") > 5);
        QVERIFY(same_field(run(alcove({{{0, 0}, {31, 0}}, {{31, 0}, {60, 0}}})), whole));
        QVERIFY(same_field(run(alcove({{{0, 0}, {31, 0}}, {{60, 0}, {31, 0}}})), whole));
        QVERIFY(same_field(
            run(alcove({{{0, 0}, {28, 0}}, {{28, 0}, {30, 0}}, {{30, 0}, {35, 0}}, {{35, 0}, {60, 0}}})),
            whole));
    }

    // Steps over a kerb, or looks over a wall: what comes beyond is known.
    void a_low_thing_across_the_path_ends_no_sight() {
        SiteBuilder cut = corner({{{0, 0}, {20, 0}, {20, 20}}});
        add_wall(cut, {{12.5, -9}, {12.5, 2}}, 0.2);
        const RunPtr found = run(cut);
        QVERIFY(note(found, "path_stopped"));
        const RunPtr whole = run(corner({{{0, 0}, {20, 0}, {20, 20}}}));
        QCOMPARE(metric(found, "forward_short_share"), metric(whole, "forward_short_share"));
        QVERIFY(table(found, "forward_sight").rows == table(whole, "forward_sight").rows);
        SiteBuilder hidden = alcove({{{0, 0}, {60, 0}}});
        add_wall(hidden, {{30.5, -9}, {30.5, 1}}, 0.2);
        QVERIFY(metric(run(hidden), "hidden_m2") > 5);
        // Over one as high as people nobody looks.
        SiteBuilder shut = corner({{{0, 0}, {20, 0}, {20, 20}}});
        add_wall(shut, {{12.5, -9}, {12.5, 2}}, 2);
        QCOMPARE(along(run(shut), {10, 0}, "forward_m"), 2.0);
    }

    void parallel_legs_of_one_line_are_judged_each() {
        const auto legs = [](const Lines& paths) {
            SiteBuilder site = plan(paths);
            for (const double x : {12.0, 25.0, 38.0}) {
                add_wall(site, {{x, 1.3}, {x, 4}});
                add_wall(site, {{x + 4, 3.5}, {x + 4, 6.7}, {x + 6, 6.7}});
            }
            return site;
        };
        const RunPtr one = run(legs({{{0, 0}, {60, 0}, {60, 8}, {0, 8}}}));
        const RunPtr three = run(legs({{{0, 0}, {60, 0}}, {{60, 0}, {60, 8}}, {{60, 8}, {0, 8}}}));
        QVERIFY(metric(three, "hidden_m2") > 20);
        QCOMPARE(metric(one, "hidden_m2"), metric(three, "hidden_m2"));
        QVERIFY(same_field(one, three));
    }

    // Stations are 1 m apart: between them the path turns round the end of a wall.
    void a_path_is_stopped_by_what_crosses_it_and_not_its_chords() {
        SiteBuilder round = plan({{{0, 0}, {10.5, 0}, {10.5, 20}}});
        add_wall(round, {{5, 5.5}, {10.35, 0.2}});
        QVERIFY(!note(run(round), "path_stopped"));
        SiteBuilder across = plan({{{0, 0}, {10.5, 0}, {10.5, 20}}});
        add_wall(across, {{10.45, -5}, {10.4, 0.1}});
        QVERIFY(note(run(across), "path_stopped"));
    }

    void the_threads_do_not_matter() {
        const SiteBuilder site = alcove({{{0, 0}, {31, 0}}, {{31, 0}, {60, 0}}, {{31, -9}, {31, 0}}});
        const RunPtr one = run(site, {}, 1);
        const RunPtr two = run(site, {}, 2);
        QCOMPARE(one->result.fields[0].values, two->result.fields[0].values);
        QVERIFY(one->result.tables == two->result.tables);
    }
};

PROSPECT_TEST(JoinedWalksTest);

#include "joined_walks_test.moc"
