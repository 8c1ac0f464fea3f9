#include "app/tools/shape_tools.h"
#include "app/tools/tool_session.h"
#include "geometry/kernel/shape_operations.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

#include <memory>

using namespace prospect;
using namespace prospect::app;

namespace {

const Uuid house = Uuid::from_name("House"); // (5, 10) to (15, 20)
const Uuid fence = Uuid::from_name("Fence"); // (20, 5) to (35, 5)
const Uuid oak = Uuid::from_name("Oak");

struct Shaping {
    SitePtr site = test::small_site();
    ToolSession session;
    int edits = 0;

    std::vector<Copied> things(const std::vector<Uuid>& ids) const { return copied_from(*site, ids); }
    void start(std::unique_ptr<Tool> tool) {
        session.set_site(site);
        session.toggle_snapping(); // plain places
        session.start(std::move(tool));
    }
    void settle() {
        if (const auto edit = session.take_edit()) make(*edit);
    }
    void make(const SiteEdit& edit) {
        std::vector<Unapplied> unapplied;
        site = apply(*site, edit, &unapplied);
        QVERIFY(unapplied.empty());
        session.set_site(site);
        ++edits;
    }
    void move(Point at) {
        PointerInput input;
        input.at = at;
        session.move(input);
    }
    void click(Point at) {
        PointerInput input;
        input.at = at;
        session.move(input);
        session.click(input);
        settle();
    }
    void type(const char* text) {
        for (const QChar c : QString::fromLatin1(text))
            session.type(c);
        session.press(Tool::Key::enter);
        settle();
    }
    void enter() {
        session.press(Tool::Key::enter);
        settle();
    }
    std::vector<FeaturePtr> features(Role role) const {
        std::vector<FeaturePtr> all;
        for (const auto& [layer, feature] : site->features(role))
            all.push_back(feature);
        return all;
    }
};

} // namespace

class ShapeToolsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_cut_divides_lines_and_areas_at_once() {
        Shaping it;
        it.start(std::make_unique<SplitTool>(it.things({house, fence, oak})));
        it.click({8, 25});
        it.click({8, 8});
        it.click({25, 4});
        it.enter();
        QCOMPARE(it.edits, 1); // one undo step
        const auto houses = it.features(Role::building);
        QCOMPARE(houses.size(), std::size_t{2});
        QCOMPARE(houses[0]->id, house); // the larger piece stays itself
        QCOMPARE(area(houses[0]->geometry), 70.0);
        QCOMPARE(area(houses[1]->geometry), 30.0);
        QCOMPARE(houses[1]->name, std::string("House"));
        const auto fences = it.features(Role::barrier);
        QCOMPARE(fences.size(), std::size_t{2});
        QVERIFY(std::abs(length(fences[0]->geometry) + length(fences[1]->geometry) - 15) < 1e-5);
        QCOMPARE(it.features(Role::tree).size(), std::size_t{1});
    }

    void a_cut_beside_everything_is_refused_and_kept() {
        Shaping it;
        it.start(std::make_unique<SplitTool>(it.things({house})));
        it.click({2, 25});
        it.click({2, 8});
        it.enter();
        QCOMPARE(it.edits, 0);
        QVERIFY(!it.session.refusal().isEmpty());
        it.session.press(Tool::Key::backspace);
        it.click({8, 8});
        it.enter();
        QCOMPARE(it.edits, 1);
    }

    void joined_areas_keep_what_is_known_of_the_largest() {
        Shaping it;
        auto annex = std::make_shared<Feature>(*test::feature("Annex", test::rectangle(15, 12, 19, 16)));
        annex->set("height_m", 3.0, Basis::surveyed);
        it.make({"Add", {AddFeatures{Uuid::from_name("layer Houses"), {annex}}}});
        const ShapeEdit joined = merge_edit(it.things({house, annex->id}));
        QVERIFY(joined.edit);
        QVERIFY(joined.note.contains("House")); // what is lost is said
        it.make(*joined.edit);
        const auto houses = it.features(Role::building);
        QCOMPARE(houses.size(), std::size_t{1});
        QCOMPARE(houses[0]->id, house);
        QVERIFY(!houses[0]->find("height_m"));
        QCOMPARE(area(houses[0]->geometry), 116.0);
    }

    void what_cannot_be_joined_is_told() {
        Shaping it;
        QVERIFY(!merge_edit(it.things({house})).refusal.isEmpty());
        QVERIFY(!merge_edit(it.things({house, oak})).refusal.isEmpty());
        const FeaturePtr far = test::feature("Far", test::rectangle(25, 10, 30, 15));
        it.make({"Add", {AddFeatures{Uuid::from_name("layer Houses"), {far}}}});
        const ShapeEdit apart = merge_edit(it.things({house, far->id}));
        QVERIFY(!apart.edit);
        QVERIFY(!apart.refusal.isEmpty());
    }

    void a_parallel_runs_through_the_pointer_or_at_the_distance_typed() {
        Shaping it;
        it.start(std::make_unique<ParallelTool>(it.things({fence})));
        it.click({30, 7}); // left of the fence, which runs east
        QCOMPARE(it.edits, 1);
        QCOMPARE(it.features(Role::barrier)[1]->geometry.points, (std::vector<Point>{{20, 7}, {35, 7}}));
        it.move({30, 4});
        it.type("2.5");
        QCOMPARE(it.edits, 2);
        QCOMPARE(it.features(Role::barrier)[2]->geometry.points, (std::vector<Point>{{20, 2.5}, {35, 2.5}}));
        QVERIFY(it.features(Role::barrier)[2]->id != fence);
    }

    void an_area_grows_outside_and_shrinks_inside() {
        Shaping it;
        it.start(std::make_unique<ParallelTool>(it.things({house})));
        it.click({17, 15});
        QCOMPARE(area(it.features(Role::building)[1]->geometry), 14.0 * 14);
        it.click({14, 15});
        QCOMPARE(area(it.features(Role::building)[2]->geometry), 8.0 * 8);
        it.type("6"); // nothing would be left
        QCOMPARE(it.edits, 2);
        QVERIFY(!it.session.refusal().isEmpty());
    }

    void the_side_is_that_of_the_nearest_edge() {
        Shaping it;
        QCOMPARE(signed_distance(it.things({fence}), {25, 8}), 3.0);
        QCOMPARE(signed_distance(it.things({fence}), {25, 1}), -4.0);
        QCOMPARE(signed_distance(it.things({house}), {18, 15}), 3.0);
        QCOMPARE(signed_distance(it.things({house}), {13, 15}), -2.0);
    }
};

PROSPECT_TEST(ShapeToolsTest);
#include "shape_tools_test.moc"
