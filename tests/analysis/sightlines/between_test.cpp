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
using prospect::test::line;
using prospect::test::point;
using prospect::test::rectangle;
using prospect::test::SiteBuilder;

namespace {

constexpr double east = 530000;
constexpr double north = 179000;

// One row of a pairs file; local coordinates.
struct Pair {
    double ax, ay, az, bx, by, bz;
};

std::string text_of(double value) {
    return as_text(Value(value));
}

// A pairs file as it is written.
struct Content {
    explicit Content(std::string lines) : text(std::move(lines)) {}
    std::string text;
};

class Looks {
public:
    Looks(const SiteBuilder& builder, const std::vector<Pair>& pairs, const Settings& more = {},
          const TimeContext& time = {}) {
        const QTemporaryDir folder;
        const std::string file = folder.filePath("pairs.csv").toStdString();
        std::ofstream out(file);
        out << "ax,ay,az,bx,by,bz\n";
        for (const Pair& p : pairs)
            out << text_of(east + p.ax) << "," << text_of(north + p.ay) << "," << text_of(p.az) << ","
                << text_of(east + p.bx) << "," << text_of(north + p.by) << "," << text_of(p.bz) << "\n";
        out.close();
        Settings settings = more;
        settings["pairs_file"] = file;
        run_ =
            engine_.run("sightlines.between", settings, {.site = builder.site(), .time = time, .threads = 2});
    }
    Looks(const Content& content, const SiteBuilder& builder) {
        const QTemporaryDir folder;
        const std::string file = folder.filePath("pairs.csv").toStdString();
        std::ofstream(file) << content.text;
        run_ =
            engine_.run("sightlines.between", {{"pairs_file", file}}, {.site = builder.site(), .threads = 2});
    }
    explicit Looks(const SiteBuilder& builder)
        : run_(engine_.run("sightlines.between", {}, {.site = builder.site(), .threads = 2})) {}

    const AnalysisResult& result() const { return run_->result; }
    const Table& table() const { return run_->result.tables.at(0); }
    std::optional<Value> cell(const std::string& column, std::size_t row = 0) const {
        return test::cell(table(), row, column);
    }
    double number(const std::string& column, std::size_t row = 0) const {
        return test::number(table(), row, column);
    }
    std::string text(const std::string& column, std::size_t row = 0) const {
        return as_text(*cell(column, row));
    }
    bool visible(std::size_t row = 0) const { return number("visible", row) == 1; }
    const Note* note(const std::string& code) const { return test::note(run_, code); }

private:
    Engine engine_{catalogue()};
    RunPtr run_;
};

bool near(double value, double expected, double tolerance = 1e-3) {
    if (std::abs(value - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", value, expected);
    return false;
}

// 3 m high, across the way at x = 10.
SiteBuilder walled(double height = 3) {
    SiteBuilder site;
    site.add(Role::barrier, line({{10, -50}, {10, 50}}),
             {{"kind", std::string("wall")}, {"height_m", height}})
        .name = "garden wall";
    return site;
}

// One row of cells of 1 m from x = 0 to 21, 5 m high in the middle.
Field hill() {
    Field field("terrain", "m", {-0.5, 10, 1, 20, 21, 1});
    for (std::size_t i = 0; i < 21; ++i)
        field.values[i] = static_cast<float>(40 + 5 - 0.5 * std::abs(static_cast<double>(i) - 10));
    return field;
}

void refused(const std::function<void()>& act, const std::string& message, const std::string& advice = {}) {
    try {
        act();
    } catch (const Error& error) {
        QCOMPARE(error.code(), ErrorCode::refused);
        QVERIFY2(error.message().find(message) != std::string::npos, error.what());
        QVERIFY2(error.advice().find(advice) != std::string::npos, error.what());
        return;
    }
    QFAIL("it was answered");
}

} // namespace

class BetweenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_columns_are_those_of_the_contract() {
        const Looks seen(walled(), std::vector<Pair>{{0, 0, 1.6, 20, 0, 1.6}});
        QCOMPARE(seen.table().columns,
                 (std::vector<std::string>{"ax", "ay", "az", "bx", "by", "bz", "visible", "share", "blocker",
                                           "blocked_at_m", "status"}));
        QCOMPARE(seen.number("ax"), east);
        QCOMPARE(seen.number("bx"), east + 20);
        QCOMPARE(seen.number("bz"), 1.6);
    }

    void a_wall_of_three_metres_hides_two_people_from_each_other() {
        const Looks seen(walled(),
                         {{0, 0, 1.6, 20, 0, 1.6}, {20, 0, 1.6, 0, 0, 1.6}, {0, 0, 1.6, 5, 0, 1.6}});
        QVERIFY(!seen.visible(0) && !seen.visible(1) && seen.visible(2));
        QCOMPARE(seen.number("share", 0), 0.0);
        QCOMPARE(seen.number("share", 2), 1.0);
        QCOMPARE(seen.text("blocker", 0), std::string("garden wall"));
        QVERIFY(near(seen.number("blocked_at_m", 0), 10));
        QVERIFY(!seen.cell("blocker", 2) && !seen.cell("blocked_at_m", 2));
        QVERIFY(near(seen.result().metrics.at(0).second, 1.0 / 3, 1e-12));
    }

    // The line from 3 m past the wall's top of 3 m meets the mast at 3 m: half of its 6 m show.
    void half_of_a_tall_target_shows_above_a_wall() {
        const Looks seen(walled(), {{0, 0, 3, 20, 0, 6}, {0, 0, 3.0001, 20, 0, 3}, {0, 0, 1, 20, 0, 20}});
        QVERIFY(seen.visible(0));
        QVERIFY(near(seen.number("share", 0), 0.5));
        QVERIFY(near(seen.number("share", 2), (20 - 5) / 20.0)); // from 1 m over 3 m to 5 m
    }

    // Seen from beneath a bridge deck from 4 m up to 5 m: all but the part behind the deck.
    void what_hangs_in_front_hides_the_middle() {
        SiteBuilder site;
        site.add(Role::building, rectangle(10, -5, 11, 5), {{"height_m", 5.0}, {"base_m", 4.0}});
        const Looks seen(site, {{0, 0, 4, 20, 0, 10}}, {{"rungs", "64"}});
        // Upper edge: from 4 m past 5 m at x = 11 or 10; the nearer one hides more: 4 + 2·1 = 6 at x = 20.
        QVERIFY(near(seen.number("share"), 1 - (6.0 - 4.0) / 10, 2e-3));
        QVERIFY(seen.visible());
    }

    void without_rungs_only_the_top_is_asked_for() {
        const Looks seen(walled(), {{0, 0, 3, 20, 0, 6}}, {{"rungs", "0"}});
        QCOMPARE(seen.number("share"), 1.0);
    }

    void a_hill_hides_and_is_named() {
        SiteBuilder site;
        site.set_raster(Role::terrain, hill());
        const Looks seen(site, {{0, 0, 1.6, 20, 0, 1.6}, {0, 0, 5.1, 20, 0, 5.1}, {0, 0, 1.6, 9, 0, 0}});
        QVERIFY(!seen.visible(0));
        QCOMPARE(seen.text("blocker", 0), std::string("terrain"));
        QVERIFY(near(seen.number("blocked_at_m", 0), 3.2)); // the slope of 1 in 2 rises 1.6 m
        QVERIFY(seen.visible(1));
        QVERIFY(seen.visible(2)); // ground in sight is not hidden by itself
    }

    void flat_ground_far_away_is_seen() {
        SiteBuilder site;
        Field flat("terrain", "m", {-5, 2005, 10, 10, 201, 201});
        std::fill(flat.values.begin(), flat.values.end(), 37.7F);
        site.set_raster(Role::terrain, flat);
        std::vector<Pair> pairs;
        for (int i = 1; i <= 200; ++i)
            pairs.push_back({3.3, 7.1, 1.6, 10.0 * i - 1.7, 9.9 * i, 0});
        const Looks seen(site, pairs);
        for (std::size_t i = 0; i < pairs.size(); ++i)
            QVERIFY2(seen.visible(i), qPrintable(QString::number(i)));
    }

    void heights_above_the_datum_are_taken_as_they_are() {
        SiteBuilder site;
        site.set_raster(Role::terrain, hill());
        const Looks seen(Content{"id,ax,ay,az_asl,bx,by,bz_asl\np,530000,179000,41.6,530020,179000,41.6\n"
                                 "q,530000,179000,45.1,530020,179000,45.1\n"},
                         site);
        QVERIFY(!seen.visible(0) && seen.visible(1));
        QVERIFY(near(seen.number("az", 0), 1.6, 1e-9));
        QCOMPARE(seen.text("id", 1), std::string("q"));
        QCOMPARE(seen.text("az_asl", 1), std::string("45.1"));
    }

    // Its four corners stand at 40, 40, 44.5 and 44.5 m: the roof is flat at 42.25 + 3.
    void a_building_stands_on_the_mean_of_the_ground_at_its_corners() {
        SiteBuilder site;
        site.set_raster(Role::terrain, hill());
        site.add(Role::building, rectangle(0, -3, 9, 3), {{"height_m", 3.0}});
        const auto pair = [](double z) {
            return "530004.5,179005," + text_of(z) + ",530004.5,178995," + text_of(z) + "\n";
        };
        const Looks seen(Content{"ax,ay,az_asl,bx,by,bz_asl\n" + pair(45.2) + pair(45.3) + pair(42.5)}, site);
        QVERIFY(!seen.visible(0) && seen.visible(1) && !seen.visible(2));
    }

    void a_crown_hides_in_leaf_and_not_in_winter() {
        SiteBuilder site;
        const Uuid tree =
            site.add(Role::tree, point(10, 0), {{"height_m", 8.0}, {"clear_stem_m", 2.0}, {"crown_m", 4.0}})
                .id;
        const std::vector<Pair> pairs{{0, 0, 5, 20, 0, 5}, {0, 0, 1.6, 20, 0, 1.6}};
        const Looks summer(site, pairs);
        QVERIFY(!summer.visible(0) && summer.visible(1));
        QCOMPARE(summer.text("blocker", 0), tree.text());
        QVERIFY(near(summer.number("blocked_at_m", 0), 8));
        const Looks winter(site, pairs, {}, {.season = Season::winter});
        QVERIFY(winter.visible(0));
    }

    void a_fence_is_seen_through_and_an_open_gate_lets_through() {
        SiteBuilder site;
        site.add(Role::barrier, line({{5, -50}, {5, 50}}), {{"kind", std::string("fence")}});
        site.add(Role::barrier, line({{10, -50}, {10, 50}}), {{"kind", std::string("wall")}});
        site.add(Role::opening, point(10, 0),
                 {{"kind", std::string("gate")}, {"width_m", 2.0}, {"control", std::string("open")}});
        const Looks seen(site, {{0, 0, 1.6, 20, 0, 1.6}, {0, 5, 1.6, 20, 5, 1.6}});
        QVERIFY(seen.visible(0) && !seen.visible(1));
        QVERIFY(seen.note("see_through"));
    }

    void a_target_on_a_roof_is_as_tall_as_it_stands_above_it() {
        SiteBuilder site = walled(10);
        site.add(Role::building, rectangle(15, -5, 25, 5), {{"height_m", 9.0}});
        // From 10.5 m at x = 0 over the wall's 10 m at x = 10: 9.5 m at x = 20, half of the metre on the
        // roof.
        const Looks seen(site, {{0, 0, 10.5, 20, 0, 10}});
        QVERIFY(near(seen.number("share"), 0.5, 2e-3));
    }

    void without_a_file_observers_look_at_targets() {
        SiteBuilder site = walled();
        site.add(Role::observer, point(0, 0)).name = "guard";
        site.add(Role::observer, point(0, 10), {{"height_m", 12.0}});
        site.add(Role::target, point(20, 0)).name = "door";
        const Looks seen(site);
        QCOMPARE(seen.table().rows.size(), 2U);
        QCOMPARE(seen.text("observer", 0), std::string("guard"));
        QCOMPARE(seen.text("target", 1), std::string("door"));
        QCOMPARE(seen.number("az", 0), 1.6);
        QCOMPARE(seen.number("bz", 0), 1.5);
        QVERIFY(!seen.visible(0));
        QVERIFY(seen.visible(1)); // from 12 m, over the wall at 6.75 m
        QVERIFY(seen.note("defaults_used"));
    }

    void an_observer_in_a_building_is_refused_alone_and_counted_among_others() {
        SiteBuilder site;
        site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}}).name = "Block A";
        refused(
            [&] {
                Looks(site, {{5, 5, 1.6, 50, 5, 1.6}});
            },
            "the observer of pair 1 at 530005,179005 is inside Block A");
        const Looks seen(site, {{5, 5, 1.6, 50, 5, 1.6}, {30, 5, 1.6, 50, 5, 1.6}});
        QVERIFY(seen.result().partial);
        QCOMPARE(seen.text("status", 0), std::string("inside_building"));
        QVERIFY(!seen.cell("visible", 0) && !seen.cell("share", 0));
        QVERIFY(seen.visible(1));
        QVERIFY(seen.note("inside_building"));
        // Lying on the roof, on the outer wall, and looking in from outside are answers.
        const Looks answered(site, {{5, 5, 6, 50, 5, 6}, {10, 5, 3, 50, 5, 1.6}, {50, 5, 1.6, 5, 5, 1.6}});
        QVERIFY(!answered.result().partial);
        QVERIFY(answered.visible(0) && answered.visible(1) && !answered.visible(2));
        QCOMPARE(answered.text("blocker", 2), std::string("Block A"));
    }

    void what_is_underground_or_off_the_terrain_says_so() {
        SiteBuilder site;
        site.set_raster(Role::terrain, hill());
        refused(
            [&] {
                Looks(site, {{0, 0, 1.6, 5, 0, -2.5}});
            },
            "the target of pair 1 at 530005,179000 is 2.5 m below the ground", "az_asl");
        refused(
            [&] {
                Looks(site, {{0, 0, 1.6, 500, 0, 1}});
            },
            "lies where the terrain has no height", "az_asl");
        const Looks seen(site, {{0, 0, 1.6, 5, 0, -2.5}, {0, 0, 1.6, 500, 0, 1}, {0, 0, 1.6, 2, 0, 1}});
        QVERIFY(seen.result().partial);
        QCOMPARE(seen.text("status", 0), std::string("underground"));
        QCOMPARE(seen.text("status", 1), std::string("no_terrain"));
        QVERIFY(seen.visible(2));
    }

    void a_bad_file_is_refused_in_one_sentence_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("named");
        QTest::newRow("no by") << "ax,ay,az,bx,bz\n1,2,3,4,5\n"
                               << "pairs.csv has no column by";
        QTest::newRow("no heights") << "ax,ay,bx,by\n1,2,3,4\n"
                                    << "pairs.csv has no column az or az_asl";
        QTest::newRow("text") << "ax,ay,az,bx,by,bz\n530001,179002,1,530001,179002,high\n"
                              << "row 1: bz \"high\"";
        QTest::newRow("empty height") << "ax,ay,az,bx,by,bz\n530001,179002,1,530001,179002,\n"
                                      << "row 1: the height of the target is empty";
        QTest::newRow("both heights") << "ax,ay,az,az_asl,bx,by,bz\n530001,179002,1,1,530001,179002,1\n"
                                      << "row 1: az and az_asl are both given";
        QTest::newRow("far away") << "ax,ay,az,bx,by,bz\n5,4,1,530001,179002,1\n"
                                  << "row 1: the observer 5,4 lies more than 200 km from the plan";
        QTest::newRow("no rows") << "ax,ay,az,bx,by,bz\n"
                                 << "no rows";
    }
    void a_bad_file_is_refused_in_one_sentence() {
        QFETCH(QString, content);
        QFETCH(QString, named);
        refused([&] { Looks(Content{content.toStdString()}, walled()); }, named.toStdString());
    }

    void nobody_to_look_and_nothing_to_look_at_say_what_to_do() {
        SiteBuilder site = walled();
        refused([&] { Looks{site}; }, "there is no observer", "--pairs_file");
        site.add(Role::observer, point(0, 0));
        refused([&] { Looks{site}; }, "there is no target", "--pairs_file");
    }

    void both_directions_see_the_same() {
        SiteBuilder site;
        site.set_raster(Role::terrain, hill());
        for (int i = 0; i < 6; ++i)
            site.add(Role::building, rectangle(1 + 3 * i, -6 + i, 2.5 + 3 * i, -2 + 1.3 * i),
                     {{"height_m", 2.0 + 0.3 * i}});
        std::vector<Pair> there;
        std::vector<Pair> back;
        for (int i = 0; i < 400; ++i) {
            const Pair p{0.05 + 0.049 * i, -9.0 + 0.037 * (i % 17), 0.3 + 0.01 * (i % 90),
                         20 - 0.031 * i,   9 - 0.53 * (i % 13),     0.3 + 0.013 * (i % 77)};
            there.push_back(p);
            back.push_back({p.bx, p.by, p.bz, p.ax, p.ay, p.az});
        }
        const Looks a(site, there);
        const Looks b(site, back);
        std::size_t seen = 0;
        std::size_t compared = 0;
        for (std::size_t i = 0; i < there.size(); ++i) {
            if (a.text("status", i) != "ok" || b.text("status", i) != "ok") continue;
            ++compared;
            seen += a.visible(i) ? 1 : 0;
            QCOMPARE(a.visible(i), b.visible(i));
        }
        QVERIFY(compared > 200 && seen > 20 && seen < compared);
    }

    void lines_are_kept_or_left_out_as_told() {
        const std::vector<Pair> pairs{{0, 0, 3, 20, 0, 6}, {0, 0, 1, 5, 0, 1}};
        const Looks kept(walled(), pairs);
        QCOMPARE(kept.table().geometries.size(), 2U);
        QVERIFY(near(length(kept.table().geometries[0]), 20));
        const Looks bare(walled(), pairs, {{"lines", "none"}});
        QVERIFY(bare.table().geometries.empty());
        QVERIFY(bare.table().rows == kept.table().rows);
    }

    void threads_do_not_change_a_bit() {
        SiteBuilder site = walled();
        for (int i = 0; i < 40; ++i)
            site.add(Role::observer, point(0.3 * i, 0.2 * i));
        for (int i = 0; i < 60; ++i)
            site.add(Role::target, point(30 - 0.3 * i, 0.7 * i), {{"height_m", 0.2 * i}});
        Engine first(catalogue());
        Engine second(catalogue());
        const RunPtr one = first.run("sightlines.between", {}, {.site = site.site(), .threads = 1});
        const RunPtr two = second.run("sightlines.between", {}, {.site = site.site(), .threads = 2});
        QVERIFY(one->result.tables == two->result.tables);
        QCOMPARE(one->result.metrics, two->result.metrics);
    }
};

PROSPECT_TEST(BetweenTest);

#include "between_test.moc"
