#include "geometry/io/dxf_scan.h"
#include "tests/geometry/io/dxf_support.h"
#include "tests/support/registry.h"

#include <QTest>

#include <random>
#include <sstream>

using namespace prospect;
using namespace prospect::io;
using prospect::test::bytes_of;
using prospect::test::dxf_case;
using prospect::test::refusal_of;

namespace {

DxfScan scan_text(const std::string& text) {
    std::istringstream stream(text);
    return scan_dxf(stream);
}

std::string refusal_text(const std::string& name) {
    const Error error = refusal_of([&] { scan_dxf(dxf_case(name)); });
    return error.code() == ErrorCode::refused ? error.what() : "";
}

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class DxfScanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void header_gives_version_unit_and_code_page() {
        const DxfScan scan = scan_dxf(dxf_case("unit-millimetres"));
        QCOMPARE(scan.version, 1027);
        QCOMPARE(scan.insunits.value_or(-1), 4);
        QCOMPARE(scan.code_page, std::string("ANSI_1252"));
        QVERIFY(scan.complete);
    }

    void entities_are_counted_by_type_in_plan_and_on_sheets() {
        const DxfScan scan = scan_dxf(dxf_case("paper-space"));
        QCOMPARE(scan.counts(false), (std::map<std::string, std::size_t>{{"LINE", 3}, {"LWPOLYLINE", 1}}));
        QCOMPARE(scan.counts(true), (std::map<std::string, std::size_t>{{"LINE", 1}, {"TEXT", 1}}));
    }

    void entities_of_a_model_space_block_count_as_plan() {
        const DxfScan scan = scan_dxf(dxf_case("model-space-block"));
        QCOMPARE(scan.counts(false), (std::map<std::string, std::size_t>{{"LINE", 3}, {"LWPOLYLINE", 1}}));
    }

    void layer_table_tells_frozen_off_and_locked() {
        const DxfScan scan = scan_dxf(dxf_case("frozen-layer"));
        QVERIFY(scan.layer("A-WALL")->frozen && scan.layer("A-WALL")->hidden());
        QVERIFY(scan.layer("C-FENC")->off && scan.layer("C-FENC")->hidden());
        QCOMPARE(scan.layer("C-FENC")->colour, 3);
        QVERIFY(scan.layer("A-DOOR")->locked && !scan.layer("A-DOOR")->hidden());
        QVERIFY(scan.layer("none") == nullptr);
        QVERIFY(scan.entities.back().invisible);
    }

    void names_are_utf8_whatever_the_header_says_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<bool>("differs");
        QTest::newRow("AutoCAD 2013 in UTF-8") << "utf8-declared-ansi"
                                               << "UTF-8" << false;
        QTest::newRow("AutoCAD 2000 in its code page") << "ansi-1252"
                                                       << "CP1252" << false;
        QTest::newRow("UTF-8 in an AutoCAD 2000 file") << "utf8-in-2000"
                                                       << "UTF-8" << true;
    }

    void names_are_utf8_whatever_the_header_says() {
        QFETCH(QString, name);
        QFETCH(QString, encoding);
        QFETCH(bool, differs);
        const DxfScan scan = scan_dxf(dxf_case(name.toStdString()));
        QCOMPARE(scan.encoding, encoding.toStdString());
        QCOMPARE(scan.encoding_differs, differs);
        QVERIFY(scan.layer("Bäume") != nullptr);
    }

    void unicode_escapes_of_layer_names_are_resolved() {
        QVERIFY(scan_dxf(dxf_case("text-escape")).layer("Bäume") != nullptr);
    }

    void inserts_and_missing_blocks_are_counted() {
        const DxfScan scan = scan_dxf(dxf_case("missing-block"));
        QCOMPARE(scan.inserts,
                 (std::map<std::string, std::size_t>{{"ARBOL", 1}, {"DESK", 2}, {"TREE-DEC", 1}}));
        QCOMPARE(scan.missing_blocks, (std::map<std::string, std::size_t>{{"ARBOL", 1}, {"DESK", 2}}));
        QCOMPARE(scan.block("TREE-DEC")->entities, std::size_t(2));
    }

    void geodata_is_read() {
        const DxfScan scan = scan_dxf(dxf_case("geodata-rotated-north"));
        QVERIFY(scan.geodata.has_value());
        QCOMPARE(scan.geodata->epsg, 27700);
        QCOMPARE(scan.geodata->crs_name, std::string("OSGB1936.NationalGrid"));
        QVERIFY((scan.geodata->design_point == Point{1000, 2000}));
        QVERIFY((scan.geodata->reference_point == Point{530000, 180000}));
        QVERIFY((scan.geodata->north == Point{1, 0}));
        QCOMPARE(scan.geodata->unit_scale, 0.001);
        QVERIFY(!scan.geodata->north_first);
    }

    void shapes_that_are_never_drawn_are_told_apart() {
        const DxfScan scan = scan_dxf(dxf_case("dropped-entities"));
        QCOMPARE(scan.counts(false).at("SPLINE (fit points only)"), std::size_t(1));
        QCOMPARE(scan.counts(false).at("XLINE"), std::size_t(1));
    }

    void thickness_and_width_are_kept() {
        const DxfScan scan = scan_dxf(dxf_case("hints"));
        QCOMPARE(scan.entities.back().thickness, 2.4);
        QCOMPARE(scan.entities.back().width, 0.3);
    }

    void door_leaves_are_found() {
        QCOMPARE(scan_dxf(dxf_case("unit-declared-wrong")).quarter_arcs, (std::vector<double>{36, 32, 30}));
    }

    void what_is_no_ascii_dxf_is_refused_in_a_sentence_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("part");
        QTest::newRow("binary") << "binary"
                                << "binary DXF";
        QTest::newRow("empty") << "empty"
                               << "empty";
        QTest::newRow("web page") << "not-a-dxf"
                                  << "no DXF";
        QTest::newRow("truncated") << "truncated"
                                   << "ends in the middle of its section ENTITIES (line 181)";
        QTest::newRow("damaged") << "bad-group-code"
                                 << "line 101 should be a group code";
        QTest::newRow("no entities") << "no-entities"
                                     << "no section ENTITIES";
    }

    void what_is_no_ascii_dxf_is_refused_in_a_sentence() {
        QFETCH(QString, name);
        QFETCH(QString, part);
        const std::string text = refusal_text(name.toStdString());
        QVERIFY2(says(text, part.toStdString()), text.c_str());
        QVERIFY(says(text, " — "));
        QVERIFY(!says(text, "\n"));
    }

    void dwg_is_refused_with_its_version() {
        const auto file = dxf_case("dwg").replace_filename("input.dwg");
        const Error error = refusal_of([&] { scan_dxf(file); });
        QVERIFY(error.code() == ErrorCode::refused);
        QVERIFY2(says(error.what(), "DWG drawing (AutoCAD 2018)"), error.what());
    }

    void folders_and_absent_files_are_refused() {
        QVERIFY(refusal_of([] { scan_dxf(std::filesystem::path(PROSPECT_SOURCE_DIR)); }).code() ==
                ErrorCode::refused);
        QVERIFY(refusal_of([] { scan_dxf(dxf_case("there-is-none")); }).code() == ErrorCode::refused);
    }

    void line_ends_and_a_byte_order_mark_do_not_matter() {
        const std::string text = bytes_of(dxf_case("unit-metres"));
        std::string windows = "\xEF\xBB\xBF";
        for (const char c : text)
            windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
        QCOMPARE(scan_text(windows).counts(false), scan_text(text).counts(false));
        QCOMPARE(scan_text(windows).layers.size(), scan_text(text).layers.size());
    }

    void a_cut_anywhere_is_refused_or_read_but_never_more_than_was_there() {
        const std::string text = bytes_of(dxf_case("nested-insert"));
        const std::size_t whole = scan_text(text).entities.size();
        for (std::size_t size = 0; size < text.size(); ++size) {
            try {
                QVERIFY(scan_text(text.substr(0, size)).entities.size() <= whole);
            } catch (const Error& error) {
                QVERIFY(error.code() == ErrorCode::refused);
            }
        }
    }

    void damaged_bytes_are_read_or_refused() {
        const std::vector<std::string> seeds{bytes_of(dxf_case("nested-insert")),
                                             bytes_of(dxf_case("geodata-rotated-north")),
                                             bytes_of(dxf_case("dropped-entities"))};
        std::mt19937 random(20240501);
        std::size_t read = 0;
        for (int round = 0; round < 3000; ++round) {
            std::string text = seeds[static_cast<std::size_t>(round) % seeds.size()];
            for (int change = 0; change < 1 + round % 5; ++change) {
                const std::size_t place = random() % text.size();
                switch (random() % 3) {
                case 0:
                    text[place] = static_cast<char>(random());
                    break;
                case 1:
                    text.erase(place, 1 + random() % 40);
                    break;
                default:
                    text.insert(place, text.substr(random() % text.size(), random() % 60));
                    break;
                }
            }
            try {
                scan_text(text);
                ++read;
            } catch (const Error& error) {
                QVERIFY(error.code() == ErrorCode::refused);
                QVERIFY(!error.message().empty());
            }
        }
        QVERIFY(read > 0);
    }

    void cancelling_stops_the_scan() {
        std::string text = bytes_of(dxf_case("unit-metres"));
        const std::string line = "  0\nLINE\n  8\nA\n 10\n0\n 20\n0\n 11\n1\n 21\n1\n";
        std::string many;
        for (int i = 0; i < 20000; ++i)
            many += line;
        text.insert(text.find("  0\nLWPOLYLINE"), many);
        std::stop_source stop;
        stop.request_stop();
        std::istringstream stream(text);
        QVERIFY_EXCEPTION_THROWN(scan_dxf(stream, Progress(stop.get_token(), {})), Cancelled);
    }

    void barcelona_pavilion_has_1211_entities_in_metres() {
        PROSPECT_REAL_DXF(file, "barcelona-pavilion-bricscad-m.dxf");
        const DxfScan scan = scan_dxf(file);
        QCOMPARE(scan.counts(false),
                 (std::map<std::string, std::size_t>{{"ARC", 69}, {"CIRCLE", 188}, {"LINE", 954}}));
        QCOMPARE(scan.insunits.value_or(-1), 6);
        QCOMPARE(scan.layer_names.size(), std::size_t(9)); // 8 and layer 0
    }

    void houses_of_parliament_stand_in_the_national_grid() {
        PROSPECT_REAL_DXF(file, "houses-of-parliament-geodata.dxf");
        const DxfScan scan = scan_dxf(file);
        QVERIFY(scan.geodata.has_value());
        QCOMPARE(scan.geodata->epsg, 27700);
        QCOMPARE(scan.geodata->unit_scale, 0.0254);
        QVERIFY(distance(scan.geodata->design_point, Point{23448.14, 4967.10}) < 0.01);
        QVERIFY(distance(scan.geodata->reference_point, Point{530207.57, 179366.79}) < 0.01);
    }

    void house_has_147_blocks_and_63_dimensions() {
        PROSPECT_REAL_DXF(file, "house-autocad-xref-layers.dxf");
        const DxfScan scan = scan_dxf(file);
        QCOMPARE(scan.blocks.size(), std::size_t(147));
        QCOMPARE(scan.counts(false).at("DIMENSION"), std::size_t(63));
        QCOMPARE(scan.counts(false).at("HATCH"), std::size_t(13));
        QCOMPARE(scan.insunits.value_or(-1), 4);
    }

    void binary_and_dwg_of_real_programs_are_refused() {
        PROSPECT_REAL_DXF(binary, "autocad-2004-binary.dxf");
        PROSPECT_REAL_DXF(dwg, "autocad-2000.dwg");
        QVERIFY(says(refusal_of([&] { scan_dxf(binary); }).what(), "binary DXF"));
        QVERIFY(says(refusal_of([&] { scan_dxf(dwg); }).what(), "AutoCAD 2000"));
    }
};

PROSPECT_TEST(DxfScanTest);

#include "dxf_scan_test.moc"
