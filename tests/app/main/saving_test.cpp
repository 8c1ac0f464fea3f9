// What is not saved yet, and what happens to the file meanwhile.
#include "app/document/recovery.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

} // namespace

class SavingTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void unsaved_work_is_asked_about_and_kept_on_cancel() {
        ShownWindow window;
        window.fill(test::small_site());
        window.document().apply({"Delete", {RemoveFeatures{{Uuid::from_name("House")}}}});
        int asked = 0;
        window.files().setQuestion([&asked] {
            ++asked;
            return FileCommands::Answer::cancel;
        });
        QVERIFY(!window.close());
        window.files().newPlan();
        QCOMPARE(asked, 2);
        QVERIFY(window.document().isModified());
        window.files().setQuestion([] { return FileCommands::Answer::discard; });
    }

    void work_of_a_program_that_died_is_recovered_as_unsaved() {
        const auto copy = recovery_folder() / "lost.gpkg";
        std::filesystem::create_directories(recovery_folder());
        io::save_project(*test::small_site(), {}, copy);
        QFile about(QString::fromStdString((recovery_folder() / "lost.json").string()));
        QVERIFY(about.open(QIODevice::WriteOnly));
        about.write(R"({"original":"","title":"Courtyard"})");
        about.close();
        const auto work = recoverable_work(recovery_folder());
        QCOMPARE(work.size(), std::size_t{1});
        ShownWindow window;
        window.picture("recover");
        window.files().recover(work.front());
        QTRY_VERIFY_WITH_TIMEOUT(!window.document().isEmpty(), patience_ms);
        QVERIFY(window.document().isModified());
        QVERIFY(window.document().file().empty());
        QTRY_VERIFY_WITH_TIMEOUT(!std::filesystem::exists(copy), patience_ms); // once kept anew
        QVERIFY(recoverable_work(recovery_folder()).empty());
    }

    void a_file_another_program_has_changed_is_saved_over_only_with_consent() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("plan.gpkg");
        io::save_project(*test::small_site(), {}, file.toStdString());
        ShownWindow window;
        window.document().open(file.toStdString());
        window.document().apply({"Delete", {RemoveFeatures{{Uuid::from_name("House")}}}});
        QTest::qWait(20); // the clock of the file system goes in steps
        io::save_project(*test::small_site(), {}, file.toStdString());
        QStringList asked;
        bool answer = false;
        window.files().setConsent([&](const QString& question) {
            asked += question;
            return answer;
        });
        window.files().save();
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        QCOMPARE(asked.size(), 1);
        QVERIFY2(asked.front().contains("has changed"), qPrintable(asked.front()));
        QVERIFY(window.document().isModified());
        answer = true;
        window.files().save();
        QTRY_VERIFY_WITH_TIMEOUT(!window.document().isModified(), patience_ms);
        window.document().apply({"Undo", {RemoveFeatures{{Uuid::from_name("Tree")}}}});
        window.files().save(); // our own save is no stranger's change
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        QCOMPARE(asked.size(), 2);
    }

    void a_plan_opens_with_the_option_it_was_left_with() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("options.gpkg");
        ShownWindow window;
        window.fill(test::small_site());
        window.document().addOption(QStringLiteral("Two gates"));
        window.files().saveTo(file);
        window.answered();
        window.document().setActiveScenario({});
        window.document().setActiveScenario(QStringLiteral("Two gates"));
        window.openFile(file);
        window.answered();
        QCOMPARE(window.document().activeScenario(), QStringLiteral("Two gates"));
        QVERIFY2(window.message().contains("Two gates"), qPrintable(window.message()));
        window.document().setActiveScenario({});
        window.openFile(file);
        window.answered();
        QCOMPARE(window.document().activeScenario(), QString());
    }

    void saving_goes_on_while_a_file_is_added() {
        const QTemporaryDir folder;
        ShownWindow window;
        window.fill(test::small_site());
        window.document().apply({"Delete", {RemoveFeatures{{Uuid::from_name("House")}}}});
        const QString file = folder.filePath("plan.gpkg");
        window.files().saveTo(file);
        window.files().import({sample});
        QVERIFY(window.waitForSheet());
        QVERIFY(QFile::exists(file));
        QVERIFY(!window.document().isModified());
        window.files().sheet()->reject();
    }

    void a_save_that_ends_after_another_plan_was_opened_does_not_mark_it_saved() {
        const QTemporaryDir folder;
        ShownWindow window;
        auto& document = window.document();
        window.fill(test::small_site());
        document.apply({"Delete", {RemoveFeatures{{Uuid::from_name("House")}}}});
        window.files().saveTo(folder.filePath("first.gpkg"));
        window.fill(test::small_site());
        document.apply({"Delete", {RemoveFeatures{{Uuid::from_name("Oak")}}}});
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        QVERIFY(QFile::exists(folder.filePath("first.gpkg")));
        QVERIFY(document.isModified());
        QVERIFY(document.file().empty());
    }

    void what_is_edited_while_a_file_opens_is_asked_about() {
        ShownWindow window;
        auto& document = window.document();
        window.fill(test::small_site());
        int asked = 0;
        window.files().setQuestion([&asked] {
            ++asked;
            return FileCommands::Answer::cancel;
        });
        window.files().open(sample);
        QCOMPARE(asked, 0);
        document.apply({"Delete", {RemoveFeatures{{Uuid::from_name("House")}}}});
        const auto edited = document.base();
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        QCOMPARE(asked, 1);
        QCOMPARE(document.base(), edited);
        window.files().setQuestion([] { return FileCommands::Answer::discard; });
    }

    void what_is_edited_while_saving_before_an_opening_is_asked_about_again() {
        const QTemporaryDir folder;
        ShownWindow window;
        auto& document = window.document();
        window.fill(test::small_site());
        document.save(folder.filePath("plan.gpkg").toStdString());
        document.apply({"Delete", {RemoveFeatures{{Uuid::from_name("House")}}}});
        int asked = 0;
        window.files().setQuestion(
            [&asked] { return ++asked == 1 ? FileCommands::Answer::save : FileCommands::Answer::cancel; });
        window.files().newPlan();
        document.apply({"Delete", {RemoveFeatures{{Uuid::from_name("Oak")}}}});
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(Lane::file), patience_ms);
        QCOMPARE(asked, 2);
        QVERIFY(document.isModified());
        QVERIFY(!document.isEmpty());
        window.files().setQuestion([] { return FileCommands::Answer::discard; });
    }
};

PROSPECT_TEST(SavingTest);
#include "saving_test.moc"
