#include "app/tools/displace_tool.h"
#include "tests/app/tools/tool_sheet.h"
#include "tests/support/registry.h"

using namespace prospect;
using namespace prospect::app;

namespace {

const Uuid house = Uuid::from_name("House"); // (5, 10) to (15, 20)
const Uuid oak = Uuid::from_name("Oak");     // (30, 20)

struct Displacing : test::ToolSheet {
    Displacing() : ToolSheet(test::small_site()) {}
    void start(std::unique_ptr<Tool> tool) { start_unsnapped(std::move(tool)); }
};

} // namespace

class DisplaceToolTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void things_move_from_point_to_point() {
        Displacing it;
        it.start(std::make_unique<DisplaceTool>(Displace::move, it.things({house, oak})));
        it.click({5, 10});
        it.enter("@1,-2");
        QCOMPARE(it.edits, 1);
        QVERIFY(it.is_over());
        QCOMPARE(it.box(Role::building, 0), (Box{6, 8, 16, 18}));
        QCOMPARE(it.box(Role::tree, 0).center(), (Point{31, 18}));
        QCOMPARE(it.site->features(Role::building).front().second->id, house);
    }

    void copies_have_ids_of_their_own_and_stay_in_their_layer() {
        Displacing it;
        it.start(std::make_unique<DisplaceTool>(Displace::copy, it.things({house})));
        it.click({5, 10});
        it.click({20, 10});
        it.click({5, 21});
        QCOMPARE(it.edits, 2);
        QVERIFY(!it.is_over());
        const auto houses = it.site->features(Role::building);
        QCOMPARE(houses.size(), std::size_t{3});
        QCOMPARE(houses[0].second->id, house);
        QVERIFY(houses[1].second->id != house && houses[1].second->id != houses[2].second->id);
        QCOMPARE(it.box(Role::building, 1), (Box{20, 10, 30, 20}));
        QCOMPARE(it.box(Role::building, 2), (Box{5, 21, 15, 31}));
        for (const auto& [layer, feature] : houses)
            QCOMPARE(layer->name, std::string("Houses"));
    }

    void a_row_is_counted_by_the_pointer_or_typed() {
        Displacing by_pointer;
        by_pointer.start(std::make_unique<ArrayTool>(by_pointer.things({oak})));
        by_pointer.click({30, 20});
        by_pointer.click({30, 17});   // a step of 3 m
        by_pointer.click({31, 11.5}); // 8.5 m: the nearest is three steps
        QCOMPARE(by_pointer.edits, 1);
        QVERIFY(by_pointer.is_over());
        QCOMPARE(by_pointer.site->features(Role::tree).size(), std::size_t{4});
        QCOMPARE(by_pointer.box(Role::tree, 3).center(), (Point{30, 11}));

        Displacing typed;
        typed.start(std::make_unique<ArrayTool>(typed.things({oak})));
        typed.click({30, 20});
        typed.enter("2.5<270");
        typed.enter("1.5"); // no number of copies
        QCOMPARE(typed.edits, 0);
        QVERIFY(!typed.session.refusal().isEmpty());
        typed.enter("7");
        QCOMPARE(typed.site->features(Role::tree).size(), std::size_t{8});
        QVERIFY(distance(typed.box(Role::tree, 7).center(), Point{30 - 7 * 2.5, 20}) < 1e-5);
    }

    void what_is_pasted_hangs_by_its_middle() {
        Displacing it;
        it.start(std::make_unique<PasteTool>(it.things({house})));
        it.click({30, 15});
        it.click({30, 30});
        QCOMPARE(it.edits, 2);
        QCOMPARE(it.box(Role::building, 1), (Box{25, 10, 35, 20}));
        it.session.press(Tool::Key::escape);
        QVERIFY(it.is_over());
    }

    void a_copy_is_drawn_whatever_the_original_was() {
        Feature original;
        original.id = Uuid::random();
        original.basis = Basis::surveyed;
        original.source = {"city.gpkg", "tree", "17"};
        original.extra = {{"ref", std::string("T17")}};
        original.set("height_m", 9.0, Basis::tagged);
        original.set("crown_m", 5.0, Basis::assumed);
        const FeaturePtr copy = copy_of(original, Geometry::make_point({1, 2}));
        QVERIFY(copy->id != original.id);
        QVERIFY(copy->basis == Basis::drawn);
        QVERIFY(copy->find("height_m")->basis == Basis::drawn);
        QVERIFY(copy->find("crown_m")->basis == Basis::assumed); // an assumption is not made good by copying
        QVERIFY(copy->source == Source{});
        QVERIFY(copy->extra.empty());
    }

    void a_row_begins_at_the_middle_of_a_tree() {
        test::ToolSheet row(test::small_site());
        row.session.start(std::make_unique<ArrayTool>(row.things({oak})));
        QCOMPARE(*row.move({30.2, 20.1}).pointer, (Point{30, 20}));
    }

    void ctrl_pulls_a_lamp_to_another_one() {
        Site plan = *test::small_site();
        plan.layers.push_back(test::layer("Lamps", Role::luminaire,
                                          {test::feature("Lamp", Geometry::make_point({10, 5})),
                                           test::feature("Other lamp", Geometry::make_point({20, 12}))}));
        test::ToolSheet sheet(std::make_shared<const Site>(std::move(plan)));
        sheet.session.start(
            std::make_unique<DisplaceTool>(Displace::move, sheet.things({Uuid::from_name("Lamp")})));
        sheet.click({10, 5});
        QCOMPARE(*sheet.move({20.2, 12.1}).pointer, (Point{20.2, 12.1}));
        QCOMPARE(*sheet.move({20.2, 12.1}, test::Held::ctrl).pointer, (Point{20, 12}));
        QCOMPARE(*sheet.move({10.1, 5}, test::Held::ctrl).pointer, (Point{10.1, 5})); // it moves itself
        // A wall is not drawn to the middle of a lamp, whatever is held.
        test::ToolSheet house(sheet.site);
        house.session.start(
            std::make_unique<DisplaceTool>(Displace::move, house.things({Uuid::from_name("House")})));
        house.click({5, 10});
        QCOMPARE(*house.move({20.2, 12.1}).pointer, (Point{20.2, 12.1}));
    }

    void copies_of_a_hidden_layer_go_where_they_are_seen() {
        Displacing it;
        const auto things = it.things({oak});
        Site hidden = *it.site;
        for (LayerPtr& layer : hidden.layers) {
            auto changed = std::make_shared<Layer>(*layer);
            changed->visible = false;
            layer = changed;
        }
        const Point offset{1, 1};
        const CopyEdit copy = copies_at(hidden, things, std::span(&offset, 1), "Copy");
        const SitePtr after = apply(hidden, copy.edit);
        const auto trees = after->features(Role::tree);
        QCOMPARE(trees.size(), std::size_t{2});
        QVERIFY(trees.back().first->visible);
        QCOMPARE(trees.back().second->id, copy.made.front());
    }
};

PROSPECT_TEST(DisplaceToolTest);
#include "displace_tool_test.moc"
