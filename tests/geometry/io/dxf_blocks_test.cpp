// Layers that are not shown, blocks and what they become.
#include "tests/geometry/io/dxf_drafts.h"
#include "tests/support/registry.h"

using namespace prospect;
using namespace prospect::io;
using namespace prospect::test;
using namespace prospect::test::dxf;

class DxfBlocksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
};

PROSPECT_TEST(DxfBlocksTest);
#include "dxf_blocks_test.moc"
