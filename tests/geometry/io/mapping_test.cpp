#include "geometry/base/error.h"
#include "geometry/io/mapping.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::io;

class MappingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_are_split_into_words();
    void names_of_real_drawings_get_their_role_data();
    void names_of_real_drawings_get_their_role();
    void a_file_of_the_practice_comes_first();
    void a_broken_file_is_refused_by_name();
};

namespace {

// "barrier:wall", "tree", or "" without a match.
QString role_text(const std::optional<LayerMatch>& match) {
    if (!match) return {};
    std::string text(name_of(match->role));
    for (const Attribute& attribute : match->attributes)
        text += ":" + as_text(attribute.value);
    return QString::fromStdString(text);
}

} // namespace

void MappingTest::names_are_split_into_words() {
    QCOMPARE(words_of("A-WALL_new2Fence"), (std::vector<std::string>{"a", "wall", "new", "fence"}));
    QCOMPARE(words_of("ParkBench"), (std::vector<std::string>{"park", "bench"}));
    QCOMPARE(words_of("TÜR außen"), (std::vector<std::string>{"tür", "außen"}));
    QCOMPARE(words_of("17"), std::vector<std::string>{});
    QCOMPARE(without_xref_prefix("xref-house$0$A-WALL"), std::string_view("A-WALL"));
    QCOMPARE(without_xref_prefix("plan|Doors"), std::string_view("Doors"));
}

void MappingTest::names_of_real_drawings_get_their_role_data() {
    QTest::addColumn<QString>("layer");
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("role");
    QTest::newRow("AIA wall") << "A-WALL"
                              << ""
                              << "barrier:wall";
    QTest::newRow("xref") << "xref-Bishop-Overland-08$0$A-WALL"
                          << ""
                          << "barrier:wall";
    QTest::newRow("brand of fence") << "Heras (perimeter)"
                                    << ""
                                    << "barrier:fence";
    QTest::newRow("deepest level") << "Natural ... Trees"
                                   << ""
                                   << "tree";
    QTest::newRow("deepest level wins over shallower") << "Wall - Lamps"
                                                       << ""
                                                       << "luminaire";
    QTest::newRow("festoon") << "Lighting - Festoon"
                             << ""
                             << "luminaire";
    QTest::newRow("glass") << "Crystal"
                           << ""
                           << "opening:window";
    QTest::newRow("Structures is no door") << "Structures"
                                           << ""
                                           << "building";
    QTest::newRow("Natural is no door") << "Natural"
                                        << ""
                                        << "";
    QTest::newRow("Generator is no gate") << "Generator"
                                          << ""
                                          << "";
    QTest::newRow("texture is no door") << "texture"
                                        << ""
                                        << "";
    QTest::newRow("German door") << "Innentür"
                                 << ""
                                 << "";
    QTest::newRow("German door as a word") << "EG_Türen"
                                           << ""
                                           << "opening:door";
    QTest::newRow("upper-case umlaut") << "ZÄUNE"
                                       << ""
                                       << "barrier:fence";
    QTest::newRow("ignore wins anywhere") << "A-WALL-DIMS"
                                          << ""
                                          << "";
    QTest::newRow("text layer") << "Trees ... Label"
                                << ""
                                << "";
    QTest::newRow("block before layer") << "0"
                                        << "TREE-DEC-8m"
                                        << "tree";
    QTest::newRow("block before another layer") << "A-WALL"
                                                << "Lamp_5m"
                                                << "luminaire";
    QTest::newRow("ignored block") << "A-WALL"
                                   << "Title"
                                   << "";
    QTest::newRow("a park is no parking place") << "park_benches"
                                                << ""
                                                << "activity:seat";
    QTest::newRow("parking") << "parking_lots"
                             << ""
                             << "activity:parking";
    QTest::newRow("street lights") << "INFRA_StreetLights"
                                   << ""
                                   << "luminaire";
    QTest::newRow("nothing") << "0"
                             << ""
                             << "";
}

void MappingTest::names_of_real_drawings_get_their_role() {
    QFETCH(QString, layer);
    QFETCH(QString, block);
    QFETCH(QString, role);
    static const LayerMapping mapping = LayerMapping::load();
    QCOMPARE(role_text(mapping.match(layer.toStdString(), block.toStdString())), role);
}

void MappingTest::a_file_of_the_practice_comes_first() {
    const LayerMapping own =
        LayerMapping::load(PROSPECT_SOURCE_DIR "/tests/cases/import/mapping/practice.json");
    QCOMPARE(role_text(own.match("Q47 Walls")), QString("underlay"));
    QCOMPARE(role_text(own.match("Kelder")), QString("building:cellar"));
    QCOMPARE(role_text(own.match("Fence")), QString("barrier:fence"));
    QCOMPARE(role_text(own.match("Fence Proposal")), QString());
}

void MappingTest::a_broken_file_is_refused_by_name() {
    for (const char* name : {"broken.json", "unknown-role.json", "missing.json"}) {
        try {
            LayerMapping::load(std::string(PROSPECT_SOURCE_DIR "/tests/cases/import/mapping/") + name);
            QFAIL("must be refused");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::usage);
            QVERIFY(std::string(error.what()).find(name) != std::string::npos);
        }
    }
}

PROSPECT_TEST(MappingTest);
#include "mapping_test.moc"
