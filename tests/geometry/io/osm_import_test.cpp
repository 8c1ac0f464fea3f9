#include "geometry/base/error.h"
#include "tests/geometry/io/import_support.h"
#include "tests/support/registry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cpl_vsi.h>

using namespace prospect;
using namespace prospect::test;

class OsmImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ids_out_of_order_and_no_bounds_lose_nothing();
    void a_self_crossing_building_is_repaired_and_listed();
    void tags_become_roles_and_attributes();
    void values_nobody_understands_stay_as_tags();
    void directions_are_turned_to_grid_north();
    void a_file_cut_off_is_refused();
    void importing_twice_gives_the_same_ids();
    void a_packed_file_is_the_same();
    void rules_of_the_practice_come_first();
    void berlin_has_the_counts_of_its_survey();
    void nuremberg_reads_all_in_spite_of_its_order();
    void seattle_cameras_see_all_round_and_say_so();
    void bristol_has_houses_and_no_lamp();
    void frederiksted_pbf_is_read_whole();
};

void OsmImportTest::ids_out_of_order_and_no_bounds_lose_nothing() {
    const Imported got = import_files({own_case("osm/unsorted-no-bounds.osm")});
    QCOMPARE(got.site->frame.crs, std::string("EPSG:25833"));
    QCOMPARE(kind_count(*got.site, "building:-"), std::size_t{1});
    QCOMPARE(kind_count(*got.site, "barrier:wall"), std::size_t{1});
    QCOMPARE(kind_count(*got.site, "luminaire:-"), std::size_t{1});
    QCOMPARE(miscount(got), QString());
    // 0.0003° of longitude and 0.0002° of latitude at 52.48° north: 20.4 m by 22.3 m.
    const auto house = feature_with(*got.site, "way/9");
    QVERIFY(house);
    QVERIFY(std::abs(area(house->geometry) - 20.38 * 22.25) < 2);
    const Box box = got.site->box();
    QVERIFY(box.width() < 40 && box.height() < 30);
    QVERIFY(box.xmin >= 0 && box.ymin >= 0 && box.xmax <= 1000 && box.ymax <= 1000);
}

void OsmImportTest::a_self_crossing_building_is_repaired_and_listed() {
    const Imported got = import_files({own_case("osm/self-crossing.osm")});
    QCOMPARE(total(got.report, &io::SourceCount::repaired), std::size_t{1});
    QCOMPARE(reason_count(got.report, "repaired: Self-intersection"), std::size_t{1});
    const auto& reason = got.report.reasons.front();
    QVERIFY(reason.place.has_value());
    // The two rings cross in the middle; places are in the site's system.
    const Point local = got.site->frame.to_local(*reason.place);
    QVERIFY(got.site->box().grown(1).contains(local));
    const auto house = feature_with(*got.site, "way/9");
    QCOMPARE(house->geometry.part_count(), std::size_t{2});
    QVERIFY(std::abs(area(house->geometry) - 20.38 * 22.25 / 2) < 2);
}

void OsmImportTest::tags_become_roles_and_attributes() {
    const Imported got = import_files({own_case("osm/tags.osm")});
    QCOMPARE(miscount(got), QString());
    const auto lamp = feature_with(*got.site, "node/11");
    QCOMPARE(text_of(*lamp, "height_m"), std::string("6"));
    const auto camera = feature_with(*got.site, "node/12");
    QVERIFY(std::abs(*as_number(camera->find("height_m")->value) - 13 * 0.3048) < 1e-9);
    QCOMPARE(text_of(*camera, "tilt_deg"), std::string("20"));
    QCOMPARE(kind_count(*got.site, "camera:-"), std::size_t{1});
    const auto gate = feature_with(*got.site, "node/14");
    QCOMPARE(text_of(*gate, "kind"), std::string("gate"));
    QCOMPARE(text_of(*gate, "control"), std::string("locked"));
    QVERIFY(gate->find("control")->basis == Basis::assumed);
    QCOMPARE(text_of(*gate, "width_m"), std::string("3.5"));
    const auto door = feature_with(*got.site, "node/15");
    QCOMPARE(text_of(*door, "kind"), std::string("door"));
    QCOMPARE(text_of(*door, "main"), std::string("1"));
    QCOMPARE(door->name, std::string("Haus \"A\""));
    const auto house = feature_with(*got.site, "way/21");
    QCOMPARE(text_of(*house, "height_m"), std::string("12.5"));
    QCOMPARE(text_of(*house, "base_m"), std::string("3"));
    QCOMPARE(text_of(*house, "levels"), std::string("4"));
    QCOMPARE(text_of(*house, "use"), std::string("apartments"));
    QCOMPARE(text_of(*feature_with(*got.site, "way/22"), "opacity"), std::string("1"));
    const auto road = feature_with(*got.site, "way/23");
    QCOMPARE(text_of(*road, "kind"), std::string("road"));
    QVERIFY(std::abs(*as_number(road->find("speed_kmh")->value) - 32.18688) < 1e-9);
    const std::pair<std::string, Value> lit{"lit", std::string("yes")};
    QVERIFY(std::find(road->extra.begin(), road->extra.end(), lit) != road->extra.end());
    QCOMPARE(kind_count(*got.site, "opening:gate"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "gates drawn as a line"), std::size_t{1});
    QCOMPARE(kind_count(*got.site, "activity:seat"), std::size_t{1});
    QCOMPARE(kind_count(*got.site, "barrier:bollard"), std::size_t{1});
    QCOMPARE(kind_count(*got.site, "opening:door"), std::size_t{1});
}

void OsmImportTest::values_nobody_understands_stay_as_tags() {
    const Imported got = import_files({own_case("osm/tags.osm")});
    const auto tree = feature_with(*got.site, "node/16");
    QVERIFY(tree->find("height_m") == nullptr);
    QCOMPARE(text_of(*tree, "crown_m"), std::string("5"));
    QCOMPARE(text_of(*tree, "opacity_leaf_off"), std::string("0.9"));
    QCOMPARE(reason_count(got.report, "height \"ca. 8\""), std::size_t{1});
    const std::pair<std::string, Value> kept{"height", std::string("ca. 8")};
    QVERIFY(std::find(tree->extra.begin(), tree->extra.end(), kept) != tree->extra.end());
    const auto ditch = feature_with(*got.site, "way/25");
    QCOMPARE(ditch->extra.size(), std::size_t{2});
}

void OsmImportTest::directions_are_turned_to_grid_north() {
    const Imported got = import_files({own_case("osm/tags.osm")});
    // Meridian convergence of UTM zone 33 (15° E) at 13.43° E, 52.48° N: (13.43 - 15) sin(52.48°) = -1.245°;
    // true north lies 1.245° clockwise of grid north.
    const double lamp = *as_number(feature_with(*got.site, "node/11")->find("azimuth_deg")->value);
    const double camera = *as_number(feature_with(*got.site, "node/12")->find("azimuth_deg")->value);
    QVERIFY(std::abs(lamp - 1.245) < 0.01);
    QVERIFY(std::abs(camera - 91.245) < 0.01);
}

void OsmImportTest::a_file_cut_off_is_refused() {
    const QString said = refusal(own_case("osm/truncated.osm"));
    QVERIFY2(said.startsWith("refused: truncated.osm: this OpenStreetMap file breaks off"), qPrintable(said));
}

void OsmImportTest::importing_twice_gives_the_same_ids() {
    const Imported one = import_files({own_case("osm/tags.osm")});
    const Imported two = import_files({own_case("osm/tags.osm")});
    QCOMPARE(hex(snapshot_hash(*one.site)), hex(snapshot_hash(*two.site)));
    QVERIFY(!feature_with(*one.site, "way/21")->id.is_nil());
}

void OsmImportTest::a_packed_file_is_the_same() {
    const QTemporaryDir folder;
    const QString packed = folder.filePath("tags.osm.gz");
    QFile source(QString::fromStdString(own_case("osm/tags.osm").string()));
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QByteArray bytes = source.readAll();
    VSILFILE* file = VSIFOpenL(("/vsigzip/" + packed).toUtf8().constData(), "wb");
    QVERIFY(file != nullptr);
    QCOMPARE(VSIFWriteL(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file),
             static_cast<std::size_t>(bytes.size()));
    VSIFCloseL(file);
    QCOMPARE(kinds(*import_files({packed.toStdString()}).site),
             kinds(*import_files({own_case("osm/tags.osm")}).site));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"tags.osm.gz"});
}

void OsmImportTest::rules_of_the_practice_come_first() {
    io::ImportOptions options;
    options.mapping_file = own_case("mapping/rules.json");
    const Imported got = import_files({own_case("osm/tags.osm")}, options);
    QCOMPARE(text_of(*feature_with(*got.site, "node/18"), "circuit"), std::string("B7"));
    QCOMPARE(kind_count(*got.site, "path:road"), std::size_t{0});
    QCOMPARE(reason_count(got.report, "roads are shown only"), std::size_t{1});
    QCOMPARE(kind_count(*got.site, "building:-"), std::size_t{1});
    options.mapping_file = own_case("mapping/unknown-role.json");
    QVERIFY(refusal(own_case("csv/police.csv"), options).startsWith("usage:"));
}

void OsmImportTest::berlin_has_the_counts_of_its_survey() {
    REAL_FILE(file, "osm/berlin-neukoelln.osm");
    const Imported got = import_files({file});
    QCOMPARE(read_of(got.report, "points"), std::size_t{829});
    QCOMPARE(read_of(got.report, "lines"), std::size_t{483});
    QCOMPARE(read_of(got.report, "multipolygons"), std::size_t{215});
    QCOMPARE(read_of(got.report, "multilinestrings"), std::size_t{5});
    QCOMPARE(read_of(got.report, "other_relations"), std::size_t{6});
    auto found = kinds(*got.site);
    QCOMPARE(found["building:-"], std::size_t{126});
    QCOMPARE(found["luminaire:-"], std::size_t{52});
    QCOMPARE(found["opening:gate"], std::size_t{26});
    QCOMPARE(found["opening:door"], std::size_t{43});
    QCOMPARE(found["barrier:wall"] + found["barrier:fence"] + found["barrier:hedge"] +
                 found["barrier:retaining_wall"],
             std::size_t{59});
    QCOMPARE(found["tree:-"], std::size_t{145});
    QCOMPARE(found["activity:seat"], std::size_t{22});
    QCOMPARE(found["activity:bus_stop"], std::size_t{2});
    std::size_t lit = 0;
    for (const LayerPtr& layer : got.site->layers)
        for (const FeaturePtr& feature : layer->features)
            if (feature->source.layer == "lines")
                lit += std::any_of(feature->extra.begin(), feature->extra.end(),
                                   [](const auto& e) { return e.first == "lit"; });
    QCOMPARE(lit, std::size_t{156});
    QCOMPARE(total(got.report, &io::SourceCount::repaired), std::size_t{0});
    QCOMPARE(miscount(got), QString());
    QVERIFY(got.site->box().width() < 1500 && got.site->box().height() < 1000);
}

void OsmImportTest::nuremberg_reads_all_in_spite_of_its_order() {
    REAL_FILE(file, "osm/nuernberg-laufamholz-unsorted.osm");
    const Imported got = import_files({file});
    QCOMPARE(read_of(got.report, "points"), std::size_t{143});
    QCOMPARE(read_of(got.report, "lines"), std::size_t{65});
    QCOMPARE(read_of(got.report, "multilinestrings"), std::size_t{14});
    QCOMPARE(read_of(got.report, "multipolygons"), std::size_t{126});
    QCOMPARE(read_of(got.report, "other_relations"), std::size_t{6});
    QCOMPARE(total(got.report, &io::SourceCount::repaired), std::size_t{1});
    QCOMPARE(miscount(got), QString());
}

void OsmImportTest::seattle_cameras_see_all_round_and_say_so() {
    REAL_FILE(file, "osm/seattle-triangle-cctv.osm");
    const Imported got = import_files({file});
    QCOMPARE(kind_count(*got.site, "camera:-"), std::size_t{8});
    QVERIFY(has_note(got.report, "8 of 8 cameras have no direction"));
    QVERIFY(has_note(got.report, "360°"));
    QCOMPARE(got.site->frame.crs, std::string("EPSG:26910"));
    QCOMPARE(miscount(got), QString());
}

void OsmImportTest::bristol_has_houses_and_no_lamp() {
    REAL_FILE(file, "osm/bristol-terraces.osm");
    const Imported got = import_files({file});
    QCOMPARE(kind_count(*got.site, "building:-"), std::size_t{89});
    QCOMPARE(kind_count(*got.site, "luminaire:-"), std::size_t{0});
    QVERIFY(has_note(got.report, "may still be there"));
    QCOMPARE(got.site->frame.crs, std::string("EPSG:27700"));
    QCOMPARE(miscount(got), QString());
}

void OsmImportTest::frederiksted_pbf_is_read_whole() {
    REAL_FILE(file, "osm/frederiksted.osm.pbf");
    const Imported got = import_files({file});
    QCOMPARE(read_of(got.report, "points"), std::size_t{18});
    QCOMPARE(read_of(got.report, "lines"), std::size_t{39});
    QCOMPARE(read_of(got.report, "multilinestrings"), std::size_t{7});
    QCOMPARE(read_of(got.report, "multipolygons"), std::size_t{332});
    QCOMPARE(miscount(got), QString());
}

PROSPECT_TEST(OsmImportTest);
#include "osm_import_test.moc"
