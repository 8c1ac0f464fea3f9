#include "geometry/base/error.h"
#include "geometry/site/difference.h"
#include "geometry/site/feature_match.h"
#include "geometry/site/options.h"
#include "tests/geometry/site/site_builder.h"
#include "tests/support/registry.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

using namespace prospect;
using namespace prospect::test;

namespace {

Geometry square(double x, double y, double size) {
    return make_square(x, y, size);
}
Geometry at(double x, double y) {
    return Geometry::make_point({x, y});
}

// A feature as read from `file`: its id is made from the file, as an import does.
Feature read(const std::string& file, const std::string& layer, const std::string& id, Geometry geometry) {
    Feature feature = make_feature(file + "/" + layer + "/" + id, std::move(geometry));
    feature.source = {file, layer, id};
    put_on_grid(feature.geometry);
    return feature;
}

std::vector<FeaturePtr> shared(std::vector<Feature> features) {
    std::vector<FeaturePtr> all;
    for (Feature& feature : features)
        all.push_back(std::make_shared<const Feature>(std::move(feature)));
    return all;
}

IncomingLayer layer_of(const std::string& source_layer, Role role, std::vector<Feature> features,
                       const std::string& file = "new.dxf") {
    return {file, source_layer, source_layer, role, true, shared(std::move(features))};
}

// A house, a shed and a fence on two layers of old.dxf, and two trees.
Site old_place() {
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 180000}};
    site.layers.push_back(make_layer("HOUSES", Role::building,
                                     {read("old.dxf", "HOUSES", "1A", square(0, 0, 10)),
                                      read("old.dxf", "HOUSES", "1B", square(30, 0, 5))}));
    site.layers.push_back(make_layer(
        "FENCES", Role::barrier,
        {read("old.dxf", "FENCES", "2A", Geometry::make_line(std::vector<Point>{{0, 20}, {30, 20}}))}));
    site.layers.push_back(
        make_layer("TREES", Role::tree,
                   {read("old.dxf", "TREES", "3A", at(5, 30)), read("old.dxf", "TREES", "3B", at(15, 30))}));
    return site;
}

// The same place as another file shows it; `renamed` ids begin with an N.
std::vector<IncomingLayer> new_drawing(const std::string& prefix = "") {
    return {layer_of("HOUSES", Role::building,
                     {read("new.dxf", "HOUSES", prefix + "1A", square(0, 0, 10)),
                      read("new.dxf", "HOUSES", prefix + "1B", square(30, 0, 5))}),
            layer_of("FENCES", Role::barrier,
                     {read("new.dxf", "FENCES", prefix + "2A",
                           Geometry::make_line(std::vector<Point>{{0, 20}, {30, 20}}))}),
            layer_of("TREES", Role::tree,
                     {read("new.dxf", "TREES", prefix + "3A", at(5, 30)),
                      read("new.dxf", "TREES", prefix + "3B", at(15, 30))})};
}

void replace(IncomingLayer& layer, std::size_t place, const std::function<void(Feature&)>& change) {
    Feature copy = *layer.features[place];
    change(copy);
    layer.features[place] = std::make_shared<const Feature>(std::move(copy));
}

QString counts(const Difference& difference) {
    const DifferenceCounts& c = difference.counts;
    return QString("%1 unchanged, %2 changed, %3 new, %4 removed, %5 drawing only")
        .arg(c.unchanged)
        .arg(c.changed)
        .arg(c.added)
        .arg(c.removed)
        .arg(c.drawing_only);
}

bool has_note(const Difference& difference, const std::string& words) {
    return std::any_of(difference.notes.begin(), difference.notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

SitePtr applied(const Site& site, const Difference& difference) {
    std::vector<Unapplied> unapplied;
    const SitePtr after = apply(site, {"Import", difference.steps}, &unapplied);
    if (!unapplied.empty()) throw Error(ErrorCode::internal, unapplied.front().reason);
    return after;
}

FeaturePtr feature_at(const Site& site, Role role, std::size_t place) {
    return site.features(role).at(place).second;
}

} // namespace

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

    void applying_the_difference_gives_what_the_new_file_shows_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 40; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void applying_the_difference_gives_what_the_new_file_shows();

    void a_hundred_thousand_things_are_compared_in_seconds();
};

namespace {

class RandomDrawing {
public:
    explicit RandomDrawing(int seed) : random_(static_cast<unsigned>(seed)) {}

    double number(double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random_);
    }
    bool chance(double share) { return number(0, 1) < share; }

    Geometry shape(Role role) {
        const Point p{number(0, 100), number(0, 100)};
        if (role == Role::tree) return at(p.x, p.y);
        if (role == Role::building) return square(p.x, p.y, number(2, 12));
        return Geometry::make_line(std::vector<Point>{p, {p.x + number(-9, 9), p.y + number(1, 9)}});
    }

    std::mt19937 random_;
};

// What an analysis sees of a feature, its id aside.
QString seen(const Feature& feature) {
    QString text;
    for (const Point p : feature.geometry.points)
        text += QString("%1 %2,")
                    .arg(std::round(p.x * 50) / 50, 0, 'f', 2)
                    .arg(std::round(p.y * 50) / 50, 0, 'f', 2);
    for (const Attribute& attribute : feature.attributes)
        text += QString::fromStdString(attribute.name + "=" + as_text(attribute.value));
    return text;
}

} // namespace

void DifferenceTest::applying_the_difference_gives_what_the_new_file_shows() {
    QFETCH(int, seed);
    RandomDrawing random(seed);
    const bool keeps_ids = seed % 3 != 0;
    Site before;
    before.frame = old_place().frame;
    std::vector<IncomingLayer> drawing;
    for (const Role role : {Role::building, Role::barrier, Role::tree}) {
        const std::string layer(name_of(role));
        std::vector<Feature> old;
        std::vector<Feature> next;
        const int count = 20;
        for (int i = 0; i < count; ++i) {
            Feature feature = read("old.dxf", layer, std::to_string(i), random.shape(role));
            feature.set("height_m", std::round(random.number(1, 9)), Basis::drawn);
            old.push_back(feature);
            if (random.chance(0.15)) continue;
            Feature newer =
                read("new.dxf", layer, (keeps_ids ? "" : "N") + std::to_string(i), feature.geometry);
            newer.attributes = feature.attributes;
            if (random.chance(0.2)) newer.geometry = random.shape(role);
            if (random.chance(0.2))
                newer.geometry = translated(newer.geometry, {random.number(-1, 1), random.number(-1, 1)});
            if (random.chance(0.2)) newer.set("height_m", std::round(random.number(1, 9)), Basis::drawn);
            put_on_grid(newer.geometry);
            next.push_back(std::move(newer));
        }
        for (int i = 0; i < 4; ++i) {
            Feature fresh = read("new.dxf", layer, "F" + std::to_string(i), random.shape(role));
            fresh.set("height_m", 3.0, Basis::drawn);
            next.push_back(std::move(fresh));
        }
        // What lies outside the drawing would stay: two corners hold its box open.
        for (const double corner : {-20.0, 130.0}) {
            Feature mark = read("old.dxf", layer, "C" + std::to_string(corner), at(corner, corner));
            old.push_back(mark);
            mark.id = Uuid::from_name("new" + layer + std::to_string(corner));
            next.push_back(mark);
        }
        std::shuffle(next.begin(), next.end(), random.random_);
        before.layers.push_back(make_layer(layer, role, old));
        drawing.push_back(layer_of(layer, role, next));
    }
    const Difference made = difference(before, drawing, "A");
    const SitePtr after = applied(before, made);
    for (std::size_t l = 0; l < drawing.size(); ++l) {
        QStringList expected;
        QStringList got;
        for (const FeaturePtr& feature : drawing[l].features)
            expected += seen(*feature);
        for (const auto& [layer, feature] : after->features(drawing[l].role))
            got += seen(*feature);
        expected.sort();
        got.sort();
        QCOMPARE(got, expected);
    }
    const DifferenceCounts& c = made.counts;
    std::size_t old_count = 0;
    std::size_t new_count = 0;
    for (std::size_t l = 0; l < drawing.size(); ++l) {
        old_count += before.layers[l]->features.size();
        new_count += drawing[l].features.size();
    }
    QCOMPARE(c.unchanged + c.changed + c.removed, old_count);
    QCOMPARE(c.unchanged + c.changed + c.added, new_count);
    // The same on every run, and as an option it survives the file.
    const Difference again = difference(before, drawing, "A");
    QCOMPARE(to_json({"A", again.steps}), to_json({"A", made.steps}));
    const SitePtr from_json = apply(before, edit_from_json(to_json({"A", made.steps})));
    QCOMPARE(snapshot_hash(*from_json), snapshot_hash(*after));
}

void DifferenceTest::a_hundred_thousand_things_are_compared_in_seconds() {
    Site before;
    before.frame = old_place().frame;
    std::vector<Feature> old;
    std::vector<Feature> next;
    for (int i = 0; i < 100000; ++i) {
        const double x = i % 400 * 8;
        const double y = i / 400 * 8;
        old.push_back(read("old.dxf", "HOUSES", std::to_string(i), square(x, y, 5)));
        const double moved = i % 20 == 0 ? 0.5 : 0;
        next.push_back(read("new.dxf", "HOUSES", "N" + std::to_string(i), square(x + moved, y, 5)));
    }
    before.layers.push_back(make_layer("HOUSES", Role::building, std::move(old)));
    const std::vector drawing{layer_of("HOUSES", Role::building, std::move(next))};
    QElapsedTimer timer;
    timer.start();
    const Difference made = difference(before, drawing, "A");
    QCOMPARE(counts(made), QString("95000 unchanged, 5000 changed, 0 new, 0 removed, 0 drawing only"));
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
    qInfo("100 000 buildings: %lld ms", static_cast<long long>(timer.elapsed()));
}

class OptionsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_are_one_line_and_unique() {
        const SitePtr site = with_option(old_place(), "Low hedges", {});
        QCOMPARE(checked_option_name(*site, "  Wide path "), std::string("Wide path"));
        QCOMPARE(checked_option_name(*site, "low hedges", "Low hedges"), std::string("low hedges"));
        for (const char* name : {"", "  ", "base", "BASE", "a\nb", "Low hedges", "low Hedges"})
            QVERIFY_EXCEPTION_THROWN(checked_option_name(*site, name), Error);
        try {
            checked_option_name(*site, "LOW HEDGES");
            QFAIL("taken");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::usage);
            QCOMPARE(error.message(), std::string("there is already an option called \"Low hedges\""));
        }
    }

    void the_first_free_letter_is_proposed() {
        SitePtr site = std::make_shared<const Site>(old_place());
        QCOMPARE(free_option_name(*site), std::string("Option A"));
        site = with_option(*site, "option a", {});
        QCOMPARE(free_option_name(*site), std::string("Option B"));
    }

    void options_are_made_copied_renamed_and_removed() {
        const Site place = old_place();
        const SiteEdit edit{"Away", {RemoveFeatures{{place.layers[0]->features[0]->id}}}};
        const SitePtr one = with_option(place, "A", {edit});
        const SitePtr two = with_option_copied(*one, "A", "B");
        QCOMPARE(two->scenarios.size(), std::size_t(2));
        QVERIFY(two->scenarios[0]->id != two->scenarios[1]->id);
        QCOMPARE(with_scenario(*two, "B")->features(Role::building).size(), std::size_t(1));
        const SitePtr renamed = with_option_renamed(*two, "A", "C");
        QCOMPARE(renamed->scenarios[0]->name, std::string("C"));
        QCOMPARE(renamed->scenarios[0]->id, two->scenarios[0]->id);
        const SitePtr edited =
            with_edit(*renamed, "C", {"More", {RemoveFeatures{{place.layers[0]->features[1]->id}}}});
        QCOMPARE(with_scenario(*edited, "C")->features(Role::building).size(), std::size_t(0));
        QCOMPARE(edited->features(Role::building).size(), std::size_t(2));
        const SitePtr fewer = without_option(*edited, "C");
        QCOMPARE(fewer->scenarios.size(), std::size_t(1));
        QVERIFY_EXCEPTION_THROWN(without_option(*fewer, "C"), Error);
        const SitePtr replaced = with_option(*edited, "C", {});
        QVERIFY(replaced->scenarios[0]->edits.empty());
        QCOMPARE(replaced->scenarios[0]->id, edited->scenarios[0]->id);
    }
};

PROSPECT_TEST(DifferenceTest);
PROSPECT_TEST(OptionsTest);
#include "difference_test.moc"
