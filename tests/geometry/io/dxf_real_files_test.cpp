// Drawings of the folder PROSPECT_TEST_DATA.
#include "tests/geometry/io/dxf_drafts.h"
#include "tests/support/registry.h"

using namespace prospect;
using namespace prospect::io;
using namespace prospect::test;
using namespace prospect::test::dxf;

class DxfRealFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
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

PROSPECT_TEST(DxfRealFilesTest);
#include "dxf_real_files_test.moc"
