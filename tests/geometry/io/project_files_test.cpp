#include "geometry/base/error.h"
#include "geometry/io/project_file.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTemporaryDir>
#include <QTest>

using namespace prospect;

namespace {

io::StoredFile stored(const std::string& name, const std::string& bytes) {
    return {name, "image/jpeg", io::sum_of_bytes(bytes), std::make_shared<const std::string>(bytes)};
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
        QCOMPARE(*opened.files[0].bytes, bytes);
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

    void a_damaged_file_is_said_and_not_saved_over() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        auto wrong = stored("a.jpg", "aaa");
        wrong.sha256[0] = wrong.sha256[0] == '0' ? '1' : '0';
        io::save_project(*test::small_site(), {}, file, {.files = {{wrong}}});
        const auto opened = io::open_project(file);
        QVERIFY(opened.files.empty());
        QVERIFY(opened.read_only);
        QCOMPARE(opened.notes.size(), 1U);
        QVERIFY(opened.notes[0].find("a.jpg") != std::string::npos);
        // Saved with what could be read, the damaged one is still there to be rescued.
        io::save_project(*test::small_site(), {}, file,
                         {.carry_from = file, .files = {{stored("b.jpg", "bbb")}}});
        const auto again = io::open_project(file);
        QCOMPARE(again.files.size(), 1U);
        QCOMPARE(again.notes.size(), 1U);
    }

    void a_sum_in_capitals_or_none_is_no_damage() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        auto capitals = stored("a.jpg", "aaa");
        for (char& digit : capitals.sha256)
            digit = digit >= 'a' && digit <= 'f' ? static_cast<char>(digit - 'a' + 'A') : digit;
        auto none = stored("b.jpg", "bbb");
        none.sha256.clear();
        io::save_project(*test::small_site(), {}, file, {.files = {{capitals, none}}});
        const auto opened = io::open_project(file);
        QVERIFY(opened.notes.empty());
        QVERIFY(!opened.read_only);
        QCOMPARE(opened.files.size(), 2U);
        QCOMPARE(opened.files[1].sha256, io::sum_of_bytes("bbb"));
    }
};

PROSPECT_TEST(ProjectFilesTest);
#include "project_files_test.moc"
