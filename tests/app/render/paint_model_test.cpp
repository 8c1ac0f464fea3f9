#include "app/render/paint_layer.h"
#include "app/render/paint_model.h"
#include "tests/support/estate.h"
#include "tests/support/registry.h"

#include <QTest>

#include <set>

using namespace prospect;
using namespace prospect::render;
using B = prospect::test::EstateBuilder;

namespace {

const Batch* batch_of(const PaintModel& model, Symbol symbol) {
    for (const auto& layer : model.layers())
        for (const Batch& batch : layer->batches)
            if (batch.symbol == symbol) return &batch;
    return nullptr;
}

SitePtr with_layer(const Site& site, std::size_t place, const std::shared_ptr<Layer>& layer) {
    auto changed = std::make_shared<Site>(site);
    changed->layers[place] = layer;
    return changed;
}

std::size_t place_of(const Site& site, std::string_view name) {
    for (std::size_t i = 0; i < site.layers.size(); ++i)
        if (site.layers[i]->name == name) return i;
    return site.layers.size();
}

} // namespace

class PaintModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothing_makes_an_empty_model() {
        const auto model = PaintModel::build({});
        QVERIFY(model->layers().empty());
        QVERIFY(model->box().empty());
        QVERIFY(!model->feature_at({0, 0}, 10));
        QVERIFY(model->features_in({-1, -1, 1, 1}).empty());
    }

    void unchanged_layers_are_shared() {
        const SitePtr site = test::estate();
        const auto first = PaintModel::build(site);
        const std::size_t trees = place_of(*site, "trees");
        auto changed = std::make_shared<Layer>(*site->layers[trees]);
        changed->features.pop_back();
        const auto second = PaintModel::build(with_layer(*site, trees, changed), first);
        QCOMPARE(second->layers().size(), first->layers().size());
        for (std::size_t i = 0; i < first->layers().size(); ++i)
            QCOMPARE(second->layers()[i] == first->layers()[i], i != trees);
    }

    void openings_are_made_anew_when_their_walls_change_and_all_when_the_red_line_does() {
        const SitePtr site = test::estate();
        const auto first = PaintModel::build(site);
        const auto rebuilt = [&](const char* name) {
            const std::size_t place = place_of(*site, name);
            const auto next = PaintModel::build(
                with_layer(*site, place, std::make_shared<Layer>(*site->layers[place])), first);
            std::set<std::string> names;
            for (std::size_t i = 0; i < first->layers().size(); ++i)
                if (next->layers()[i] != first->layers()[i]) names.insert(site->layers[i]->name);
            return names;
        };
        QCOMPARE(rebuilt("walls"), (std::set<std::string>{"walls", "A-DOOR", "A-WIND", "A-GATE"}));
        QCOMPARE(rebuilt("red line").size(), site->layers.size());
    }

    void hidden_layers_are_neither_drawn_nor_picked() {
        const SitePtr site = test::estate();
        const std::size_t place = place_of(*site, "A-BLDG");
        auto hidden = std::make_shared<Layer>(*site->layers[place]);
        hidden->visible = false;
        const auto model = PaintModel::build(with_layer(*site, place, hidden));
        QVERIFY(batch_of(*PaintModel::build(site), Symbol::building) != nullptr);
        QVERIFY(batch_of(*model, Symbol::building) == nullptr);
        const FeaturePtr feature = model->feature_at({20, 6}, 0.5);
        QVERIFY(!feature || feature->name != "Block A");
    }

    void kinds_have_their_symbols() {
        const auto model = PaintModel::build(test::estate());
        for (const Symbol symbol :
             {Symbol::zone,           Symbol::zone_hard,      Symbol::zone_green,
              Symbol::underlay_green, Symbol::underlay_water, Symbol::underlay_line,
              Symbol::planting,       Symbol::path,           Symbol::road,
              Symbol::building,       Symbol::kerb,           Symbol::hedge,
              Symbol::railing,        Symbol::fence,          Symbol::retaining_wall,
              Symbol::wall,           Symbol::bollard,        Symbol::window,
              Symbol::door,           Symbol::gate,           Symbol::tree,
              Symbol::activity,       Symbol::target,         Symbol::observer,
              Symbol::camera,         Symbol::luminaire,      Symbol::incident,
              Symbol::annotation,     Symbol::study_control,  Symbol::study_application})
            QVERIFY2(batch_of(*model, symbol) != nullptr, std::to_string(static_cast<int>(symbol)).c_str());
    }

    void an_opening_looks_out_of_its_building() {
        B b;
        b.add("house", Role::building, B::rectangle(0, 0, 10, 8), {});
        b.add("doors", Role::opening, B::point(5, -0.3), {{"kind", std::string("door")}, {"width_m", 1.0}});
        b.add("doors", Role::opening, B::point(10.2, 4), {{"kind", std::string("door")}, {"width_m", 1.0}});
        b.add("doors", Role::opening, B::point(30, 30),
              {{"kind", std::string("door")}, {"azimuth_deg", 90.0}});
        const auto model = PaintModel::build(b.take());
        const Batch& doors = *batch_of(*model, Symbol::door);
        QCOMPARE(doors.items[0].azimuth_deg, 180.0F);
        QCOMPARE(doors.items[1].azimuth_deg, 90.0F);
        QCOMPARE(doors.items[2].azimuth_deg, 90.0F);
        // On the wall, a metre long, left hand first for who looks out to the south: east.
        QVERIFY(distance(doors.ring(0)[0], Point{5.5, 0}) < 1e-9);
        QVERIFY(distance(doors.ring(0)[1], Point{4.5, 0}) < 1e-9);
    }

    void what_lies_outside_the_red_line_is_context() {
        B b;
        b.add("red", Role::study_area, B::rectangle(0, 0, 100, 100), {{"kind", std::string("application")}});
        b.add("trees", Role::tree, B::point(50, 50));
        b.add("trees", Role::tree, B::point(150, 50));
        b.add("walls", Role::barrier, B::line({{-50, 50}, {150, 50}}),
              {{"kind", std::string("wall")}}); // right across
        b.add("walls", Role::barrier, B::line({{100, 10}, {100, 90}}),
              {{"kind", std::string("wall")}}); // on the line
        b.add("walls", Role::barrier, B::line({{-50, -50}, {-50, 150}}), {{"kind", std::string("wall")}});
        const auto model = PaintModel::build(b.take());
        const Batch& trees = *batch_of(*model, Symbol::tree);
        const Batch& walls = *batch_of(*model, Symbol::wall);
        QVERIFY(!trees.items[0].context);
        QVERIFY(trees.items[1].context);
        QVERIFY(!walls.items[0].context);
        QVERIFY(!walls.items[1].context);
        QVERIFY(walls.items[2].context);
    }

    void a_boundary_without_a_kind_is_the_red_line_only_while_none_is_marked() {
        B b;
        b.add("unmarked", Role::study_area, B::rectangle(0, 0, 100, 100), {});
        b.add("trees", Role::tree, B::point(50, 50));
        const auto alone = PaintModel::build(b.take());
        QVERIFY(batch_of(*alone, Symbol::study_application) != nullptr);
        QVERIFY(!batch_of(*alone, Symbol::tree)->items[0].context);

        B marked;
        marked.add("unmarked", Role::study_area, B::rectangle(0, 0, 100, 100), {});
        marked.add("red", Role::study_area, B::rectangle(0, 0, 20, 20),
                   {{"kind", std::string("application")}});
        marked.add("trees", Role::tree, B::point(50, 50));
        const auto model = PaintModel::build(marked.take());
        QCOMPARE(model->study_areas().size(), 1U);
        QCOMPARE(batch_of(*model, Symbol::study_application)->items.size(), 1U);
        QCOMPARE(batch_of(*model, Symbol::study_control)->items.size(), 1U);
        QVERIFY(batch_of(*model, Symbol::tree)->items[0].context);
    }

    void a_hidden_red_line_still_fades_what_is_not_scored() {
        B b;
        b.add("red", Role::study_area, B::rectangle(0, 0, 20, 20), {{"kind", std::string("application")}});
        b.add("trees", Role::tree, B::point(50, 50));
        const SitePtr site = b.take();
        const std::size_t place = place_of(*site, "red");
        auto hidden = std::make_shared<Layer>(*site->layers[place]);
        hidden->visible = false;
        const auto model = PaintModel::build(with_layer(*site, place, hidden));
        QVERIFY(batch_of(*model, Symbol::study_application) == nullptr);
        QVERIFY(batch_of(*model, Symbol::tree)->items[0].context);
    }

    void a_click_finds_what_lies_on_top() {
        const auto model = PaintModel::build(test::estate());
        const auto name_at = [&](double x, double y, double radius) {
            const FeaturePtr feature = model->feature_at({x, y}, radius);
            return feature ? feature->name : std::string("nothing");
        };
        QCOMPARE(name_at(20, 6, 0.5), std::string("Block A"));
        QCOMPARE(name_at(70, 55, 0.5), std::string("Market"));
        QCOMPARE(name_at(100, 55, 0.5), std::string("Play area"));
        QCOMPARE(name_at(54, 20, 0.5), std::string("Block Lane"));
        QCOMPARE(name_at(56.5, 20, 0.1), std::string("Block Lane")); // within the road's width
        QCOMPARE(name_at(-50, 0, 0.5), std::string("Mill brook"));   // an underlay, nothing better there
        // A door in the wall comes before the house it belongs to.
        const FeaturePtr door = model->feature_at({1.5, 2.2}, 0.5);
        QVERIFY(door && door->find("kind") != nullptr && as_text(door->find("kind")->value) == "door");
        QCOMPARE(name_at(5000, 5000, 5), std::string("nothing"));
    }

    void an_area_is_found_from_within_but_the_red_line_only_after_all_else() {
        B b;
        b.add("red", Role::study_area, B::rectangle(0, 0, 100, 100), {}, "red line");
        b.add("zone", Role::zone, B::rectangle(10, 10, 20, 20), {}, "zone");
        const auto model = PaintModel::build(b.take());
        QCOMPARE(model->feature_at({15, 15}, 1)->name, std::string("zone"));
        QCOMPARE(model->feature_at({60, 60}, 1)->name, std::string("red line"));
    }

    void a_box_selects_what_reaches_into_it() {
        B b;
        b.add("house", Role::building, B::rectangle(0, 0, 10, 10), {}, "house");
        b.add("yard", Role::zone, B::rectangle(-50, -50, 200, 200), {}, "yard");
        b.add("wall", Role::barrier, B::line({{20, -100}, {21, 100}}), {}, "wall");
        b.add("far", Role::barrier, B::line({{30, 0}, {60, 30}}), {}, "diagonal");
        b.add("base", Role::underlay, B::rectangle(0, 0, 10, 10), {}, "underlay");
        const auto model = PaintModel::build(b.take());
        std::set<std::string> names;
        for (const FeaturePtr& feature : model->features_in({8, 8, 25, 9}))
            names.insert(feature->name);
        QCOMPARE(names, (std::set<std::string>{"house", "yard", "wall"}));
        // The diagonal's box meets this one, the line does not.
        for (const FeaturePtr& feature : model->features_in({50, 2, 58, 8}))
            QVERIFY(feature->name != "diagonal");
    }
};

PROSPECT_TEST(PaintModelTest);

#include "paint_model_test.moc"
