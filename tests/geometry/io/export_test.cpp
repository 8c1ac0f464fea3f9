#include "geometry/base/error.h"
#include "geometry/io/export.h"
#include "geometry/io/project_file.h"
#include "random_site.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cpl_conv.h>
#include <gdal.h>
#include <nlohmann/json.hpp>
#include <ogr_api.h>

#include <array>
#include <cmath>
#include <fstream>
#include <map>

using namespace prospect;
using namespace std::string_literals;
using nlohmann::json;

namespace {

FeaturePtr feature(const std::string& name, Geometry geometry,
                   Sensitivity sensitivity = Sensitivity::ordinary) {
    Feature made;
    made.id = Uuid::from_name("test:" + name);
    made.name = name;
    made.geometry = std::move(geometry);
    made.sensitivity = sensitivity;
    made.source = {"survey-of-Inspector-Brown.csv", "sheet", "4711"};
    made.extra = {{"remark", "told by neighbour Miss Smith"s}};
    return std::make_shared<const Feature>(std::move(made));
}

LayerPtr layer(const std::string& name, Role role, std::vector<FeaturePtr> features) {
    Layer made;
    made.id = Uuid::from_name("layer:" + name);
    made.name = name;
    made.role = role;
    made.features = std::move(features);
    return std::make_shared<const Layer>(std::move(made));
}

// A block, two lamps, a safe room and a burglary nobody else may see, a note by a named officer.
Site small_site() {
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {457000, 339000}};
    site.meta["title"] = "Operation Secret Name";
    site.answers = {{"SO-01", "yes", "as Miss Recorded says", "", "Mister Answer", "2026"}};
    site.log = {{"decision", "by Madam Decided", "Madam Decided", "", "2026"}};
    const std::array square{Point{200, 900}, Point{220, 900}, Point{220, 910}, Point{200, 910}};
    site.layers.push_back(
        layer("Blocks", Role::building,
              {feature("Block A", Geometry::make_polygon(square)),
               feature("Safe room of the bank", Geometry::make_polygon(square), Sensitivity::protect)}));
    site.layers.push_back(layer("Lamps", Role::luminaire,
                                {feature("Lamp 1", Geometry::make_point({200, 900})),
                                 feature("Lamp 2", Geometry::make_point({210, 900}))}));
    site.layers.push_back(
        layer("Crimes", Role::incident,
              {feature("Burglary at Mr Jones", Geometry::make_point({205, 905}), Sensitivity::personal)}));
    auto note = std::make_shared<Feature>(*feature("Hiding place", Geometry::make_point({201, 901})));
    note->set("author", "Sergeant Emily Clarke"s, Basis::drawn);
    note->set("assigned", "Architect John Doe"s, Basis::drawn);
    note->set("role", "designing out crime officer"s, Basis::drawn);
    site.layers.push_back(layer("Notes", Role::annotation, {note}));
    return site;
}

} // namespace

class ExportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothing_personal_or_protected_leaves_for_anybody_but_the_police_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("audience");
        for (const char* name : {"all.gpkg", "all.geojson"})
            for (int audience = 0; audience < 5; ++audience)
                QTest::addRow("%s %s", name, io::name_of(static_cast<io::Audience>(audience)).data())
                    << name << audience;
    }
    void nothing_personal_or_protected_leaves_for_anybody_but_the_police() {
        QFETCH(QString, name);
        QFETCH(int, audience);
        const auto who = static_cast<io::Audience>(audience);
        const io::ExportReport report = io::export_site(small_site(), file(name), {{}, who});
        const bool police = who == io::Audience::police;
        QCOMPARE(report.written, police ? 6U : 4U);
        QCOMPARE(report.withheld, police ? 0U : 2U);
        const std::string bytes = content(name);
        for (const char* secret :
             {"Safe room", "Jones", "Inspector-Brown", "Miss Smith", "Emily Clarke", "John Doe"})
            QCOMPARE(bytes.find(secret) != std::string::npos, police);
        for (const char* never : {"Secret Name", "Miss Recorded", "Mister Answer", "Madam Decided"})
            QVERIFY(bytes.find(never) == std::string::npos);
        QVERIFY(bytes.find("designing out crime officer") != std::string::npos);
    }

    void what_a_former_kind_of_a_thing_had_leaves_for_the_police_alone() {
        Site site;
        site.frame = small_site().frame;
        Feature lamp;
        lamp.id = Uuid::from_name("once a camera");
        lamp.geometry = Geometry::make_point({200, 900});
        lamp.set("height_m", 6.0, Basis::drawn);
        lamp.set("controller", "Harbour Watch Ltd"s, Basis::drawn);
        site.layers.push_back(
            layer("Lamps", Role::luminaire, {std::make_shared<const Feature>(std::move(lamp))}));
        for (const char* name : {"former.geojson", "former.gpkg"}) {
            io::export_site(site, file(name), {{}, io::Audience::public_});
            QVERIFY(content(name).find("Harbour Watch") == std::string::npos);
        }
    }

    void an_exported_geopackage_is_a_foreign_site_with_the_same_shapes() {
        const Site site = small_site();
        io::export_site(site, file("out.gpkg"), {{}, io::Audience::police});
        const io::Opened opened = io::open_project(file("out.gpkg"));
        QVERIFY(opened.foreign && opened.read_only);
        QVERIFY(opened.site->frame == site.frame);
        for (const LayerPtr& expected : site.layers) {
            const Layer* got = opened.site->layer(std::string_view(expected->name));
            QVERIFY2(got, expected->name.c_str());
            QCOMPARE(got->features.size(), expected->features.size());
            for (std::size_t i = 0; i < got->features.size(); ++i)
                QVERIFY(*got->features[i] == *expected->features[i]);
        }
    }

    void geojson_is_in_degrees_with_the_kind_as_property() {
        io::export_site(small_site(), file("out.geojson"), {{"luminaire"}, io::Audience::public_});
        const json collection = json::parse(content("out.geojson"));
        QCOMPARE(collection["features"].size(), 2U);
        const json& lamp = collection["features"][0];
        QCOMPARE(lamp["id"].get<std::string>(), Uuid::from_name("test:Lamp 1").text());
        QCOMPARE(lamp["properties"]["role"], "luminaire");
        QCOMPARE(lamp["properties"]["layer"], "Lamps");
        QCOMPARE(lamp["geometry"]["type"], "Point");
        // To five metres or so: which datum shift PROJ takes depends on the grids that are installed.
        QVERIFY(std::abs(lamp["geometry"]["coordinates"][0].get<double>() - -1.1501) < 1e-4);
        QVERIFY(std::abs(lamp["geometry"]["coordinates"][1].get<double>() - 52.9534) < 1e-4);
        QVERIFY(!collection.contains("crs"));
    }

    void a_csv_of_points_has_full_coordinates_and_of_others_wkt() {
        io::export_site(small_site(), file("lamps.csv"), {{"Lamps"}, io::Audience::public_});
        const io::Table lamps = io::read_csv(file("lamps.csv"));
        QCOMPARE(lamps.rows.size(), 2U);
        QCOMPARE(lamps.columns.back(), "y"s);
        QCOMPARE(as_text(*lamps.rows[0][lamps.columns.size() - 2]), "457200"s);
        QCOMPARE(as_text(*lamps.rows[0].back()), "339900"s);
        io::export_site(small_site(), file("blocks.csv"), {{"building"}, io::Audience::public_});
        const io::Table blocks = io::read_csv(file("blocks.csv"));
        QCOMPARE(blocks.rows.size(), 1U);
        QCOMPARE(as_text(*blocks.rows[0].back()),
                 "POLYGON ((457200 339900,457220 339900,457220 339910,457200 339910,457200 339900))"s);
    }

    void several_tables_or_grids_in_one_file_are_a_wrong_command() {
        verify_error("all.csv", small_site(), {}, ErrorCode::usage);
        verify_error("all.tif", test::random_site(1, 1), {}, ErrorCode::usage);
    }

    void a_grid_leaves_as_geotiff() {
        const Site site = test::random_site(1, 1);
        io::export_site(site, file("ground.tif"), {{"terrain"}, io::Audience::public_});
        QCOMPARE(io::read_raster(file("ground.tif")).values, site.raster(Role::terrain)->values);
    }

    void what_cannot_be_exported_is_said() {
        verify_error("out.docx", small_site(), {}, ErrorCode::usage);
        verify_error("out.gpkg", small_site(), {{"no such layer"}}, ErrorCode::usage);
        verify_error("out.gpkg", small_site(), {{"incident"}}, ErrorCode::refused);
        verify_error("out.tif", small_site(), {}, ErrorCode::refused);
        Site local = small_site();
        local.frame = {"local", "", {0, 0}};
        verify_error("local.geojson", local, {}, ErrorCode::refused);
        QVERIFY(!std::filesystem::exists(file("local.geojson")));
    }

    void every_random_site_leaves_without_its_secrets_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 20; seed < 24; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void every_random_site_leaves_without_its_secrets() {
        QFETCH(unsigned, seed);
        const Site site = test::random_site(seed, 4);
        std::size_t ordinary = 0;
        for (const LayerPtr& one : site.layers)
            for (const FeaturePtr& each : one->features)
                ordinary += each->sensitivity == Sensitivity::ordinary ? 1 : 0;
        for (const char* name : {"random.gpkg", "random.geojson"}) {
            const io::ExportReport report = io::export_site(site, file(name), {});
            QCOMPARE(report.withheld, 2 * 16 * 4 - ordinary);
            const std::string bytes = content(name);
            for (const LayerPtr& one : site.layers)
                for (const FeaturePtr& each : one->features)
                    QCOMPARE(bytes.find(each->id.text()) != std::string::npos,
                             each->sensitivity == Sensitivity::ordinary);
        }
    }

    void tables_of_results_become_layers_with_types_and_full_coordinates() {
        io::Table table{"isovist", {"fid", "area_m2", "count", "ok", "name"}, {}, {}};
        table.rows = {{Value(std::int64_t{7}), Value(2.5), Value(std::int64_t{3}), Value(true), Value("a"s)},
                      {Value(std::int64_t{8}), std::nullopt, std::nullopt, Value(false), std::nullopt}};
        table.geometries = {Geometry::make_point({1, 2}), Geometry::make_point({3, 4})};
        const io::Table plain{"notes", {"text"}, {{Value("x"s)}}, {}};
        io::write_tables_gpkg({table, plain}, small_site().frame, file("result.gpkg"));
        verify_result_layers();
    }

    // A square of 10 m with a hole and a line, at (530000, 179000) and thereabouts.
    void shapes_of_results_become_a_drawing_in_metres() {
        Geometry ring = Geometry::make_polygon(std::vector<Point>{{0, 0}, {10, 0}, {10, 10}, {0, 10}});
        const io::Table views{
            "isovist", {"row", "area_m2"}, {{Value(std::int64_t{7}), Value(100.0)}}, {ring}};
        const io::Table edges{"occluding_radial",
                              {"row"},
                              {{Value(std::int64_t{7})}, {Value("a \"b\" \\P"s)}},
                              {Geometry::make_line(std::vector<Point>{{0, 0}, {3, 4}}),
                               Geometry::make_line(std::vector<Point>{{1, 1}, {2, 1}})}};
        const Frame frame = small_site().frame;
        io::write_tables_dxf({views, edges}, frame, file("views.dxf"));
        GDALDatasetH dataset =
            GDALOpenEx(file("views.dxf").c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
        QVERIFY(dataset);
        OGRLayerH layer = GDALDatasetGetLayer(dataset, 0);
        std::map<std::string, std::vector<std::string>> found;
        while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
            const std::string on = OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "Layer"));
            char* text = nullptr;
            OGR_G_ExportToWkt(OGR_F_GetGeometryRef(feature), &text);
            const std::string label = OGR_F_GetFieldAsString(feature, OGR_F_GetFieldIndex(feature, "Text"));
            found[on].push_back(label.empty() ? text : label);
            CPLFree(text);
            OGR_F_Destroy(feature);
        }
        GDALClose(dataset);
        QCOMPARE(found.size(), std::size_t(4));
        const auto at = [&](double x, double y) {
            return as_text(Value(frame.origin.x + x)) + " " + as_text(Value(frame.origin.y + y));
        };
        QCOMPARE(found["isovist"].size(), std::size_t(1));
        const std::string& outline = found["isovist"].front(); // closed: its first point comes again
        QVERIFY2(outline == "LINESTRING (" + at(0, 0) + "," + at(10, 0) + "," + at(10, 10) + "," + at(0, 10) +
                                "," + at(0, 0) + ")",
                 outline.c_str());
        QCOMPARE(found["occluding_radial"].size(), std::size_t(2));
        QCOMPARE(found["occluding_radial"].front(), "LINESTRING (" + at(0, 0) + "," + at(3, 4) + ")");
        QCOMPARE(found["isovist_label"], std::vector<std::string>{"7"});
        QCOMPARE(found["occluding_radial_label"], (std::vector<std::string>{"7", "a 'b' 'P"}));
        const std::string bytes = content("views.dxf");
        const std::size_t unit = bytes.find("$INSUNITS\n");
        QVERIFY(unit != std::string::npos);
        QCOMPARE(bytes.substr(bytes.find('\n', unit + 10) + 1, 2), "6\n"s);
        QVERIFY(bytes.find("LWPOLYLINE") != std::string::npos);
        QVERIFY(bytes.find("HATCH") == std::string::npos);
    }

private:
    void verify_result_layers();
    void verify_error(const char* name, const Site& site, const io::ExportOptions& options, ErrorCode code) {
        try {
            io::export_site(site, file(name), options);
            QFAIL(name);
        } catch (const Error& error) {
            QVERIFY2(error.code() == code, error.what());
            QVERIFY(!error.advice().empty());
        }
    }
    std::filesystem::path file(const QString& name) const {
        return (folder_.path() + "/" + name).toStdString();
    }
    std::string content(const QString& name) const {
        std::ifstream stream(file(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    QTemporaryDir folder_;
};

void ExportTest::verify_result_layers() {
    GDALDatasetH dataset = GDALOpenEx(file("result.gpkg").c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    QVERIFY(dataset);
    QCOMPARE(GDALDatasetGetLayerCount(dataset), 2);
    OGRLayerH layer = GDALDatasetGetLayerByName(dataset, "isovist");
    QCOMPARE(OGR_L_GetGeomType(layer), wkbPoint);
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const std::array types{OFTInteger64, OFTReal, OFTInteger64, OFTInteger, OFTString};
    for (int i = 0; i < 5; ++i)
        QCOMPARE(OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, i)), types[static_cast<std::size_t>(i)]);
    OGRFeatureH row = OGR_L_GetNextFeature(layer);
    QCOMPARE(OGR_F_GetFieldAsInteger64(row, 0), 7);
    QCOMPARE(OGR_F_GetFieldAsDouble(row, 1), 2.5);
    QCOMPARE(OGR_G_GetX(OGR_F_GetGeometryRef(row), 0), 457001.0);
    QCOMPARE(OGR_G_GetY(OGR_F_GetGeometryRef(row), 0), 339002.0);
    OGR_F_Destroy(row);
    row = OGR_L_GetNextFeature(layer);
    QVERIFY(!OGR_F_IsFieldSetAndNotNull(row, 1));
    OGR_F_Destroy(row);
    GDALClose(dataset);
}

PROSPECT_TEST(ExportTest);
#include "export_test.moc"
