#include "tests/geometry/kernel/agreement.h"
#include "tests/geometry/kernel/sample_plans.h"
#include "tests/support/registry.h"

#include <QTest>

namespace prospect::test {

// Views equal those of an exact engine of other authors, in general position and on every kind of special
// point.
class VisibilityAgreementTest : public QObject {
    Q_OBJECT

private:
    static void check(const kernel::Obstacles& plan, std::size_t count, std::uint32_t seed) {
        const kernel::VisibilityScene scene(plan);
        const VisibilityReference reference(plan);
        const Agreement found = compare(scene, reference, eyes_for(plan, count, seed));
        const std::string worst = "worst " + std::to_string(found.worst * 1e6) + "e-6 at " +
                                  std::to_string(found.worst_at.x) + ", " + std::to_string(found.worst_at.y);
        qInfo("%zu points, %zu on walls, %zu inside, %s", found.compared, found.on_wall, found.inside,
              worst.c_str());
        QVERIFY2(found.status_differs == 0, worst.c_str());
        QVERIFY2(found.worst < 1e-6, worst.c_str());
        QVERIFY(found.compared >= count);
        QVERIFY(found.free > count / 4);
        QVERIFY(found.on_wall > count / 5);
        QVERIFY(found.inside > 0);
    }

private Q_SLOTS:
    void views_of_a_city_equal_exact_ones_from_10000_points() { check(city_plan(), 10000, 1); }
    void views_of_a_degenerate_plan_equal_exact_ones() { check(lattice_plan(), 4000, 2); }
};

PROSPECT_TEST(VisibilityAgreementTest);

} // namespace prospect::test

#include "visibility_agreement_test.moc"
