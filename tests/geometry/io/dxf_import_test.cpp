#include "geometry/io/dxf_import.h"
#include "tests/geometry/io/dxf_support.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <random>
#include <set>

using namespace prospect;
using namespace prospect::io;
using prospect::test::bytes_of;
using prospect::test::dxf_case;
using prospect::test::refusal_of;

namespace {

ImportOptions unit(const std::string& name) {
    ImportOptions options;
    options.unit = name;
    return options;
}

SourceDraft read_case(const std::string& name, const ImportOptions& options = {}) {
    return read_dxf(dxf_case(name), options, {});
}

std::string refusal_text(const std::string& name, const ImportOptions& options = {}) {
    return refusal_of([&] { read_case(name, options); }).what();
}

// Features of a role on a source layer, of all drafts; every layer when it is empty.
std::vector<Feature> features(const SourceDraft& draft, std::optional<Role> role,
                              const std::string& layer = {}) {
    std::vector<Feature> found;
    for (const LayerDraft& part : draft.layers)
        if (part.role == role && (layer.empty() || part.source_layer == layer))
            found.insert(found.end(), part.features.begin(), part.features.end());
    return found;
}

Box box_of(const SourceDraft& draft) {
    Box box;
    for (const LayerDraft& layer : draft.layers)
        for (const Feature& feature : layer.features)
            box.add(feature.geometry.box());
    return box;
}

struct Totals {
    std::size_t read = 0;
    std::size_t imported = 0;
    std::size_t skipped = 0;
    std::size_t repaired = 0;
};

Totals totals(const SourceDraft& draft) {
    Totals sum;
    for (const SourceCount& count : draft.report.sources) {
        sum.read += count.read;
        sum.imported += count.imported;
        sum.skipped += count.skipped;
        sum.repaired += count.repaired;
    }
    return sum;
}

std::size_t reasons(const SourceDraft& draft, const std::string& part) {
    std::size_t count = 0;
    for (const Reason& reason : draft.report.reasons)
        if (reason.reason.find(part) != std::string::npos) count += reason.count;
    return count;
}

bool notes(const SourceDraft& draft, const std::string& part) {
    return std::any_of(draft.report.notes.begin(), draft.report.notes.end(),
                       [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

bool near(double a, double b, double tolerance = 1e-6) {
    return std::abs(a - b) <= tolerance;
}

bool near(Point a, Point b, double tolerance = 1e-6) {
    return distance(a, b) <= tolerance;
}

bool near(const Box& a, const Box& b, double tolerance = 1e-6) {
    return near(Point{a.xmin, a.ymin}, Point{b.xmin, b.ymin}, tolerance) &&
           near(Point{a.xmax, a.ymax}, Point{b.xmax, b.ymax}, tolerance);
}

std::string text_of(const Feature& feature, const std::string& name) {
    for (const auto& [key, value] : feature.extra)
        if (key == name) return as_text(value);
    const Attribute* attribute = feature.find(name);
    return attribute == nullptr ? std::string() : as_text(attribute->value);
}

// What must hold for every drawing: counts add up, every feature is counted once and has a shape and an own
// id.
void check_counts(const SourceDraft& draft) {
    const Totals sum = totals(draft);
    QCOMPARE(sum.read, sum.imported + sum.skipped);
    std::size_t features = 0;
    std::set<Uuid> ids;
    for (const LayerDraft& layer : draft.layers)
        for (const Feature& feature : layer.features) {
            ++features;
            ids.insert(feature.id);
            QVERIFY(!feature.geometry.empty());
            QVERIFY(!feature.source.id.empty());
        }
    QCOMPARE(features, sum.imported);
    QCOMPARE(ids.size(), features);
}

} // namespace

class DxfImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void counts_add_up_in_every_case_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("read");
        QTest::addColumn<int>("imported");
        const auto row = [](const char* name, int read, int imported) {
            QTest::newRow(name) << name << read << imported;
        };
        row("unit-metres", 4, 4);
        row("paper-space", 6, 4);
        row("frozen-layer", 6, 5);
        row("missing-block", 8, 6);
        row("external-reference", 5, 4);
        row("dropped-entities", 10, 5);
        row("far-away-entity", 22, 21);
        row("not-finite", 6, 4);
        row("nested-insert", 6, 6);
        row("minsert", 10, 10);
        row("model-space-block", 4, 4);
        row("closed-polylines", 6, 6);
        row("block-loop", 3, 1);
        row("huge-arc", 5, 5);
        row("cut-after-entities", 4, 4);
    }

    void counts_add_up_in_every_case() {
        QFETCH(QString, name);
        QFETCH(int, read);
        QFETCH(int, imported);
        const SourceDraft draft = read_case(name.toStdString());
        check_counts(draft);
        QCOMPARE(totals(draft).read, static_cast<std::size_t>(read));
        QCOMPARE(totals(draft).imported, static_cast<std::size_t>(imported));
    }

    void every_unit_gives_the_same_metres_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("unit");
        QTest::newRow("metres") << "unit-metres"
                                << "m";
        QTest::newRow("millimetres") << "unit-millimetres"
                                     << "mm";
        QTest::newRow("inches") << "unit-inches"
                                << "in";
    }

    void every_unit_gives_the_same_metres() {
        QFETCH(QString, name);
        QFETCH(QString, unit);
        const SourceDraft draft = read_case(name.toStdString());
        QCOMPARE(draft.unit, unit.toStdString());
        QCOMPARE(draft.crs, std::string());
        QVERIFY(near(box_of(draft), Box{-5, -5, 25, 10}));
        const auto buildings = features(draft, Role::building);
        QCOMPARE(buildings.size(), std::size_t(1));
        QVERIFY(near(area(buildings[0].geometry), 200, 1e-6));
        QVERIFY(buildings[0].basis == Basis::drawn);
        QVERIFY(notes(draft, "measures 30.0 × 15.0 m"));
    }

    void a_doubtful_unit_is_refused_with_a_proposal_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("advice");
        QTest::newRow("declared wrong") << "unit-declared-wrong"
                                        << "declares millimetres and would then measure 1.18 × 0.59 m"
                                        << "with --unit in it measures 30.0 × 15.0 m";
        QTest::newRow("absent") << "unit-absent"
                                << "does not say its unit"
                                << "with --unit mm it measures 30.0 × 15.0 m";
        QTest::newRow("unitless") << "unit-zero"
                                  << "does not say its unit"
                                  << "with --unit m it measures 30.0 × 15.0 m";
        QTest::newRow("map in inches") << "map-coordinates"
                                       << "declares inches and has the coordinates of a map in metres"
                                       << "with --unit m it measures 500.0 × 300.0 m";
    }

    void a_doubtful_unit_is_refused_with_a_proposal() {
        QFETCH(QString, name);
        QFETCH(QString, what);
        QFETCH(QString, advice);
        const Error error = refusal_of([&] { read_case(name.toStdString()); });
        QVERIFY(error.code() == ErrorCode::refused);
        QVERIFY2(says(error.message(), what.toStdString()), error.what());
        QVERIFY2(says(error.advice(), advice.toStdString()), error.what());
    }

    void the_users_unit_counts() {
        QVERIFY(near(box_of(read_case("unit-absent", unit("mm"))), Box{-5, -5, 25, 10}));
        QVERIFY(near(box_of(read_case("unit-metres", unit("cm"))), Box{-0.05, -0.05, 0.25, 0.1}));
        const Error error = refusal_of([] { read_case("unit-metres", unit("furlong")); });
        QVERIFY(error.code() == ErrorCode::usage);
        QVERIFY(says(error.advice(), "m, cm, mm, ft or in"));
    }

    void names_and_texts_are_utf8_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("2013 in UTF-8, declared ANSI") << "utf8-declared-ansi";
        QTest::newRow("2000 in its code page") << "ansi-1252";
        QTest::newRow("2000 in UTF-8") << "utf8-in-2000";
    }

    void names_and_texts_are_utf8() {
        QFETCH(QString, name);
        const SourceDraft draft = read_case(name.toStdString());
        QCOMPARE(features(draft, Role::tree, "Bäume").size(), std::size_t(1));
        QCOMPARE(features(draft, Role::building, "Gebäude").size(), std::size_t(1));
        QCOMPARE(features(draft, std::nullopt, "Bäume").at(0).name, std::string("Straße"));
    }

    void escapes_of_texts_and_layers_are_resolved() {
        const SourceDraft draft = read_case("text-escape");
        std::set<std::string> names;
        for (const Feature& feature : features(draft, std::nullopt, "0"))
            names.insert(feature.name);
        QCOMPARE(names, (std::set<std::string>{"", "5 € at 20°", "7 €"}));
        QCOMPARE(features(draft, Role::tree, "Bäume").size(), std::size_t(1));
    }

    void closed_and_almost_closed_outlines_become_areas() {
        const SourceDraft draft = read_case("closed-polylines");
        const auto buildings = features(draft, Role::building);
        QCOMPARE(buildings.size(), std::size_t(2));
        for (const Feature& building : buildings)
            QVERIFY(building.geometry.kind == GeometryKind::polygon);
        QVERIFY(near(area(buildings[0].geometry), 200));
        QVERIFY(near(area(buildings[1].geometry), 100, 0.05));
        // A gap of 5 cm is a gap: the line stays, with a reason.
        QCOMPARE(features(draft, std::nullopt, "A-BLDG").size(), std::size_t(1));
        QCOMPARE(reasons(draft, "an open line cannot be of the kind building"), std::size_t(1));
    }

    void thin_closed_walls_are_bodies_and_wide_ones_are_lines() {
        const SourceDraft draft = read_case("walls-and-fills");
        const auto walls = features(draft, Role::barrier, "A-WALL");
        QCOMPARE(walls.size(), std::size_t(2));
        QVERIFY(walls[0].geometry.kind == GeometryKind::polygon);
        QVERIFY(near(area(walls[0].geometry), 3));
        QVERIFY(walls[1].geometry.kind == GeometryKind::line);
        QVERIFY(near(length(walls[1].geometry), 40));
        QCOMPARE(text_of(walls[0], "kind"), std::string("wall"));
    }

    void fills_count_only_where_nothing_else_shows_the_wall() {
        const SourceDraft draft = read_case("walls-and-fills");
        QCOMPARE(features(draft, std::nullopt, "A-WALL").size(), std::size_t(1));
        QCOMPARE(reasons(draft, "fills of a layer that has outlines too"), std::size_t(1));
        const auto solid = features(draft, Role::barrier, "A-WALL-SOLID");
        QCOMPARE(solid.size(), std::size_t(1));
        QVERIFY(near(area(solid[0].geometry), 1.2));
    }

    void an_outlined_window_is_the_line_along_its_middle() {
        const auto windows = features(read_case("walls-and-fills"), Role::opening);
        QCOMPARE(windows.size(), std::size_t(1));
        QVERIFY(windows[0].geometry.kind == GeometryKind::line);
        QVERIFY(near(length(windows[0].geometry), 2));
        QVERIFY(near(windows[0].geometry.box(), Box{2, 0, 4, 0}));
        QCOMPARE(text_of(windows[0], "kind"), std::string("window"));
    }

    void sheets_are_left_out_and_counted() {
        const SourceDraft draft = read_case("paper-space");
        QCOMPARE(reasons(draft, "on a sheet (paper space)"), std::size_t(2));
        QVERIFY(near(box_of(draft), Box{-5, -5, 25, 10}));
    }

    void frozen_and_off_layers_come_in_hidden() {
        const SourceDraft draft = read_case("frozen-layer");
        for (const LayerDraft& layer : draft.layers)
            QCOMPARE(layer.visible, layer.source_layer != "A-WALL" && layer.source_layer != "C-FENC");
        QVERIFY(notes(draft, "came in hidden: A-WALL, C-FENC"));
        QCOMPARE(reasons(draft, "invisible in the drawing"), std::size_t(1));
    }

    void a_missing_block_is_named_but_a_known_symbol_is_placed() {
        const SourceDraft draft = read_case("missing-block");
        QCOMPARE(reasons(draft, "block \"DESK\" is inserted and not defined"), std::size_t(2));
        const auto trees = features(draft, Role::tree, "L-PLNT"); // ARBOL is a tree, defined or not
        QCOMPARE(trees.size(), std::size_t(2));
        QVERIFY(trees[0].geometry == Geometry::make_point({28, 3}));
    }

    void an_unbound_reference_is_named() {
        QCOMPARE(reasons(read_case("external-reference"), "external reference \"site plan\""),
                 std::size_t(1));
    }

    void symbols_become_points_with_their_attributes() {
        const SourceDraft draft = read_case("insert-attributes");
        const auto lamps = features(draft, Role::luminaire);
        QCOMPARE(lamps.size(), std::size_t(1));
        QVERIFY(lamps[0].geometry == Geometry::make_point({30, 5}));
        QCOMPARE(text_of(lamps[0], "LUMENS"), std::string("4200"));
        QCOMPARE(text_of(lamps[0], "block"), std::string("LAMP-POST"));
        QCOMPARE(text_of(lamps[0], "block_rotation_deg"), std::string("45"));
        // A tag called as an attribute of the role is that attribute.
        QVERIFY(lamps[0].find("watts") != nullptr);
        QCOMPARE(as_number(lamps[0].find("watts")->value).value_or(0), 36.0);
        const auto trees = features(draft, Role::tree);
        QCOMPARE(trees.size(), std::size_t(2));
        // A circle of diameter 1, scaled by 8 and by 6, is the crown.
        QVERIFY(near(as_number(trees[0].find("crown_m")->value).value_or(0), 8, 0.05));
        QVERIFY(near(as_number(trees[1].find("crown_m")->value).value_or(0), 6, 0.05));
        QCOMPARE(text_of(trees[1], "SPECIES"), std::string("Tilia cordata"));
    }

    void blocks_on_a_layer_of_lamps_are_lamps() {
        QCOMPARE(features(read_case("lamps-by-layer"), Role::luminaire).size(), std::size_t(2));
    }

    void the_users_role_goes_before_names() {
        ImportOptions options;
        options.roles["E-LITE"] = Role::camera;
        options.roles["C-FENC"] = Role::path;
        const SourceDraft draft = read_case("lamps-by-layer", options);
        QCOMPARE(features(draft, Role::camera).size(), std::size_t(2));
        QCOMPARE(features(draft, Role::luminaire).size(), std::size_t(0));
        QCOMPARE(features(draft, Role::path).size(), std::size_t(1));
    }

    void a_tag_of_attributes_only_is_kept_as_text() {
        const auto tags = features(read_case("tag-block"), std::nullopt, "A-ROOM");
        QCOMPARE(tags.size(), std::size_t(1));
        QCOMPARE(tags[0].name, std::string("Kitchen, 12"));
        QCOMPARE(text_of(tags[0], "ROOM"), std::string("Kitchen"));
    }

    // The block lies at (100, 50), scaled by 2, turned by 90°: (x, y) is at (100 − 2y, 50 + 2x).
    void nested_blocks_keep_their_layers_and_places() {
        const SourceDraft draft = read_case("nested-insert");
        const auto buildings = features(draft, Role::building, "plan$0$A-BLDG");
        QCOMPARE(buildings.size(), std::size_t(2));
        QVERIFY(near(buildings[0].geometry.box(), Box{90, 50, 100, 70}));
        QVERIFY(near(buildings[1].geometry.box(), Box{90, 90, 100, 110}));
        QVERIFY(signed_area(buildings[0].geometry.ring(0)) > 0);
        const auto fences = features(draft, Role::barrier, "C-FENC"); // layer 0 of the block
        QCOMPARE(fences.size(), std::size_t(1));
        QVERIFY(near(fences[0].geometry.box(), Box{80, 50, 80, 58}));
        const auto lamps = features(draft, Role::luminaire);
        QCOMPARE(lamps.size(), std::size_t(1));
        QVERIFY(near(lamps[0].geometry.points[0], Point{84, 60}));
        QVERIFY(near(features(draft, Role::barrier, "A-WALL").at(0).geometry.box(), Box{58, 54, 60, 54}));
        QVERIFY(near(features(draft, std::nullopt, "X-OTHER").at(0).geometry.box(), Box{60, 54, 60, 56}));
    }

    void arrays_of_blocks_are_all_there() {
        const auto trees = features(read_case("minsert"), Role::tree);
        QCOMPARE(trees.size(), std::size_t(6));
        std::set<std::pair<double, double>> places;
        for (const Feature& tree : trees)
            places.insert({tree.geometry.points[0].x, tree.geometry.points[0].y});
        QCOMPARE(places,
                 (std::set<std::pair<double, double>>{{30, 0}, {40, 0}, {50, 0}, {30, 5}, {40, 5}, {50, 5}}));
    }

    void mirrored_blocks_are_mirrored() {
        const auto fences = features(read_case("mirrored-insert"), Role::barrier, "C-FENC");
        QCOMPARE(fences.size(), std::size_t(3));
        // (0 0, 2 0, 2 1) mirrored at x = 40 by scale −1, and at 50 by an extrusion pointing down.
        QVERIFY(near(fences[1].geometry.points.back(), Point{38, 1}));
        QVERIFY(near(fences[2].geometry.points.front(), Point{50, 0}));
        QVERIFY(near(fences[2].geometry.points.back(), Point{48, 1}));
    }

    void blocks_within_themselves_and_bombs_are_told() {
        QCOMPARE(reasons(read_case("block-loop"), "inserted within itself"), std::size_t(1));
        QVERIFY(says(refusal_text("block-bomb"), "blocks within blocks"));
    }

    // North of the drawing is its x axis: x of the drawing is north, y is west. (1000, 2000) mm is (530000,
    // 180000).
    void geodata_places_and_turns_the_drawing() {
        const SourceDraft draft = read_case("geodata-rotated-north");
        QCOMPARE(draft.crs, std::string("EPSG:27700"));
        QCOMPARE(draft.unit, std::string("mm"));
        const auto buildings = features(draft, Role::building);
        // Corners (0, 0) and (20, 10) m: 1 m south and 2 m east, and 19 m north and 8 m west, of the
        // reference.
        QVERIFY(near(buildings.at(0).geometry.box(), Box{529992, 179999, 530002, 180019}));
        QVERIFY(notes(draft, "turned by 90.00°"));
    }

    void geodata_in_degrees_goes_to_the_national_grid() {
        const SourceDraft draft = read_case("geodata-geographic");
        QCOMPARE(draft.crs, std::string("EPSG:27700"));
        // Westminster: grid convergence 1.47°, so true north is turned by that.
        const auto walls = features(draft, Role::barrier, "A-WALL");
        const auto& line = walls.at(0).geometry.points;
        QVERIFY(near(line[0], Point{530207.57, 179366.79} + Point{5, 0}, 10));
        const Point up = line[1] - line[0];
        QVERIFY(near(length(up), 10, 1e-6));
        QVERIFY(near(std::atan2(-up.x, up.y) * 180 / 3.14159265358979, 1.47, 0.02));
    }

    void geodata_without_a_code_asks_for_the_system() {
        QVERIFY(says(refusal_text("geodata-without-code"),
                     "\"OSGB1936.NationalGrid\" without an EPSG code — name it with --crs"));
        ImportOptions options;
        options.crs = "EPSG:27700";
        QVERIFY(
            near(box_of(read_case("geodata-without-code", options)), Box{529995, 179995, 530025, 180010}));
        options.crs = "local";
        const SourceDraft local = read_case("geodata-without-code", options);
        QCOMPARE(local.crs, std::string("local"));
        QVERIFY(near(box_of(local), Box{-5, -5, 25, 10}));
    }

    void what_lies_far_away_is_told_or_left_out() {
        const SourceDraft draft = read_case("far-away-entity");
        QCOMPARE(reasons(draft, "further than 5 km from the rest"), std::size_t(1));
        QCOMPARE(reasons(draft, "far away from the rest"), std::size_t(1));
        QVERIFY(notes(draft, "measures 30.0 × 15.0 m"));
        QVERIFY(near(box_of(draft), Box{-5, -5, 901, 900}));
    }

    void coordinates_that_are_no_place_are_left_out() {
        const SourceDraft draft = read_case("not-finite");
        QCOMPARE(reasons(draft, "no place on Earth"), std::size_t(2));
        QVERIFY(near(box_of(draft), Box{-5, -5, 25, 10}));
    }

    void what_gdal_drops_is_counted_by_type() {
        const SourceDraft draft = read_case("dropped-entities");
        for (const char* type : {"XLINE", "RAY", "WIPEOUT", "SPLINE (fit points only)", "ACAD_PROXY_ENTITY"})
            QCOMPARE(reasons(draft, std::string("skipped: ") + type + " cannot be drawn"), std::size_t(1));
    }

    void old_files_without_handles_are_counted_too() {
        const SourceDraft draft = read_case("r12-without-handles", unit("m"));
        check_counts(draft);
        QCOMPARE(reasons(draft, "SHAPE cannot be drawn"), std::size_t(1));
        QCOMPARE(features(draft, Role::barrier).size(), std::size_t(2));
        QVERIFY(near(area(features(draft, Role::building).at(0).geometry), 25));
    }

    void status_letters_of_layers_set_phases() {
        const SourceDraft draft = read_case("phases");
        const Feature demolished = features(draft, Role::barrier, "A-WALL-D").at(0);
        QVERIFY(demolished.phase_to == Phase::existing && !demolished.phase_from);
        QCOMPARE(text_of(demolished, "status"), std::string("D"));
        QVERIFY(features(draft, Role::barrier, "A-WALL-N").at(0).phase_from == Phase::opening);
        QVERIFY(!features(draft, Role::barrier, "A-WALL-E").at(0).phase_from);
        QCOMPARE(text_of(features(draft, Role::barrier, "A-WALL").at(0), "status"), std::string());
    }

    void thickness_width_and_elevation_stay_as_hints() {
        const auto walls = features(read_case("hints"), Role::barrier, "A-WALL");
        QCOMPARE(text_of(walls.at(2), "thickness_m"), std::string("2.4"));
        QCOMPARE(text_of(walls.at(2), "width_m"), std::string("0.3"));
        QCOMPARE(text_of(walls.at(2), "elevation_m"), std::string("1.5"));
        QVERIFY(walls.at(2).geometry.z.empty());
    }

    void circles_on_a_layer_of_trees_are_crowns() {
        const SourceDraft draft = read_case("trees-as-circles");
        const auto trees = features(draft, Role::tree);
        QCOMPARE(trees.size(), std::size_t(2));
        QVERIFY(near(trees[0].geometry.points[0], Point{30, 5}, 1e-6));
        QVERIFY(near(as_number(trees[0].find("crown_m")->value).value_or(0), 6, 0.02));
        QCOMPARE(features(draft, std::nullopt, "L-PLNT-TREE").size(), std::size_t(1));
    }

    void an_arc_of_any_radius_stays_small() {
        for (const Feature& feature : features(read_case("huge-arc"), Role::barrier, "C-FENC"))
            QVERIFY(feature.geometry.points.size() < 100);
    }

    void an_empty_plan_is_refused() {
        QVERIFY(says(refusal_text("nothing-drawn"), "nothing is drawn in the plan"));
    }

    void the_same_file_gives_the_same_draft() {
        const SourceDraft once = read_case("nested-insert");
        const SourceDraft again = read_case("nested-insert");
        QCOMPARE(once.layers.size(), again.layers.size());
        for (std::size_t i = 0; i < once.layers.size(); ++i)
            QVERIFY(once.layers[i].features == again.layers[i].features);
    }

    void damaged_drawings_are_read_or_refused() {
        const std::string seed = bytes_of(dxf_case("nested-insert"));
        const auto file = std::filesystem::path(PROSPECT_BINARY_DIR) / "dxf_damaged_test.dxf";
        std::mt19937 random(7);
        std::size_t read = 0;
        for (int round = 0; round < 300; ++round) {
            std::string text = seed;
            const std::size_t place = random() % text.size();
            if (round % 2 == 0)
                text[place] = static_cast<char>('0' + random() % 10);
            else
                text.erase(place, 1 + random() % 30);
            std::ofstream(file, std::ios::binary) << text;
            try {
                const SourceDraft draft = read_dxf(file, unit("m"), {});
                const Totals sum = totals(draft);
                QCOMPARE(sum.read, sum.imported + sum.skipped);
                ++read;
            } catch (const Error& error) {
                QVERIFY2(error.code() == ErrorCode::refused, error.what());
            }
        }
        std::filesystem::remove(file);
        QVERIFY(read > 50);
    }

    void barcelona_pavilion_is_52_by_23_metres_on_8_layers() {
        PROSPECT_REAL_DXF(file, "barcelona-pavilion-bricscad-m.dxf");
        const SourceDraft draft = read_dxf(file, {}, {});
        check_counts(draft);
        QCOMPARE(totals(draft).imported, std::size_t(1211));
        QCOMPARE(totals(draft).skipped, std::size_t(0));
        std::set<std::string> layers;
        for (const LayerDraft& layer : draft.layers)
            layers.insert(layer.source_layer);
        QCOMPARE(layers.size(), std::size_t(8));
        const Box box = box_of(draft);
        QVERIFY(near(box.width(), 52.00, 0.005));
        QVERIFY(near(box.height(), 22.75, 0.005));
        QCOMPARE(features(draft, Role::barrier).size(), std::size_t(60));
    }

    void barcelona_by_freecad_needs_millimetres() {
        PROSPECT_REAL_DXF(file, "barcelona-plan-freecad-r12-mm.dxf");
        const Error error = refusal_of([&] { read_dxf(file, {}, {}); });
        QVERIFY2(says(error.what(), "--unit mm it measures 99.0 × 23.0 m"), error.what());
        const SourceDraft draft = read_dxf(file, unit("mm"), {});
        check_counts(draft);
        QCOMPARE(totals(draft).imported, std::size_t(22));
    }

    void house_is_refused_in_millimetres_and_right_in_inches() {
        PROSPECT_REAL_DXF(file, "house-autocad-xref-layers.dxf");
        const Error error = refusal_of([&] { read_dxf(file, {}, {}); });
        QVERIFY(error.code() == ErrorCode::refused);
        QVERIFY2(says(error.message(), "0.96 × 0.91 m"), error.what());
        QVERIFY2(says(error.advice(), "--unit in it measures 24.4 × 23.1 m"), error.what());
        const SourceDraft draft = read_dxf(file, unit("in"), {});
        check_counts(draft);
        QCOMPARE(totals(draft).read, std::size_t(1575));
        QCOMPARE(totals(draft).repaired, std::size_t(8));
        std::set<std::string> layers;
        for (const LayerDraft& layer : draft.layers)
            layers.insert(layer.source_layer);
        QCOMPARE(layers.size(), std::size_t(18));
        QVERIFY(!features(draft, Role::barrier, "xref-Bishop-Overland-08$0$A-WALL").empty());
    }

    void houses_of_parliament_stand_by_the_thames() {
        PROSPECT_REAL_DXF(file, "houses-of-parliament-geodata.dxf");
        const SourceDraft draft = read_dxf(file, {}, {});
        QCOMPARE(draft.crs, std::string("EPSG:27700"));
        const auto outlines = features(draft, std::nullopt);
        QCOMPARE(outlines.size(), std::size_t(1));
        QVERIFY(notes(draft, "measures 235.2 × 283.8 m")); // 9261 × 11173 inches
        const Box box = box_of(draft);
        // The palace stretches along the river, within a few degrees of grid north; the clock tower (about
        // 530264, 179637) is at its northern end.
        QVERIFY(box.contains({530264, 179637}));
        QVERIFY(box.width() > 150 && box.width() < 175 && box.height() > 285 && box.height() < 310);
    }

    void model_space_is_apart_from_sheets() {
        PROSPECT_REAL_DXF(file, "model-and-paper-space.dxf");
        QVERIFY(says(refusal_of([&] { read_dxf(file, {}, {}); }).what(), "--unit"));
        const Totals sum = totals(read_dxf(file, unit("m"), {}));
        QCOMPARE(sum.read, std::size_t(7));
        QCOMPARE(sum.imported, std::size_t(6));
    }

    void supported_entities_are_all_there() {
        PROSPECT_REAL_DXF(file, "supported-entities-qcad.dxf");
        const SourceDraft draft = read_dxf(file, unit("m"), {});
        check_counts(draft);
        QCOMPARE(totals(draft).imported, std::size_t(54));
    }

    void every_entity_of_r12_is_read_or_named() {
        PROSPECT_REAL_DXF(file, "autocad-r12-all-entities.dxf");
        QVERIFY(says(refusal_of([&] { read_dxf(file, {}, {}); }).what(), "does not say its unit"));
        const SourceDraft draft = read_dxf(file, unit("mm"), {});
        check_counts(draft);
        QVERIFY(totals(draft).imported >= 435); // as GDAL merges blocks; their parts are told apart here
        QCOMPARE(totals(draft).skipped, std::size_t(1));
        QCOMPARE(reasons(draft, "SHAPE cannot be drawn"), std::size_t(1));
    }
};

PROSPECT_TEST(DxfImportTest);

#include "dxf_import_test.moc"
