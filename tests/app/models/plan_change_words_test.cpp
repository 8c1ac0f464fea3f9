#include "app/models/plan_change_words.h"
#include "app/render/paint_changes.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

const Uuid house = Uuid::from_name("House");
const Uuid fence = Uuid::from_name("Fence");

std::vector<PlanChange> changes_by(const SiteEdit& edit) {
    const SitePtr before = test::small_site();
    return plan_changes(*before, *apply(*before, edit));
}

} // namespace

class PlanChangeWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_changed_value_is_said_with_its_unit() {
        const auto changes = changes_by({"", {ChangeAttribute{fence, "height_m", 1.2, Basis::drawn}}});
        QCOMPARE(changes.size(), std::size_t(1));
        const auto words = words_of(changes.front());
        QCOMPARE(words.title, QString("Fence"));
        QCOMPARE(words.detail, QString("Height not given → 1.2\u00a0m"));
        QCOMPARE(words.icon, QString("barrier"));
    }

    void what_is_gone_and_new_is_said_in_a_word() {
        const auto changes =
            changes_by({"",
                        {RemoveFeatures{{house}},
                         AddFeatures{Uuid::from_name("layer Trees"), {test::feature("", test::point(3, 3))}},
                         ChangeGeometry{fence, test::line({{20, 6}, {35, 6}})}}});
        QCOMPARE(changes.size(), std::size_t(3));
        QCOMPARE(words_of(changes[0]).detail, QString("Removed"));
        QCOMPARE(words_of(changes[1]).detail, QString("Moved or reshaped"));
        QCOMPARE(words_of(changes[2]).detail, QString("New"));
        QCOMPARE(words_of(changes[2]).title, QString("Tree"));
        QCOMPARE(summary_of(changes), QString("1 removed, 1 changed, 1 new"));
        QCOMPARE(summary_of({}), QString("Nothing differs on the plan."));
        // Gone house, old and new fence, new tree.
        QCOMPARE(render::changed_shapes(changes).size(), std::size_t(4));
    }
};

PROSPECT_TEST(PlanChangeWordsTest);
#include "plan_change_words_test.moc"
