#include "analysis/lighting/recognition.h"
#include "light.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// 30 m of route at night under a lamp at its beginning.
SiteBuilder half_lit(SiteBuilder::Values values = {{"night_route", true}}) {
    SiteBuilder builder = way_of(30, values);
    lamp_at(builder, 0);
    return builder;
}

bool says(const Finding& finding, const char* words) {
    if (finding.message.find(words) != std::string::npos) return true;
    qWarning("%s", finding.message.c_str());
    return false;
}

} // namespace

// LT-01, LT-04, LT-07 to LT-10.
class LightRoutesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_dark_gap_is_as_long_as_the_formula_says() {
        // E < 1 lx from sqrt((I h)^(2/3) - h²) = 11.56 m on: stations 12 to 30.
        const double from = std::sqrt(std::pow(lamp_cd * lamp_m, 2.0 / 3) - lamp_m * lamp_m);
        QVERIFY(from > 11 && from < 12);
        const Finding dark = only(check(half_lit(), "LT-09"));
        QCOMPARE(dark.value, std::optional(18.0));
        QCOMPARE(dark.level, Level::look);
        QVERIFY(dark.at && std::abs(dark.at->x - 21) < 0.01);
        QVERIFY(says(dark, "Back Path is dark for 18 m: less than 1 lx on the ground, down to 0.07 lx"));
        // Class P6 allows 0.4 lx: from sqrt(2000/0.4)^(2/3) ... 16.4 m on.
        const Finding p6 =
            only(check(half_lit({{"night_route", true}, {"lit_class", words("P6")}}), "LT-09"));
        QCOMPARE(p6.value, std::optional(13.0));
        QVERIFY(says(p6, "0.4 lx on the ground, the least its class P6 allows"));
    }

    void a_short_gap_is_for_information_and_none_is_fine() {
        SiteBuilder builder = way_of(16, {{"night_route", true}});
        lamp_at(builder, 0);
        const Finding gap = only(check(builder, "LT-09")); // 12 to 16
        QCOMPARE(gap.value, std::optional(4.0));
        QCOMPARE(gap.level, Level::info);
        SiteBuilder lit = way_of(11, {{"night_route", true}});
        lamp_at(lit, 0);
        const Finding none = only(check(lit, "LT-09"));
        QCOMPARE(none.level, Level::pass);
        QCOMPARE(none.value, std::optional(0.0));
    }

    void contrast_is_that_of_the_worst_5_m() {
        double most = 0;
        for (int x = 0; x + 5 <= 30; ++x)
            most = std::max(most, ground_lx({0}, x) / std::max(0.1, ground_lx({0}, x + 5)));
        const Finding found = only(check(half_lit(), "LT-10"));
        QCOMPARE(found.level, Level::pass);
        QVERIFY(close(*found.value, most));
        SiteBuilder low = way_of(30, {{"night_route", true}});
        lamp_at(low, 0, 0, 2);
        double steep = 0;
        for (int x = 0; x + 5 <= 30; ++x)
            steep = std::max(steep, ground_lx({0}, x, 0, lamp_cd, 2) /
                                        std::max(0.1, ground_lx({0}, x + 5, 0, lamp_cd, 2)));
        const Finding missed = only(check(low, "LT-10"));
        QVERIFY(steep > 10);
        QVERIFY(close(*missed.value, steep));
        SiteBuilder faint = way_of(30, {{"night_route", true}}, 5.2);
        lamp_at(faint, 0, 0, 2);
        const Finding moonlight = only(check(faint, "LT-10")); // 1.3 to 0.07 lx, which counts as 0.1
        QVERIFY(close(*moonlight.value, 13));
        QVERIFY(says(moonlight, "13 to 1, since less than 0.1 lx counts as 0.1"));
        QCOMPARE(missed.level, Level::look);
    }

    void faces_are_judged_by_the_floor_or_by_the_class() {
        double dimmest = 1e9;
        for (int x = 0; x <= 30; ++x)
            dimmest = std::min(dimmest, face_lx({0, 30}, x));
        SiteBuilder plain = half_lit();
        lamp_at(plain, 30);
        const Finding floor = only(check(plain, "LT-04"));
        QVERIFY(close(*floor.value, 100 * dimmest, 1e-3));
        double at_points = 1e9;
        for (const Point p : field_points())
            at_points = std::min(at_points, face_lx({0, 30}, p.x, p.y));
        SiteBuilder classed = half_lit({{"night_route", true}, {"lit_class", words("P3")}});
        lamp_at(classed, 30);
        const Finding asked = only(check(classed, "LT-04")); // 1.5 lx
        QVERIFY(close(*asked.value, 100 * at_points / 1.5, 1e-3));
        QVERIFY(says(asked, "class P3 asks for 1.5 lx"));
        // A class about faces counts on any path.
        SiteBuilder faces = half_lit({{"lit_class", words("SC5")}});
        lamp_at(faces, 30);
        QVERIFY(close(*only(check(faces, "LT-04")).value, 100 * at_points / 2, 1e-3));
        QCOMPARE(only(check(half_lit({}), "LT-04")).level, Level::not_run);
    }

    void the_width_of_a_path_counts_where_its_points_do() {
        const auto level = [](Basis width) {
            SiteBuilder builder;
            red_line_of(builder, -20, -20, 50, 40);
            builder.add_photometry("even.ies", even_light(100));
            Feature& way =
                drawn(builder, Role::path, line({{0, 0}, {30, 0}}),
                      {{"kind", words("footway")}, {"night_route", true}, {"lit_class", words("P3")}});
            way.set("width_m", 2.0, width);
            lamp_at(builder, 0);
            return only(check(builder, "LT-04")).level;
        };
        QCOMPARE(level(Basis::drawn), Level::fail);
        QCOMPARE(level(Basis::assumed), Level::look);
    }

    void a_route_beneath_a_building_is_told_of() {
        SiteBuilder beneath = half_lit();
        drawn(beneath, Role::building, rectangle(-2, -2, 32, 2), {{"height_m", 4.5}});
        for (const char* code : {"LT-04", "LT-08", "LT-09", "LT-10"})
            QVERIFY(says(only(check(beneath, code)), "lies within buildings"));
    }

    void recognition_is_that_of_the_dimmest_spot() {
        double dimmest = 1e9;
        for (int x = 0; x <= 30; ++x)
            dimmest = std::min(dimmest, face_lx({0}, x));
        const Finding far = only(check(half_lit(), "LT-08"));
        QVERIFY(std::abs(*far.value - lighting::recognition_m(dimmest)) < 0.02);
        QVERIFY(*far.value < 4);
        QCOMPARE(far.level, Level::fail);
        QVERIFY(
            says(far, "At the dimmest spot of Back Path you recognise somebody who comes towards you only"));
    }

    void a_route_with_typical_lamps_is_never_serious() {
        SiteBuilder builder = way_of(60, {{"night_route", true}});
        drawn(builder, Role::luminaire, point(0, 2), {{"height_m", 4.0}, {"maintenance", 0.8}});
        for (const char* code : {"LT-04", "LT-08", "LT-09"}) {
            const Finding found = only(check(builder, code));
            QCOMPARE(found.level, Level::look);
            QCOMPARE(found.basis, Basis::assumed);
        }
    }

    void without_lamps_or_routes_the_night_cannot_be_told() {
        for (const char* code : {"LT-04", "LT-08", "LT-09", "LT-10"}) {
            const Finding bare = only(check(way_of(30, {{"night_route", true}}), code));
            QCOMPARE(bare.level, Level::not_run);
            QVERIFY(says(bare, "missing data and not darkness"));
            QCOMPARE(only(check(half_lit({}), code)).level, Level::not_run);
        }
        SiteBuilder lost = way_of(30, {{"night_route", true}});
        lamp_at(lost, 0);
        lamp_at(lost, 30).set("photometry", std::string("lost.ies"), Basis::drawn);
        for (const char* code : {"LT-04", "LT-08", "LT-09"})
            QCOMPARE(only(check(lost, code)).level, Level::not_run);
    }

    void a_route_without_class_is_for_information_with_an_offer() {
        const Finding found = only(check(half_lit(), "LT-01"));
        QCOMPARE(found.level, Level::info);
        QVERIFY(says(found, "come to P6; who answers for the route decides")); // 6 - 0
        SiteBuilder cycles;
        red_line_of(cycles, -20, -20, 50, 40);
        drawn(cycles, Role::path, line({{0, 0}, {30, 0}}),
              {{"kind", words("cycleway")}, {"night_route", true}});
        QVERIFY(says(only(check(cycles, "LT-01")), "come to P4")); // 6 - (1 + 1)
        SiteBuilder road = way_of(30, {{"night_route", true}});
        road.add(Role::activity, rectangle(0, 2, 30, 6), {{"kind", words("parking")}});
        drawn(road, Role::path, line({{0, 10}, {30, 10}}),
              {{"kind", words("road")}, {"night_route", true}, {"lit_class", words("P3")}});
        QCOMPARE(check(road, "LT-01").count(Level::info), std::size_t(1));
        QCOMPARE(only(check(half_lit({{"night_route", true}, {"lit_class", words("P4")}}), "LT-01")).level,
                 Level::pass);
        QCOMPARE(only(check(half_lit({}), "LT-01")).level, Level::not_run);
        SiteBuilder street;
        red_line_of(street, -20, -20, 50, 40);
        drawn(street, Role::path, line({{0, 0}, {30, 0}}), {{"kind", words("road")}, {"night_route", true}});
        drawn(street, Role::activity, rectangle(0, 2, 30, 6), {{"kind", words("parking")}});
        QVERIFY(says(only(check(street, "LT-01")), "come to P2")); // 6 - (1 + 2 + 1)
    }

    void colours_are_shown_from_an_index_of_60_on() {
        const auto with = [](std::optional<double> cri) {
            SiteBuilder builder = half_lit();
            if (cri) lamp_at(builder, 10).set("cri", *cri, Basis::drawn);
            return check(builder, "LT-07");
        };
        QCOMPARE(only(with(std::nullopt)).level, Level::not_run);
        const Assessment good = with(80);
        QCOMPARE(good.count(Level::pass), std::size_t(1));
        QCOMPARE(good.count(Level::not_run), std::size_t(1)); // the other lamp
        QCOMPARE(with(25).count(Level::look), std::size_t(1));
        QCOMPARE(with(25).findings.front().value, std::optional(25.0));
    }
};

PROSPECT_TEST(LightRoutesTest);

#include "light_routes_test.moc"
