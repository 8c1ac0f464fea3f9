#include "analysis/scene/planting.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::scene;
using prospect::test::line;
using prospect::test::point;
using prospect::test::rectangle;

class PlantingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trees_planting_and_hedges_are_planting_and_other_barriers_are_not() {
        test::SiteBuilder site;
        std::unordered_set<Uuid> expected;
        expected.insert(site.add(Role::tree, point(0, 0)).id);
        expected.insert(site.add(Role::planting, rectangle(0, 0, 4, 4)).id);
        const auto barrier = [&](const char* kind) {
            return site.add(Role::barrier, line({{0, 0}, {9, 0}}), {{"kind", std::string(kind)}}).id;
        };
        expected.insert(barrier("hedge"));
        for (const char* other : {"wall", "fence", "railing", "kerb"})
            barrier(other);
        site.add(Role::barrier, line({{0, 5}, {9, 5}})); // of no kind
        site.add(Role::building, rectangle(20, 20, 30, 30));
        QVERIFY(planting_of(Scene(site.site(), {})) == expected);
    }

    void what_is_planted_later_is_not_there_before() {
        test::SiteBuilder site;
        Feature& hedge = site.add(Role::barrier, line({{0, 0}, {9, 0}}), {{"kind", std::string("hedge")}});
        hedge.phase_from = Phase::mature;
        TimeContext time;
        time.phase = Phase::opening;
        QVERIFY(planting_of(Scene(site.site(), time)).empty());
        time.phase = Phase::mature;
        QVERIFY(planting_of(Scene(site.site(), time)) == std::unordered_set<Uuid>{hedge.id});
    }
};

PROSPECT_TEST(PlantingTest);

#include "planting_test.moc"
