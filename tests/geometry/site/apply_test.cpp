#include "geometry/base/error.h"
#include "geometry/site/site.h"
#include "tests/geometry/site/random_edit.h"
#include "tests/geometry/site/site_builder.h"
#include "tests/support/registry.h"

#include <QTest>

#include <set>

using namespace prospect;

namespace {

const Uuid b0 = Uuid::from_name("b0");
const Uuid b1 = Uuid::from_name("b1");
const Uuid f0 = Uuid::from_name("f0");
const Uuid houses = Uuid::from_name("layer:Houses");
const Uuid fences = Uuid::from_name("layer:Fences");
const Uuid nobody = Uuid::from_name("nobody");

// All that is in a layer, to compare snapshots by.
using Content = std::vector<std::pair<std::string, std::vector<Feature>>>;

Content content_of(const Site& site) {
    Content content;
    for (const LayerPtr& layer : site.layers) {
        std::string head = layer->id.text() + layer->name + std::string(name_of(layer->role)) +
                           std::to_string(layer->visible) + std::to_string(layer->opacity);
        std::vector<Feature> features;
        for (const FeaturePtr& feature : layer->features)
            features.push_back(*feature);
        content.emplace_back(std::move(head), std::move(features));
    }
    return content;
}

SitePtr apply_one(const Site& site, SiteChangeStep step, std::vector<Unapplied>* unapplied = nullptr) {
    return apply(site, SiteEdit{"edit", {std::move(step)}}, unapplied);
}

const Feature& feature_of(const Site& site, const Uuid& id) {
    const Layer* layer = site.layer_of(id);
    return *layer->features[*layer->index_of(id)];
}

} // namespace

class ApplyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changing_one_feature_shares_all_others() {
        const Site site = test::make_site();
        const auto after = apply_one(site, ChangeAttribute{b0, "height_m", 9.0, Basis::surveyed});
        QVERIFY(after->layers[1] == site.layers[1]);
        QVERIFY(after->layers[0] != site.layers[0]);
        QVERIFY(after->layers[0]->features[1] == site.layers[0]->features[1]);
        QVERIFY(!site.layers[0]->features[0]->find("height_m"));
        const Attribute* height = feature_of(*after, b0).find("height_m");
        QVERIFY(height && height->value == Value(9.0) && height->basis == Basis::surveyed);
        QCOMPARE(after->revision, site.revision + 1);
    }

    void attribute_without_value_is_removed() {
        const auto after =
            apply_one(test::make_site(), ChangeAttribute{f0, "kind", std::nullopt, Basis::drawn});
        QVERIFY(!feature_of(*after, f0).find("kind"));
    }

    void name_and_geometry_change() {
        const Site site = test::make_site();
        const auto after = apply(
            site, SiteEdit{"", {ChangeName{b1, "Block B"}, ChangeGeometry{b1, test::make_square(40, 0, 4)}}});
        QCOMPARE(feature_of(*after, b1).name, "Block B");
        QCOMPARE(area(feature_of(*after, b1).geometry), 16.0);
        QCOMPARE(after->box().xmax, 44.0);
    }

    void coordinates_that_come_in_are_put_on_the_grid() {
        const Point odd{0.1, 0.2};
        const Point even = on_grid(odd);
        QVERIFY(!(odd == even));
        const Site site = test::make_site();
        const auto moved = apply_one(site, ChangeGeometry{b0, Geometry::make_point(odd)});
        QVERIFY(feature_of(*moved, b0).geometry.points[0] == even);
        auto layer = test::make_layer("More", Role::tree,
                                      {test::make_feature("t0", Geometry::make_point(odd)),
                                       test::make_feature("t1", Geometry::make_point(even))});
        const auto added = apply_one(site, AddLayer{layer});
        QVERIFY(feature_of(*added, Uuid::from_name("t0")).geometry.points[0] == even);
        QVERIFY(added->layers[2]->features[1] == layer->features[1]);
        const auto more = apply_one(site, AddFeatures{houses, layer->features});
        QVERIFY(feature_of(*more, Uuid::from_name("t0")).geometry.points[0] == even);
    }

    void features_are_added_and_removed() {
        const Site site = test::make_site();
        const auto b2 =
            std::make_shared<const Feature>(test::make_feature("b2", test::make_square(50, 0, 5)));
        const auto more = apply_one(site, AddFeatures{houses, {b2}});
        QCOMPARE(more->counts().at(Role::building), std::size_t{3});
        const auto fewer = apply_one(*more, RemoveFeatures{{b0, b2->id}});
        QCOMPARE(fewer->counts().at(Role::building), std::size_t{1});
        QVERIFY(fewer->layer_of(b1) != nullptr);
        QVERIFY(fewer->layer_of(b0) == nullptr);
    }

    void layers_are_added_changed_and_removed() {
        const Site site = test::make_site();
        auto trees =
            test::make_layer("Trees", Role::tree, {test::make_feature("t0", Geometry::make_point({1, 1}))});
        const auto more = apply_one(site, AddLayer{trees});
        QVERIFY(more->layers.back() == trees);
        const auto changed = apply_one(*more, ChangeLayer{fences, "Hedges", Role::planting, false, 0.5});
        const Layer* layer = changed->layer(fences);
        QCOMPARE(layer->name, "Hedges");
        QVERIFY(layer->role == Role::planting);
        QVERIFY(!layer->visible);
        QCOMPARE(layer->opacity, 0.5);
        QVERIFY(layer->features[0] == site.layers[1]->features[0]);
        const auto fewer = apply_one(*changed, RemoveLayer{houses});
        QCOMPARE(fewer->layers.size(), std::size_t{2});
        QVERIFY(fewer->layer(houses) == nullptr);
    }

    void features_that_become_records_of_crime_become_personal() {
        const Site site = test::make_site();
        const auto changed = apply_one(site, ChangeLayer{fences, "Thefts", Role::incident, true, 1});
        for (const FeaturePtr& feature : changed->layer(fences)->features)
            QVERIFY(feature->sensitivity == Sensitivity::personal);
        QVERIFY(site.layers[1]->features[0]->sensitivity == Sensitivity::ordinary);
        // Turning back does not make them public again.
        const auto back = apply_one(*changed, ChangeLayer{fences, "Thefts", Role::underlay, true, 1});
        QVERIFY(back->layer(fences)->features[0]->sensitivity == Sensitivity::personal);
    }

    void name_of_a_layer_that_is_taken_gets_a_number() {
        const Site site = test::make_site();
        auto other = test::make_layer("Houses", Role::building);
        other->id = Uuid::from_name("other");
        const auto after = apply_one(site, AddLayer{other});
        QCOMPARE(after->layers.back()->name, "Houses (2)");
        const auto renamed = apply_one(*after, ChangeLayer{fences, "Houses", Role::barrier, true, 1});
        QCOMPARE(renamed->layer(fences)->name, "Houses (3)");
        const auto kept = apply_one(*after, ChangeLayer{fences, "Fences", Role::barrier, true, 1});
        QCOMPARE(kept->layer(fences)->name, "Fences");
    }

    void a_thing_moves_to_another_layer_as_it_is() {
        Site site = test::make_site();
        site.layers.push_back(test::make_layer("Sheds", Role::building));
        const Uuid sheds = site.layers.back()->id;
        std::vector<Unapplied> unapplied;
        const auto after = apply(site, {"", {MoveFeatures{sheds, {b1, b0, nobody}}}}, &unapplied);
        QCOMPARE(unapplied.size(), std::size_t{1}); // nobody
        QVERIFY(after->layer(houses)->features.empty());
        QCOMPARE(after->layer(sheds)->features.size(), std::size_t{2});
        QVERIFY(after->layer(sheds)->features[0] == site.layers[0]->features[1]); // the very same
        QVERIFY(snapshot_hash(*after) == snapshot_hash(site));
        // In an option it follows what the place becomes.
        const auto raised = apply_one(site, ChangeAttribute{b1, "height_m", 9.0, Basis::surveyed});
        const auto moved = apply_one(*raised, MoveFeatures{sheds, {b1, b1}});
        QCOMPARE(as_number(feature_of(*moved, b1).find("height_m")->value), 9.0);
        QCOMPARE(moved->layer(sheds)->features.size(), std::size_t{1});
    }

    void a_thing_moves_only_where_its_kind_is() {
        std::vector<Unapplied> unapplied;
        const Site site = test::make_site();
        const auto after =
            apply(site, {"", {MoveFeatures{fences, {b0}}, MoveFeatures{nobody, {b0}}}}, &unapplied);
        QCOMPARE(unapplied.size(), std::size_t{2});
        QVERIFY(unapplied[0].reason.find("another kind than layer \"Fences\"") != std::string::npos);
        QVERIFY(after->layer_of(b0) == after->layer(houses));
    }

    void what_is_missing_is_listed_and_the_rest_holds() {
        std::vector<Unapplied> unapplied;
        const Site site = test::make_site();
        const auto again = site.layers[0]->features[0];
        const auto after =
            apply(site,
                  SiteEdit{"Proposal",
                           {ChangeAttribute{nobody, "height_m", 1.0, Basis::drawn}, ChangeName{nobody, "x"},
                            ChangeGeometry{nobody, {}}, RemoveFeatures{{nobody, b1}}, RemoveLayer{nobody},
                            ChangeLayer{nobody, "x", Role::tree, true, 1}, AddFeatures{nobody, {}},
                            AddFeatures{houses, {again}}, AddLayer{site.layers[0]}, AddLayer{nullptr},
                            ChangeName{b0, "held"}}},
                  &unapplied);
        QCOMPARE(unapplied.size(), std::size_t{10});
        for (const Unapplied& one : unapplied)
            QCOMPARE(one.edit, "Proposal");
        QVERIFY(unapplied[0].reason.find(nobody.text()) != std::string::npos);
        QCOMPARE(feature_of(*after, b0).name, "held");
        QVERIFY(after->layer_of(b1) == nullptr);
        QCOMPARE(after->layers.size(), std::size_t{2});
    }

    void steps_see_what_earlier_steps_did() {
        std::vector<Unapplied> unapplied;
        const Site site = test::make_site();
        auto trees = test::make_layer("Trees", Role::tree);
        const auto t0 =
            std::make_shared<const Feature>(test::make_feature("t0", Geometry::make_point({1, 1})));
        const auto t1 =
            std::make_shared<const Feature>(test::make_feature("t1", Geometry::make_point({2, 2})));
        const auto after =
            apply(site,
                  SiteEdit{"",
                           {AddLayer{trees}, AddFeatures{trees->id, {t0, t1}}, ChangeName{t0->id, "oak"},
                            RemoveFeatures{{t1->id}}, AddFeatures{trees->id, {t1}}, RemoveLayer{houses},
                            ChangeName{t1->id, "elm"}, RemoveFeatures{{f0}}, RemoveFeatures{{f0}},
                            ChangeName{b0, "x"}}},
                  &unapplied);
        QCOMPARE(unapplied.size(), std::size_t{2});
        QCOMPARE(after->layers.size(), std::size_t{2});
        QCOMPARE(after->layers[1]->features.size(), std::size_t{2});
        QCOMPARE(feature_of(*after, t0->id).name, "oak");
        QCOMPARE(feature_of(*after, t1->id).name, "elm");
        QVERIFY(trees->features.empty());
    }

    // The same random edits applied to the library's site and to a plain map of features give the same
    // features.
    void random_edits_agree_with_a_plain_map() {
        for (unsigned seed = 0; seed < 60; ++seed) {
            test::RandomEdit source(seed);
            Site base;
            base.layers = {test::make_layer("A", Role::building), test::make_layer("B", Role::building)};
            SitePtr site = std::make_shared<const Site>(base);
            std::map<Uuid, Feature> expected;
            std::vector<Uuid> ids;
            SiteEdit edit{"", {}};
            for (int i = 0; i < 80; ++i) {
                const int act = ids.empty() ? 0 : source.below(5);
                if (act == 0) {
                    Feature feature = source.feature();
                    put_on_grid(feature.geometry);
                    ids.push_back(feature.id);
                    expected.emplace(feature.id, feature);
                    edit.steps.push_back(AddFeatures{base.layers[static_cast<std::size_t>(i % 2)]->id,
                                                     {std::make_shared<const Feature>(feature)}});
                } else {
                    const Uuid id = ids[static_cast<std::size_t>(source.below(static_cast<int>(ids.size())))];
                    const auto found = expected.find(id);
                    if (act == 1) {
                        edit.steps.push_back(RemoveFeatures{{id}});
                        expected.erase(id);
                    } else if (act == 4) {
                        edit.steps.push_back(
                            MoveFeatures{base.layers[static_cast<std::size_t>(source.below(2))]->id, {id}});
                    } else if (act == 2) {
                        edit.steps.push_back(ChangeName{id, std::to_string(i)});
                        if (found != expected.end()) found->second.name = std::to_string(i);
                    } else {
                        edit.steps.push_back(
                            ChangeAttribute{id, "use", Value(std::int64_t{i}), Basis::drawn});
                        if (found != expected.end()) found->second.set("use", std::int64_t{i}, Basis::drawn);
                    }
                }
                if (source.below(7) == 0) {
                    site = apply(*site, edit);
                    edit.steps.clear();
                }
            }
            site = apply(*site, edit);
            std::map<Uuid, Feature> actual;
            for (const LayerPtr& layer : site->layers)
                for (const FeaturePtr& feature : layer->features)
                    actual.emplace(feature->id, *feature);
            QVERIFY(actual == expected);
        }
    }

    void old_snapshot_is_untouched_by_any_edit() {
        const Site site = test::make_site();
        const Content before = content_of(site);
        const Digest hash = snapshot_hash(site);
        for (unsigned seed = 0; seed < 300; ++seed) {
            SiteEdit edit = test::RandomEdit(seed).make();
            edit.steps.push_back(ChangeName{b0, "other"});
            edit.steps.push_back(RemoveFeatures{{f0}});
            edit.steps.push_back(RemoveLayer{houses});
            const auto after = apply(site, edit);
            QVERIFY(after->revision == site.revision + 1);
        }
        QVERIFY(content_of(site) == before);
        QVERIFY(snapshot_hash(site) == hash);
    }

    void scenario_is_its_edits_over_the_base() {
        Site site = test::make_site();
        Scenario scenario{Uuid::from_name("s"), "A", {}};
        scenario.edits.push_back({"Lower the fence", {ChangeAttribute{f0, "height_m", 1.0, Basis::drawn}}});
        scenario.edits.push_back({"Move on", {ChangeName{nobody, "x"}, RemoveFeatures{{b1}}}});
        site.scenarios.push_back(std::make_shared<const Scenario>(scenario));
        std::vector<Unapplied> unapplied;
        const auto after = with_scenario(site, "A", &unapplied);
        QCOMPARE(as_number(feature_of(*after, f0).find("height_m")->value).value_or(0), 1.0);
        QVERIFY(after->layer_of(b1) == nullptr);
        QCOMPARE(unapplied.size(), std::size_t{1});
        QCOMPARE(unapplied[0].edit, "Move on");
        QVERIFY(site.layer_of(b1) != nullptr);
    }

    void unknown_scenario_is_refused_with_the_names_there_are() {
        Site site = test::make_site();
        site.scenarios = {std::make_shared<const Scenario>(Scenario{{}, "A", {}}),
                          std::make_shared<const Scenario>(Scenario{{}, "B", {}})};
        try {
            with_scenario(site, "C");
            QFAIL("no error");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::usage);
            QVERIFY(std::string(error.what()).find("A, B") != std::string::npos);
        }
        QVERIFY_EXCEPTION_THROWN(with_scenario(test::make_site(), "C"), Error);
    }
};

PROSPECT_TEST(ApplyTest);
#include "apply_test.moc"
