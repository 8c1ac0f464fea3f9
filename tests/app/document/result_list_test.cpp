#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "app/document/result_list.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

class ResultListTest : public QObject {
    Q_OBJECT

    static engine::RunPtr run_on(const SiteDocument& document) {
        engine::Engine engine(catalogue());
        engine::Request request;
        request.site = document.base();
        request.scenario = document.activeScenario().toStdString();
        return engine.run("sightlines.visible_area", {{"cell_m", "4"}}, request);
    }
    static SiteEdit move_house() {
        return {"Move", {ChangeGeometry{Uuid::from_name("House"), test::rectangle(6, 10, 16, 20)}}};
    }

private Q_SLOTS:
    void a_result_is_out_of_date_after_an_edit_and_current_again_after_undo() {
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        ResultList results(document, catalogue());
        results.add(run_on(document));
        QCOMPARE(results.results().size(), std::size_t{1});
        QVERIFY(!results.results().front().out_of_date);
        QSignalSpy marks(&results, &ResultList::marksChanged);
        document.apply(move_house());
        QVERIFY(results.results().front().out_of_date);
        QCOMPARE(marks.count(), 1);
        document.undoStack().undo();
        QVERIFY(!results.results().front().out_of_date);
    }

    void a_change_the_measurement_does_not_read_leaves_it_current() {
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        ResultList results(document, catalogue());
        results.add(run_on(document));
        document.setLooks(Uuid::from_name("layer Houses"), false, 1);
        QVERIFY(!results.results().front().out_of_date);
    }

    void a_result_is_of_the_option_it_was_measured_on() {
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        ResultList results(document, catalogue());
        results.add(run_on(document));
        QVERIFY(results.isOfShown(results.results().front()));
        QSignalSpy marks(&results, &ResultList::marksChanged);
        document.addOption("Low hedges");
        QCOMPARE(marks.count(), 1);
        QVERIFY(!results.isOfShown(results.results().front()));
        QVERIFY(!results.results().front().out_of_date);
        document.setActiveScenario({});
        QCOMPARE(marks.count(), 2);
        QVERIFY(results.isOfShown(results.results().front()));
    }

    void the_same_question_replaces_its_earlier_answer() {
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        ResultList results(document, catalogue());
        results.add(run_on(document));
        results.add(run_on(document));
        QCOMPARE(results.results().size(), std::size_t{1});
        QCOMPARE(document.runs().size(), std::size_t{1});
    }

    void a_result_survives_saving_and_opening() {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.filePath("plan.gpkg").toStdString());
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        ResultList results(document, catalogue());
        results.add(run_on(document));
        QVERIFY(document.isModified());
        document.save(file);
        QVERIFY(!document.isModified());

        SiteDocument reopened;
        ResultList read(reopened, catalogue());
        reopened.open(file);
        QCOMPARE(read.results().size(), std::size_t{1});
        const auto& before = results.results().front();
        const auto& after = read.results().front();
        QCOMPARE(after.id, before.id);
        QCOMPARE(after.title, before.title);
        QCOMPARE(after.fields.size(), before.fields.size());
        QCOMPARE(after.fields.front()->name, before.fields.front()->name);
        QCOMPARE(after.fields.front()->values, before.fields.front()->values);
        QCOMPARE(after.metrics.size(), before.metrics.size());
        QCOMPARE(after.settings, before.settings);
        QVERIFY(!after.out_of_date);
        reopened.apply(move_house());
        QVERIFY(read.results().front().out_of_date);
    }

    void a_result_follows_the_name_of_its_option() {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.filePath("plan.gpkg").toStdString());
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        document.addOption("Low hedges");
        document.apply(move_house());
        ResultList results(document, catalogue());
        results.add(run_on(document));
        QSignalSpy marks(&results, &ResultList::marksChanged);
        document.renameOption("Low hedges", "Lower hedges");
        QCOMPARE(marks.count(), 1);
        const auto named = [&](const char* name) {
            const auto& result = results.results().front();
            return result.option == QString(name) && document.runs().front().scenario == name &&
                   !result.out_of_date;
        };
        QVERIFY(named("Lower hedges"));
        document.undoStack().undo();
        QVERIFY(named("Low hedges"));
        document.undoStack().redo();
        // Another option takes the former name: the result stays with its own.
        document.addOption("Low hedges");
        QVERIFY(named("Lower hedges"));
        document.save(file);

        SiteDocument reopened;
        ResultList read(reopened, catalogue());
        reopened.open(file);
        QCOMPARE(read.results().front().option, QString("Lower hedges"));
        QVERIFY(!read.results().front().out_of_date);
        reopened.renameOption("Lower hedges", "Lowest hedges");
        QCOMPARE(read.results().front().option, QString("Lowest hedges"));
        QVERIFY(!read.results().front().out_of_date);
    }

    void a_result_that_comes_after_its_option_was_renamed_has_the_new_name() {
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        document.addOption("A");
        const Uuid option = document.base()->scenario("A")->id;
        ResultList results(document, catalogue());
        const auto run = run_on(document);
        document.renameOption("A", "B");
        results.add(run, option);
        QCOMPARE(results.results().front().option, QString("B"));
        QVERIFY(!results.results().front().out_of_date);
    }

    void removing_a_result_takes_it_from_the_file_too() {
        SiteDocument document;
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        ResultList results(document, catalogue());
        results.add(run_on(document));
        results.remove(results.results().front().id);
        QVERIFY(results.results().empty());
        QVERIFY(document.runs().empty());
    }

    void a_stored_text_that_cannot_be_read_leaves_its_fields() {
        SiteDocument document;
        ResultList results(document, catalogue());
        io::StoredRun stored;
        stored.id = Uuid::from_name("run");
        stored.analysis = "of.another.version";
        stored.result_json = "{ broken";
        stored.fields.push_back(Field("area", "m2", Grid{0, 10, 1, 1, 10, 10}));
        document.adopt({}, {test::small_site(), {stored}, false, false, {}});
        QCOMPARE(results.results().size(), std::size_t{1});
        QCOMPARE(results.results().front().fields.size(), std::size_t{1});
        QVERIFY(results.results().front().out_of_date);
    }
};

PROSPECT_TEST(ResultListTest);
#include "result_list_test.moc"
