#include "geometry/base/error.h"
#include "tests/geometry/io/import_support.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::test;
using io::ImportOptions;
using io::LayerDraft;
using io::SourceDraft;

class PlaceImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void coordinates_come_out_where_they_were();
    void a_projected_metre_system_becomes_the_sites();
    void web_mercator_is_not_taken_for_metres();
    void the_users_system_is_the_sites();
    void sources_a_continent_apart_are_refused_by_both_names();
    void a_site_that_is_only_drawn_has_a_place_too();
    void a_source_of_skipped_rows_is_refused_with_the_reason();
    void one_refused_source_leaves_the_others();
    void a_few_strays_do_not_move_the_site();
    void the_same_source_again_needs_force();
    void replacing_keeps_ids_and_what_the_user_drew();
    void layer_names_are_unique();
    void ids_stay_unique_when_a_copy_comes_back();
    void one_name_twice_is_refused();
    void a_way_without_correction_grids_says_so();
    void local_and_earth_do_not_mix();
    void a_grid_in_degrees_is_resampled_to_metres();
    void every_default_is_counted();
};

namespace {

Feature point_feature(const std::string& id, Point place) {
    Feature feature;
    feature.geometry = Geometry::make_point(place);
    feature.source.id = id;
    return feature;
}

SourceDraft draft_of(const std::string& file, const std::string& crs, const std::vector<Point>& points,
                     Role role = Role::tree) {
    SourceDraft draft;
    draft.file = file;
    draft.crs = crs;
    LayerDraft layer;
    layer.source_layer = layer.suggested_name = "trees";
    layer.role = role;
    for (std::size_t i = 0; i < points.size(); ++i) {
        Feature feature = point_feature(std::to_string(i), points[i]);
        feature.source.file = file;
        feature.source.layer = "trees";
        feature.id = Uuid::from_name(file + feature.source.id);
        layer.features.push_back(std::move(feature));
    }
    draft.layers.push_back(std::move(layer));
    return draft;
}

Imported place(std::vector<SourceDraft> drafts, const ImportOptions& options = {}, const Site& base = {}) {
    io::ImportOutcome outcome = io::place_on_site(base, std::move(drafts), options, {});
    if (!outcome.refused.empty()) throw outcome.refused.front();
    Site framed = base;
    framed.frame = outcome.frame;
    return {apply(framed, outcome.edit), outcome.report};
}

QString place_refusal(std::vector<SourceDraft> drafts, const ImportOptions& options = {},
                      const Site& base = {}) {
    try {
        place(std::move(drafts), options, base);
    } catch (const Error& error) {
        return QString(error.code() == ErrorCode::usage ? "usage: " : "refused: ") + error.what();
    }
    return {};
}

} // namespace

void PlaceImportTest::coordinates_come_out_where_they_were() {
    const Point tree{531234.5, 180678.25};
    const Imported got = place({draft_of("a.csv", "EPSG:27700", {tree, {531300, 180700}})});
    QCOMPARE(got.site->frame.origin, (Point{531000, 180000}));
    QCOMPARE(got.site->frame.to_full(feature_with(*got.site, "0")->geometry.points[0]), tree);
}

void PlaceImportTest::a_projected_metre_system_becomes_the_sites() {
    const Imported got = place({draft_of("a.csv", "EPSG:28992", {{84900, 447500}})});
    QCOMPARE(got.site->frame.crs, std::string("EPSG:28992"));
    QVERIFY(got.report.notes.empty() || !has_note(got.report, "which suits the place"));
}

void PlaceImportTest::web_mercator_is_not_taken_for_metres() {
    // 13.43° E, 52.48° N.
    const Imported got =
        place({draft_of("web.csv", "EPSG:3857", {{1495020.8, 6891041.0}, {1495120.8, 6891041.0}})});
    QCOMPARE(got.site->frame.crs, std::string("EPSG:25833"));
    QVERIFY(has_note(got.report, "which suits the place"));
    const double apart = distance(feature_with(*got.site, "0")->geometry.points[0],
                                  feature_with(*got.site, "1")->geometry.points[0]);
    // 100 m of web Mercator are 100 cos(52.48°) = 60.9 m on the ground.
    QVERIFY(std::abs(apart - 60.9) < 0.3);
}

void PlaceImportTest::the_users_system_is_the_sites() {
    ImportOptions options;
    options.crs = "EPSG:32633";
    const Imported got = place({draft_of("a.osm", "EPSG:4326", {{13.43, 52.48}})}, options);
    QCOMPARE(got.site->frame.crs, std::string("EPSG:32633"));
    options.crs = "EPSG:27700"; // London's grid in Berlin
    const Imported far = place({draft_of("a.osm", "EPSG:4326", {{13.43, 52.48}})}, options);
    QVERIFY(has_note(far.report, "wrong by more than 1 %"));
}

void PlaceImportTest::sources_a_continent_apart_are_refused_by_both_names() {
    const QString said = place_refusal({draft_of("berlin.osm", "EPSG:4326", {{13.43, 52.48}}),
                                        draft_of("boston.gpkg", "EPSG:4326", {{-71.1, 42.36}})});
    QVERIFY2(said.startsWith("refused: boston.gpkg") && said.contains("berlin.osm"), qPrintable(said));
}

void PlaceImportTest::a_site_that_is_only_drawn_has_a_place_too() {
    const Imported drawn = place({draft_of("plan.gpkg", "EPSG:28992", {{84900, 447500}}, Role::underlay)});
    const QString said =
        place_refusal({draft_of("far.csv", "EPSG:28992", {{-399774, 414339}})}, {}, *drawn.site);
    QVERIFY2(said.startsWith("refused: far.csv") && said.contains("from the site"), qPrintable(said));
}

void PlaceImportTest::a_source_of_skipped_rows_is_refused_with_the_reason() {
    SourceDraft draft = draft_of("a.csv", "EPSG:28992", {});
    draft.report.add_reason("skipped: the row has no position", "row 2", std::nullopt);
    const QString said = place_refusal({draft});
    QVERIFY2(said.contains("1 × skipped: the row has no position"), qPrintable(said));
}

void PlaceImportTest::one_refused_source_leaves_the_others() {
    std::vector<SourceDraft> drafts{draft_of("berlin.osm", "EPSG:4326", {{13.43, 52.48}}),
                                    draft_of("boston.gpkg", "EPSG:4326", {{-71.1, 42.36}}),
                                    draft_of("more.csv", "EPSG:4326", {{13.44, 52.48}})};
    const io::ImportOutcome outcome = io::place_on_site(Site{}, std::move(drafts), {}, {});
    QCOMPARE(outcome.refused.size(), std::size_t{1});
    QCOMPARE(outcome.refused.front().context().front(), std::string("boston.gpkg"));
    QCOMPARE(outcome.edit.steps.size(), std::size_t{2});
}

void PlaceImportTest::a_few_strays_do_not_move_the_site() {
    std::vector<Point> points(9, Point{84900, 447500});
    points.push_back({0, 0});
    points.push_back({9e8, 9e8});
    const Imported got = place({draft_of("a.csv", "EPSG:28992", points)});
    QCOMPARE(got.site->frame.origin, (Point{84000, 447000}));
    QCOMPARE(total(got.report, &io::SourceCount::skipped), std::size_t{2});
    QCOMPARE(miscount(got), QString());
}

void PlaceImportTest::the_same_source_again_needs_force() {
    const SourceDraft draft = draft_of("a.csv", "EPSG:28992", {{84900, 447500}});
    const Imported first = place({draft});
    const QString said = place_refusal({draft}, {}, *first.site);
    QVERIFY2(said.startsWith("usage: a.csv") && said.contains("--force"), qPrintable(said));
    ImportOptions options;
    options.replace = true;
    const Imported second = place({draft}, options, *first.site);
    QCOMPARE(hex(snapshot_hash(*second.site)), hex(snapshot_hash(*first.site)));
    QCOMPARE(second.site->layers.size(), std::size_t{1});
}

void PlaceImportTest::replacing_keeps_ids_and_what_the_user_drew() {
    const Imported first = place({draft_of("a.csv", "EPSG:28992", {{84900, 447500}, {84910, 447500}})});
    SiteEdit edit;
    auto drawn = std::make_shared<Feature>(point_feature("", {5, 5}));
    drawn->id = Uuid::random();
    edit.steps.emplace_back(AddFeatures{first.site->layers.front()->id, {drawn}});
    const SitePtr changed = apply(*first.site, edit);
    ImportOptions options;
    options.replace = true;
    SourceDraft again = draft_of("a.csv", "EPSG:28992", {{84901, 447500}});
    again.layers.front().features.front().id = Uuid::random();
    const Imported second = place({again}, options, *changed);
    QCOMPARE(feature_with(*second.site, "0")->id, feature_with(*first.site, "0")->id);
    QVERIFY(second.site->layer_of(drawn->id) != nullptr);
    QCOMPARE(second.site->counts().at(Role::tree), std::size_t{2});
    QCOMPARE(second.site->layers.front()->id, first.site->layers.front()->id);
}

void PlaceImportTest::layer_names_are_unique() {
    const Imported got = place({draft_of("a.csv", "EPSG:28992", {{84900, 447500}}),
                                draft_of("b.csv", "EPSG:28992", {{84901, 447500}})});
    QCOMPARE(got.site->layers.size(), std::size_t{2});
    QVERIFY(got.site->layers[0]->name != got.site->layers[1]->name);
    QVERIFY(got.site->layers[0]->id != got.site->layers[1]->id);
}

void PlaceImportTest::ids_stay_unique_when_a_copy_comes_back() {
    const Imported first = place({draft_of("a.csv", "EPSG:28992", {{84900, 447500}})});
    SourceDraft copy = draft_of("copy.gpkg", "EPSG:28992", {{84900, 447500}});
    copy.layers.front().features.front().id = feature_with(*first.site, "0")->id;
    const Imported both = place({copy}, {}, *first.site);
    QCOMPARE(both.site->counts().at(Role::tree), std::size_t{2});
    QVERIFY(both.site->layers[0]->features[0]->id != both.site->layers[1]->features[0]->id);
    QCOMPARE(both.site->layers[0]->features[0]->id, first.site->layers[0]->features[0]->id);
    QCOMPARE(reason_count(both.report, "its id is in the site already"), std::size_t{1});
}

void PlaceImportTest::one_name_twice_is_refused() {
    const SourceDraft draft = draft_of("a.csv", "EPSG:28992", {{84900, 447500}});
    const QString said = place_refusal({draft, draft});
    QVERIFY2(said.startsWith("usage: a.csv: two sources"), qPrintable(said));
}

void PlaceImportTest::a_way_without_correction_grids_says_so() {
    const Imported good = place({draft_of("a.csv", "EPSG:4326", {{13.43, 52.48}})});
    QVERIFY(!has_note(good.report, "can be off by"));
    // The datum of North America is tied to WGS 84 within 4 m, whatever is installed.
    const Imported poor = place({draft_of("a.csv", "EPSG:4326", {{-71.1, 42.36}})});
    QVERIFY(has_note(poor.report, "can be off by up to 5 m"));
}

void PlaceImportTest::local_and_earth_do_not_mix() {
    const Imported local = place({draft_of("plan.dxf", "local", {{5, 5}})});
    QCOMPARE(local.site->frame.crs, std::string("local"));
    QVERIFY(
        place_refusal({draft_of("a.osm", "EPSG:4326", {{13.43, 52.48}})}, {}, *local.site).contains("--crs"));
    ImportOptions options;
    options.crs = "EPSG:27700";
    QCOMPARE(place({draft_of("plan.dxf", "local", {{531000, 180000}})}, options).site->frame.crs,
             std::string("EPSG:27700"));
}

void PlaceImportTest::a_grid_in_degrees_is_resampled_to_metres() {
    SourceDraft draft;
    draft.file = "dem.tif";
    draft.crs = "EPSG:4326";
    LayerDraft layer;
    layer.source_layer = layer.suggested_name = "dem";
    layer.role = Role::terrain;
    // A plane that rises 1 m for each 0.001° to the north.
    Field field("dem", "m", Grid{13.43, 52.49, 0.0005, 0.0005, 20, 20});
    for (std::int64_t r = 0; r < 20; ++r)
        for (std::int64_t c = 0; c < 20; ++c)
            field.values[static_cast<std::size_t>(r * 20 + c)] =
                static_cast<float>((field.grid.center(c, r).y - 52.48) * 1000);
    layer.raster = std::make_shared<Field>(field);
    draft.layers.push_back(std::move(layer));
    draft.report.sources.push_back({"dem.tif", "dem", "terrain", 1, 1});
    const Imported got = place({draft});
    const Field* moved = got.site->raster(Role::terrain);
    QVERIFY(moved != nullptr);
    QVERIFY(has_note(got.report, "resampled"));
    std::vector<Point> probe{{13.435, 52.485}};
    io::ImportOptions none;
    SourceDraft marker = draft_of("marker.csv", "EPSG:4326", probe);
    const Imported both = place({marker}, none, *got.site);
    const auto value = moved->interpolated_at(feature_with(*both.site, "0")->geometry.points[0]);
    QVERIFY(value && std::abs(*value - 5) < 0.02);
}

void PlaceImportTest::every_default_is_counted() {
    SourceDraft draft = draft_of("a.csv", "EPSG:28992", {{84900, 447500}, {84910, 447500}});
    Feature& known = draft.layers.front().features.front();
    known.set("height_m", 7.0, Basis::surveyed);
    known.set("crown_m", 4.0, Basis::surveyed);
    known.set("opacity_leaf_on", 0.9, Basis::surveyed);
    known.set("opacity_leaf_off", 0.5, Basis::surveyed);
    const Imported got = place({draft});
    QCOMPARE(total(got.report, &io::SourceCount::defaulted), std::size_t{1});
}

PROSPECT_TEST(PlaceImportTest);
#include "place_import_test.moc"
