#include "analysis/threat/bollards.h"
#include "analysis/threat/capacity_duties.h"
#include "analysis/threat/vehicle_ratings.h"
#include "analysis/threat/vehicle_stops.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::test;
using namespace prospect::threat;

namespace {

Feature& add_bollard(SiteBuilder& builder, Geometry shape, std::optional<double> gap_m = {}) {
    Feature& feature = builder.add(Role::barrier, std::move(shape), {{"kind", std::string("bollard")}});
    if (gap_m) feature.set("gap_m", *gap_m, Basis::drawn);
    return feature;
}

BollardLines lines_of(const SiteBuilder& builder) {
    return bollard_lines(scene::Scene(builder.site(), TimeContext{}), {});
}

bool near(const std::optional<double>& found, double expected) {
    return found && std::abs(*found - expected) < 1e-9;
}

const scene::Note* note_of(const BollardLines& lines, const std::string& code) {
    for (const scene::Note& one : lines.notes)
        if (one.code == code) return &one;
    return nullptr;
}

} // namespace

class BollardsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gaps_are_between_faces() {
        SiteBuilder builder;
        for (const double x : {0.0, 1.3, 2.8, 3.6})
            add_bollard(builder, point(x, 0));
        const BollardLines lines = lines_of(builder);
        QCOMPARE(lines.gaps.size(), 5U); // three between them, two open ends
        QVERIFY(near(lines.gaps[0].gap_m, 1.1));
        QVERIFY(lines.gaps[0].fault == GapFault::none);
        QVERIFY(near(lines.gaps[1].gap_m, 1.3));
        QVERIFY(lines.gaps[1].fault == GapFault::too_wide);
        QVERIFY(near(lines.gaps[2].gap_m, 0.6));
        QVERIFY(lines.gaps[2].fault == GapFault::too_narrow);
        QVERIFY(lines.gaps[2].source == GapSource::measured);
        QCOMPARE(lines.open_ends, std::size_t{2});
    }

    void a_gap_that_is_given_counts_where_it_fits_the_drawing() {
        SiteBuilder builder;
        for (const double x : {0.0, 1.3, 4.5}) // one is missing
            add_bollard(builder, point(x, 0), 1.2);
        const BollardLines lines = lines_of(builder);
        QVERIFY(near(lines.gaps[0].gap_m, 1.2));
        QVERIFY(lines.gaps[0].source == GapSource::given);
        QVERIFY(near(lines.gaps[1].gap_m, 3.0));
        QVERIFY(lines.gaps[1].source == GapSource::measured);
        QVERIFY(note_of(lines, "gap_differs") != nullptr);
    }

    void a_gap_given_and_drawn_on_two_sides_of_the_limit_is_doubtful() {
        const auto gap_of = [](double middles_m, double given_m) {
            SiteBuilder builder;
            add_bollard(builder, point(0, 0), given_m);
            add_bollard(builder, point(middles_m, 0), given_m);
            return lines_of(builder);
        };
        // Drawn 1.35 m apart, given as 1.2: within 0.3 m, and a car gets through one of them.
        const BollardLines wide = gap_of(1.55, 1.2);
        QVERIFY(near(wide.gaps[0].gap_m, 1.35));
        QVERIFY(wide.gaps[0].doubtful && wide.gaps[0].fault == GapFault::too_wide);
        QVERIFY(note_of(wide, "gap_doubtful") != nullptr);
        const BollardLines given = gap_of(1.3, 1.3);
        QVERIFY(near(given.gaps[0].gap_m, 1.3));
        QVERIFY(given.gaps[0].doubtful);
        QVERIFY(!gap_of(1.3, 1.15).gaps[0].doubtful);
        // Outlines are measured, whatever is given.
        SiteBuilder builder;
        add_bollard(builder, rectangle(0, 0, 0.4, 0.4), 1.2);
        add_bollard(builder, rectangle(1.8, 0, 2.2, 0.4), 1.2);
        const BollardLines outlines = lines_of(builder);
        QVERIFY(near(outlines.gaps[0].gap_m, 1.4));
        QVERIFY(outlines.gaps[0].source == GapSource::measured);
        QVERIFY(note_of(outlines, "gap_differs") != nullptr);
    }

    void lines_end_at_walls() {
        SiteBuilder builder;
        builder.add(Role::building, rectangle(-10, -5, -1, 5));
        builder.add(Role::barrier, line({{5, -5}, {5, 5}}), {{"kind", std::string("wall")}}).name = "Wall";
        builder.add(Role::barrier, line({{2.5, -5}, {2.5, 5}}), {{"kind", std::string("kerb")}});
        add_bollard(builder, point(0, 0));
        add_bollard(builder, point(1.3, 0));
        const BollardLines lines = lines_of(builder);
        QCOMPARE(lines.gaps.size(), 3U);
        QVERIFY(near(lines.gaps[1].gap_m, 0.9)); // to the building
        QVERIFY(lines.gaps[1].at_wall && lines.gaps[1].fault == GapFault::none);
        QVERIFY(near(lines.gaps[2].gap_m, 3.6)); // to the wall, past the kerb
        QCOMPARE(lines.gaps[2].to, std::string("Wall"));
        QVERIFY(lines.gaps[2].fault == GapFault::too_wide);
    }

    void rows_beside_each_other_are_two_lines() {
        SiteBuilder builder;
        for (int row = 0; row < 2; ++row)
            for (int i = 0; i < 4; ++i)
                add_bollard(builder, point(1.3 * i, 4.0 * row));
        const BollardLines lines = lines_of(builder);
        QCOMPARE(
            std::count_if(lines.gaps.begin(), lines.gaps.end(), [](const Gap& one) { return !one.at_wall; }),
            6);
        QCOMPARE(lines.open_ends, std::size_t{4});
    }

    void a_corner_and_a_ring_are_followed() {
        SiteBuilder corner;
        for (const Point p : {Point{0, 0}, Point{1.3, 0}, Point{2.6, 0}, Point{2.6, 1.3}, Point{2.6, 2.6}})
            add_bollard(corner, Geometry::make_point(p));
        const BollardLines bent = lines_of(corner);
        QCOMPARE(
            std::count_if(bent.gaps.begin(), bent.gaps.end(), [](const Gap& one) { return !one.at_wall; }),
            4);
        SiteBuilder ring;
        for (int i = 0; i < 8; ++i)
            add_bollard(ring, point(1.7 * std::cos(i * std::acos(-1.0) / 4),
                                    1.7 * std::sin(i * std::acos(-1.0) / 4)));
        const BollardLines round = lines_of(ring);
        QCOMPARE(round.gaps.size(), 8U);
        QCOMPARE(round.open_ends, std::size_t{0});
    }

    void outlines_need_no_diameter_and_rows_say_their_gap() {
        SiteBuilder builder;
        add_bollard(builder, rectangle(0, 0, 0.4, 0.4));
        add_bollard(builder, rectangle(1.5, 0, 1.9, 0.4));
        add_bollard(builder, line({{20, 0}, {26, 0}}), 1.4);
        add_bollard(builder, line({{40, 0}, {46, 0}}));
        const BollardLines lines = lines_of(builder);
        QVERIFY(near(lines.gaps[0].gap_m, 1.1));
        const auto row = std::find_if(lines.gaps.begin(), lines.gaps.end(),
                                      [](const Gap& one) { return one.source == GapSource::given; });
        QVERIFY(row != lines.gaps.end() && row->fault == GapFault::too_wide);
        QVERIFY(note_of(lines, "row_without_gap") != nullptr);
        QVERIFY(note_of(lines, "bollard_diameter") == nullptr);
    }

    void what_stops_a_vehicle() {
        SiteBuilder builder;
        builder.add(Role::barrier, line({{5, -5}, {5, 5}}), {{"kind", std::string("wall")}});
        builder.add(Role::barrier, line({{8, -5}, {8, 5}}),
                    {{"kind", std::string("fence")}, {"passable", std::string("vehicle")}});
        builder.add(Role::barrier, line({{9, -5}, {9, 5}}), {{"kind", std::string("kerb")}}).name = "Kerb";
        builder.add(Role::barrier, line({{10, -5}, {10, 5}}),
                    {{"kind", std::string("railing")}, {"passable", std::string("foot")}});
        builder.add(Role::opening, point(5, 0),
                    {{"kind", std::string("gate")}, {"width_m", 3.0}, {"control", std::string("open")}});
        const scene::Scene scene(builder.site(), TimeContext{});
        const VehicleStops stops(scene, bollard_lines(scene, {}), {});
        const auto through_gate = stops.along({{0, 0}, {20, 0}});
        QCOMPARE(through_gate.size(), 1U);
        QVERIFY(near(through_gate[0].along_m, 10) && near(through_gate[0].angle_deg, 90));
        QCOMPARE(stops.along({{0, 3}, {20, 3}}).size(), 2U);
        QCOMPARE(stops.kerbs({{0, 0}, {20, 0}}).size(), 1U);
    }

    void a_line_is_complete_between_walls_without_a_wide_gap() {
        const auto complete = [](double last) {
            SiteBuilder builder;
            builder.add(Role::building, rectangle(-10, -5, -1, 5));
            builder.add(Role::building, rectangle(4, -5, 10, 5));
            for (const double x : {0.0, 1.4, last})
                add_bollard(builder, point(x, 0));
            const scene::Scene scene(builder.site(), TimeContext{});
            const VehicleStops stops(scene, bollard_lines(scene, {}), {});
            const auto met = stops.along({{0.7, -3}, {0.7, 3}});
            return met.size() == 1 && met[0].stop->bollards && met[0].stop->complete;
        };
        QVERIFY(complete(2.8)); // 0.9, 1.2, 1.2, 1.1 m
        QVERIFY(!complete(2.9));
        QVERIFY(!complete(2.4)); // 1.5 m to the wall
    }

    void ratings_are_read_and_compared() {
        const auto rating = parse_rating("IWA 14-1:2013 Bollard V/7200[N2A]/64/90:2.4");
        QVERIFY(rating.has_value());
        QCOMPARE(rating->mass_kg, 7200.0);
        QCOMPARE(rating->speed_kmh, 64.0);
        QVERIFY(near(rating->penetration_m, 2.4));
        const auto older = parse_rating("PAS 68:2013 V/7500(N3)/80/90:0.5/5.4");
        QVERIFY(older && older->mass_kg == 7500 && older->speed_kmh == 80);
        QVERIFY(near(older->penetration_m, 0.5));
        QVERIFY(!parse_rating("V/7200[N2A]/64/90")->penetration_m);
        // Numbers with a slash are dates, parts and certificates as well.
        for (const char* other : {"looks strong", "7200/64", "Certificate 2013/64", "IWA 14-1:2013/12 tested",
                                  "EN 1317 H2", "V/7200[N2A]/64/90 or V/1500[M1]/48/90", "DIV/7200/64"})
            QVERIFY2(!parse_rating(other), other);
        const VehicleRatings& all = vehicle_ratings();
        QCOMPARE(least_covering(all, 7200, 55.8)->text(), std::string("N2A, 7200 kg at 64 km/h"));
        QCOMPARE(least_covering(all, 7200, 48)->energy_kj(), 640.0);
        QCOMPARE(least_covering(all, 1400, 20)->text(), std::string("M1, 1500 kg at 32 km/h"));
        QVERIFY(!least_covering(all, 7200, 200));
        QVERIFY(all.source.find("memory") != std::string::npos);
    }

    void duties_go_by_the_number_of_people() {
        const DutyProfile* act = duty_profile("uk_2025");
        QVERIFY(act != nullptr);
        QCOMPARE(act->duty_of(199), std::string());
        QCOMPARE(act->duty_of(200), std::string("standard"));
        QCOMPARE(act->duty_of(800), std::string("enhanced"));
        QVERIFY(duty_profile("elsewhere") == nullptr);
        QVERIFY_THROWS_EXCEPTION(Error, (void)parse_duty_profiles("{}"));
    }
};

PROSPECT_TEST(BollardsTest);

#include "bollards_test.moc"
