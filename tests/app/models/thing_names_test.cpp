#include "app/models/thing_names.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::SiteBuilder;

class ThingNamesTest : public QObject {
    Q_OBJECT
    static std::vector<NamedThing> things(const Site& site, Role role) {
        std::vector<NamedThing> all;
        for (const auto& [layer, feature] : site.features(role))
            all.push_back({role, feature, label_point(feature->geometry)});
        return all;
    }
private Q_SLOTS:
    void hedges_of_one_name_are_told_by_what_is_beside_them() {
        SiteBuilder plan;
        plan.add(Role::building, test::rectangle(0, 0, 10, 10)).name = "Block A";
        plan.add(Role::building, test::rectangle(60, 0, 70, 10)).name = "Block B";
        plan.add(Role::barrier, test::line({{0, 15}, {10, 15}}), {{"kind", Value(std::string("hedge"))}});
        plan.add(Role::barrier, test::line({{60, 15}, {70, 15}}), {{"kind", Value(std::string("hedge"))}});
        plan.add(Role::barrier, test::line({{30, 15}, {35, 15}})).name = "Yard wall";
        const auto site = plan.site();
        QCOMPARE(ThingNames(*site).told_apart(things(*site, Role::barrier)),
                 (std::vector<QString>{"Hedge near Block A", "Hedge near Block B", "Yard wall"}));
    }

    void a_thing_is_found_by_its_id_and_called_by_its_name_or_kind() {
        SiteBuilder plan;
        Feature& hedge =
            plan.add(Role::barrier, test::line({{0, 15}, {10, 15}}), {{"kind", Value(std::string("hedge"))}});
        hedge.name = "Hedge 4";
        const Uuid named = hedge.id;
        const Uuid tree = plan.add(Role::tree, test::point(5, 5)).id;
        const ThingNames names(*plan.site());
        QVERIFY(names.find(named) && names.find(named)->role == Role::barrier);
        QCOMPARE(names.title(named), QString("Hedge 4"));
        QCOMPARE(names.kind(named), QString("Hedge"));
        QCOMPARE(names.title(tree), QString("Tree"));
        QCOMPARE(names.kind(tree), QString());
        QCOMPARE(names.title({}), QString("The ground"));
        QVERIFY(!names.find(Uuid::from_name("elsewhere")));
    }

    void buildings_of_one_name_are_told_by_the_path_they_are_at() {
        SiteBuilder plan;
        plan.add(Role::building, test::rectangle(0, 0, 10, 10)).name = "Garage";
        plan.add(Role::building, test::rectangle(60, 0, 70, 10)).name = "Garage";
        plan.add(Role::path, test::line({{0, 15}, {10, 15}})).name = "Mill Row";
        plan.add(Role::path, test::line({{60, 15}, {70, 15}})).name = "Ferry Lane";
        const auto site = plan.site();
        QCOMPARE(ThingNames(*site).told_apart(things(*site, Role::building)),
                 (std::vector<QString>{"Garage near Mill Row", "Garage near Ferry Lane"}));
    }

    // Two hedges on two sides of one eye, then two on one side.
    void what_lies_by_the_same_thing_is_told_by_its_side_then_numbered() {
        SiteBuilder plan;
        plan.add(Role::barrier, test::line({{0, 10}, {1, 10}}), {{"kind", Value(std::string("hedge"))}});
        plan.add(Role::barrier, test::line({{10, 0}, {10, 1}}), {{"kind", Value(std::string("hedge"))}});
        plan.add(Role::barrier, test::line({{12, 0}, {12, 1}}), {{"kind", Value(std::string("hedge"))}});
        const auto site = plan.site();
        const auto all = things(*site, Role::barrier);
        QCOMPARE(ThingNames(*site).told_apart(all, Point{0.5, 0}),
                 (std::vector<QString>{"Hedge, north of here", "Hedge, east of here (1)",
                                       "Hedge, east of here (2)"}));
        QCOMPARE(ThingNames(*site).told_apart(all),
                 (std::vector<QString>{"Hedge (1)", "Hedge (2)", "Hedge (3)"}));
        QCOMPARE(compass_word(359), QString("north"));
    }
};

PROSPECT_TEST(ThingNamesTest);
#include "thing_names_test.moc"
