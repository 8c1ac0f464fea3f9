#include "tests/geometry/io/dxf_drafts.h"
#include "tests/support/registry.h"

#include <fstream>
#include <random>

using namespace prospect;
using namespace prospect::io;
using namespace prospect::test;
using namespace prospect::test::dxf;

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
};

PROSPECT_TEST(DxfImportTest);

#include "dxf_import_test.moc"
