#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <numbers>
#include <random>

using namespace prospect;
using namespace prospect::engine;
using prospect::test::line;
using prospect::test::point;
using prospect::test::rectangle;
using prospect::test::SiteBuilder;

namespace {

constexpr double pi = std::numbers::pi;
constexpr double east = 530000;
constexpr double north = 179000;

// A building from -5 to 25 with a court of 20 by 20 m whose south-west corner is the frame's origin.
SiteBuilder court() {
    SiteBuilder builder;
    builder.add(Role::building,
                Geometry::make_polygon(std::vector<Point>{{-5, -5}, {25, -5}, {25, 25}, {-5, 25}},
                                       std::vector<std::vector<Point>>{{{0, 0}, {20, 0}, {20, 20}, {0, 20}}}),
                {{"height_m", 9.0}});
    return builder;
}

std::string full(double x, double y) {
    return as_text(Value(east + x)) + "," + as_text(Value(north + y));
}

RunPtr run(const SiteBuilder& builder, const Settings& settings, const TimeContext& time = {},
           int threads = 2) {
    Engine engine(catalogue());
    return engine.run("sightlines.isovist", settings,
                      {.site = builder.site(), .time = time, .threads = threads});
}

const Table& table(const RunPtr& run, const std::string& name) {
    for (const Table& one : run->result.tables)
        if (one.name == name) return one;
    throw Error(ErrorCode::internal, "no table " + name);
}

std::optional<Value> cell(const Table& table, std::size_t row, const std::string& column) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c] == column) return table.rows.at(row).at(c);
    throw Error(ErrorCode::internal, "no column " + column);
}

double number(const RunPtr& run, const std::string& column, std::size_t row = 0) {
    return as_number(*cell(table(run, "isovists"), row, column)).value();
}
std::string text(const RunPtr& run, const std::string& column, std::size_t row = 0) {
    return as_text(*cell(table(run, "isovists"), row, column));
}

bool near(double value, double expected, double tolerance = 1e-9) {
    if (std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected))) return true;
    qWarning("%.12g is not %.12g", value, expected);
    return false;
}

// Half the mean square of the distance seen, times the full turn.
double ray_area(Point eye, const std::vector<Segment>& edges, double reach) {
    constexpr int rays = 20000;
    double sum = 0;
    for (int i = 0; i < rays; ++i) {
        const double angle = 2 * pi * (i + 0.5) / rays;
        const Point ray{std::cos(angle), std::sin(angle)};
        double nearest = reach;
        for (const Segment& edge : edges) {
            const Point along = edge.b - edge.a;
            const double across = cross(ray, along);
            const double there = cross(edge.a - eye, along) / across;
            const double on = cross(edge.a - eye, ray) / across;
            if (there > 0 && on >= 0 && on <= 1) nearest = std::min(nearest, there);
        }
        sum += nearest * nearest / 2;
    }
    return sum * 2 * pi / rays;
}

} // namespace

class IsovistTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_columns_are_those_of_the_contract() {
        const RunPtr seen = run(court(), {{"points", full(10, 10)}});
        QCOMPARE(
            table(seen, "isovists").columns,
            (std::vector<std::string>{"x", "y", "area_m2", "perimeter_m", "occlusivity_m", "compactness",
                                      "drift_m", "drift_azimuth_deg", "min_radial_m", "mean_radial_m",
                                      "max_radial_m", "variance_m2", "skewness_m3", "vertices", "status"}));
    }

    void a_court_seen_from_its_middle_is_the_square() {
        const RunPtr seen = run(court(), {{"points", full(10, 10)}});
        QCOMPARE(number(seen, "x"), east + 10);
        QCOMPARE(number(seen, "y"), north + 10);
        QCOMPARE(text(seen, "status"), std::string("ok"));
        QVERIFY(near(number(seen, "area_m2"), 400));
        QVERIFY(near(number(seen, "perimeter_m"), 80));
        QVERIFY(near(number(seen, "occlusivity_m"), 0));
        QVERIFY(near(number(seen, "compactness"), pi / 4));
        QVERIFY(near(number(seen, "drift_m"), 0));
        QVERIFY(near(number(seen, "min_radial_m"), 10));
        QVERIFY(near(number(seen, "max_radial_m"), 10 * std::numbers::sqrt2));
        const double mean = 40 / pi * std::log(1 + std::numbers::sqrt2);
        QVERIFY(near(number(seen, "mean_radial_m"), mean));
        QVERIFY(near(number(seen, "variance_m2"), 400 / pi - mean * mean, 1e-8));
        QCOMPARE(number(seen, "vertices"), 4.0);
        const Table& polygons = table(seen, "isovist");
        QCOMPARE(polygons.rows.size(), 1U);
        QVERIFY(near(area(polygons.geometries[0]), 400));
        QCOMPARE(table(seen, "occluding_radial").rows.size(), 0U);
    }

    void the_view_pulls_to_its_middle() {
        const RunPtr seen = run(court(), {{"points", full(15, 10)}});
        QVERIFY(near(number(seen, "drift_m"), 5));
        QVERIFY(near(number(seen, "drift_azimuth_deg"), 270));
    }

    void a_wall_casts_its_shadow() {
        SiteBuilder site;
        site.add(Role::barrier, line({{10, -5}, {10, 5}}), {{"kind", std::string("wall")}});
        const RunPtr seen = run(site, {{"points", full(0, 0)}, {"reach_m", "20"}});
        const double shadow = 2 * std::atan(0.5);
        QVERIFY(near(number(seen, "area_m2"), 200 * (2 * pi - shadow) + 50, 1e-6));
        const double hidden = (2 * pi - shadow) * 20 + 2 * (20 - std::sqrt(125));
        QVERIFY(near(number(seen, "occlusivity_m"), hidden, 1e-6));
        QVERIFY(near(number(seen, "perimeter_m"), hidden + 10, 1e-6));
        QVERIFY(near(number(seen, "max_radial_m"), 20, 1e-4));
        QCOMPARE(table(seen, "occluding_radial").rows.size(), 2U);
        QVERIFY(near(as_number(*cell(table(seen, "occluding_radial"), 0, "length_m")).value(),
                     20 - std::sqrt(125), 1e-4));
    }

    void a_field_of_view_is_a_sector() {
        SiteBuilder site;
        site.add(Role::target, point(0, 0));
        const RunPtr seen =
            run(site, {{"points", full(0, 0)}, {"reach_m", "30"}, {"fov_deg", "60"}, {"azimuth_deg", "90"}});
        QVERIFY(near(number(seen, "area_m2"), 900 * pi / 6, 1e-6));
        QVERIFY(near(number(seen, "drift_azimuth_deg"), 90, 1e-6));
        QVERIFY(near(number(seen, "occlusivity_m"), 60 + 10 * pi, 1e-6));
    }

    void a_reach_is_not_cut_short_by_the_box_of_features() {
        SiteBuilder site;
        site.add(Role::target, point(0, 0));
        QVERIFY(near(number(run(site, {{"points", full(3, 4)}, {"reach_m", "500"}}), "area_m2"), pi * 250000,
                     1e-6));
    }

    void unlimited_sight_ends_at_the_box_and_says_so() {
        SiteBuilder site;
        site.add(Role::target, point(0, 0));
        site.add(Role::target, point(20, 10));
        const RunPtr seen = run(site, {{"points", full(5, 5)}});
        QVERIFY(near(number(seen, "area_m2"), 40 * 30));
        QVERIFY(near(number(seen, "occlusivity_m"), 140));
        const auto& notes = seen->result.notes;
        const auto note = std::find_if(notes.begin(), notes.end(),
                                       [](const Note& one) { return one.code == "sight_bounds"; });
        QVERIFY(note != notes.end());
        QVERIFY(note->message.find("529990.0,178990.0 to 530030.0,179020.0") != std::string::npos);
    }

    void a_viewpoint_beyond_all_features_widens_its_own_view_only() {
        SiteBuilder site;
        site.add(Role::target, point(0, 0));
        site.add(Role::target, point(20, 10));
        const RunPtr seen = run(site, {{"points", full(5, 5) + ";" + full(100, 5)}});
        QVERIFY(near(number(seen, "area_m2", 0), 40 * 30));
        QVERIFY(near(number(seen, "area_m2", 1), 120 * 30));
        QVERIFY(std::any_of(seen->result.notes.begin(), seen->result.notes.end(),
                            [](const Note& one) { return one.code == "eyes_outside"; }));
    }

    void a_single_viewpoint_in_a_building_is_refused_by_place() {
        try {
            (void)run(court(), {{"points", full(-2, 10)}});
            QFAIL("it was answered");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(error.message().find("529998,179010") != std::string::npos);
        }
    }

    void viewpoints_in_buildings_are_one_note_with_their_number_and_the_first() {
        const RunPtr seen =
            run(court(), {{"points", full(10, 10) + ";" + full(-2, 10) + ";" + full(-3, 10)}});
        std::vector<Note> notes;
        for (const Note& one : seen->result.notes)
            if (one.code == "inside_building") notes.push_back(one);
        QCOMPARE(notes.size(), 1U);
        QVERIFY(notes[0].message.starts_with("2 viewpoints"));
        QVERIFY(notes[0].message.ends_with("the first at 529998.0,179010.0"));
        QVERIFY(notes[0].place == (Point{-2, 10}));
    }

    void tops_near_any_of_the_eye_heights_are_said() {
        SiteBuilder site;
        site.add(Role::barrier, line({{10, -5}, {10, 5}}), {{"height_m", 1.2}});
        const auto warned = [&](const std::string& heights) {
            const RunPtr seen = run(site, {{"points", heights}});
            return std::any_of(seen->result.notes.begin(), seen->result.notes.end(),
                               [](const Note& one) { return one.code == "near_eye_height"; });
        };
        QVERIFY(!warned(full(0, 0) + ",1.6"));
        QVERIFY(warned(full(0, 0) + ",1.6;" + full(1, 0) + ",1.1"));
    }

    void a_viewpoint_far_from_the_plan_is_a_wrong_command_that_names_the_plans_box() {
        for (const char* points : {"1e300,0", "1e7,0", "530010,179010;530010,400000"})
            try {
                (void)run(court(), {{"points", points}});
                QFAIL(points);
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::usage);
                QVERIFY(error.advice().find("from 529995,178995 to 530025,179025") != std::string::npos);
            }
        // 199 km beyond the plan's edge still belongs to it.
        QCOMPARE(text(run(court(), {{"points", full(199000, 10)}, {"reach_m", "50"}}), "status"), "ok");
    }

    void a_row_far_from_the_plan_is_named() {
        const QTemporaryDir folder;
        const std::string file = folder.filePath("eyes.csv").toStdString();
        std::ofstream(file) << "x,y\n530010,179010\n10000000,0\n";
        try {
            (void)run(court(), {{"points_file", file}});
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(error.message().starts_with("eyes.csv, row 2: "));
        }
    }

    void of_several_viewpoints_the_row_in_a_building_stays_empty() {
        const RunPtr seen = run(court(), {{"points", full(10, 10) + ";" + full(-2, 10)}});
        QVERIFY(seen->result.partial);
        QCOMPARE(table(seen, "isovists").rows.size(), 2U);
        QCOMPARE(text(seen, "status", 1), std::string("inside_building"));
        QCOMPARE(number(seen, "x", 1), east - 2);
        QVERIFY(!cell(table(seen, "isovists"), 1, "area_m2"));
        QVERIFY(!cell(table(seen, "isovists"), 1, "vertices"));
        QCOMPARE(table(seen, "isovist").rows.size(), 1U);
        QVERIFY(std::any_of(seen->result.notes.begin(), seen->result.notes.end(), [](const Note& one) {
            return one.code == "inside_building" && one.place == Point{-2, 10};
        }));
        QVERIFY(!run(court(), {{"points", full(10, 10)}})->result.partial);
    }

    void on_a_wall_the_open_side_is_seen() {
        const RunPtr seen = run(court(), {{"points", full(10, 0)}});
        QCOMPARE(text(seen, "status"), std::string("on_wall"));
        QVERIFY(near(number(seen, "area_m2"), 400));
        QVERIFY(near(number(seen, "min_radial_m"), 0));
    }

    void a_roof_terrace_looks_over_its_building() {
        const RunPtr seen = run(court(), {{"points", full(-2, 10)}, {"eye_height_m", "10.6"}});
        QVERIFY(near(number(seen, "area_m2"), 50 * 50));
    }

    void a_gate_lets_sight_through_when_open() {
        for (const bool open : {false, true}) {
            SiteBuilder site;
            site.add(Role::barrier, line({{10, -40}, {10, 40}}), {{"kind", std::string("wall")}});
            site.add(Role::opening, point(10, 0),
                     {{"kind", std::string("gate")},
                      {"width_m", 2.0},
                      {"control", std::string(open ? "open" : "closed")}});
            const RunPtr seen = run(
                site, {{"points", full(0, 0)}, {"reach_m", "20"}, {"fov_deg", "10"}, {"azimuth_deg", "90"}});
            const double half = pi / 36;
            const double to_wall = 100 * std::tan(half);
            const double gap = std::atan(0.1); // wider than the field of view: 1 m at 10 m
            QVERIFY(gap > half);
            QVERIFY(near(number(seen, "area_m2"), open ? 400 * half : to_wall, 1e-6));
        }
    }

    void a_fence_is_seen_through() {
        SiteBuilder site;
        site.add(Role::barrier, line({{10, -5}, {10, 5}}), {{"kind", std::string("fence")}});
        QVERIFY(
            near(number(run(site, {{"points", full(0, 0)}, {"reach_m", "20"}}), "area_m2"), 400 * pi, 1e-6));
    }

    void without_points_the_observers_look() {
        SiteBuilder site = court();
        site.add(Role::observer, point(10, 10)).name = "bench";
        const Uuid second = site.add(Role::observer, point(-2, 10), {{"height_m", 10.6}}).id;
        const RunPtr seen = run(site, {});
        QCOMPARE(table(seen, "isovists").columns.back(), std::string("id"));
        QCOMPARE(text(seen, "id", 0), std::string("bench"));
        QCOMPARE(text(seen, "id", 1), second.text());
        QVERIFY(near(number(seen, "area_m2", 0), 400));
        QVERIFY(near(number(seen, "area_m2", 1), 50 * 50)); // from its own height, over the roof
    }

    void nowhere_to_look_from_says_what_to_do() {
        try {
            (void)run(court(), {});
            QFAIL("it ran");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(error.advice().find("--points") != std::string::npos);
        }
    }

    void points_take_their_eye_height_as_z() {
        QVERIFY(near(number(run(court(), {{"points", full(-2, 10) + ",10.6"}}), "area_m2"), 50 * 50));
    }

    void polygons_can_be_left_out() {
        const RunPtr seen = run(court(), {{"points", full(10, 10)}, {"polygons", "none"}});
        QCOMPARE(seen->result.tables.size(), 1U);
        QVERIFY(near(number(seen, "area_m2"), 400));
    }

    void columns_that_differ_in_letter_case_alone_are_told_apart() {
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream(file) << "x,y,Name,name,Area_m2\n" << full(10, 10) << ",A,b,7\n";
        const RunPtr seen = run(court(), {{"points_file", file}});
        QCOMPARE(text(seen, "Name", 0), std::string("A"));
        QCOMPARE(text(seen, "input_name", 0), std::string("b"));
        QCOMPARE(text(seen, "input_Area_m2", 0), std::string("7"));
        QVERIFY(near(number(seen, "area_m2", 0), 400));
    }

    void rows_of_a_file_set_their_own_view_and_carry_their_columns() {
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream(file) << "id,x,y,fov_deg,azimuth_deg,reach_m,eye_height_m,why,status\n"
                            << "a," << full(10, 10) << ",90,0,,,main gate,old\n"
                            << "b," << full(10, 10) << ",,,5,,-3,new\n"
                            << "c," << full(-2, 10) << ",,,,10.6,,\n";
        const RunPtr seen = run(court(), {{"points_file", file}});
        QVERIFY(near(number(seen, "area_m2", 0), 100));
        QVERIFY(near(number(seen, "area_m2", 1), 25 * pi, 1e-6));
        QVERIFY(near(number(seen, "area_m2", 2), 2500));
        QCOMPARE(text(seen, "id", 1), std::string("b"));
        QCOMPARE(text(seen, "why", 0), std::string("main gate"));
        QCOMPARE(number(seen, "why", 1), -3.0);
        QCOMPARE(text(seen, "status", 0), std::string("ok"));
        QCOMPARE(text(seen, "input_status", 0), std::string("old"));
        QVERIFY(!cell(table(seen, "isovists"), 2, "why"));
        QVERIFY(std::holds_alternative<double>(*cell(table(seen, "isovists"), 1, "why")));
    }

    void a_bad_file_is_refused_by_row_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("named");
        QTest::newRow("no y") << "x,z\n1,2\n"
                              << "no column y";
        QTest::newRow("text") << "x,y\n530001,179002\n1,north\n"
                              << "row 2: y \"north\"";
        QTest::newRow("empty coordinate") << "x,y\n,2\n"
                                          << "row 1: x is empty";
        QTest::newRow("field of view") << "x,y,fov_deg\n1,2,0\n"
                                       << "fov_deg \"0\"";
        QTest::newRow("not finite") << "x,y\n1,nan\n"
                                    << "y \"nan\"";
        QTest::newRow("no rows") << "x,y\n"
                                 << "no rows";
    }
    void a_bad_file_is_refused_by_row() {
        QFETCH(QString, content);
        QFETCH(QString, named);
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream(file) << content.toStdString();
        try {
            (void)run(court(), {{"points_file", file}});
            QFAIL("it ran");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY2(error.message().find(named.toStdString()) != std::string::npos, error.what());
        }
    }

    void points_and_a_file_together_are_a_wrong_command() {
        QTemporaryDir folder;
        const std::string file = folder.filePath("views.csv").toStdString();
        std::ofstream(file) << "x,y\n1,2\n";
        try {
            (void)run(court(), {{"points_file", file}, {"points", "1,2"}});
            QFAIL("it ran");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::usage);
        }
    }

    // An independent check: rays in 20 000 directions against every edge, in plain floating point.
    void a_ray_caster_agrees() {
        constexpr double reach = 60;
        std::mt19937 random(11);
        std::uniform_real_distribution<double> share(0, 1);
        SiteBuilder site;
        std::vector<Segment> edges;
        for (int i = 0; i < 40; ++i) {
            const Point a{120 * share(random), 120 * share(random)};
            const Point b = a + Point{3 + 9 * share(random), 3 + 9 * share(random)};
            if (i % 2 == 0) {
                site.add(Role::building, rectangle(a.x, a.y, b.x, b.y));
                for (const Segment& side : {Segment{a, {b.x, a.y}}, Segment{{b.x, a.y}, b},
                                            Segment{b, {a.x, b.y}}, Segment{{a.x, b.y}, a}})
                    edges.push_back(side);
            } else {
                site.add(Role::barrier, line({a, b}), {{"kind", std::string("wall")}});
                edges.push_back({a, b});
            }
        }
        std::vector<Point> eyes;
        std::string points;
        while (eyes.size() < 40) {
            const Point eye{120 * share(random), 120 * share(random)};
            const auto buildings = site.site()->features(Role::building);
            if (std::any_of(buildings.begin(), buildings.end(),
                            [&](const auto& one) { return contains(one.second->geometry, eye); }))
                continue;
            eyes.push_back(eye);
            points += (points.empty() ? "" : ";") + full(eye.x, eye.y);
        }
        const RunPtr seen = run(site, {{"points", points}, {"reach_m", "60"}});
        for (std::size_t e = 0; e < eyes.size(); ++e)
            QVERIFY(near(number(seen, "area_m2", e), ray_area(eyes[e], edges, reach), 2e-3));
    }

    void threads_do_not_change_a_bit() {
        SiteBuilder site;
        std::string points;
        for (int i = 0; i < 30; ++i) {
            const double x = 13.7 * (i % 6);
            const double y = 11.3 * (i / 6);
            site.add(Role::building, rectangle(x, y, x + 5 + i % 4, y + 4 + i % 3));
            for (int k = 0; k < 20; ++k)
                points += (points.empty() ? "" : ";") + full(x - 1.5 + k * 0.31, y - 2.2 + k * 0.17);
        }
        const RunPtr one = run(site, {{"points", points}}, {}, 1);
        const RunPtr two = run(site, {{"points", points}}, {}, 2);
        QVERIFY(one->result.tables == two->result.tables);
        QCOMPARE(one->result.metrics, two->result.metrics);
    }
};

PROSPECT_TEST(IsovistTest);

#include "isovist_test.moc"
