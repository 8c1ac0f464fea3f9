#include "analysis/assessment/free_ground.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A bench at (0, 3) beside a footway 2 m wide; a road 6 m wide at y = 40.
SiteBuilder bench_beside_a_path(Point at = {0, 3}) {
    SiteBuilder builder;
    red_line_of(builder, -60, -60, 60, 60);
    drawn(builder, Role::path, line({{-60, 0}, {60, 0}}), {{"kind", words("footway")}, {"width_m", 2.0}});
    drawn(builder, Role::path, line({{-60, 40}, {60, 40}}), {{"kind", words("road")}, {"width_m", 6.0}});
    drawn(builder, Role::activity, point(at.x, at.y), {{"kind", words("seat")}});
    return builder;
}

bool takes(const SiteBuilder& builder, const Geometry& there) {
    const scene::Scene scene(builder.site(), {});
    const Facts facts(scene);
    return FreeGround(facts, *facts.of(Role::activity).front()).takes(there);
}

} // namespace

class FreeGroundTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_whole_of_it_stands_beside_a_path_and_on_none() {
        const SiteBuilder builder = bench_beside_a_path();
        QVERIFY(takes(builder, point(10, 2)));
        QVERIFY(!takes(builder, point(10, 1.2))); // 0.2 m from the edge
        QVERIFY(!takes(builder, point(10, 8)));   // 7 m from it
        QVERIFY(takes(builder, rectangle(10, 2, 17, 9)));
        QVERIFY(!takes(builder, rectangle(10, -3, 17, 4))); // the path runs through it
        QVERIFY(!takes(builder, rectangle(50, 2, 62, 9)));  // out over the red line
    }

    void it_keeps_a_footway_clear_of_a_carriageway() {
        const SiteBuilder builder = bench_beside_a_path();
        QVERIFY(!takes(builder, rectangle(10, 36, 17, 43))); // on the road
        QVERIFY(!takes(builder, rectangle(10, 29, 17, 36))); // 1 m from its edge at y = 37
        QVERIFY(takes(builder, rectangle(10, 27, 17, 34.9)));
    }

    void it_stands_on_no_other_thing() {
        const auto beside = [](Role role, Geometry shape, SiteBuilder::Values values) {
            SiteBuilder builder = bench_beside_a_path();
            drawn(builder, role, std::move(shape), values);
            return takes(builder, rectangle(10, 2, 17, 9));
        };
        QVERIFY(!beside(Role::activity, rectangle(16, 8, 30, 20), {{"kind", words("parking")}}));
        QVERIFY(!beside(Role::activity, point(13, 5), {{"kind", words("seat")}})); // in the middle of it
        QVERIFY(beside(Role::activity, point(20, 5), {{"kind", words("seat")}}));
        QVERIFY(!beside(Role::building, rectangle(16, 8, 20, 12), {{"height_m", 3.0}}));
        QVERIFY(!beside(Role::building, rectangle(13, 5, 14, 6), {{"height_m", 3.0}}));
        QVERIFY(!beside(Role::planting, rectangle(13, 5, 14, 6), {}));
        QVERIFY(!beside(Role::zone, rectangle(16, 8, 20, 12), {{"use", words("water")}}));
        QVERIFY(!beside(Role::barrier, line({{13, 0}, {13, 20}}), {{"kind", words("fence")}}));
        QVERIFY(beside(Role::barrier, line({{18, 0}, {18, 20}}), {{"kind", words("fence")}}));
    }

    void it_goes_into_nobody_elses_garden() {
        const auto gardens = [](Point bench) {
            SiteBuilder builder = bench_beside_a_path(bench);
            drawn(builder, Role::zone, rectangle(-30, 1.1, 0, 20), {{"ownership", words("private")}});
            drawn(builder, Role::zone, rectangle(0, 1.1, 30, 20), {{"ownership", words("private")}});
            return builder;
        };
        QVERIFY(takes(gardens({-5, 3}), point(-10, 3)));
        QVERIFY(!takes(gardens({-5, 3}), point(10, 3)));            // the neighbour's
        QVERIFY(!takes(gardens({-5, 3}), point(40, 3)));            // everybody's
        QVERIFY(!takes(gardens({40, 3}), point(10, 3)));            // out of the street into a garden
        QVERIFY(!takes(gardens({40, 3}), rectangle(29, 2, 34, 5))); // with a corner
        QVERIFY(takes(gardens({40, 3}), point(45, 3)));
    }
};

PROSPECT_TEST(FreeGroundTest);

#include "free_ground_test.moc"
