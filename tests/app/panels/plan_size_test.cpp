// What the import sheet says of the size of a plan.
#include "app/panels/plan_size.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

// A1 lying, a little cut: 840 × 594 mm.
io::PlanFacts page(const std::string& text, double used, const std::string& basis) {
    io::PlanFacts facts;
    facts.scale = io::plan_scale({840, 594}, text);
    facts.used_scale = used;
    facts.basis = basis;
    facts.dpi = 150;
    return facts;
}

} // namespace

class PlanSizeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_printed_scale_gives_the_size() {
        const auto size = plan_size(page("Scale 1:500 @ A1", 500, "printed 1:500 @ A1"), {}, false);
        QCOMPARE(size.sentence,
                 QString("The page says 1:500 at A1, so the plan is 420\u00a0×\u00a0297\u00a0m."));
        QVERIFY(!size.doubtful);
    }
    void no_scale_is_a_doubt_until_it_is_said_to_be_right() {
        const auto facts = page("", 500, "assumed 1:500");
        QVERIFY(plan_size(facts, {}, false).doubtful);
        QVERIFY(!plan_size(facts, {}, true).doubtful);
    }
    void a_measurement_that_agrees_is_said_to() {
        const auto size = plan_size(page("Scale 1:500 @ A1", 505, "1:505 as asked for"), 505, false);
        QVERIFY(size.sentence.startsWith("Your measurement agrees with the page, 1:500 at A1"));
        QVERIFY(!size.doubtful);
    }
    void a_measurement_that_contradicts_is_shown_beside_the_page() {
        const auto facts = page("Scale 1:500 @ A1", 200, "1:200 as asked for");
        const auto size = plan_size(facts, 200, false);
        QVERIFY(size.doubtful);
        QVERIFY(size.sentence.contains(QStringLiteral("420\u00a0×\u00a0297")) &&
                size.sentence.contains(QStringLiteral("168\u00a0×\u00a0119")));
        QCOMPARE(size.choices.size(), std::size_t{2});
        QCOMPARE(size.choices[0].denominator, 500.0);
        QCOMPARE(size.choices[1].denominator, 200.0);
        QVERIFY(size.choices[1].printed.isEmpty());
        QVERIFY(!plan_size(facts, 200, true).doubtful);
    }
    void what_lies_on_known_points_is_not_measured() {
        io::PlanFacts facts = page("Scale 1:500 @ A1", 500, "3 control points");
        facts.used_scale.reset();
        facts.registration.emplace();
        facts.registration->map = scaling(0.0254 / 150 * 500, 0.0254 / 150 * 500);
        QVERIFY(!plan_size(facts, {}, false).measurable);
        QVERIFY(!plan_size(facts, {}, false).doubtful);
        facts.registration->map = scaling(0.0254 / 150 * 200, 0.0254 / 150 * 200);
        QVERIFY(plan_size(facts, {}, false).doubtful);
    }
    void half_the_true_length_halves_the_scale() { QCOMPARE(measured_scale(500, 50, 25), 250.0); }
};

PROSPECT_TEST(PlanSizeTest);
#include "plan_size_test.moc"
