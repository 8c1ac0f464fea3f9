#include "geometry/site/plan_changes.h"
#include "tests/geometry/site/site_builder.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

class PlanChangesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_same_place_does_not_differ() {
        const Site site = make_site();
        QVERIFY(plan_changes(site, site).empty());
        // Another layer with the same things in it.
        Site copy = site;
        copy.layers[0] = std::make_shared<const Layer>(*site.layers[0]);
        QVERIFY(plan_changes(site, copy).empty());
    }

    void what_is_gone_changed_and_new_is_listed_in_order() {
        const Site before = make_site();
        const Uuid moved = before.layers[0]->features[0]->id;
        const Uuid gone = before.layers[0]->features[1]->id;
        const Uuid fence = before.layers[1]->features[0]->id;
        const auto fresh = std::make_shared<const Feature>(make_feature("b2", make_square(60, 0, 4)));
        const SitePtr after =
            apply(before, {"Change",
                           {RemoveFeatures{{gone}}, ChangeGeometry{moved, make_square(1, 0, 10)},
                            ChangeAttribute{fence, "height_m", 1.2, Basis::drawn},
                            ChangeName{fence, "North fence"}, AddFeatures{before.layers[0]->id, {fresh}}}});
        const auto changes = plan_changes(before, *after);
        QCOMPARE(changes.size(), std::size_t(4));
        QCOMPARE(changes[0].kind, PlanChange::Kind::removed);
        QCOMPARE(changes[0].before->id, gone);
        QVERIFY(!changes[0].after);
        QCOMPARE(changes[1].kind, PlanChange::Kind::changed);
        QVERIFY(changes[1].reshaped && !changes[1].renamed && changes[1].attributes.empty());
        QCOMPARE(changes[2].kind, PlanChange::Kind::added);
        QCOMPARE(changes[2].feature().id, fresh->id);
        QCOMPARE(changes[3].role, Role::barrier);
        QVERIFY(!changes[3].reshaped && changes[3].renamed);
        QCOMPARE(changes[3].attributes, std::vector<std::string>{"height_m"});
        // The other way round nothing is forgotten.
        const auto back = plan_changes(*after, before);
        QCOMPARE(back.size(), std::size_t(4));
        QCOMPARE(back[0].kind, PlanChange::Kind::removed);
        QCOMPARE(back[0].before->id, fresh->id);
        QCOMPARE(back[2].kind, PlanChange::Kind::added);
    }

    // What one file calls 2 another calls 2.0: the same plan.
    void a_number_written_in_another_way_is_no_change() {
        const Site before = make_site();
        const Uuid fence = before.layers[1]->features[0]->id;
        const auto with_height = [&](const Site& site, const Value& height) {
            return apply(site, {"Height", {ChangeAttribute{fence, "height_m", height, Basis::drawn}}});
        };
        const SitePtr whole = with_height(before, std::int64_t{2});
        QVERIFY(plan_changes(*whole, *with_height(*whole, 2.0)).empty());
        QCOMPARE(plan_changes(*whole, *with_height(*whole, 2.1)).size(), std::size_t(1));
        QCOMPARE(plan_changes(*whole, *with_height(*whole, std::string("2"))).size(), std::size_t(1));
    }

    void another_role_is_another_thing() {
        const Site before = make_site();
        const Layer& fences = *before.layers[1];
        const SitePtr after =
            apply(before, {"Role", {ChangeLayer{fences.id, fences.name, Role::path, true, 1}}});
        const auto changes = plan_changes(before, *after);
        QCOMPARE(changes.size(), std::size_t(2));
        QCOMPARE(changes[0].kind, PlanChange::Kind::removed);
        QCOMPARE(changes[0].role, Role::barrier);
        QCOMPARE(changes[1].kind, PlanChange::Kind::added);
        QCOMPARE(changes[1].role, Role::path);
    }

    void notes_are_no_part_of_a_plan() {
        const Site before = make_site();
        const SitePtr after =
            apply(before, {"Note",
                           {AddLayer{make_layer("Notes", Role::annotation,
                                                {make_feature("n", Geometry::make_point({1, 1}))})}}});
        QVERIFY(plan_changes(before, *after).empty());
    }
};

PROSPECT_TEST(PlanChangesTest);
#include "plan_changes_test.moc"
