#include "geometry/base/error.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_file.h"
#include "geometry/io/project_migrate.h"
#include "geometry/io/role_tables.h"
#include "gpkg_support.h"
#include "random_site.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

using namespace prospect;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void put(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

constexpr const char* square =
    "POLYGON ((532100 181100,532110 181100,532110 181110,532100 181110,532100 181100))";

bool any_note(const io::Opened& opened, const std::string& part) {
    return std::any_of(opened.notes.begin(), opened.notes.end(),
                       [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

} // namespace

// Files of other programs, damaged files, files in use, older and newer ones.
class ProjectOpenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        file_ = folder_->path().toStdString() + "/site.gpkg";
    }
    void cleanup() { folder_.reset(); }

    void tables_named_as_roles_are_a_site() {
        test::write_foreign(
            file_, {{"building",
                     "EPSG:27700",
                     "height_m REAL,levels INTEGER,name TEXT,owner TEXT",
                     {{square, "height_m = 12.5, levels = 4, name = 'A', owner = 'Council'"}}},
                    {"tree", "EPSG:27700", "layer TEXT", {{"POINT (532105 181120)", "layer = 'Limes'"}}},
                    {"roads", "EPSG:27700", "", {{"LINESTRING (0 0,1 1)", ""}}}});
        const std::string before = content(file_);
        const io::Opened opened = io::open_project(file_);
        QVERIFY(opened.foreign && opened.read_only);
        QCOMPARE(opened.site->frame.crs, "EPSG:27700"s);
        QVERIFY(opened.site->frame.origin == (Point{532000, 181000}));
        QCOMPARE(opened.site->layers.size(), 2U);
        const Feature& block = *opened.site->layer(std::string_view("building"))->features.at(0);
        QCOMPARE(std::get<double>(block.find("height_m")->value), 12.5);
        QCOMPARE(std::get<double>(block.find("levels")->value), 4.0);
        QCOMPARE(block.name, "A"s);
        QCOMPARE(std::get<std::string>(block.extra.at(0).second), "Council"s);
        QVERIFY(block.geometry.box() == (Box{100, 100, 110, 110}));
        QVERIFY(block.id == io::id_of_row("building", 1));
        QVERIFY(opened.site->layer(std::string_view("Limes")));
        // The same on every opening, and opening changes nothing.
        QVERIFY(snapshot_hash(*io::open_project(file_).site) == snapshot_hash(*opened.site));
        QVERIFY(content(file_) == before);
    }

    void unmarked_incidents_are_personal() {
        test::write_foreign(file_, {{"incident",
                                     "EPSG:27700",
                                     "sensitivity TEXT",
                                     {{"POINT (532000 181000)", ""},
                                      {"POINT (532001 181000)", "sensitivity = 'ordinary'"},
                                      {"POINT (532002 181000)", "sensitivity = 'top secret'"}}}});
        const io::Opened opened = io::open_project(file_);
        const auto& rows = opened.site->layers.at(0)->features;
        QCOMPARE(rows[0]->sensitivity, Sensitivity::personal);
        QCOMPARE(rows[1]->sensitivity, Sensitivity::ordinary);
        QCOMPARE(rows[2]->sensitivity, Sensitivity::personal);
        QVERIFY(any_note(opened, "sensitivity is not known"));
    }

    void what_cannot_be_used_is_left_out_and_counted() {
        test::write_foreign(
            file_,
            {{"luminaire",
              "EPSG:27700",
              "height_m REAL,id TEXT",
              {{"POINT (532000 181000)", "height_m = 5, id = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'"},
               {"POINT (532010 181000)", "height_m = 'tall'"},
               {"POINT (1e300 181000)", ""},
               {"", "height_m = 6"},
               {"POINT (532020 181000)", "height_m = '7.5', id = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'"},
               {"POINT (532030 181000)", "height_m = 9e999"}}},
             {"building",
              "EPSG:27700",
              "",
              {{"POLYGON ((532000 181000,532010 181010,532010 181000,532000 181010,532000 181000))", ""}}}});
        // A NaN has no WKT: the x of the point in row 6.
        test::run_sql(file_, {"UPDATE luminaire SET geom = x'47500001346C0000' || x'0101000000' || "
                              "x'000000000000F87F' || x'0000000000000000' WHERE fid = 6"});
        const io::Opened opened = io::open_project(file_);
        const Layer& lamps = *opened.site->layer(std::string_view("luminaire"));
        QCOMPARE(lamps.features.size(), 4U);
        QVERIFY(!lamps.features[1]->find("height_m"));
        QCOMPARE(std::get<std::string>(lamps.features[1]->extra.at(0).second), "tall"s);
        QVERIFY(lamps.features[2]->geometry.empty());
        QVERIFY(!(lamps.features[3]->id == lamps.features[0]->id));
        QCOMPARE(std::get<double>(lamps.features[3]->find("height_m")->value), 7.5);
        QVERIFY(any_note(
            opened,
            "luminaire: height_m is not of its type and counts as not given (1 time, first luminaire 2"));
        QVERIFY(any_note(opened, "(2 times, first luminaire 3)"));
        QVERIFY(any_note(opened, "id of another feature"));
        QVERIFY(any_note(opened, "building: mended"));
        QCOMPARE(opened.site->layer(std::string_view("building"))->features.at(0)->geometry.part_count(), 2U);
    }

    void a_file_that_is_no_site_is_refused_in_one_sentence_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("says");
        QTest::newRow("missing") << "missing"
                                 << "does not exist";
        QTest::newRow("folder") << "folder"
                                << "is a folder";
        QTest::newRow("empty") << "empty"
                               << "is empty";
        QTest::newRow("text") << "text"
                              << "is no GeoPackage";
        QTest::newRow("short") << "short"
                               << "is no GeoPackage";
        QTest::newRow("truncated") << "truncated"
                                   << "is truncated";
        QTest::newRow("overwritten") << "overwritten"
                                     << "damaged";
        QTest::newRow("no role table") << "no role"
                                       << "no table named as a role";
        QTest::newRow("degrees") << "degrees"
                                 << "is in degrees";
        QTest::newRow("feet") << "feet"
                              << "not in metres";
        QTest::newRow("two systems") << "two systems"
                                     << "different coordinate systems";
        QTest::newRow("table without geometry") << "attributes"
                                                << "no table named as a role";
    }
    void a_file_that_is_no_site_is_refused_in_one_sentence() {
        QFETCH(QString, kind);
        QFETCH(QString, says);
        make(kind);
        const bool folder = fs::is_directory(file_);
        const std::string before = folder ? std::string() : content(file_);
        try {
            io::open_project(file_);
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY2(QString(error.what()).contains(says), error.what());
            QVERIFY(!error.advice().empty());
            QVERIFY(QString(error.what()).count('\n') == 0);
        }
        if (!folder) QVERIFY(content(file_) == before);
    }

    void committed_rows_of_a_program_that_has_the_file_open_are_read_data() {
        QTest::addColumn<QString>("mode");
        QTest::newRow("write-ahead log") << "WAL";
        QTest::newRow("rollback journal") << "DELETE";
    }
    void committed_rows_of_a_program_that_has_the_file_open_are_read() {
        QFETCH(QString, mode);
        io::save_project(test::random_site(3, 2), {}, file_);
        const std::string insert = "INSERT INTO tree (name, geom) SELECT '";
        const std::string rest = "', geom FROM tree WHERE fid = 1";
        std::vector<std::string> uncommitted;
        // Enough to spill into the file, where a journal is the only way back.
        for (int i = 0; i < 200; ++i)
            uncommitted.push_back("INSERT INTO tree (name, extra, geom) SELECT 'not committed', "
                                  "hex(zeroblob(20000)), geom FROM tree WHERE fid = 1");
        const test::OtherProgram other(file_,
                                       {"PRAGMA journal_mode = " + mode.toStdString(),
                                        "PRAGMA wal_autocheckpoint = 0", "PRAGMA cache_size = 10",
                                        insert + "committed" + rest},
                                       uncommitted);
        const fs::path log = file_.string() + (mode == "WAL" ? "-wal" : "-journal");
        QVERIFY(fs::exists(log) && fs::file_size(log) > 0);
        const std::string before = content(file_) + content(log);
        const io::Opened opened = io::open_project(file_);
        QVERIFY(content(file_) + content(log) == before);
        QCOMPARE(opened.site->features(Role::tree).size(), 5U);
        std::size_t committed = 0;
        for (const auto& [layer, feature] : opened.site->features(Role::tree)) {
            committed += feature->name == "committed" ? 1 : 0;
            QVERIFY(feature->name != "not committed");
        }
        QCOMPARE(committed, 1U);
        QVERIFY(any_note(opened, "another program has the file open"));
        // Saving over it needs a word, and then leaves no log that would be played into the new file.
        QVERIFY_EXCEPTION_THROWN(io::save_project(*opened.site, {}, file_, {.carry_from = file_}), Error);
        io::save_project(*opened.site, {}, file_, {.carry_from = file_, .over_live_file = true});
        QVERIFY(io::companions(file_).empty());
        const io::Opened again = io::open_project(file_);
        QVERIFY(snapshot_hash(*again.site) == snapshot_hash(*opened.site));
        const io::Opened previous = io::open_project(file_.string() + ".bak");
        QCOMPARE(previous.site->features(Role::tree).size(), 5U);
    }

    void a_crashed_program_leaves_a_file_that_opens_as_last_committed() {
        io::save_project(test::random_site(3, 2), {}, file_);
        const std::string hash = hex(snapshot_hash(*io::open_project(file_).site));
        {
            const test::OtherProgram other(
                file_, {"PRAGMA cache_size = 10"},
                std::vector<std::string>(100, "INSERT INTO tree (name, extra, geom) SELECT 'x', "
                                              "hex(zeroblob(20000)), geom FROM tree WHERE fid = 1"));
        }
        QVERIFY(fs::exists(file_.string() + "-journal"));
        QCOMPARE(hex(snapshot_hash(*io::open_project(file_).site)), hash);
        QVERIFY(io::verify_project(file_).ok);
    }

    void a_damaged_file_opens_or_is_refused_and_is_never_called_whole_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 40; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void a_damaged_file_opens_or_is_refused_and_is_never_called_whole() {
        QFETCH(unsigned, seed);
        io::save_project(test::random_site(1, 2), {}, file_);
        std::string bytes = content(file_);
        std::mt19937 random(seed);
        const std::size_t page = 4096;
        const std::size_t first = page * (random() % (bytes.size() / page));
        const std::size_t size = seed % 3 == 0 ? page : 1 + random() % 64;
        for (std::size_t i = first; i < std::min(first + size, bytes.size()); ++i)
            bytes[i] = static_cast<char>(random());
        put(file_, bytes);
        const std::string saved_hash = hex(snapshot_hash(test::random_site(1, 2)));
        try {
            const io::Opened opened = io::open_project(file_);
            // What the other checks do not see, the sum of what was saved tells.
            const io::VerifyReport report = io::verify_project(file_);
            const bool told =
                !report.ok || std::any_of(report.lines.begin(), report.lines.end(), [](const auto& line) {
                    return line.find("changed by another program since") != std::string::npos;
                });
            QVERIFY(told || hex(snapshot_hash(*opened.site)) == saved_hash);
        } catch (const Error& error) {
            QVERIFY2(error.code() == ErrorCode::refused, error.what());
        }
    }

    void odd_lists_of_stored_runs_are_noted_and_the_rest_is_kept() {
        io::StoredRun run;
        run.id = Uuid::from_name("run");
        run.analysis = "sightlines.isovist";
        for (const char* column : {"fields", "tables"})
            for (const char* odd : {"7", "{}", "[1]", "[{\"table\": 3}]", "not json"}) {
                io::save_project(test::random_site(1, 1), {run}, file_);
                test::run_sql(file_, {std::string("UPDATE prospect_run SET ") + column + " = '" + odd + "'"});
                const io::Opened opened = io::open_project(file_);
                QCOMPARE(opened.runs.size(), std::size_t{1});
                QVERIFY2(any_note(opened, "a stored sightlines.isovist"), odd);
            }
    }

    void a_newer_file_opens_read_only_with_a_note_or_is_refused_when_it_cannot_be_understood() {
        io::save_project(test::random_site(1, 1), {}, file_);
        test::run_sql(file_, {"UPDATE prospect_meta SET value = '7' WHERE key = 'schema_version'"});
        const io::Opened opened = io::open_project(file_);
        QVERIFY(opened.read_only && !opened.foreign);
        QVERIFY(any_note(opened, "newer Prospect (schema 7)"));
        test::run_sql(file_, {"UPDATE prospect_meta SET value = '7' WHERE key = 'min_reader_version'"});
        QVERIFY_EXCEPTION_THROWN(io::open_project(file_), Error);
    }

    void older_files_are_brought_up_to_date_step_by_step() {
        io::save_project(test::random_site(1, 1), {}, file_);
        const std::vector<io::Migration> steps{
            {2, "third",
             [](GDALDatasetH file) {
                 io::execute(file, "UPDATE prospect_meta SET value = value || 'c' WHERE key = 'title'");
             }},
            {1, "second", [](GDALDatasetH file) {
                 io::execute(file, "UPDATE prospect_meta SET value = 'b' WHERE key = 'title'");
             }}};
        {
            const io::Dataset dataset(
                GDALOpenEx(file_.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
            QCOMPARE(io::migrate(dataset.get(), 1, 3, steps), (std::vector{"second"s, "third"s}));
        }
        QCOMPARE(test::sql_value(file_, "SELECT value FROM prospect_meta WHERE key = 'title'"), "bc"s);
        QCOMPARE(test::sql_value(file_, "SELECT value FROM prospect_meta WHERE key = 'schema_version'"),
                 "3"s);
        const io::Dataset dataset(
            GDALOpenEx(file_.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
        QVERIFY_EXCEPTION_THROWN(io::migrate(dataset.get(), 3, 5, steps), Error);
    }

    void an_option_that_cannot_be_read_whole_keeps_the_rest_and_the_file_data() {
        QTest::addColumn<QString>("edits");
        QTest::addColumn<QString>("said");
        QTest::addColumn<int>("kept");
        QTest::newRow("no list") << "{\"a\":1}"
                                 << "the edits of the option" << 0;
        QTest::newRow("no JSON") << "[{"
                                 << "the edits of the option" << 0;
        QTest::newRow("one odd") << ""
                                 << "1 of 2 edits of the option" << 1;
    }
    void an_option_that_cannot_be_read_whole_keeps_the_rest_and_the_file() {
        QFETCH(QString, edits);
        QFETCH(QString, said);
        QFETCH(int, kept);
        io::save_project(test::random_site(1, 5), {}, file_);
        std::string text = edits.toStdString();
        if (text.empty()) {
            text = test::sql_value(file_, "SELECT edits FROM prospect_scenario");
            text.insert(text.rfind(']'), ",{\"op\":\"none such\"}");
        }
        std::string quoted;
        for (const char c : text)
            quoted += c == '\'' ? "''"s : std::string(1, c);
        test::run_sql(file_, {"UPDATE prospect_scenario SET edits = '" + quoted + "'"});
        const io::Opened opened = io::open_project(file_);
        QCOMPARE(opened.site->scenarios.size(), 1U);
        QCOMPARE(static_cast<int>(opened.site->scenarios[0]->edits.size()), kept);
        QVERIFY(opened.read_only);
        QVERIFY2(std::any_of(opened.notes.begin(), opened.notes.end(),
                             [&](const std::string& note) { return note.starts_with(said.toStdString()); }),
                 opened.notes.empty() ? "no note" : opened.notes.back().c_str());
    }

    void every_file_ever_written_opens_data() {
        QTest::addColumn<QString>("version");
        for (int version = 1; version <= io::schema_version; ++version)
            QTest::addRow("version %d", version) << QString("v%1").arg(version);
    }
    void every_file_ever_written_opens() {
        QFETCH(QString, version);
        const fs::path folder = fs::path(PROSPECT_SOURCE_DIR) / "tests/projects" / version.toStdString();
        const io::Opened opened = io::open_project(folder / "site.gpkg");
        std::ifstream expected(folder / "counts.txt");
        std::string role;
        std::size_t count = 0;
        std::map<Role, std::size_t> counts;
        while (expected >> role >> count)
            counts[*role_of(role)] = count;
        QVERIFY(opened.site->counts() == counts);
        QVERIFY(!opened.site->scenarios.empty() && !opened.runs.empty());
        QVERIFY(io::verify_project(folder / "site.gpkg").ok);
    }

private:
    void make(const QString& kind);
    std::unique_ptr<QTemporaryDir> folder_;
    fs::path file_;
};

void ProjectOpenTest::make(const QString& kind) {
    const test::ForeignTable building{"building", "EPSG:27700", "", {{square, ""}}};
    if (kind == "folder")
        fs::create_directory(file_);
    else if (kind == "empty")
        put(file_, "");
    else if (kind == "text")
        put(file_, std::string(5000, 'x'));
    else if (kind == "short")
        put(file_, "SQLite format 3");
    else if (kind == "truncated" || kind == "overwritten") {
        io::save_project(test::random_site(1, 5), {}, file_);
        std::string bytes = content(file_);
        if (kind == "truncated")
            bytes.resize(bytes.size() / 2);
        else
            std::fill(bytes.begin() + 4096, bytes.end(), 'x');
        put(file_, bytes);
    } else if (kind == "no role")
        test::write_foreign(file_, {{"houses", "EPSG:27700", "", {{square, ""}}}});
    else if (kind == "degrees")
        test::write_foreign(file_, {{"building", "EPSG:4326", "", {{"POINT (1 52)", ""}}}});
    else if (kind == "feet")
        test::write_foreign(file_, {{"building", "EPSG:2263", "", {{square, ""}}}});
    else if (kind == "two systems")
        test::write_foreign(file_, {building, {"tree", "EPSG:25832", "", {{"POINT (400000 5700000)", ""}}}});
    else if (kind == "attributes")
        test::run_sql(file_,
                      {"CREATE TABLE building (fid INTEGER PRIMARY KEY, height_m REAL)",
                       "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('building', "
                       "'attributes', 'building')"});
}

PROSPECT_TEST(ProjectOpenTest);
#include "project_open_test.moc"
