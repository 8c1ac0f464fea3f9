#include "analysis/lighting/given_light.h"
#include "analysis/lighting/recognition.h"
#include "tests/analysis/lighting/light_files.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::test;

namespace {

constexpr const char* routes = "lighting.routes";
constexpr const char* recognition = "lighting.recognition";

// A walk past a house under two lamps, with spots on the centres of cells of a metre.
SiteBuilder lit_walk() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(-5, -5, 65, 15), {{"kind", std::string("application")}});
    site.add_photometry("even.ies", even_light(300));
    site.add(Role::path, line({{0, 0}, {60, 0}})).name = "Walk";
    site.add(Role::building, rectangle(20, 4, 30, 12), {{"height_m", 6.0}}).name = "House";
    add_lamp(site, 15, 3, "even.ies", 5);
    add_lamp(site, 45, -3, "even.ies", 5);
    return site;
}

engine::RunPtr run_of(const SitePtr& site, const std::string& analysis, const engine::Settings& settings) {
    engine::Engine engine(catalogue());
    return engine.run(analysis, settings, {.site = site, .time = at_night(), .threads = 2});
}

const engine::Note& the(const engine::RunPtr& run, const std::string& code) {
    if (const engine::Note* found = note(run, code)) return *found;
    throw Error(ErrorCode::internal, "no note " + code);
}

} // namespace

class GivenLightTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    engine::RunPtr light_; // eh and esc_min of the plan's own lamps
    Frame frame_;

    std::string path(const char* name) const { return folder_.filePath(name).toStdString(); }
    const Field& own(const char* quantity) const { return field(light_, quantity); }
    std::string esc_csv(const std::string& remarks = "# quantity: esc\n") const {
        return write_points(own("esc_min"), frame_, path("esc.csv"), remarks);
    }
    static QString refused(const SitePtr& site, const char* analysis, const engine::Settings& settings) {
        try {
            (void)run_of(site, analysis, settings);
        } catch (const Error& error) {
            return QString::fromStdString(error.what());
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() {
        light_ = lit(lit_walk(), "lighting.illuminance");
        frame_ = lit_walk().frame();
    }

    void our_own_maps_given_back_are_the_profile_data() {
        QTest::addColumn<QString>("kind");
        QTest::newRow("csv") << "csv";
        QTest::newRow("tif") << "tif";
    }
    void our_own_maps_given_back_are_the_profile() {
        QFETCH(QString, kind);
        const auto write = [&](const char* quantity) {
            const std::string file = path(quantity) + "." + kind.toStdString();
            return kind == "csv" ? write_points(own(quantity), frame_, file)
                                 : write_raster(own(quantity), frame_, file);
        };
        const auto computed = lit(lit_walk(), routes);
        const auto given = run_of(without_lamps(lit_walk().site()), routes,
                                  {{"eh_file", write("eh")}, {"esc_file", write("esc_min")}});
        const auto& ours = table(computed, "profile");
        const auto& theirs = table(given, "profile");
        QCOMPARE(theirs.rows.size(), std::size_t(61));
        for (std::size_t i = 0; i < theirs.rows.size(); ++i) {
            QVERIFY(close(number(theirs, i, "eh"), number(ours, i, "eh"), 1e-6));
            const double esc = static_cast<double>(*own("esc_min").value_at({static_cast<double>(i), 0}));
            QCOMPARE(number(theirs, i, "esc_forward"), esc);
            QCOMPARE(number(theirs, i, "esc_backward"), esc);
            QCOMPARE(number(theirs, i, "recognition_forward_m"), lighting::recognition_m(esc));
            // The least of four directions is no more than either of two.
            QVERIFY(esc <= std::min(number(ours, i, "esc_forward"), number(ours, i, "esc_backward")) + 1e-5);
        }
        const auto& dark = table(computed, "dark_stretches");
        QVERIFY(!dark.rows.empty());
        QCOMPARE(table(given, "dark_stretches").rows.size(), dark.rows.size());
        for (std::size_t i = 0; i < dark.rows.size(); ++i)
            for (const char* column : {"threshold_lx", "start_m", "end_m"})
                QCOMPARE(number(table(given, "dark_stretches"), i, column), number(dark, i, column));
        for (const char* column : {"e_avg", "e_min", "u0", "contrast", "x", "y"})
            QVERIFY(close(number(table(given, "routes"), 0, column),
                          number(table(computed, "routes"), 0, column), 1e-6));
        QCOMPARE(metric(given, "dark_length_m"), metric(computed, "dark_length_m"));
        QVERIFY(!note(given, "light_unknown") && !note(given, "light_given_gaps"));
        QVERIFY(note(given, "light_given_both_ways"));
    }

    void between_cells_the_profile_is_bilinear() {
        SiteBuilder site = lit_walk();
        site.add(Role::path, line({{0.25, 0.5}, {50.25, 0.5}})).name = "Between";
        const auto given = run_of(without_lamps(site.site()), routes,
                                  {{"eh_file", write_points(own("eh"), frame_, path("eh.csv"))}});
        const auto& profile = table(given, "profile");
        std::size_t seen = 0;
        for (std::size_t row = 0; row < profile.rows.size(); ++row) {
            if (as_text(*cell(profile, row, "path")) != "Between") continue;
            const double x = 0.25 + number(profile, row, "chainage_m");
            const auto at = [&](double dx, double y) {
                return static_cast<double>(*own("eh").value_at({std::floor(x) + dx, y}));
            };
            QVERIFY(close(number(profile, row, "eh"),
                          0.5 * (0.75 * (at(0, 0) + at(0, 1)) + 0.25 * (at(1, 0) + at(1, 1))), 1e-6));
            ++seen;
        }
        QCOMPARE(seen, std::size_t(51));
    }

    void our_own_light_given_back_is_the_recognition() {
        const auto computed = lit(lit_walk(), recognition);
        const SitePtr dark = without_lamps(lit_walk().site());
        QVERIFY(refused(dark, recognition, {}).contains("no lamps"));
        for (const std::string& file : {esc_csv(), write_raster(own("esc_min"), frame_, path("esc.tif"))}) {
            const auto given = run_of(dark, recognition, {{"esc_file", file}});
            QCOMPARE(field(given, "recognition").grid, field(computed, "recognition").grid);
            QCOMPARE(field(given, "recognition").values, field(computed, "recognition").values);
            for (const char* name : {"recognised_share_4m", "recognised_share_10m"})
                QCOMPARE(metric(given, name), metric(computed, name));
            QCOMPARE(value(given, "recognition", {25, 8}), static_cast<double>(nodata)); // in the house
            QCOMPARE(count(given, "public_cells"), count(computed, "public_cells"));
        }
    }

    void a_house_keeps_its_hole_though_the_file_has_light_there() {
        Field everywhere("esc_min", "lx", {-10, 20, 5, 5, 20, 8});
        std::fill(everywhere.values.begin(), everywhere.values.end(), 5.0F);
        const auto given = run_of(without_lamps(lit_walk().site()), recognition,
                                  {{"esc_file", write_points(everywhere, frame_, path("all.csv"))}});
        QCOMPARE(value(given, "recognition", {25, 8}), static_cast<double>(nodata));
        QVERIFY(close(value(given, "recognition", {40, 8}), lighting::recognition_m(5)));
        QVERIFY(!note(given, "light_given_gaps"));
    }

    void every_result_says_where_its_light_is_from() {
        const std::string file = esc_csv("# quantity: esc\n# height_m: 1.5\n# maintenance: 0.8\n# date: "
                                         "2026-05-01\n# program: DIALux evo 13\n");
        for (const char* analysis : {routes, recognition}) {
            const auto given = run_of(without_lamps(lit_walk().site()), analysis, {{"esc_file", file}});
            QCOMPARE(the(given, "light_given").message,
                     std::string(
                         "light on faces is taken from esc.csv (esc at 1.5 m, maintenance 0.80, 2026-05-01, "
                         "DIALux evo 13), not worked out from the lamps of the plan"));
            QVERIFY(the(given, "light_given").level == engine::Note::Level::info);
            QCOMPARE(given->files.size(), std::size_t(1));
            QCOMPARE(given->files.front().first, std::string("esc.csv"));
            QCOMPARE(given->files.front().second, hex(sha256_of_file(file)));
            QVERIFY(!note(given, "light_given_height"));
            QVERIFY(!note(given, "direct_light"));
        }
        const auto silent = run_of(lit_walk().site(), recognition, {{"esc_file", esc_csv("")}});
        QCOMPARE(
            the(silent, "light_given").message,
            std::string(
                "light on faces is taken from esc.csv (quantity not said, height not said, maintenance "
                "not said, date not said, program not said), not worked out from the lamps of the plan"));
        const auto high = run_of(lit_walk().site(), recognition,
                                 {{"esc_file", esc_csv("# height_m: 1.2\n")}, {"maintenance", "0.7"}});
        QVERIFY(the(high, "light_given_height").message.find("at 1.2 m, asked for is 1.5 m") !=
                std::string::npos);
        QVERIFY(note(high, "maintenance_not_used"));
    }

    void spots_without_light_are_empty_and_counted() {
        Field half = own("eh"); // west of 30 m, with a hole from 10 to 12 m
        for (std::int64_t i = 0; i < half.grid.cell_count(); ++i) {
            const double x = half.grid.center(i % half.grid.columns, i / half.grid.columns).x;
            half.values[static_cast<std::size_t>(i)] = x > 30.1 || (x > 9.9 && x < 12.1) ? nodata : 0.5F;
        }
        const auto given = run_of(without_lamps(lit_walk().site()), routes,
                                  {{"eh_file", write_points(half, frame_, path("half.csv"))}});
        const auto& profile = table(given, "profile");
        for (std::size_t i = 0; i <= 60; ++i) {
            QCOMPARE(cell(profile, i, "eh").has_value(), i <= 30 && (i < 10 || i > 12));
            QVERIFY(!cell(profile, i, "esc_forward") && !cell(profile, i, "recognition_forward_m"));
        }
        QVERIFY2(the(given, "light_given_gaps")
                     .message.starts_with("33 of 61 spots of the paths lie outside half.csv"),
                 the(given, "light_given_gaps").message.c_str());
        QVERIFY2(the(given, "light_unknown").message.find("light on faces is not known") != std::string::npos,
                 the(given, "light_unknown").message.c_str());
        const auto& dark = table(given, "dark_stretches"); // 0 to 9 m, 13 to 30 m, below 1 and below 2 lx
        QCOMPARE(dark.rows.size(), std::size_t(4));
        QCOMPARE(metric(given, "dark_length_m"), 9.0 + 17.0);
        QCOMPARE(number(table(given, "routes"), 0, "e_avg"), 0.5);
        QVERIFY(!cell(table(given, "routes"), 0, "recognition_min_m"));
    }

    void light_on_faces_alone_says_nothing_of_the_ground() {
        const auto given = run_of(without_lamps(lit_walk().site()), routes, {{"esc_file", esc_csv()}});
        QVERIFY(the(given, "light_unknown").message.find("light on the ground is not known") !=
                std::string::npos);
        QVERIFY(!cell(table(given, "profile"), 0, "eh") && cell(table(given, "profile"), 0, "esc_forward"));
        QVERIFY(table(given, "dark_stretches").rows.empty());
        QVERIFY_THROWS_EXCEPTION(Error, (void)metric(given, "dark_length_m"));
        for (const char* column : {"e_avg", "e_min", "u0", "longest_dark_m", "contrast", "x", "y"})
            QVERIFY2(!cell(table(given, "routes"), 0, column), column);
        QVERIFY(cell(table(given, "routes"), 0, "recognition_min_m"));
        // With lamps on the plan they light the ground.
        const auto both = run_of(lit_walk().site(), routes, {{"esc_file", esc_csv()}});
        QVERIFY(close(number(table(both, "profile"), 7, "eh"),
                      number(table(lit(lit_walk(), routes), "profile"), 7, "eh")));
        QCOMPARE(count(both, "luminaires"), 2);
        QVERIFY(note(both, "direct_light"));
    }

    void what_cannot_be_used_is_refused() {
        const SitePtr site = lit_walk().site();
        for (const char* analysis : {routes, recognition}) {
            const QString other = refused(site, analysis, {{"esc_file", esc_csv("# quantity: eh\n")}});
            QVERIFY2(other.contains("esc.csv holds \"eh\"") && other.contains("four directions"),
                     qPrintable(other));
            QVERIFY(refused(site, analysis, {{"esc_file", esc_csv("# quantity: esc_n\n")}})
                        .contains("holds \"esc_n\""));
            QVERIFY(refused(site, analysis, {{"esc_file", esc_csv("# quantity: luminance\n")}})
                        .contains("luminance"));
            Frame dutch = frame_;
            dutch.crs = "EPSG:28992";
            const std::string abroad = write_raster(own("esc_min"), dutch, path("abroad.tif"));
            QVERIFY(refused(site, analysis, {{"esc_file", abroad}})
                        .contains("EPSG:28992, the plan in EPSG:27700"));
            Field away = own("esc_min");
            away.grid.xmin += 5000;
            const QString nowhere =
                refused(site, analysis, {{"esc_file", write_points(away, frame_, path("away.csv"))}});
            QVERIFY2(nowhere.contains("away.csv has no value where"), qPrintable(nowhere));
            QVERIFY(!refused(site, analysis, {{"esc_file", path("none.csv")}}).isEmpty());
        }
        QVERIFY(refused(site, routes, {{"eh_file", write_raster(own("esc_min"), frame_, path("esc.tif"))}})
                    .contains("holds \"esc_min\""));
        QVERIFY(refused(without_lamps(site), routes, {}).contains("no lamps"));
    }

    void a_file_that_changed_is_read_again() {
        engine::Engine engine(catalogue());
        const engine::Request request{.site = lit_walk().site(), .time = at_night(), .threads = 2};
        Field even("esc_min", "lx", own("esc_min").grid);
        const auto run = [&](float lux) {
            std::fill(even.values.begin(), even.values.end(), lux);
            return engine.run(recognition, {{"esc_file", write_points(even, frame_, path("same.csv"))}},
                              request);
        };
        const auto one = run(1);
        const auto three = run(3);
        QVERIFY(one->key != three->key);
        QVERIFY(close(value(one, "recognition", {40, 0}), lighting::recognition_m(1)));
        QVERIFY(close(value(three, "recognition", {40, 0}), lighting::recognition_m(3)));
        QCOMPARE(run(3)->id, three->id);
    }
};

PROSPECT_TEST(GivenLightTest);

#include "given_light_test.moc"
