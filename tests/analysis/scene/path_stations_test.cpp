#include "analysis/scene/path_stations.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::scene;
using prospect::test::line;
using prospect::test::SiteBuilder;

class PathStationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void at_every_step_and_at_the_end() {
        const auto stations = path_stations(line({{0, 0}, {3, 0}, {3, 2.5}}), 2);
        QCOMPARE(stations.size(), std::size_t(4));
        const double chainages[] = {0, 2, 4, 5.5};
        const Point places[] = {{0, 0}, {2, 0}, {3, 1}, {3, 2.5}};
        const double azimuths[] = {90, 90, 0, 0};
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(stations[i].chainage_m, chainages[i]);
            QVERIFY(distance(stations[i].place, places[i]) < 1e-12);
            QCOMPARE(stations[i].azimuth_deg, azimuths[i]);
        }
    }

    void a_whole_number_of_steps_ends_once() {
        const auto stations = path_stations(line({{0, 0}, {0.1, 0}, {0.2, 0}, {0.3, 0}, {1, 0}}), 0.1);
        QCOMPARE(stations.size(), std::size_t(11));
        QCOMPARE(stations.back().chainage_m, 1.0);
        for (std::size_t i = 0; i + 1 < stations.size(); ++i)
            QVERIFY(std::abs(stations[i + 1].chainage_m - stations[i].chainage_m - 0.1) < 1e-9);
    }

    void a_corner_looks_along_what_begins_there() {
        const auto stations = path_stations(line({{0, 0}, {0, 2}, {-2, 2}}), 2);
        QCOMPARE(stations[1].azimuth_deg, 270.0);
    }

    void several_lines_follow_each_other() {
        Geometry two = line({{0, 0}, {3, 0}});
        two.begin_part();
        two.add_ring(std::vector<Point>{{10, 0}, {10, 3}});
        const auto stations = path_stations(two, 2);
        QCOMPARE(stations.size(), std::size_t(4)); // 0, 2, 4, 6
        QVERIFY(distance(stations[2].place, Point{10, 1}) < 1e-12);
        QCOMPARE(stations[3].chainage_m, 6.0);
    }

    void what_has_no_length_has_no_stations() {
        QVERIFY(path_stations(Geometry::make_point({1, 1}), 1).empty());
        QVERIFY(path_stations(line({{1, 1}, {1, 1}}), 1).empty());
    }

    void a_path_is_found_by_name_or_id_before_other_lines() {
        SiteBuilder builder;
        builder.add(Role::barrier, line({{0, 0}, {1, 0}})).name = "Mill Row";
        builder.add(Role::path, line({{0, 0}, {2, 0}})).name = "Mill Row";
        const SitePtr site = builder.site();
        const FeaturePtr path = path_named(*site, "Mill Row", Phase::opening);
        QCOMPARE(length(path->geometry), 2.0);
        QCOMPARE(path_named(*site, path->id.text(), Phase::opening)->id, path->id);
        try {
            path_named(*site, "Mill Lane", Phase::opening);
            QFAIL("found");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(std::string(error.what()).find("Mill Lane") != std::string::npos);
        }
    }

    void two_of_a_name_are_told_apart_by_id() {
        SiteBuilder builder;
        builder.add(Role::path, line({{0, 0}, {1, 0}})).name = "Mill Row";
        builder.add(Role::path, line({{0, 0}, {2, 0}})).name = "Mill Row";
        QVERIFY_EXCEPTION_THROWN(path_named(*builder.site(), "Mill Row", Phase::opening), Error);
    }

    void a_path_of_another_phase_is_not_taken() {
        SiteBuilder builder;
        Feature& old = builder.add(Role::path, line({{0, 0}, {1, 0}}));
        old.name = "Mill Row";
        old.phase_to = Phase::construction;
        Feature& planned = builder.add(Role::path, line({{0, 0}, {2, 0}}));
        planned.name = "Mill Row";
        planned.phase_from = Phase::opening;
        const SitePtr site = builder.site();
        QCOMPARE(length(path_named(*site, "Mill Row", Phase::existing)->geometry), 1.0);
        QCOMPARE(length(path_named(*site, "Mill Row", Phase::mature)->geometry), 2.0);
        try {
            path_named(*site, old.id.text(), Phase::opening);
            QFAIL("found");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("not there in the phase opening") != std::string::npos);
        }
    }
};

PROSPECT_TEST(PathStationsTest);

#include "path_stations_test.moc"
