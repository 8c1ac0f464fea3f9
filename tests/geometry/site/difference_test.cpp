#include "difference_support.h"
#include "geometry/site/feature_match.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;

class DifferenceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_same_drawing_changes_nothing_data() {
        QTest::addColumn<QString>("prefix");
        QTest::newRow("same ids") << "";
        QTest::newRow("other ids") << "N";
    }
    void the_same_drawing_changes_nothing() {
        QFETCH(QString, prefix);
        const Difference made = difference(old_place(), new_drawing(prefix.toStdString()), "A");
        QCOMPARE(counts(made), QString("5 unchanged, 0 changed, 0 new, 0 removed, 0 drawing only"));
        QVERIFY(made.steps.empty());
    }

    void a_moved_building_keeps_its_id_by_its_handle() {
        auto drawing = new_drawing();
        replace(drawing[0], 0, [](Feature& house) { house.geometry = square(60, 0, 10); });
        const Site before = old_place();
        const Difference made = difference(before, drawing, "A");
        QCOMPARE(counts(made), QString("4 unchanged, 1 changed, 0 new, 0 removed, 0 drawing only"));
        const SitePtr after = applied(before, made);
        QCOMPARE(feature_at(*after, Role::building, 0)->id, feature_at(before, Role::building, 0)->id);
        QCOMPARE(feature_at(*after, Role::building, 0)->geometry, square(60, 0, 10));
    }

    // 10 × 10 m moved by 2 m: 80 m² of 120 m² are shared, two thirds.
    void a_building_moved_a_little_is_known_by_its_shape() {
        auto drawing = new_drawing("N");
        replace(drawing[0], 0, [](Feature& house) { house.geometry = square(2, 0, 10); });
        QCOMPARE(counts(difference(old_place(), drawing, "A")),
                 QString("4 unchanged, 1 changed, 0 new, 0 removed, 0 drawing only"));
        // By 5 m: 50 of 150 m², a third: too little to say it is the same.
        replace(drawing[0], 0, [](Feature& house) { house.geometry = square(5, 0, 10); });
        QCOMPARE(counts(difference(old_place(), drawing, "A")),
                 QString("4 unchanged, 0 changed, 1 new, 1 removed, 0 drawing only"));
    }

    void a_fence_that_is_gone_is_removed_where_its_layer_is_known() {
        const Site before = old_place();
        auto drawing = new_drawing();
        drawing[1].features.clear(); // the layer is still in the file
        const Difference made = difference(before, drawing, "A");
        QCOMPARE(counts(made), QString("4 unchanged, 0 changed, 0 new, 1 removed, 0 drawing only"));
        QVERIFY(applied(before, made)->features(Role::barrier).empty());
        drawing.erase(drawing.begin() + 1); // a file that does not know of fences
        const Difference silent = difference(before, drawing, "A");
        QCOMPARE(counts(silent), QString("4 unchanged, 0 changed, 0 new, 0 removed, 0 drawing only"));
        QVERIFY(has_note(silent, "does not have their layers: 1 thing (FENCES)"));
    }

    void what_lies_beyond_the_drawing_stays() {
        Site before = old_place();
        before.layers.push_back(
            make_layer("HOUSES far", Role::building, {read("old.dxf", "HOUSES", "9", square(500, 0, 10))}));
        const Difference made = difference(before, new_drawing(), "A");
        QCOMPARE(counts(made), QString("5 unchanged, 0 changed, 0 new, 0 removed, 0 drawing only"));
        QVERIFY(has_note(made, "shows nothing near them: 1 thing"));
    }

    void what_was_drawn_by_hand_stays() {
        Site before = old_place();
        before.layers.push_back(
            make_layer("Drawn", Role::building, {make_feature("by hand", square(50, 0, 3))}));
        auto drawing = new_drawing();
        const Difference made = difference(before, drawing, "A");
        QCOMPARE(made.counts.removed, std::size_t(0));
        QVERIFY(has_note(made, "drawn by hand: 1 thing"));
    }

    void a_new_tree_joins_the_layer_of_its_like() {
        const Site before = old_place();
        auto drawing = new_drawing();
        drawing[2].features.push_back(shared({read("new.dxf", "TREES", "3C", at(25, 30))}).front());
        const Difference made = difference(before, drawing, "A");
        QCOMPARE(counts(made), QString("5 unchanged, 0 changed, 1 new, 0 removed, 0 drawing only"));
        const SitePtr after = applied(before, made);
        QCOMPARE(after->layers.size(), before.layers.size());
        QCOMPARE(after->layer(std::string_view("TREES"))->features.size(), std::size_t(3));
    }

    void a_new_kind_of_thing_gets_a_layer() {
        const Site before = old_place();
        auto drawing = new_drawing();
        drawing.push_back(layer_of("LAMPS", Role::luminaire, {read("new.dxf", "LAMPS", "4A", at(1, 1))}));
        const SitePtr after = applied(before, difference(before, drawing, "A"));
        QCOMPARE(after->layers.back()->name, std::string("LAMPS"));
        QCOMPARE(after->layers.back()->role, Role::luminaire);
    }

    void a_changed_value_is_one_change_and_silence_none() {
        Site before = old_place();
        auto houses = std::make_shared<Layer>(*before.layers[0]);
        Feature house = *houses->features[0];
        house.set("height_m", 9.0, Basis::surveyed);
        house.set("use", std::string("school"), Basis::tagged);
        houses->features[0] = std::make_shared<const Feature>(house);
        before.layers[0] = houses;
        auto drawing = new_drawing();
        replace(drawing[0], 0, [](Feature& next) { next.set("height_m", std::int64_t(12), Basis::drawn); });
        const Difference made = difference(before, drawing, "A");
        QCOMPARE(counts(made), QString("4 unchanged, 1 changed, 0 new, 0 removed, 0 drawing only"));
        const FeaturePtr after = feature_at(*applied(before, made), Role::building, 0);
        QCOMPARE(as_number(after->find("height_m")->value), std::optional(12.0));
        QCOMPARE(as_text(after->find("use")->value), std::string("school"));
        replace(drawing[0], 0, [](Feature& next) { next.set("height_m", std::int64_t(9), Basis::drawn); });
        QVERIFY(difference(before, drawing, "A").steps.empty());
    }

    void a_changed_phase_is_a_change_of_the_same_thing() {
        const Site before = old_place();
        auto drawing = new_drawing();
        replace(drawing[0], 1, [](Feature& shed) { shed.phase_to = Phase::existing; });
        const Difference made = difference(before, drawing, "A");
        QCOMPARE(counts(made), QString("4 unchanged, 1 changed, 0 new, 0 removed, 0 drawing only"));
        const SitePtr after = applied(before, made);
        const FeaturePtr shed = feature_at(*after, Role::building, 1);
        QCOMPARE(shed->id, feature_at(before, Role::building, 1)->id);
        QCOMPARE(shed->phase_to, std::optional(Phase::existing));
    }

    void a_file_silent_on_phases_does_not_unsay_them() {
        Site before = old_place();
        auto houses = std::make_shared<Layer>(*before.layers[0]);
        Feature shed = *houses->features[1];
        shed.phase_from = Phase::opening;
        houses->features[1] = std::make_shared<const Feature>(shed);
        before.layers[0] = houses;
        QVERIFY(difference(before, new_drawing(), "A").steps.empty());
    }

    // Row numbers: the first row is gone, so each later thing bears the number of the one before.
    void ids_that_were_numbered_anew_are_not_trusted() {
        Site before;
        before.frame = old_place().frame;
        std::vector<Feature> trees;
        std::vector<Feature> left;
        for (int i = 0; i < 6; ++i) {
            trees.push_back(read("old.csv", "old", std::to_string(i), at(10.0 * i, 0)));
            if (i > 0) left.push_back(read("new.csv", "new", std::to_string(i - 1), at(10.0 * i, 0)));
        }
        before.layers.push_back(make_layer("old", Role::tree, trees));
        const Difference made =
            difference(before, std::vector{layer_of("new", Role::tree, left, "new.csv")}, "A");
        QCOMPARE(counts(made), QString("5 unchanged, 0 changed, 0 new, 1 removed, 0 drawing only"));
        QCOMPARE(feature_at(*applied(before, made), Role::tree, 0)->id, trees[1].id);
    }

    void two_on_one_spot_are_told_apart_by_what_they_are() {
        Site before = old_place();
        Feature low = read("old.dxf", "TREES", "", at(50, 30));
        low.set("height_m", 4.0, Basis::drawn);
        Feature high = read("old.dxf", "TREES", "", at(50, 30));
        high.id = Uuid::from_name("high");
        high.set("height_m", 9.0, Basis::drawn);
        before.layers.push_back(make_layer("TREES 2", Role::tree, {low, high}));
        auto drawing = new_drawing("N");
        Feature still = read("new.dxf", "TREES", "N9", at(50, 30));
        still.set("height_m", 9.0, Basis::drawn);
        drawing[2].features.push_back(shared({still}).front());
        const Difference made = difference(before, drawing, "A");
        QCOMPARE(counts(made), QString("6 unchanged, 0 changed, 0 new, 1 removed, 0 drawing only"));
        QVERIFY(!applied(before, made)->layer_of(low.id));
        // Nothing says which of the two has become 6 m high.
        replace(drawing[2], 2, [](Feature& tree) { tree.set("height_m", 6.0, Basis::drawn); });
        const Difference open = difference(before, drawing, "A");
        QCOMPARE(counts(open), QString("5 unchanged, 0 changed, 1 new, 2 removed, 0 drawing only"));
        QVERIFY(has_note(open, "1 thing may be one of several"));
    }

    void a_point_between_two_is_not_guessed() {
        Site before = old_place();
        before.layers.push_back(make_layer(
            "TREES 2", Role::tree,
            {read("old.dxf", "TREES", "", at(50, 30)), read("old.dxf", "TREES", "x", at(51, 30))}));
        auto drawing = new_drawing("N");
        drawing[2].features.push_back(shared({read("new.dxf", "TREES", "N9", at(50.5, 30))}).front());
        const Difference open = difference(before, drawing, "A");
        QCOMPARE(counts(open), QString("5 unchanged, 0 changed, 1 new, 2 removed, 0 drawing only"));
        QVERIFY(has_note(open, "may be one of several"));
    }

    void a_longer_fence_is_the_same_fence() {
        auto drawing = new_drawing("N");
        replace(drawing[1], 0, [](Feature& fence) {
            fence.geometry = Geometry::make_line(std::vector<Point>{{0, 20}, {40, 20}});
        });
        QCOMPARE(counts(difference(old_place(), drawing, "A")),
                 QString("4 unchanged, 1 changed, 0 new, 0 removed, 0 drawing only"));
    }

    void drawing_only_is_counted_apart() {
        Site before = old_place();
        before.layers.push_back(make_layer("TEXT", Role::underlay, {read("old.dxf", "TEXT", "5", at(1, 2))}));
        auto drawing = new_drawing();
        drawing.push_back(layer_of("TEXT", Role::underlay, {read("new.dxf", "TEXT", "5", at(3, 2))}));
        const Difference made = difference(before, drawing, "A");
        QCOMPARE(counts(made), QString("5 unchanged, 0 changed, 0 new, 0 removed, 1 drawing only"));
        QVERIFY(has_note(made, "1 line or text that is drawing only differs"));
    }

    // A newer export of the very same file: its ids are in the site already.
    void a_file_of_the_same_name_brings_no_id_twice() {
        const Site before = old_place();
        std::vector<IncomingLayer> drawing{
            layer_of("HOUSES", Role::building,
                     {read("old.dxf", "HOUSES", "1A", square(0, 0, 10)),
                      read("old.dxf", "HOUSES", "1C", square(60, 60, 4))},
                     "old.dxf"),
            layer_of("TREES", Role::building, {read("old.dxf", "TREES", "3A", square(5, 30, 1))}, "old.dxf")};
        const SitePtr after = applied(before, difference(before, drawing, "A"));
        std::set<Uuid> ids;
        std::size_t features = 0;
        for (const LayerPtr& layer : after->layers)
            for (const FeaturePtr& feature : layer->features) {
                ids.insert(feature->id);
                ++features;
            }
        QCOMPARE(ids.size(), features);
    }

    void a_polygon_may_begin_anywhere() {
        const Geometry one = square(0, 0, 10);
        const Geometry turned =
            Geometry::make_polygon(std::vector<Point>{{10, 10}, {0, 10}, {0, 0}, {10, 0}});
        QVERIFY(same_shape(one, turned));
        QVERIFY(same_shape(one, square(0.003, 0, 10)));
        QVERIFY(!same_shape(one, square(0.01, 0, 10)));
        QVERIFY(!same_shape(at(0, 0), one));
        QCOMPARE(likeness(one, square(2, 0, 10)), 80.0 / 120);
        QCOMPARE(likeness(at(0, 0), at(0.5, 0)), 0.75);
        QCOMPARE(likeness(at(0, 0), at(3, 0)), 0.0);
    }
};

PROSPECT_TEST(DifferenceTest);
#include "difference_test.moc"
