#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

namespace {

constexpr const char* map = "lighting.illuminance";

// 40 x 20 m, a lamp over (10, 10).
SiteBuilder square() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(-0.5, -0.5, 40.5, 20.5), {{"kind", std::string("application")}});
    site.add_photometry("even.ies", even_light(500));
    add_lamp(site, 10, 10, "even.ies", 5);
    return site;
}

double by_hand(Point p) {
    const double d2 = (p.x - 10) * (p.x - 10) + (p.y - 10) * (p.y - 10) + 25;
    return 500 * 5 / (d2 * std::sqrt(d2));
}

} // namespace

class IlluminanceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_map_is_the_formula_in_every_cell() {
        const auto run = lit(square(), map);
        const Field& eh = field(run, "eh");
        QCOMPARE(eh.unit, std::string("lx"));
        QVERIFY(has_table(run, "paths") && has_table(run, "luminaires"));
        for (std::int64_t row = 0; row < eh.grid.rows; ++row)
            for (std::int64_t column = 0; column < eh.grid.columns; ++column)
                QVERIFY(close(static_cast<double>(eh.at(column, row)), by_hand(eh.grid.center(column, row))));
        QVERIFY(note(run, "direct_light"));
        QVERIFY(note(run, "maintenance"));
    }

    void fields_are_those_asked_for() {
        const auto usual = lit(square(), map);
        QCOMPARE(usual->result.fields.size(), std::size_t(2));
        QCOMPARE(usual->result.fields[1].name, std::string("esc_min"));
        QCOMPARE(lit(square(), map, {{"quantities", "all"}})->result.fields.size(), std::size_t(12));
        QVERIFY(!refusal_of(square(), map, {{"quantities", "none"}}).isEmpty());
    }

    void one_height_for_all_gives_the_same_as_two() {
        const auto two = lit(square(), map, {{"quantities", "all"}, {"height_m", "1.5"}});
        const auto ground = lit(square(), map, {{"quantities", "all"}, {"height_m", "0"}});
        for (const char* name : {"ev_n", "esc_e", "ecyl", "esc_min"})
            QCOMPARE(field(two, name).values, field(ground, name).values);
        QVERIFY(field(two, "eh").values != field(ground, "eh").values);
    }

    void coverage_counts_public_ground_of_the_study_area() {
        SiteBuilder site = square();
        site.add(Role::zone, rectangle(20.5, -0.5, 40.5, 20.5), {{"ownership", std::string("private")}});
        site.add(Role::building, rectangle(-0.5, -0.5, 3.5, 3.5), {{"height_m", 3.0}});
        const auto run = lit(site, map);
        const Field& eh = field(run, "eh");
        int all = 0;
        int lit_cells = 0;
        double sum = 0;
        for (std::int64_t row = 0; row < eh.grid.rows; ++row)
            for (std::int64_t column = 0; column < eh.grid.columns; ++column) {
                const Point p = eh.grid.center(column, row);
                if (!eh.has_value(column, row) || p.x > 20.5) continue;
                ++all;
                lit_cells += eh.at(column, row) >= 5 ? 1 : 0;
                sum += static_cast<double>(eh.at(column, row));
            }
        QCOMPARE(count(run, "public_cells"), all);
        QVERIFY(lit_cells > 0 && lit_cells < all);
        QVERIFY(close(metric(run, "covered_share_5lx"), static_cast<double>(lit_cells) / all));
        QVERIFY(close(metric(run, "e_avg_lx"), sum / all));
        QVERIFY(metric(run, "covered_share_1lx") >= metric(run, "covered_share_2lx"));
        QCOMPARE(value(run, "eh", {2, 2}), static_cast<double>(nodata));
    }

    void paths_say_how_much_of_them_is_lit() {
        SiteBuilder site = square();
        site.add(Role::path, line({{10, 10}, {40, 10}})).name = "Walk";
        const auto run = lit(site, map);
        const auto& paths = table(run, "paths");
        QCOMPARE(paths.rows.size(), std::size_t(1));
        int lit_spots = 0;
        double sum = 0;
        for (int x = 10; x <= 40; ++x) {
            lit_spots += by_hand({static_cast<double>(x), 10}) >= 2 ? 1 : 0;
            sum += by_hand({static_cast<double>(x), 10});
        }
        QVERIFY(close(number(paths, 0, "length_m"), 30));
        QVERIFY(close(number(paths, 0, "covered_share_2lx"), lit_spots / 31.0));
        QVERIFY(close(number(paths, 0, "e_avg"), sum / 31, 1e-3));
        QVERIFY(close(number(paths, 0, "e_min"), by_hand({40, 10}), 1e-3));
        QVERIFY(close(number(paths, 0, "u0"), by_hand({40, 10}) / (sum / 31), 1e-3));
        QVERIFY(close(number(paths, 0, "x"), 530040));
    }

    void a_site_of_lamps_alone_is_valid() {
        SiteBuilder site;
        site.add(Role::luminaire, point(3, 3));
        const auto run = lit(site, map);
        QVERIFY(statistics(field(run, "eh")).max > 1);
    }

    void a_map_that_no_light_reaches_says_so() {
        SiteBuilder site;
        site.add(Role::study_area, rectangle(0, 0, 20, 20), {{"kind", std::string("application")}});
        Photometry down = even_light(100);
        down.angles_deg = {0, 45};
        site.add_photometry("down.ies", down);
        add_lamp(site, 100, 10, "down.ies", 5).name = "L7";
        const auto run = lit(site, map);
        QVERIFY(note(run, "outside_light"));
        QVERIFY(note(run, "outside_light")->message.find("L7, is 90 m") != std::string::npos);
    }

    void weak_light_is_left_out_only_on_request() {
        const auto all = lit(square(), map);
        const auto cut = lit(square(), map, {{"cutoff_lx", "0.8"}});
        QVERIFY(value(all, "eh", {39.5, 9.5}) > 0);
        QCOMPARE(value(cut, "eh", {39.5, 9.5}), 0.0);
        QCOMPARE(value(cut, "eh", {10.5, 10.5}), value(all, "eh", {10.5, 10.5}));
    }

    void it_is_out_of_date_when_the_photometry_changes() {
        const auto run = lit(square(), map);
        SiteBuilder other = square();
        QVERIFY(!engine::out_of_date(*run, *other.site()));
        other.add_photometry("unused.ies", even_light(1));
        QVERIFY(!engine::out_of_date(*run, *other.site()));
        Photometry brighter = even_light(501);
        SiteBuilder changed;
        changed = square();
        changed.add_photometry("EVEN.ies", brighter);
        QVERIFY(!engine::out_of_date(*run, *changed.site())); // the one of the very name counts
        auto site = std::make_shared<Site>(*square().site());
        brighter.sha256 = "another";
        site->photometries["even.ies"] = std::make_shared<const Photometry>(brighter);
        QVERIFY(engine::out_of_date(*run, *site));
    }
};

PROSPECT_TEST(IlluminanceTest);

#include "illuminance_test.moc"
