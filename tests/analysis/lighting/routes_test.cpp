#include "analysis/lighting/recognition.h"
#include "analysis/lighting/walk_light.h"
#include "geometry/io/project_file.h"
#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

namespace {

constexpr const char* walk = "lighting.routes";

// 100 m of path under lamps at 20 and 80 m.
SiteBuilder lit_walk() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(-5, -5, 105, 5), {{"kind", std::string("application")}});
    site.add_photometry("even.ies", even_light(300));
    site.add(Role::path, line({{0, 0}, {100, 0}})).name = "Walk";
    add_lamp(site, 20, 0, "even.ies", 5);
    add_lamp(site, 80, 0, "even.ies", 5);
    return site;
}

double on_ground(double x) {
    double sum = 0;
    for (const double lamp : {20.0, 80.0}) {
        const double d2 = (x - lamp) * (x - lamp) + 25;
        sum += 300 * 5 / (d2 * std::sqrt(d2));
    }
    return sum;
}

// On a face at 1.5 m that looks along +x (1) or -x (-1).
double on_face(double x, int looks) {
    double sum = 0;
    for (const double lamp : {20.0, 80.0}) {
        const double across = lamp - x;
        const double d2 = across * across + 3.5 * 3.5;
        const double side = std::abs(across) / std::sqrt(d2);
        sum += 300 / d2 * (side + looks * across / std::sqrt(d2)) / std::numbers::pi;
    }
    return sum;
}

std::vector<lighting::WalkStation> stations_of(const std::vector<double>& lux, double step_m = 1) {
    std::vector<lighting::WalkStation> stations;
    for (std::size_t i = 0; i < lux.size(); ++i)
        stations.push_back(
            {static_cast<double>(i) * step_m, {static_cast<double>(i) * step_m, 0}, lux[i], 0, 0});
    return stations;
}

} // namespace

class RoutesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recognition_runs_through_the_points_of_its_source() {
        QVERIFY(std::abs(lighting::recognition_m(0.4) - 4) < 0.02);
        QVERIFY(std::abs(lighting::recognition_m(3) - 10) < 0.02);
        QVERIFY(std::abs(lighting::recognition_m(1) - 6.3) < 0.05);
        QVERIFY(std::abs(lighting::recognition_m(5) - 11.9) < 0.05);
        QVERIFY(std::abs(lighting::recognition_m(20) - 15.9) < 0.05);
        QCOMPARE(lighting::recognition_m(0), 0.0);
        QVERIFY(lighting::recognition_m(1e6) <= 17);
    }

    void the_profile_is_the_formula_both_ways() {
        const auto run = lit(lit_walk(), walk);
        const auto& profile = table(run, "profile");
        QCOMPARE(profile.rows.size(), std::size_t(101));
        for (std::size_t i = 0; i <= 100; ++i) {
            const auto x = static_cast<double>(i);
            QCOMPARE(number(profile, i, "chainage_m"), x);
            QVERIFY(close(number(profile, i, "eh"), on_ground(x)));
            // Who comes towards somebody walking forward, to +x, looks to -x.
            QVERIFY(std::abs(number(profile, i, "esc_forward") - on_face(x, -1)) < 1e-4);
            QVERIFY(std::abs(number(profile, i, "esc_backward") - on_face(x, 1)) < 1e-4);
            QVERIFY(close(number(profile, i, "recognition_forward_m"),
                          lighting::recognition_m(number(profile, i, "esc_forward"))));
        }
    }

    void drawn_the_other_way_the_two_change_places() {
        SiteBuilder back = lit_walk();
        SiteBuilder other;
        other.add(Role::study_area, rectangle(-5, -5, 105, 5), {{"kind", std::string("application")}});
        other.add_photometry("even.ies", even_light(300));
        other.add(Role::path, line({{100, 0}, {0, 0}}));
        add_lamp(other, 20, 0, "even.ies", 5);
        add_lamp(other, 80, 0, "even.ies", 5);
        const auto one = lit(back, walk);
        const auto two = lit(other, walk);
        for (std::size_t i = 0; i <= 100; ++i)
            QVERIFY(std::abs(number(table(one, "profile"), i, "esc_forward") -
                             number(table(two, "profile"), 100 - i, "esc_backward")) < 1e-4);
    }

    void dark_stretches_are_where_the_formula_says() {
        const auto run = lit(lit_walk(), walk);
        const auto& dark = table(run, "dark_stretches");
        for (const double threshold : {1.0, 2.0}) {
            std::vector<std::pair<int, int>> expected;
            for (int x = 0; x <= 100; ++x) {
                if (on_ground(x) >= threshold) continue;
                if (expected.empty() || expected.back().second != x - 1)
                    expected.emplace_back(x, x);
                else
                    expected.back().second = x;
            }
            std::erase_if(expected, [](const auto& one) { return one.second - one.first < 4; });
            QVERIFY(!expected.empty());
            std::size_t next = 0;
            for (std::size_t row = 0; row < dark.rows.size(); ++row) {
                if (number(dark, row, "threshold_lx") != threshold) continue;
                QCOMPARE(number(dark, row, "start_m"), static_cast<double>(expected.at(next).first));
                QCOMPARE(number(dark, row, "end_m"), static_cast<double>(expected.at(next).second));
                QCOMPARE(number(dark, row, "x1"), 530000.0 + expected.at(next).first);
                double least = 1e9;
                double sum = 0;
                for (int x = expected[next].first; x <= expected[next].second; ++x) {
                    least = std::min(least, on_ground(x));
                    sum += on_ground(x);
                }
                QVERIFY(close(number(dark, row, "min_lx"), least));
                QVERIFY(close(number(dark, row, "mean_lx"),
                              sum / (expected[next].second - expected[next].first + 1)));
                ++next;
            }
            QCOMPARE(next, expected.size());
        }
    }

    void a_stretch_is_kept_from_its_least_length_less_a_step_on() {
        const std::vector<double> lux{5, 0.5, 0.5, 0.5, 0.5, 0.5, 5, 0.5, 0.5, 0.5, 0.5, 5};
        const auto found = lighting::dark_stretches(stations_of(lux), 1, 5 - 1, 1);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].first, std::size_t(1));
        QCOMPARE(found[0].last, std::size_t(5));
        QCOMPARE(found[0].length_m, 4.0);
        QCOMPARE(lighting::dark_stretches(stations_of(lux), 1, 3, 1).size(), std::size_t(2));
        QVERIFY(
            lighting::dark_stretches(stations_of(lux), 0.5, 0, 1).empty()); // as much as asked is not below
    }

    void a_gap_in_the_stations_parts_a_stretch() {
        auto stations = stations_of({0.5, 0.5, 0.5, 0.5, 0.5, 0.5});
        for (std::size_t i = 3; i < stations.size(); ++i)
            stations[i].chainage_m += 20; // indoors between
        QCOMPARE(lighting::dark_stretches(stations, 1, 2, 1).size(), std::size_t(2));
    }

    void contrast_is_over_5_m_and_moonlight_is_the_least() {
        std::vector<double> lux(20, 2.0);
        lux[10] = 30;
        QVERIFY(close(lighting::most_contrast(stations_of(lux), 5, 1)->ratio, 15));
        lux[10] = 2;
        lux[12] = 0;
        QVERIFY(close(lighting::most_contrast(stations_of(lux), 5, 1)->ratio, 20)); // 2 by 0.1
        QVERIFY(!lighting::most_contrast(stations_of({1, 2, 3}), 5, 1));
    }

    void the_unlit_alley_of_the_sample_is_found_with_its_length() {
        const SitePtr sample = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        engine::Engine engine(catalogue());
        const auto run = engine.run(walk, {}, {.site = sample, .time = at_night(), .threads = 2});
        // Its author has it 100 m long (samples/riverside/expected.json).
        const auto& dark = table(run, "dark_stretches");
        double found = 0;
        for (std::size_t row = 0; row < dark.rows.size(); ++row)
            if (as_text(*cell(dark, row, "path")) == "Alley behind Ferry Lane" &&
                number(dark, row, "threshold_lx") == 1)
                found += number(dark, row, "length_m");
        QVERIFY2(std::abs(found - 100) <= 1, qPrintable(QString::number(found)));
        bool said = false;
        for (const engine::Note& one : run->result.notes)
            said |= one.code == "dark_stretch" &&
                    one.message.starts_with("Alley behind Ferry Lane has less than 1 lx");
        QVERIFY(said);
    }

    void what_cannot_be_walked_is_refused() {
        SiteBuilder none;
        none.add_photometry("even.ies", even_light(300));
        add_lamp(none, 0, 0, "even.ies", 5);
        QVERIFY(refusal_of(none, walk).contains("there is no path"));
        QVERIFY(refusal_of(lit_walk(), walk, {{"thresholds_lx", "1,dark"}}).contains("is no number above 0"));
    }

    void the_map_of_recognition_is_that_of_the_darkest_side() {
        const auto light = lit(lit_walk(), "lighting.illuminance", {{"quantities", "esc_min"}});
        const auto far = lit(lit_walk(), "lighting.recognition");
        const Field& faces = field(light, "esc_min");
        const Field& metres = field(far, "recognition");
        QCOMPARE(metres.unit, std::string("m"));
        for (std::size_t i = 0; i < faces.values.size(); ++i)
            QVERIFY(std::abs(static_cast<double>(metres.values[i]) -
                             lighting::recognition_m(static_cast<double>(faces.values[i]))) < 1e-4);
        QVERIFY(metric(far, "recognised_share_4m") >= metric(far, "recognised_share_10m"));
    }
};

PROSPECT_TEST(RoutesTest);

#include "routes_test.moc"
