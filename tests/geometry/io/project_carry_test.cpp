#include "geometry/base/error.h"
#include "geometry/io/project_file.h"
#include "geometry/io/project_styles.h"
#include "gpkg_support.h"
#include "random_site.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

#include <algorithm>

using namespace prospect;
using namespace std::string_literals;

namespace {

// Whether the text is well-formed XML with that root.
bool is_xml(const std::string& text, const char* root) {
    QXmlStreamReader reader(QByteArray::fromStdString(text));
    bool found = false;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && !found)
            found = reader.name() == QLatin1String(root);
    return found && !reader.hasError();
}

Site one_tree_site() {
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {532000, 181000}};
    Feature tree;
    tree.id = Uuid::from_name("tree");
    tree.geometry = Geometry::make_point({10, 20});
    Layer trees;
    trees.id = Uuid::from_name("trees");
    trees.name = "Trees";
    trees.role = Role::tree;
    trees.features = {std::make_shared<const Feature>(tree)};
    site.layers = {std::make_shared<const Layer>(trees)};
    return site;
}

} // namespace

// What QGIS and other programs find in a project file, and what becomes of what they add.
class ProjectCarryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_vanished_original_is_not_forgotten_in_silence() {
        io::save_project(one_tree_site(), {}, file_);
        const auto opened = io::open_project(file_);
        const auto moved = file_.string() + "-moved.gpkg";
        std::filesystem::rename(file_, moved);
        const auto other = file_.parent_path() / "copy.gpkg";
        try {
            io::save_project(*opened.site, {}, other, {.carry_from = file_});
            QFAIL("saved without what the original held");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(!std::filesystem::exists(other));
        }
        io::save_project(*opened.site, {}, other); // asked for
        QVERIFY(std::filesystem::exists(other));
        std::filesystem::remove(moved);
        std::filesystem::remove(other);
    }

    void a_file_changed_since_it_was_read_is_not_written_over() {
        io::save_project(one_tree_site(), {}, file_);
        const auto opened = io::open_project(file_);
        io::save_project(*opened.site, {}, file_, {.carry_from = file_, .expected = opened.mark});
        const auto again = io::mark_of(file_);
        QVERIFY(again != opened.mark);
        test::run_sql(file_, {"UPDATE tree SET name = 'Theirs'"});
        QVERIFY(io::mark_of(file_) != again);
        QVERIFY_EXCEPTION_THROWN(
            io::save_project(*opened.site, {}, file_, {.carry_from = file_, .expected = again}), Error);
        QCOMPARE(io::open_project(file_).site->layers.front()->features.front()->name, std::string("Theirs"));
    }

    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        file_ = folder_->path().toStdString() + "/site.gpkg";
    }
    void cleanup() { folder_.reset(); }

    void every_role_has_a_table_with_all_columns_an_index_and_a_style_data() {
        QTest::addColumn<int>("role");
        for (const RoleInfo& role : roles())
            if (!role.raster) QTest::newRow(std::string(role.table).c_str()) << static_cast<int>(role.role);
    }
    void every_role_has_a_table_with_all_columns_an_index_and_a_style() {
        QFETCH(int, role);
        const RoleInfo& known = info(static_cast<Role>(role));
        const std::string table(known.table);
        io::save_project(one_tree_site(), {}, file_);
        QCOMPARE(value("SELECT count(*) FROM gpkg_geometry_columns WHERE column_name = 'geom' AND srs_id = "
                       "27700 AND "
                       "table_name = '" +
                       table + "'"),
                 "1"s);
        QCOMPARE(value("SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' AND "
                       "table_name = '" +
                       table + "'"),
                 "1"s);
        QCOMPARE(value("SELECT count(*) FROM \"rtree_" + table + "_geom\""),
                 value("SELECT count(*) FROM " + table));
        for (const AttributeInfo& attribute : known.attributes)
            QCOMPARE(value("SELECT count(*) FROM pragma_table_info('" + table + "') WHERE name = '" +
                           std::string(attribute.name) + "'"),
                     "1"s);
        const std::string style =
            " FROM layer_styles WHERE useAsDefault = 1 AND f_geometry_column = 'geom' AND "
            "f_table_name = '" +
            table + "'";
        QCOMPARE(value("SELECT count(*)" + style), "1"s);
        QVERIFY(is_xml(value("SELECT styleQML" + style), "qgis"));
        QVERIFY(is_xml(value("SELECT styleSLD" + style), "StyledLayerDescriptor"));
    }

    void the_tables_of_the_contract_are_there_and_listed() {
        io::save_project(one_tree_site(), {}, file_);
        for (const char* table :
             {"prospect_meta", "prospect_layer", "prospect_scenario", "prospect_run", "prospect_finding",
              "prospect_answer", "prospect_log", "prospect_permission", "prospect_file", "layer_styles"})
            QCOMPARE(
                value(
                    "SELECT count(*) FROM gpkg_contents WHERE data_type = 'attributes' AND table_name = '"s +
                    table + "'"),
                "1"s);
        QCOMPARE(value("SELECT value FROM prospect_meta WHERE key = 'crs'"), "EPSG:27700"s);
        QCOMPARE(value("PRAGMA integrity_check"), "ok"s);
    }

    void closed_lists_of_words_are_drop_downs() {
        io::save_project(one_tree_site(), {}, file_);
        QCOMPARE(
            value("SELECT group_concat(value, ' ') FROM (SELECT value FROM gpkg_data_column_constraints JOIN "
                  "gpkg_data_columns USING (constraint_name) WHERE table_name = 'opening' AND column_name = "
                  "'control' ORDER BY value)"),
            "closed controlled locked open staffed"s);
    }

    void columns_of_users_stay_columns_and_are_free_attributes_here() {
        io::save_project(one_tree_site(), {}, file_);
        test::run_sql(
            file_,
            {"ALTER TABLE tree ADD COLUMN species TEXT", "ALTER TABLE tree ADD COLUMN planted DATE",
             "ALTER TABLE tree ADD COLUMN girth_cm REAL", "ALTER TABLE tree ADD COLUMN tag_no INTEGER",
             "ALTER TABLE tree ADD COLUMN sick BOOLEAN", "ALTER TABLE tree ADD COLUMN photo BLOB",
             "UPDATE tree SET species = 'Tilia', planted = '2019-03-07', girth_cm = 81.5, tag_no = 12, "
             "sick = 0, photo = x'00FF10'"});
        const io::Opened opened = io::open_project(file_);
        const Feature& tree = *opened.site->features(Role::tree).at(0).second;
        const std::vector<std::pair<std::string, Value>> expected{
            {"girth_cm", 81.5}, {"photo", "hex:00FF10"s}, {"planted", "2019-03-07"s},
            {"sick", false},    {"species", "Tilia"s},    {"tag_no", std::int64_t{12}}};
        QVERIFY(tree.extra == expected);
        io::save_project(*opened.site, {}, file_, {.carry_from = file_});
        QCOMPARE(test::sql_rows(file_, "SELECT species, planted, girth_cm, tag_no, sick, hex(photo), "
                                       "typeof(photo), extra FROM tree"),
                 (std::vector<std::vector<std::string>>{
                     {"Tilia", "2019/03/07", "81.5", "12", "0", "00FF10", "blob", "NULL"}}));
        QVERIFY(*io::open_project(file_).site->features(Role::tree).at(0).second == tree);
    }

    void tables_views_and_triggers_of_users_are_carried_over_byte_for_byte() {
        io::save_project(one_tree_site(), {}, file_);
        test::run_sql(file_,
                      {"CREATE TABLE visits (id INTEGER PRIMARY KEY, who TEXT NOT NULL, picture BLOB, n REAL "
                       "DEFAULT 7)",
                       "CREATE INDEX visits_who ON visits (who)", "CREATE TABLE log_of_visits (who TEXT)",
                       "CREATE TRIGGER visited AFTER INSERT ON visits BEGIN INSERT INTO log_of_visits VALUES "
                       "(NEW.who); END",
                       "CREATE VIEW visitors AS SELECT DISTINCT who FROM visits",
                       "INSERT INTO visits (who, picture) VALUES ('O''Brien', x'00010203'), ('Ann', NULL)",
                       "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('visits', "
                       "'attributes', 'Visits')",
                       "INSERT INTO layer_styles (f_table_name, f_geometry_column, styleName, styleQML, "
                       "useAsDefault, owner) "
                       "VALUES ('tree', 'geom', 'my trees', '<qgis/>', 1, '')",
                       "INSERT INTO prospect_permission (data_set, regime) VALUES ('crimes', 'police')"});
        const auto all = [&] {
            return test::sql_rows(file_,
                                  "SELECT id, who, hex(picture), typeof(picture), n FROM visits ORDER BY id");
        };
        const auto before = all();
        QCOMPARE(before.size(), 2U);
        for (int again = 0; again < 2; ++again) {
            io::save_project(*io::open_project(file_).site, {}, file_, {.carry_from = file_});
            QCOMPARE(all(), before);
            QCOMPARE(value("SELECT count(*) FROM log_of_visits"), "2"s);
            QCOMPARE(value("SELECT count(*) FROM visitors"), "2"s);
            QCOMPARE(value("SELECT count(*) FROM sqlite_master WHERE name IN ('visits_who', 'visited')"),
                     "2"s);
            QCOMPARE(value("SELECT identifier FROM gpkg_contents WHERE table_name = 'visits'"), "Visits"s);
            QCOMPARE(value("SELECT data_set FROM prospect_permission"), "crimes"s);
            // The user's style leads; the program's own is offered beside it.
            QCOMPARE(test::sql_rows(file_, "SELECT styleName, useAsDefault FROM layer_styles WHERE "
                                           "f_table_name = 'tree' ORDER BY styleName"),
                     (std::vector<std::vector<std::string>>{{"Prospect", "0"}, {"my trees", "1"}}));
        }
        QVERIFY(io::verify_project(file_).ok);
    }

    void feature_tables_and_grids_of_users_are_carried_over_with_their_index() {
        io::save_project(test::random_site(4, 1), {}, file_);
        const std::string other = folder_->path().toStdString() + "/other.gpkg";
        test::write_foreign(
            other, {{"drains", "EPSG:25832", "depth REAL", {{"POINT (400000 5700000)", "depth = 1.5"}}}});
        // Saving over the other file carries its table into the site.
        io::save_project(one_tree_site(), {}, other, {.carry_from = other});
        QCOMPARE(test::sql_rows(other, "SELECT depth, ST_SRID(geom) FROM drains"),
                 (std::vector<std::vector<std::string>>{{"1.5", "25832"}}));
        QCOMPARE(test::sql_value(other, "SELECT count(*) FROM rtree_drains_geom"), "1"s);
        QCOMPARE(
            test::sql_value(other, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'drains'"),
            "25832"s);
        QCOMPARE(test::sql_value(other, "SELECT count(*) FROM gpkg_spatial_ref_sys WHERE srs_id = 25832"),
                 "1"s);
        QVERIFY(io::verify_project(other).ok);
        // The index still follows changes.
        test::run_sql(other, {"DELETE FROM drains"});
        QCOMPARE(test::sql_value(other, "SELECT count(*) FROM rtree_drains_geom"), "0"s);
    }

    void features_drawn_in_another_program_join_the_site() {
        io::save_project(one_tree_site(), {}, file_);
        test::run_sql(file_, {"INSERT INTO tree (geom, height_m) SELECT geom, 9 FROM tree",
                              "INSERT INTO tree (geom, layer) SELECT geom, 'Park' FROM tree WHERE fid = 1"});
        const io::Opened opened = io::open_project(file_);
        QCOMPARE(opened.site->layers.size(), 2U);
        QCOMPARE(opened.site->layer(std::string_view("Trees"))->features.size(), 2U);
        QCOMPARE(opened.site->layer(std::string_view("Park"))->features.size(), 1U);
        const Feature& drawn = *opened.site->layer(std::string_view("Trees"))->features.at(1);
        QCOMPARE(std::get<double>(drawn.find("height_m")->value), 9.0);
        QVERIFY(!drawn.id.is_nil());
    }

    void runs_come_back_with_their_grids_bit_for_bit() {
        std::mt19937 random(5);
        const io::StoredRun run{
            Uuid::from_name("run"),
            "sightlines.visible_area",
            "Taller hedge",
            R"({"a":1.5})",
            "2026-11-24T10:00:00Z",
            {test::random_field("area", random), test::random_field("max radial/1", random)},
            {}};
        io::save_project(one_tree_site(), {run}, file_);
        // Twice: the grids of the first saving are replaced, not carried beside the new ones.
        io::save_project(one_tree_site(), io::open_project(file_).runs, file_, {.carry_from = file_});
        const io::Opened opened = io::open_project(file_);
        QCOMPARE(opened.runs.size(), 1U);
        QVERIFY(opened.runs[0].id == run.id);
        QCOMPARE(opened.runs[0].analysis, run.analysis);
        QCOMPARE(opened.runs[0].scenario, run.scenario);
        QCOMPARE(opened.runs[0].result_json, run.result_json);
        QCOMPARE(opened.runs[0].created, run.created);
        QCOMPARE(opened.runs[0].fields.size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(opened.runs[0].fields[i].grid == run.fields[i].grid);
            QCOMPARE(opened.runs[0].fields[i].values, run.fields[i].values);
            QCOMPARE(opened.runs[0].fields[i].name, run.fields[i].name);
        }
        QCOMPARE(value("SELECT count(*) FROM gpkg_contents WHERE data_type = '2d-gridded-coverage'"), "2"s);
        // Without the run its grids go too.
        io::save_project(one_tree_site(), {}, file_, {.carry_from = file_});
        QCOMPARE(value("SELECT count(*) FROM gpkg_contents WHERE data_type = '2d-gridded-coverage'"), "0"s);
    }

    void runs_come_back_with_their_tables_and_shapes() {
        const std::vector<Point> corners{{0, 0}, {4, 0}, {4, 3}, {0, 3}};
        const io::Table isovist{"isovist",
                                {"id", "area_m2", "vertices", "open"},
                                {{Value(std::string("+1")), Value(12.5), Value(std::int64_t{4}), Value(true)},
                                 {std::nullopt, std::nullopt, Value(std::int64_t{3}), Value(false)}},
                                {Geometry::make_polygon(corners), Geometry()}};
        const io::Table points{"points", {"x"}, {{Value(530000.25)}}, {}};
        const io::StoredRun run{
            Uuid::from_name("run"), "sightlines.isovist", "", "{}", "2026-11-24T10:00:00Z", {},
            {isovist, points}};
        io::save_project(one_tree_site(), {run}, file_);
        // Twice: tables of the first saving are replaced, not carried beside the new ones.
        io::save_project(one_tree_site(), io::open_project(file_).runs, file_, {.carry_from = file_});
        const io::Opened opened = io::open_project(file_);
        QCOMPARE(opened.runs.size(), 1U);
        QVERIFY(opened.runs[0].tables == run.tables);
        QVERIFY(io::verify_project(file_).ok);
        const std::string listed =
            "SELECT count(*) FROM gpkg_contents WHERE table_name LIKE 'prospect_run_%_isovist' OR "
            "table_name LIKE 'prospect_run_%_points'";
        QCOMPARE(value(listed), "2"s);
        io::save_project(one_tree_site(), {}, file_, {.carry_from = file_});
        QCOMPARE(value(listed), "0"s);
        QCOMPARE(value("SELECT count(*) FROM sqlite_master WHERE type <> 'index' AND "
                       "name LIKE '%prospect_run_%'"),
                 "0"s);
    }

    void a_file_of_a_version_that_kept_no_tables_still_opens() {
        const io::StoredRun run{Uuid::from_name("run"), "sightlines.isovist", "", "{}", "", {}, {}};
        io::save_project(one_tree_site(), {run}, file_);
        test::run_sql(file_, {"ALTER TABLE prospect_run DROP COLUMN tables"});
        QCOMPARE(io::open_project(file_).runs.size(), 1U);
    }

    void a_local_site_is_in_plain_cartesian_metres() {
        Site site = one_tree_site();
        site.frame = {"local", "local metres, no place on Earth", {0, 0}};
        io::save_project(site, {}, file_);
        QCOMPARE(value("SELECT DISTINCT srs_id FROM gpkg_geometry_columns"), "-1"s);
        QVERIFY(snapshot_hash(*io::open_project(file_).site) == snapshot_hash(site));
        QVERIFY(io::verify_project(file_).ok);
    }

    void an_empty_site_comes_back_empty() {
        io::save_project(Site{}, {}, file_);
        const io::Opened opened = io::open_project(file_);
        QVERIFY(opened.site->layers.empty() && !opened.site->frame.set());
        QVERIFY(io::verify_project(file_).ok);
    }

    void verifying_names_what_is_wrong_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("says");
        QTest::newRow("index") << "DELETE FROM rtree_tree_geom"
                               << "spatial index does not match";
        QTest::newRow("shape") << "UPDATE tree SET geom = x'001122334455667788'"
                               << "no GeoPackage shapes";
        QTest::newRow("table")
            << "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('gone', 'attributes')"
            << "gone is listed but not there";
        QTest::newRow("file")
            << "INSERT INTO prospect_file (name, sha256, bytes) VALUES ('a.ies', 'abc', x'00')"
            << "a.ies is damaged";
    }
    void verifying_names_what_is_wrong() {
        QFETCH(QString, sql);
        QFETCH(QString, says);
        io::save_project(one_tree_site(), {}, file_);
        QVERIFY(io::verify_project(file_).ok);
        QCOMPARE(io::verify_project(file_).snapshot_sha256, hex(snapshot_hash(one_tree_site())));
        test::run_sql(file_, {sql.toStdString()});
        const io::VerifyReport report = io::verify_project(file_);
        QVERIFY(!report.ok);
        QVERIFY(std::any_of(report.lines.begin(), report.lines.end(), [&](const std::string& line) {
            return line.find(says.toStdString()) != std::string::npos;
        }));
    }

    void a_shape_that_cannot_be_read_costs_its_row_the_shape_and_nothing_else() {
        io::save_project(one_tree_site(), {}, file_);
        test::run_sql(file_, {"INSERT INTO tree (name, geom) VALUES ('broken', x'001122334455667788')"});
        const io::Opened opened = io::open_project(file_);
        const auto trees = opened.site->features(Role::tree);
        QCOMPARE(trees.size(), 2U);
        QCOMPARE(trees[1].second->name, "broken"s);
        QVERIFY(trees[1].second->geometry.empty());
        QVERIFY(opened.notes.size() == 1 && opened.notes[0].find("tree 2") != std::string::npos);
    }

    void a_change_by_another_program_is_told_by_its_sum() {
        io::save_project(one_tree_site(), {}, file_);
        test::run_sql(file_, {"UPDATE tree SET height_m = 12"});
        const io::VerifyReport report = io::verify_project(file_);
        QVERIFY(report.ok);
        QVERIFY(std::any_of(report.lines.begin(), report.lines.end(), [](const std::string& line) {
            return line.find("changed by another program since") != std::string::npos;
        }));
    }

private:
    std::string value(const std::string& sql) const { return test::sql_value(file_, sql); }
    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path file_;
};

PROSPECT_TEST(ProjectCarryTest);
#include "project_carry_test.moc"
