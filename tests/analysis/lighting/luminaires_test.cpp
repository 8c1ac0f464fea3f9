#include "analysis/lighting/luminaires.h"
#include "analysis/lighting/photometries.h"
#include "geometry/io/photometry.h"
#include "tests/analysis/lighting/lamps.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

namespace {

constexpr const char* map = "lighting.illuminance";

SiteBuilder ground() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 20, 20), {{"kind", std::string("application")}});
    site.add_photometry("even.ies", even_light(1000));
    return site;
}

bool says(const QString& text, const char* words) {
    if (text.contains(QLatin1String(words))) return true;
    qWarning("\"%s\" does not say \"%s\"", qPrintable(text), words);
    return false;
}

QString said(const engine::RunPtr& run, const std::string& code) {
    const engine::Note* found = note(run, code);
    return found ? QString::fromStdString(found->message) : QString();
}

} // namespace

class LuminairesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void no_lamps_are_missing_data_and_not_darkness() {
        SiteBuilder site = ground();
        for (int i = 0; i < 89; ++i)
            site.add(Role::building, rectangle(30 + i * 10, 0, 35 + i * 10, 5));
        QVERIFY(says(refusal_of(site, map), "89 buildings and no lamps: this is missing data, not darkness"));
    }

    void by_day_no_lamp_is_lit() {
        SiteBuilder site = ground();
        add_lamp(site, 5, 5, "even.ies", 5);
        QVERIFY(says(refusal_of(site, map, {}, TimeContext{}), "no lamp is lit at this time"));
    }

    void hours_switch_lamps() {
        SiteBuilder site = ground();
        add_lamp(site, 5, 5, "even.ies", 5)
            .set("hours", Value(std::string("Mo-Su 18:00-22:00")), Basis::drawn);
        add_lamp(site, 15, 5, "even.ies", 5);
        add_lamp(site, 15, 15, "even.ies", 5).set("hours", Value(std::string("as needed")), Basis::drawn);
        const auto run = lit(site, map);
        QCOMPARE(count(run, "luminaires"), 2);
        QCOMPARE(count(run, "luminaires_off"), 1);
        QVERIFY(says(said(run, "lamps_off"), "1 lamp is off"));
        QVERIFY(says(said(run, "hours_not_understood"), "as needed"));
    }

    void a_photometry_that_is_missing_is_named_and_gives_no_light() {
        SiteBuilder site = ground();
        add_lamp(site, 5, 5, "even.ies", 5);
        add_lamp(site, 15, 5, "maker_x.ldt", 5);
        const auto run = lit(site, map);
        QCOMPARE(count(run, "luminaires_left_out"), 1);
        QVERIFY(run->result.partial);
        QVERIFY(says(said(run, "lamp_left_out"), "maker_x.ldt"));
        SiteBuilder alone = ground();
        add_lamp(alone, 15, 5, "maker_x.ldt", 5);
        QVERIFY(says(refusal_of(alone, map), "maker_x.ldt"));
    }

    void names_are_looked_up_letter_for_letter_then_in_any_case() {
        SiteBuilder site = ground();
        site.add_photometry("Even.IES", even_light(10));
        add_lamp(site, 5, 5, "even.ies", 5);
        QVERIFY(
            close(number(table(lit(site, map), "luminaires"), 0, "flux_lm"), 4 * std::numbers::pi * 1000));
        SiteBuilder other;
        other.add_photometry("Even.IES", even_light(10));
        add_lamp(other, 5, 5, "even.ies", 5);
        QVERIFY(close(number(table(lit(other, map), "luminaires"), 0, "flux_lm"), 4 * std::numbers::pi * 10));
        QVERIFY(lighting::photometry_of(Site{}, "GENERIC_STREET.LDT"));
        QVERIFY(!lighting::photometry_of(Site{}, "generic_street"));
    }

    void a_lamp_of_which_nothing_is_known_is_a_typical_one_and_said() {
        SiteBuilder site = ground();
        site.add(Role::luminaire, point(5, 5));
        const auto run = lit(site, map);
        QVERIFY(says(said(run, "photometry_assumed"), "for 1 of 1 lamps typical light of no maker is taken"));
        QVERIFY(note(run, "defaults_used"));
        QVERIFY(close(number(table(run, "luminaires"), 0, "flux_lm"), 3000, 5e-3));
    }

    void typical_lamps_shine_where_their_azimuth_points() {
        for (const auto& [name, photometry] : lighting::bundled_photometries()) {
            const Point3 lean = flux_vector(*photometry);
            QVERIFY(std::abs(lean.y) < 1e-3 * photometry->flux_lm);
            if (name.starts_with("generic_street") || name.starts_with("generic_wall"))
                QVERIFY2(lean.x > 0.1 * photometry->flux_lm, name.c_str());
            else
                QVERIFY2(std::abs(lean.x) < 1e-3 * photometry->flux_lm, name.c_str());
        }
    }

    void a_lamp_inside_a_building_or_on_the_ground_is_left_out() {
        SiteBuilder site = ground();
        site.add(Role::building, rectangle(30, 0, 40, 10), {{"height_m", 6.0}}).name = "Hall";
        add_lamp(site, 5, 5, "even.ies", 5);
        add_lamp(site, 35, 5, "even.ies", 3);
        add_lamp(site, 6, 6, "even.ies", 0);
        add_lamp(site, 7, 7, "even.ies", -1);
        add_lamp(site, 35, 5, "even.ies", 8); // on the roof
        const auto run = lit(site, map);
        QCOMPARE(count(run, "luminaires"), 2);
        QCOMPARE(count(run, "luminaires_left_out"), 3);
        QVERIFY(says(said(run, "lamp_left_out"), "3 lamps give no light and are left out"));
        SiteBuilder hall = ground();
        hall.add(Role::building, rectangle(30, 0, 40, 10), {{"height_m", 6.0}}).name = "Hall";
        add_lamp(hall, 35, 5, "even.ies", 3);
        QVERIFY(says(refusal_of(hall, map), "is inside Hall"));
        SiteBuilder low = ground();
        add_lamp(low, 6, 6, "even.ies", 0);
        QVERIFY(says(refusal_of(low, map), "has a height of 0.0 m"));
    }

    void a_lamp_that_does_not_like_to_be_tilted_gives_less() {
        SiteBuilder site = ground();
        Photometry tilted = even_light(1000);
        tilted.tilt_deg = {0, 90};
        tilted.tilt_factors = {1, 0.5};
        site.add_photometry("tilt.ies", tilted);
        add_lamp(site, 5, 5, "tilt.ies", 5).set("tilt_deg", Value(45.0), Basis::drawn);
        SiteBuilder level = ground();
        level.add_photometry("tilt.ies", tilted);
        add_lamp(level, 5, 5, "tilt.ies", 5);
        const auto less = lit(site, map);
        const auto all = lit(level, map);
        QVERIFY(close(value(less, "eh", {5.5, 5.5}), 0.75 * value(all, "eh", {5.5, 5.5}), 1e-3));
        QVERIFY(says(said(less, "lamp_tilted"), "75 %"));
    }

    void every_spelling_of_one_distribution_gives_the_same_light() {
        const QString data = qEnvironmentVariable("PROSPECT_TEST_DATA");
        if (data.isEmpty()) QSKIP("PROSPECT_TEST_DATA is not set");
        const std::string folder = data.toStdString() + "/photometry/";
        // The 0° plane of the .ldt files runs along the street.
        const std::vector<std::pair<std::string, double>> spellings{
            {"syn_road_2002_bilateral.ies", 0},
            {"syn_road_1986_no_header.ies", 0},
            {"syn_road_1991_ballast_photometric_factor.ies", 0},
            {"syn_road_1995_multiplier.ies", 0},
            {"syn_road_isym3.ldt", 90},
            {"syn_road_isym0_comma.ldt", 90}};
        std::vector<engine::RunPtr> runs;
        for (const auto& [name, turn] : spellings) {
            SiteBuilder site = ground();
            site.add_photometry(name, io::read_photometry_file(folder + name));
            // Under no spot: at the nadir the planes of this one differ.
            add_lamp(site, 10.3, 9.8, name, 6, 30 + turn);
            runs.push_back(lit(site, map, {{"quantities", "all"}}));
        }
        for (std::size_t r = 1; r < runs.size(); ++r)
            for (std::size_t f = 0; f < runs[r]->result.fields.size(); ++f) {
                const Field& here = runs[r]->result.fields[f];
                const Field& first = runs[0]->result.fields[f];
                double worst = 0;
                for (std::size_t i = 0; i < here.values.size(); ++i)
                    worst = std::max(worst, std::abs(static_cast<double>(here.values[i] - first.values[i])) /
                                                std::max(0.1, static_cast<double>(first.values[i])));
                QVERIFY2(worst < 1e-3,
                         (spellings[r].first + " " + here.name + " " + std::to_string(worst)).c_str());
            }
    }
};

PROSPECT_TEST(LuminairesTest);

#include "luminaires_test.moc"
