#include "geometry/base/error.h"
#include "geometry/io/project_file.h"
#include "gpkg_support.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace prospect;

namespace {

io::StoredFile stored(const std::string& name, const std::string& bytes) {
    return io::stored_file(name, "image/jpeg", bytes);
}

} // namespace

class ProjectFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void files_come_back_bit_for_bit_and_are_verified() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        const std::string bytes("\xff\xd8 with a \0 in it", 16);
        io::save_project(*test::small_site(), {}, file, {.files = {{stored("alley.jpg", bytes)}}});
        const auto opened = io::open_project(file);
        QVERIFY(opened.notes.empty());
        QCOMPARE(opened.files.size(), 1U);
        QCOMPARE(opened.files[0].name, std::string("alley.jpg"));
        QCOMPARE(opened.files[0].media_type, std::string("image/jpeg"));
        QCOMPARE(opened.files[0].bytes->size(), std::uint64_t{16});
        QVERIFY(!opened.files[0].bytes->in_memory()); // not read before it is used
        QCOMPARE(*io::bytes_of(opened.files[0]), bytes);
        QVERIFY(io::verify_project(file).ok);
    }

    void files_stay_when_nobody_speaks_of_them_and_go_when_they_are_not_named() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        const auto site = test::small_site();
        io::save_project(*site, {}, file, {.files = {{stored("a.jpg", "aaa"), stored("b.jpg", "bbb")}}});
        io::save_project(*site, {}, file, {.carry_from = file});
        QCOMPARE(io::open_project(file).files.size(), 2U);
        io::save_project(*site, {}, file, {.carry_from = file, .files = {{stored("b.jpg", "bbb")}}});
        const auto left = io::open_project(file).files;
        QCOMPARE(left.size(), 1U);
        QCOMPARE(left[0].name, std::string("b.jpg"));
        // Nothing of the other is left in the file's pages.
        QFile raw(QString::fromStdString(file.string()));
        QVERIFY(raw.open(QIODevice::ReadOnly));
        QVERIFY(!raw.readAll().contains("a.jpg"));
    }

    // It is found when it is used and by verify; opening does not read it, and saving carries it as it is.
    void a_damaged_file_is_said_when_it_is_used_and_never_lost() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        const std::filesystem::path other = folder.filePath("other.gpkg").toStdString();
        io::save_project(*test::small_site(), {}, file, {.files = {{stored("a.jpg", "aaa")}}});
        QVERIFY(io::verify_project(file).ok);
        test::run_sql(file, {"UPDATE prospect_file SET bytes = x'626262'"});
        auto opened = io::open_project(file);
        QVERIFY(!opened.read_only);
        QCOMPARE(opened.files.size(), 1U);
        const auto damage = [](const io::StoredFile& one) {
            try {
                (void)io::bytes_of(one);
            } catch (const Error& error) {
                return QString::fromStdString(error.message());
            }
            return QString();
        };
        QCOMPARE(damage(opened.files[0]),
                 QString("the stored file a.jpg is damaged: its bytes do not give their sum"));
        const auto report = io::verify_project(file);
        QVERIFY(!report.ok);
        QVERIFY(std::find(report.lines.begin(), report.lines.end(),
                          "stored file a.jpg is damaged: its bytes do not give its sum") !=
                report.lines.end());
        // Carried within the database, and read and written into a file that knows nothing of it.
        io::save_project(*test::small_site(), {}, other, {.carry_from = file, .files = opened.files});
        QVERIFY(!damage(io::open_project(other).files.at(0)).isEmpty());
        const auto whole = io::open_project(file).files;
        io::save_project(*test::small_site(), {}, other, {.files = whole});
        QVERIFY(!damage(io::open_project(other).files.at(0)).isEmpty());
    }

    void good_bytes_that_are_added_again_take_the_place_of_damaged_ones() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        io::save_project(*test::small_site(), {}, file, {.files = {{stored("a.jpg", "aaa")}}});
        test::run_sql(file, {"UPDATE prospect_file SET bytes = x'626262'"});
        io::save_project(*test::small_site(), {}, file,
                         {.carry_from = file, .files = {{stored("a.jpg", "aaa")}}});
        const auto files = io::open_project(file).files;
        QCOMPARE(files.size(), 1U);
        QCOMPARE(*io::bytes_of(files[0]), std::string("aaa"));
        QVERIFY(io::verify_project(file).ok);
    }

    void what_could_not_be_written_stays_known_where_it_was() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        const std::filesystem::path away = folder.filePath("away.gpkg").toStdString();
        const std::filesystem::path other = folder.filePath("other.gpkg").toStdString();
        io::save_project(*test::small_site(), {}, file, {.files = {{stored("a.jpg", "aaa")}}});
        const auto files = io::open_project(file).files;
        std::filesystem::rename(file, away);
        io::save_project(*test::small_site(), {}, other, {.files = files});
        QVERIFY(io::open_project(other).files.empty());
        std::filesystem::rename(away, file); // put back, as the sentence says
        QCOMPARE(*io::bytes_of(files[0]), std::string("aaa"));
        io::save_project(*test::small_site(), {}, other, {.files = files});
        QCOMPARE(io::open_project(other).files.size(), 1U);
    }

    void what_is_gone_is_said_in_one_sentence() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        io::save_project(*test::small_site(), {}, file, {.files = {{stored("a.jpg", "aaa")}}});
        const auto opened = io::open_project(file);
        std::filesystem::remove(file);
        QVERIFY_EXCEPTION_THROWN((void)io::bytes_of(opened.files[0]), Error);
        // It hinders no saving of the rest.
        auto files = opened.files;
        files.push_back(stored("b.jpg", "bbb"));
        const std::filesystem::path other = folder.filePath("other.gpkg").toStdString();
        io::save_project(*test::small_site(), {}, other, {.files = files});
        QCOMPARE(io::open_project(other).files.size(), 1U);
    }

    void bytes_move_into_the_file_they_are_saved_in() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        const std::filesystem::path other = folder.filePath("other.gpkg").toStdString();
        const auto photo = stored("a.jpg", "aaa");
        QVERIFY(photo.bytes->in_memory());
        io::save_project(*test::small_site(), {}, file, {.files = {{photo}}});
        QVERIFY(!photo.bytes->in_memory() && photo.bytes->lies_in(file));
        io::save_project(*test::small_site(), {}, other, {.carry_from = file, .files = {{photo}}});
        std::filesystem::remove(file);
        QCOMPARE(*io::bytes_of(photo), std::string("aaa"));
        // Released by the next version of the file, they are taken into memory first.
        io::save_project(*test::small_site(), {}, other,
                         {.carry_from = other, .files = {{stored("b.jpg", "bbb")}}, .released = {photo}});
        QVERIFY(photo.bytes->in_memory());
        QCOMPARE(*io::bytes_of(photo), std::string("aaa"));
    }

    void a_file_that_another_program_has_open_gives_its_files_all_the_same() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        io::save_project(*test::small_site(), {}, file, {.files = {{stored("a.jpg", "aaa")}}});
        std::vector<io::StoredFile> files;
        {
            const test::OtherProgram other(file, {"PRAGMA journal_mode = WAL", "CREATE TABLE theirs (x)"},
                                           {});
            files = io::open_project(file).files;
        }
        QCOMPARE(files.size(), 1U);
        QCOMPARE(*io::bytes_of(files[0]), std::string("aaa"));
    }

    void a_sum_in_capitals_or_none_is_no_damage() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        io::save_project(*test::small_site(), {}, file,
                         {.files = {{stored("a.jpg", "aaa"), stored("b.jpg", "bbb")}}});
        test::run_sql(file, {"UPDATE prospect_file SET sha256 = upper(sha256) WHERE name = 'a.jpg'",
                             "UPDATE prospect_file SET sha256 = NULL WHERE name = 'b.jpg'"});
        const auto opened = io::open_project(file);
        QVERIFY(opened.notes.empty());
        QVERIFY(!opened.read_only);
        QCOMPARE(opened.files.size(), 2U);
        QCOMPARE(opened.files[1].sha256, io::sum_of_bytes("bbb"));
        QCOMPARE(*io::bytes_of(opened.files[0]), std::string("aaa"));
        QVERIFY(io::verify_project(file).ok);
        // Saved, both are there once, with their sums.
        io::save_project(*test::small_site(), {}, file, {.carry_from = file, .files = opened.files});
        const auto again = io::open_project(file).files;
        QCOMPARE(again.size(), 2U);
        QVERIFY(!again[1].bytes->in_memory());
    }
};

PROSPECT_TEST(ProjectFilesTest);
#include "project_files_test.moc"
