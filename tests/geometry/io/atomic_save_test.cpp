#include "geometry/base/error.h"
#include "geometry/io/export.h"
#include "geometry/io/file_write.h"
#include "geometry/io/project_file.h"
#include "random_site.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <random>
#include <set>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace prospect;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void put(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

// Runs in a child process; its exit code.
int in_child(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

enum Outcome { saved = 0, disk_full = 10, refused = 11, other_error = 12 };

int outcome_of(const std::function<void()>& save) {
    try {
        save();
        return saved;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::internal && error.message().starts_with("the disk is full"))
            return disk_full;
        return error.code() == ErrorCode::refused ? refused : other_error;
    }
}

} // namespace

class AtomicSaveTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        file_ = folder_->path().toStdString() + "/site.gpkg";
    }
    void cleanup() { folder_.reset(); }

    void a_file_is_replaced_whole_and_the_previous_one_kept() {
        put(file_, "old");
        io::write_atomically(file_, io::Previous::keep, [&](const fs::path& temporary) {
            put(temporary, "new");
            QCOMPARE(content(file_), std::string("old"));
            QCOMPARE(temporary.parent_path(), file_.parent_path());
            QCOMPARE(temporary.extension(), file_.extension());
        });
        QCOMPARE(content(file_), std::string("new"));
        QCOMPARE(content(file_.string() + ".bak"), std::string("old"));
        io::write_atomically(file_, io::Previous::keep,
                             [](const fs::path& temporary) { put(temporary, "newer"); });
        QCOMPARE(content(file_.string() + ".bak"), std::string("new"));
        QCOMPARE(names(), (std::set<std::string>{"site.gpkg", "site.gpkg.bak"}));
    }

    void a_fault_while_writing_leaves_the_old_file_and_no_temporary() {
        put(file_, "old");
        QVERIFY_EXCEPTION_THROWN(io::write_atomically(file_, io::Previous::keep,
                                                      [](const fs::path& temporary) {
                                                          put(temporary, "half");
                                                          put(temporary.string() + "-journal", "x");
                                                          throw Error(ErrorCode::internal, "stopped");
                                                      }),
                                 Error);
        QCOMPARE(content(file_), std::string("old"));
        QCOMPARE(names(), (std::set<std::string>{"site.gpkg"}));
    }

    void rights_and_symbolic_links_stay() {
        const fs::path link = folder_->path().toStdString() + "/link.gpkg";
        put(file_, "old");
        fs::permissions(file_, fs::perms::owner_read | fs::perms::owner_write);
        fs::create_symlink(file_, link);
        io::write_atomically(link, io::Previous::discard,
                             [](const fs::path& temporary) { put(temporary, "new"); });
        QVERIFY(fs::is_symlink(link));
        QCOMPARE(content(file_), std::string("new"));
        QCOMPARE(fs::status(file_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    }

    void what_a_dead_process_left_is_removed_by_the_next_saving() {
        put(file_, "old");
        in_child([&] {
            io::write_atomically(file_, io::Previous::keep, [](const fs::path& temporary) {
                put(temporary, "half");
                ::raise(SIGKILL);
            });
            return 0;
        });
        QCOMPARE(names().size(), 2U);
        io::write_atomically(file_, io::Previous::discard,
                             [](const fs::path& temporary) { put(temporary, "new"); });
        QCOMPARE(names(), (std::set<std::string>{"site.gpkg"}));
    }

    void a_half_made_backup_of_a_dead_process_is_removed_by_the_next_saving() {
        put(file_, "old");
        in_child([&] {
            io::write_atomically(file_.string() + ".bak", io::Previous::discard,
                                 [](const fs::path& temporary) {
                                     put(temporary, "half");
                                     ::raise(SIGKILL);
                                 });
            return 0;
        });
        QCOMPARE(names().size(), 2U);
        io::write_atomically(file_, io::Previous::discard,
                             [](const fs::path& temporary) { put(temporary, "new"); });
        QCOMPARE(names(), (std::set<std::string>{"site.gpkg"}));
    }

    void killing_the_program_while_it_saves_leaves_the_old_or_the_new_site() {
        const Site one = test::random_site(1, 20);
        const Site two = test::random_site(2, 20);
        const std::set<std::string> expected{hex(snapshot_hash(one)), hex(snapshot_hash(two))};
        io::save_project(one, {}, file_);
        std::mt19937 random(7);
        std::set<std::string> seen;
        for (int kill = 0; kill < 20; ++kill) {
            const pid_t child = ::fork();
            if (child == 0)
                for (int i = 0;; ++i)
                    io::save_project(i % 2 == 0 ? two : one, {}, file_, {.carry_from = file_});
            ::usleep(std::uniform_int_distribution<unsigned>(1000, 400'000)(random));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            QVERIFY(fs::exists(file_));
            const io::Opened opened = io::open_project(file_);
            seen.insert(hex(snapshot_hash(*opened.site)));
            QVERIFY(opened.notes.empty());
        }
        QVERIFY(std::includes(expected.begin(), expected.end(), seen.begin(), seen.end()));
        io::save_project(one, {}, file_);
        QCOMPARE(names(), (std::set<std::string>{"site.gpkg", "site.gpkg.bak"}));
    }

    void a_full_disk_is_said_and_the_old_file_stays_data() {
        QTest::addColumn<int>("limit");
        for (const int kilobytes : {0, 50, 150, 300, 600})
            QTest::addRow("%d kB", kilobytes) << kilobytes;
    }
    void a_full_disk_is_said_and_the_old_file_stays() {
        QFETCH(int, limit);
        io::save_project(test::random_site(1, 1), {}, file_);
        const std::string before = content(file_);
        const Site site = test::random_site(2, 100);
        const int outcome = in_child([&] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit size{static_cast<rlim_t>(limit) * 1024, static_cast<rlim_t>(limit) * 1024};
            ::setrlimit(RLIMIT_FSIZE, &size);
            return outcome_of([&] { io::save_project(site, {}, file_); });
        });
        QCOMPARE(outcome, static_cast<int>(disk_full));
        QVERIFY(content(file_) == before);
        QCOMPARE(names(), (std::set<std::string>{"site.gpkg"}));
    }

    void a_full_disk_is_said_by_every_exporter_too_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"all.gpkg", "all.geojson", "tree.csv", "ground.tif"})
            QTest::newRow(name) << name;
    }
    void a_full_disk_is_said_by_every_exporter_too() {
        QFETCH(QString, name);
        const fs::path file = file_.parent_path() / name.toStdString();
        const Site site = test::random_site(2, 100);
        io::ExportOptions options{{}, io::Audience::police};
        if (file.extension() == ".csv") options.layers = {"tree"};
        if (file.extension() == ".tif") options.layers = {"terrain"};
        const int outcome = in_child([&] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit size{8192, 8192};
            ::setrlimit(RLIMIT_FSIZE, &size);
            return outcome_of([&] { io::export_site(site, file, options); });
        });
        QCOMPARE(outcome, static_cast<int>(disk_full));
        QVERIFY(names().empty());
    }

    void read_only_files_and_folders_are_refused() {
        const Site site = test::random_site(1, 1);
        io::save_project(site, {}, file_);
        fs::permissions(file_, fs::perms::owner_read);
        QCOMPARE(outcome_of([&] { io::save_project(site, {}, file_); }), static_cast<int>(refused));
        fs::permissions(file_, fs::perms::owner_all);
        fs::permissions(file_.parent_path(), fs::perms::owner_read | fs::perms::owner_exec |
                                                 fs::perms::others_read | fs::perms::others_exec |
                                                 fs::perms::group_read | fs::perms::group_exec);
        const int outcome = in_child([&] {
            // Root may write anywhere; nobody may not.
            constexpr uid_t nobody = 65534;
            if (::geteuid() == 0 && ::setuid(nobody) != 0) return static_cast<int>(other_error);
            return outcome_of([&] { io::save_project(site, {}, file_.string() + "2.gpkg"); });
        });
        fs::permissions(file_.parent_path(), fs::perms::owner_all);
        QCOMPARE(outcome, static_cast<int>(refused));
        QCOMPARE(outcome_of([&] { io::save_project(site, {}, file_.parent_path() / "nowhere" / "x.gpkg"); }),
                 static_cast<int>(refused));
        QCOMPARE(outcome_of([&] { io::save_project(site, {}, file_.parent_path()); }),
                 static_cast<int>(refused));
    }

private:
    std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(folder_->path().toStdString()))
            found.insert(entry.path().filename().string());
        return found;
    }
    std::unique_ptr<QTemporaryDir> folder_;
    fs::path file_;
};

PROSPECT_TEST(AtomicSaveTest);
#include "atomic_save_test.moc"
