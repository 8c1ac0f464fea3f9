#include "app/document/recovery.h"
#include "geometry/site/annotation.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

class RecoveryTest : public QObject {
    Q_OBJECT

    static void write_now(const RecoveryWork& work, const std::function<void()>& written) {
        write_recovery(work, {});
        written();
    }
    // A note with a photo; bytes tell one photo from another.
    static void add_photo(SiteDocument& document, const std::string& bytes) {
        const io::StoredFile photo = io::stored_file(bytes + ".jpg", "image/jpeg", bytes);
        Annotation note;
        note.id = Uuid::from_name(bytes);
        note.geometry = Geometry::make_point({1, 2});
        note.files = {{photo.name, photo.media_type, photo.sha256}};
        document.files().add(photo);
        document.apply(add_annotation(*document.site(), note, {}));
    }
    static QStringList kept_photos(const QDir& folder) {
        const auto found = folder.entryList({"*.files"}, QDir::Dirs);
        return found.isEmpty() ? QStringList() : QDir(folder.filePath(found.front())).entryList(QDir::Files);
    }
    static SiteEdit edit() { return {"Delete", {RemoveFeatures{{Uuid::from_name("House")}}}}; }
    // A copy as a program that was killed leaves it: its lock names nobody who runs.
    static void kill_owner(const QDir& folder) {
        for (const auto& name : folder.entryList({"*.lock"}, QDir::Files))
            QFile::remove(folder.filePath(name));
    }

private Q_SLOTS:
    void unsaved_work_of_a_dead_program_is_offered_with_its_content() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        SiteDocument document;
        document.adopt("plan.gpkg", {test::small_site(), {}, false, false, {}});
        RecoveryKeeper keeper(document, folder, write_now);
        document.apply(edit());
        keeper.keep();
        QVERIFY(recoverable_work(folder).empty()); // its program still runs
        kill_owner(QDir(temporary.path()));
        const auto work = recoverable_work(folder);
        QCOMPARE(work.size(), std::size_t{1});
        QCOMPARE(work.front().title, QString("Courtyard"));
        QCOMPARE(work.front().original, std::filesystem::path("plan.gpkg"));
        const auto opened = io::open_project(work.front().copy);
        QCOMPARE(hex(snapshot_hash(*opened.site)), hex(snapshot_hash(*document.base())));
        forget(work.front());
        QVERIFY(recoverable_work(folder).empty());
    }

    void saving_takes_the_copy_away() {
        const QTemporaryDir temporary;
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        RecoveryKeeper keeper(document, temporary.path().toStdString(), write_now);
        document.apply(edit());
        keeper.keep();
        QVERIFY(!QDir(temporary.path()).isEmpty());
        document.confirmSaved("plan.gpkg", document.mark(), {});
        QVERIFY(QDir(temporary.path()).isEmpty());
    }

    void results_are_kept_with_the_plan_and_a_new_one_is_kept_again() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        RecoveryKeeper keeper(document, folder, write_now);
        document.apply(edit());
        keeper.keep();
        io::StoredRun run;
        run.id = Uuid::from_name("run");
        run.analysis = "sightlines.visible_area";
        document.setRuns({run});
        keeper.keep();
        kill_owner(QDir(temporary.path()));
        const auto work = recoverable_work(folder);
        QCOMPARE(work.size(), std::size_t{1});
        const auto opened = io::open_project(work.front().copy);
        QCOMPARE(opened.runs.size(), std::size_t{1});
        QCOMPARE(opened.runs.front().analysis, std::string("sightlines.visible_area"));
    }

    void a_copy_remembers_that_its_original_must_not_be_written_over() {
        const QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        SiteDocument document;
        io::Opened foreign{test::small_site(), {}, false, false, {}};
        foreign.foreign = true;
        foreign.mark = {40, 1'700'000'000'123'456'789, 7, 0, 0};
        document.adopt("council.gpkg", foreign);
        RecoveryKeeper keeper(document, folder, write_now);
        document.apply(edit());
        keeper.keep();
        kill_owner(QDir(temporary.path()));
        const auto work = recoverable_work(folder);
        QCOMPARE(work.size(), std::size_t{1});
        QVERIFY(work.front().original_read_only);
        QVERIFY(work.front().original_mark == foreign.mark);
    }

    void what_waits_for_the_copy_is_done_only_once_it_is_written() {
        const QTemporaryDir temporary;
        SiteDocument document;
        document.adoptUnsaved({}, {test::small_site(), {}, false, false, {}});
        std::function<void()> late;
        RecoveryKeeper keeper(
            document, temporary.path().toStdString(),
            [&](const RecoveryWork&, std::function<void()> written) { late = std::move(written); });
        int safe = 0;
        keeper.keep([&safe] { ++safe; });
        QCOMPARE(safe, 0);
        late();
        QCOMPARE(safe, 1);
    }

    // Photos that lie in the plan's file stay there; unsaved ones are written once each, whatever changes
    // after.
    void photos_are_kept_once_and_come_back() {
        const QTemporaryDir temporary;
        const QTemporaryDir plans;
        const std::filesystem::path folder = temporary.path().toStdString();
        const std::filesystem::path file = plans.filePath("plan.gpkg").toStdString();
        SiteDocument document;
        document.adopt({}, {.site = test::small_site()});
        add_photo(document, "saved");
        document.save(file);
        RecoveryKeeper keeper(document, folder, write_now);
        add_photo(document, "unsaved");
        keeper.keep();
        const QStringList kept = kept_photos(QDir(temporary.path()));
        QCOMPARE(kept, QStringList(QString::fromStdString(io::sum_of_bytes("unsaved"))));
        const auto path = QDir(temporary.path()).entryInfoList({"*.files"}, QDir::Dirs).front().filePath() +
                          u'/' + kept.front();
        const auto when = std::filesystem::last_write_time(path.toStdString());
        document.apply(edit());
        keeper.keep();
        QCOMPARE(std::filesystem::last_write_time(path.toStdString()), when);
        kill_owner(QDir(temporary.path()));

        const auto work = recoverable_work(folder);
        QCOMPARE(work.size(), std::size_t{1});
        QVERIFY(io::open_project(work.front().copy).files.empty());
        SiteDocument again;
        io::Opened content = read_recovery(work.front(), {});
        content.mark = work.front().original_mark;
        again.adoptUnsaved(work.front().original, std::move(content));
        forget(work.front());
        QVERIFY(kept_photos(QDir(temporary.path())).isEmpty());
        for (const char* photo : {"saved", "unsaved"}) {
            const io::StoredFile* stored = again.files().find(io::sum_of_bytes(photo));
            QVERIFY(stored != nullptr);
            QCOMPARE(*io::bytes_of(*stored), std::string(photo));
            QCOMPARE(stored->name, photo + std::string(".jpg"));
        }
        again.save(file);
        QCOMPARE(io::open_project(file).files.size(), std::size_t{2});
    }

    // Recovered work has the files that belonged to it: neither one that was removed from its note nor one
    // less.
    void a_removed_photo_does_not_come_back_and_one_from_another_project_does() {
        const QTemporaryDir temporary;
        const QTemporaryDir plans;
        const std::filesystem::path folder = temporary.path().toStdString();
        const std::filesystem::path first = plans.filePath("first.gpkg").toStdString();
        const std::filesystem::path second = plans.filePath("second.gpkg").toStdString();
        SiteDocument document;
        document.adopt({}, {.site = test::small_site()});
        add_photo(document, "kept");
        add_photo(document, "removed");
        document.save(first);
        document.open(first);
        document.apply({"Delete", {RemoveFeatures{{Uuid::from_name("kept")}}}});
        document.save(second); // without it: it lies in the first project alone
        document.undoStack().undo();
        document.apply({"Delete", {RemoveFeatures{{Uuid::from_name("removed")}}}});
        RecoveryKeeper keeper(document, folder, write_now);
        keeper.keep();
        kill_owner(QDir(temporary.path()));
        const auto work = recoverable_work(folder);
        QCOMPARE(work.size(), std::size_t{1});
        QCOMPARE(work.front().original, second);
        const io::Opened content = read_recovery(work.front(), {});
        QCOMPARE(content.files.size(), std::size_t{1});
        QCOMPARE(content.files[0].sha256, io::sum_of_bytes("kept"));
        QCOMPARE(*io::bytes_of(content.files[0]), std::string("kept"));
    }

    void a_copy_written_after_saving_is_taken_away() {
        const QTemporaryDir temporary;
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        std::function<void()> late;
        RecoveryWork late_work;
        RecoveryKeeper keeper(document, temporary.path().toStdString(),
                              [&](RecoveryWork work, std::function<void()> written) {
                                  late = std::move(written);
                                  late_work = std::move(work);
                              });
        document.apply(edit());
        keeper.keep();
        document.confirmSaved("plan.gpkg", document.mark(), {});
        write_now(late_work, late); // the worker was slower than the save
        QVERIFY(QDir(temporary.path()).isEmpty());
    }

    void nothing_is_written_without_unsaved_work() {
        const QTemporaryDir temporary;
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        RecoveryKeeper keeper(document, temporary.path().toStdString(), write_now);
        keeper.keep();
        QVERIFY(QDir(temporary.path()).isEmpty());
    }

    void an_orderly_end_leaves_nothing() {
        const QTemporaryDir temporary;
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        {
            RecoveryKeeper keeper(document, temporary.path().toStdString(), write_now);
            document.apply(edit());
            keeper.keep();
        }
        QVERIFY(QDir(temporary.path()).isEmpty());
    }

    void recovered_work_is_unsaved_work_of_the_original() {
        SiteDocument document;
        document.adoptUnsaved("plan.gpkg", {test::small_site(), {}, false, false, {}});
        QVERIFY(document.isModified());
        QCOMPARE(document.file(), std::filesystem::path("plan.gpkg"));
    }
};

PROSPECT_TEST(RecoveryTest);
#include "recovery_test.moc"
