// Texts of a drawing come in as drawn, and nothing else is taken for one.
#include "dxf_support.h"
#include "geometry/io/dxf_import.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::io;
using prospect::test::dxf_case;

namespace {

std::vector<Feature> all_features(const SourceDraft& draft) {
    std::vector<Feature> found;
    for (const LayerDraft& layer : draft.layers)
        found.insert(found.end(), layer.features.begin(), layer.features.end());
    return found;
}

const Feature* named(const std::vector<Feature>& features, const std::string& name) {
    for (const Feature& feature : features)
        if (feature.name == name) return &feature;
    return nullptr;
}

double extra(const Feature& feature, const std::string& name) {
    for (const auto& [key, value] : feature.extra)
        if (key == name) return as_number(value).value_or(-1);
    return 0;
}

} // namespace

class DxfTextsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_hatch_is_not_called_by_its_pattern() {
        const std::filesystem::path file =
            std::filesystem::path(PROSPECT_SOURCE_DIR) / "samples/riverside/riverside.dxf";
        std::size_t fills = 0;
        for (const Feature& feature : all_features(read_dxf(file, {}, {}))) {
            QVERIFY(feature.name != "ANSI31");
            fills += feature.source.layer == "A-AREA-PATT" ? 1 : 0;
        }
        QVERIFY(fills > 0);
    }

    void a_text_keeps_height_direction_and_place() {
        const std::filesystem::path file =
            std::filesystem::path(PROSPECT_SOURCE_DIR) / "samples/riverside/riverside.dxf";
        const auto features = all_features(read_dxf(file, {}, {}));
        const Feature* text = named(features, "Block D");
        QVERIFY(text != nullptr);
        QCOMPARE(text->geometry.kind, GeometryKind::point);
        QCOMPARE(extra(*text, "text_height_m"), 1.2);
        QCOMPARE(extra(*text, "text_angle_deg"), 7.6);
    }

    void the_height_is_in_metres_and_the_anchor_that_of_the_drawing() {
        const auto features = all_features(read_dxf(dxf_case("text-escape"), {}, {}));
        const Feature* line = named(features, "5 € at 20°");
        const Feature* paragraph = named(features, "7 €");
        QVERIFY(line != nullptr && paragraph != nullptr);
        QCOMPARE(extra(*line, "text_height_m"), 0.5);
        QCOMPARE(extra(*line, "text_anchor"), 0.0);      // the left end of its base line
        QCOMPARE(extra(*paragraph, "text_anchor"), 7.0); // its upper left corner
    }

    void values_of_a_tag_have_a_usual_height() {
        const auto features = all_features(read_dxf(dxf_case("tag-block"), {}, {}));
        const Feature* tag = named(features, "Kitchen, 12");
        QVERIFY(tag != nullptr);
        QCOMPARE(extra(*tag, "text_height_m"), 0.25);
    }
};

PROSPECT_TEST(DxfTextsTest);
#include "dxf_texts_test.moc"
