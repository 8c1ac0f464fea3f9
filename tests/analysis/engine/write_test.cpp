#include "analysis/engine/write.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <sstream>

using namespace prospect;
using namespace prospect::engine;
using nlohmann::json;

namespace {

struct Params {
    double cell_m = 2;
    std::int64_t steps = 5;
    bool exact = true;
    std::vector<std::string> measures{"area"};
    PointList points;
    std::filesystem::path points_file;
    std::string mode = "fast";
};

AnalysisResult nothing(const Context&, const Params&) {
    return {};
}

Analysis analysis() {
    AnalysisInfo info{.id = "test.write", .title = "Try writing", .method_version = 3};
    info.fields = {{"area", "m2", "Ground", "Ground seen"}};
    info.tables = {{"rows", {"x", "y"}, "Rows"}, {"shapes", {"row"}, "Shapes", TableFile::gpkg}};
    info.metrics = {{"mean_area_m2", "Mean"}};
    Schema<Params> schema;
    schema.add(&Params::cell_m, {.name = "cell_m", .unit = "m", .help = "Cell", .min = 0.1})
        .add(&Params::steps, {.name = "steps"})
        .add(&Params::exact, {.name = "exact"})
        .add(&Params::measures, {.name = "measures", .choices = {"area", "drift"}})
        .add(&Params::points, {.name = "points"})
        .add(&Params::points_file, {.name = "points_file"})
        .add(&Params::mode, {.name = "mode", .choices = {"fast", "none"}});
    return Analysis::make<Params>(info, std::move(schema), nothing);
}

Frame frame() {
    return {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
}

Run run() {
    Run made;
    made.id = Uuid::from_name("run");
    made.analysis = "test.write";
    made.method_version = 3;
    const Analysis all = analysis();
    made.settings = all.settings(all.params({{"points", "530001.5,179002"}, {"exact", "no"}}));
    made.seed = 7;
    made.key = "abc";
    made.extent = Box{0, 0, 4, 2};
    made.role_hashes[Role::building] = Digest{};
    made.seconds = {.load = 1, .scene = 2, .run = 3};
    AnalysisResult& result = made.result;
    Field area("area", "m2", Grid{0, 2, 1, 1, 4, 2});
    area.values = {1, 2, 3, 4, 5, 6, 7, nodata};
    result.fields.push_back(area);
    Table rows{"rows", {"x", "y"}};
    rows.rows = {{530001.5, 179002.0}};
    rows.geometries = {Geometry::make_point({1.5, 2})};
    result.tables.push_back(rows);
    Table shapes{"shapes", {"row"}};
    shapes.rows = {{std::int64_t{1}}};
    shapes.geometries = {test::rectangle(0, 0, 1, 1)};
    result.tables.push_back(shapes);
    result.metrics = {{"mean_area_m2", 4.0}};
    result.counts = {{"cells", 8}};
    result.notes = {{Note::Level::warning, "odd", "Somewhat odd", Point{1, 2}, Uuid::from_name("f")},
                    {Note::Level::info, "plain", "Plain"}};
    return made;
}

// Qt's comparison cannot look at JSON values.
bool same(const json& value, const json& expected) {
    if (value == expected) return true;
    qWarning("%s is not %s", value.dump().c_str(), expected.dump().c_str());
    return false;
}

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

} // namespace

class WriteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_result_for_the_police_says_so_everywhere() {
        QVERIFY(!json::parse(result_json(run(), analysis(), frame(), {})).contains("sensitivity"));
        Run secret = run();
        secret.sensitivity = Sensitivity::protect;
        const json document = json::parse(result_json(secret, analysis(), frame(), {}));
        QVERIFY(same(document["sensitivity"], "protect"));
        QVERIFY(same(document["notes"][0]["code"], "protect_class"));
        QVERIFY(same(document["notes"][0]["message"], "For police use, not for publication"));
        const QTemporaryDir folder;
        (void)write_run(secret, analysis(), frame(), {}, folder.path().toStdString());
        QVERIFY(content(folder.filePath("test.write.gpkg").toStdString()).find("not for publication") !=
                std::string::npos);
        (void)write_run(run(), analysis(), frame(), {}, folder.path().toStdString());
        QVERIFY(content(folder.filePath("test.write.gpkg").toStdString()).find("not for publication") ==
                std::string::npos);
    }

    void result_json_has_every_part_of_the_contract() {
        const json document = json::parse(result_json(run(), analysis(), frame(), {{{"a.gpkg", "00ff"}}}));
        std::vector<std::string> keys;
        for (const auto& [key, value] : document.items())
            keys.push_back(key);
        std::sort(keys.begin(), keys.end());
        QCOMPARE(keys, (std::vector<std::string>{"analysis", "counts", "fields", "method_version", "metrics",
                                                 "notes", "parameters", "peak_memory_mb", "program",
                                                 "provenance", "seconds", "tables"}));
        QCOMPARE(document["analysis"].get<std::string>(), std::string("test.write"));
        QCOMPARE(document["method_version"].get<int>(), 3);
        QVERIFY(same(document["metrics"], json({{"mean_area_m2", 4.0}})));
        QVERIFY(same(document["counts"], json({{"cells", 8}})));
        QVERIFY(document["peak_memory_mb"].get<double>() > 0);
        QVERIFY(
            same(document["provenance"]["inputs"], json::parse(R"([{"name":"a.gpkg","sha256":"00ff"}])")));
        QCOMPARE(document["provenance"]["seed"].get<int>(), 7);
        QCOMPARE(document["provenance"]["crs"].get<std::string>(), std::string("EPSG:27700"));
        QCOMPARE(document["provenance"]["snapshot_sha256"].get<std::string>().size(), 64U);
        QVERIFY(same(document["provenance"]["extent"], json::parse("[530000.0,179000.0,530004.0,179002.0]")));
    }

    void parameters_have_their_own_types() {
        const json document = json::parse(result_json(run(), analysis(), frame(), {}));
        QVERIFY(same(document["parameters"],
                     json::parse(R"({"cell_m":2.0,"steps":5,"exact":false,"measures":["area"],
                                 "points":[[530001.5,179002.0]],"points_file":null,"mode":"fast"})")));
    }

    void a_run_kept_without_files_names_none() {
        const json document = json::parse(result_json(run(), analysis(), frame(), {}));
        for (const char* list : {"fields", "tables"})
            for (const json& entry : document[list])
                QVERIFY(entry.at("file").is_null());
    }

    void fields_and_tables_name_their_files() {
        const QTemporaryDir folder;
        const json document =
            json::parse(write_run(run(), analysis(), frame(), {}, folder.path().toStdString()));
        QVERIFY(same(document["fields"],
                     json::parse(R"([{"name":"area","file":"area.tif","unit":"m2","columns":4,"rows":2,
                                                     "min":1.0,"max":7.0,"nodata_cells":1}])")));
        QVERIFY(same(document["tables"], json::parse(R"([{"name":"rows","file":"rows.csv","rows":1},
                                                     {"name":"shapes","file":"test.write.gpkg","rows":1}])")));
    }

    void places_of_notes_are_full_coordinates() {
        const json notes = json::parse(result_json(run(), analysis(), frame(), {}))["notes"];
        QVERIFY(same(notes[0]["place"], json::parse("[530001.0,179002.0]")));
        QCOMPARE(notes[0]["feature"].get<std::string>(), Uuid::from_name("f").text());
        QCOMPARE(notes[0]["level"].get<std::string>(), std::string("warning"));
        QVERIFY(notes[1]["place"].is_null() && notes[1]["feature"].is_null());
    }

    void seconds_add_up() {
        const json seconds = json::parse(result_json(run(), analysis(), frame(), {}))["seconds"];
        QVERIFY(same(seconds, json::parse(R"({"load":1.0,"scene":2.0,"run":3.0,"write":0.0,"total":6.0})")));
    }

    void a_field_without_values_has_no_range() {
        Run empty = run();
        empty.result.fields[0].values.assign(8, nodata);
        const json field = json::parse(result_json(empty, analysis(), frame(), {}))["fields"][0];
        QVERIFY(field["min"].is_null() && field["max"].is_null());
        QCOMPARE(field["nodata_cells"].get<int>(), 8);
    }

    void broken_text_does_not_stop_the_result() {
        Run odd = run();
        odd.result.notes[0].message = "caf\xE9";
        odd.result.metrics[0].second = std::nan("");
        const json document = json::parse(result_json(odd, analysis(), frame(), {}));
        QVERIFY(document["metrics"]["mean_area_m2"].is_null());
    }

    void files_are_written_as_named() {
        QTemporaryDir folder;
        const std::string out = folder.filePath("new/folder").toStdString();
        const std::string text = write_run(run(), analysis(), frame(), {}, out);
        QCOMPARE(content(out + "/result.json"), text);
        for (const char* name : {"area.tif", "rows.csv", "test.write.gpkg"})
            QVERIFY2(std::filesystem::file_size(out + "/" + name) > 0, name);
        QVERIFY(!std::filesystem::exists(out + "/shapes.csv"));
        QVERIFY(content(out + "/rows.csv").starts_with("x,y"));
        const Field back = io::read_raster(out + "/area.tif");
        QCOMPARE(back.values, run().result.fields[0].values);
        QCOMPARE(back.grid.xmin, 530000.0);
        QVERIFY(json::parse(text)["seconds"]["write"].get<double>() > 0);
    }

    void a_folder_that_cannot_be_made_is_said() {
        QTemporaryDir folder;
        std::ofstream(folder.filePath("file").toStdString()) << "x";
        QVERIFY_EXCEPTION_THROWN(
            (void)write_run(run(), analysis(), frame(), {}, folder.filePath("file/below").toStdString()),
            Error);
    }

    void the_catalogue_lists_parameters_fields_tables_and_metrics() {
        const std::vector<Analysis> all{analysis()};
        const json document = json::parse(catalogue_json(all));
        QCOMPARE(document.size(), 1U);
        const json& entry = document[0];
        QCOMPARE(entry["id"].get<std::string>(), std::string("test.write"));
        QCOMPARE(entry["title"].get<std::string>(), std::string("Try writing"));
        const json& cell = entry["parameters"][0];
        QCOMPARE(cell["name"].get<std::string>(), std::string("cell_m"));
        QCOMPARE(cell["type"].get<std::string>(), std::string("number"));
        QCOMPARE(cell["unit"].get<std::string>(), std::string("m"));
        QCOMPARE(cell["default"].get<double>(), 2.0);
        QCOMPARE(cell["min"].get<double>(), 0.1);
        QVERIFY(cell["max"].is_null());
        QVERIFY(same(entry["parameters"][3]["choices"], json::parse(R"(["area","drift"])")));
        QCOMPARE(entry["fields"][0]["unit"].get<std::string>(), std::string("m2"));
        QVERIFY(same(entry["tables"][0]["columns"], json::parse(R"(["x","y"])")));
        QCOMPARE(entry["metrics"][0]["name"].get<std::string>(), std::string("mean_area_m2"));
    }
};

PROSPECT_TEST(WriteTest);

#include "write_test.moc"
