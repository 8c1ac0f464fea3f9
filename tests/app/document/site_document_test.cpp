#include "app/document/site_document.h"
#include "geometry/site/annotation.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

const Uuid house = Uuid::from_name("House");
const Uuid houses = Uuid::from_name("layer Houses");

SiteEdit height(double metres) {
    return {"Change height", {ChangeAttribute{house, "height_m", Value(metres), Basis::drawn}}};
}

double height_in(const Site& site) {
    const auto* layer = site.layer_of(house);
    const auto* attribute = layer->features[*layer->index_of(house)]->find("height_m");
    return attribute ? as_number(attribute->value).value_or(-1) : -1;
}

SitePtr with_option(const std::string& name) {
    auto site = *test::small_site();
    Scenario option;
    option.id = Uuid::from_name(name);
    option.name = name;
    site.scenarios.push_back(std::make_shared<const Scenario>(option));
    return std::make_shared<const Site>(site);
}

} // namespace

class SiteDocumentTest : public QObject {
    Q_OBJECT

    static void fill(SiteDocument& document, SitePtr site) {
        document.adopt({}, {std::move(site), {}, false, false, {}});
    }

private Q_SLOTS:
    void a_new_document_is_empty_and_unmodified() {
        SiteDocument document;
        QVERIFY(document.isEmpty());
        QVERIFY(!document.isModified());
        QVERIFY(document.site()->layers.empty());
        QCOMPARE(document.title(), QString("Untitled plan"));
    }

    void texts_of_the_site_sheet_are_steps_of_undo_and_no_part_of_an_option() {
        SiteDocument document;
        fill(document, with_option("A"));
        document.setActiveScenario("A");
        QSignalSpy changes(&document, &SiteDocument::changed);
        document.setText("reference", "  24/1 ", "Change the reference");
        document.setText("reference", "24/1", "Change the reference");
        QCOMPARE(document.text("reference"), QString("24/1"));
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(document.undoStack().undoText(), QString("Change the reference"));
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes.front().front().value<SiteChange>().kind == SiteChange::Kind::texts);
        QVERIFY(document.base()->scenario("A")->edits.empty());
        document.undoStack().undo();
        QVERIFY(document.text("reference").isEmpty());
        QVERIFY(!document.isModified());
        document.setText("title", {}, "Change the title");
        QVERIFY(!document.base()->meta.count("title"));
    }

    void what_a_text_brings_along_is_done_where_it_belongs_in_the_same_step() {
        SiteDocument document;
        fill(document, with_option("A"));
        document.setActiveScenario("A");
        document.apply({"Taller", {ChangeAttribute{house, "height_m", Value(9.0), Basis::drawn}}});
        document.setActiveScenario({});
        // The agency makes everything below 12 m higher by 3.
        document.setTextCompanion([](const std::string& key, const QString&) {
            if (key != "agency") return EditEverywhere{};
            return EditEverywhere{{house}, [](const Site& version) {
                                      const double now = height_in(version);
                                      return now < 12 ? height(now + 3) : SiteEdit{};
                                  }};
        });
        const double before = height_in(*document.base());
        const int steps = document.undoStack().count();
        document.setText("agency", "City", "Change the agency");
        QCOMPARE(height_in(*document.base()), before + 3);
        document.setActiveScenario("A");
        QCOMPARE(height_in(*document.site()), 12.0);
        QCOMPARE(document.undoStack().count(), steps + 1);
        document.undoStack().undo();
        QCOMPARE(height_in(*document.base()), before);
        QVERIFY(document.text("agency").isEmpty());
        QCOMPARE(document.base()->scenario("A")->edits.size(), std::size_t(1));
    }

    void what_was_worked_out_from_another_plan_is_not_taken() {
        SiteDocument document;
        fill(document, with_option("A"));
        const SitePtr then = document.base();
        const SitePtr made = prospect::apply(*then, height(9));
        document.apply(height(4));
        const SitePtr now = document.base();
        QVERIFY(!document.apply("Late", then, made));
        QCOMPARE(document.base(), now);
        QCOMPARE(document.undoStack().count(), 1);
        QVERIFY(document.apply("In time", now, prospect::apply(*now, height(5))));
        QCOMPARE(height_in(*document.site()), 5.0);
    }

    void undo_brings_back_the_very_same_snapshot() {
        SiteDocument document;
        fill(document, test::small_site());
        const auto before = document.base();
        document.apply(height(9));
        QCOMPARE(height_in(*document.site()), 9.0);
        QVERIFY(document.isModified());
        const auto after = document.base();
        document.undoStack().undo();
        QCOMPARE(document.base(), before);
        QVERIFY(!document.isModified());
        document.undoStack().redo();
        QCOMPARE(document.base(), after);
    }

    void one_edit_is_one_signal_and_names_the_kinds_it_touched() {
        SiteDocument document;
        fill(document, test::small_site());
        std::vector<SiteChange> changes;
        connect(&document, &SiteDocument::changed, this,
                [&](const SiteChange& change) { changes.push_back(change); });
        document.apply(height(9));
        QCOMPARE(changes.size(), std::size_t{1});
        QCOMPARE(changes.front().kind, SiteChange::Kind::edited);
        QCOMPARE(changes.front().roles, (std::set<Role>{Role::building}));
    }

    void an_edit_without_steps_is_no_undo_step() {
        SiteDocument document;
        fill(document, test::small_site());
        document.apply(SiteEdit{"nothing", {}});
        QVERIFY(!document.undoStack().canUndo());
        QVERIFY(!document.isModified());
    }

    void an_edit_goes_to_the_active_option_and_leaves_the_base() {
        SiteDocument document;
        fill(document, with_option("A"));
        document.setActiveScenario("A");
        document.apply(height(9));
        QCOMPARE(height_in(*document.site()), 9.0);
        QCOMPARE(height_in(*document.base()), -1.0);
        document.setActiveScenario("");
        QCOMPARE(height_in(*document.site()), -1.0);
        document.setActiveScenario("A");
        document.undoStack().undo();
        QCOMPARE(height_in(*document.site()), -1.0);
    }

    void an_unknown_option_is_refused_and_nothing_changes() {
        SiteDocument document;
        fill(document, with_option("A"));
        QVERIFY_EXCEPTION_THROWN(document.setActiveScenario("B"), Error);
        QCOMPARE(document.activeScenario(), QString());
    }

    void undoing_the_option_away_falls_back_to_the_base() {
        SiteDocument document;
        fill(document, with_option("A"));
        document.setActiveScenario("A");
        document.adopt({}, {test::small_site(), {}, false, false, {}});
        QCOMPARE(document.activeScenario(), QString());
    }

    void an_edit_that_no_longer_fits_is_listed() {
        SiteDocument document;
        fill(document, with_option("A"));
        document.setActiveScenario("A");
        document.apply(height(9));
        document.setActiveScenario("");
        document.apply({"Remove", {RemoveFeatures{{house}}}});
        document.setActiveScenario("A");
        QCOMPARE(document.unapplied().size(), std::size_t{1});
    }

    void hiding_a_layer_is_no_part_of_an_option() {
        SiteDocument document;
        fill(document, with_option("A"));
        document.setActiveScenario("A");
        document.setLooks(houses, false, 1);
        QVERIFY(!document.base()->layer(houses)->visible);
        QVERIFY(!document.site()->layer(houses)->visible);
        QVERIFY(document.base()->scenario("A")->edits.empty());
        document.undoStack().undo();
        QVERIFY(document.site()->layer(houses)->visible);
    }

    void dragging_the_opacity_is_one_undo_step() {
        SiteDocument document;
        fill(document, test::small_site());
        for (const double opacity : {0.9, 0.7, 0.5})
            document.setLooks(houses, true, opacity);
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(document.site()->layer(houses)->opacity, 0.5);
        document.undoStack().undo();
        QCOMPARE(document.site()->layer(houses)->opacity, 1.0);
    }

    void an_import_into_an_empty_document_sets_the_frame() {
        SiteDocument document;
        const auto site = test::small_site();
        io::ImportOutcome outcome;
        outcome.frame = site->frame;
        outcome.edit = {"Import", {AddLayer{site->layers[1]}}};
        document.apply(outcome);
        QCOMPARE(document.base()->frame.crs, std::string("EPSG:27700"));
        QCOMPARE(document.base()->layers.size(), std::size_t{1});
        document.undoStack().undo();
        QVERIFY(!document.base()->frame.set());
        QVERIFY(document.base()->layers.empty());
    }

    void options_are_undoable_acts() {
        SiteDocument document;
        fill(document, test::small_site());
        document.addOption(QStringLiteral(" Low hedges "));
        QCOMPARE(document.activeScenario(), QString("Low hedges"));
        QCOMPARE(document.site()->layers.size(), document.base()->layers.size());
        document.apply(height(9));
        document.duplicateOption(QStringLiteral("Low hedges"), QStringLiteral("Copy"));
        QCOMPARE(document.activeScenario(), QString("Copy"));
        QCOMPARE(height_in(*document.site()), 9.0);
        document.renameOption(QStringLiteral("Copy"), QStringLiteral("Better"));
        QCOMPARE(document.activeScenario(), QString("Better"));
        document.removeOption(QStringLiteral("Better"));
        QCOMPARE(document.activeScenario(), QString());
        QCOMPARE(height_in(*document.site()), -1.0);
        QCOMPARE(document.undoStack().count(), 5);
        // Back, step by step: what is taken back is seen.
        const QStringList active{"Better", "Copy", "Low hedges", "Low hedges", ""};
        for (const QString& option : active) {
            document.undoStack().undo();
            QCOMPARE(document.activeScenario(), option);
        }
        QVERIFY(document.base()->scenarios.empty());
        for (int i = 0; i < 5; ++i)
            document.undoStack().redo();
        QCOMPARE(document.activeScenario(), QString());
        QCOMPARE(document.base()->scenarios.size(), std::size_t(1));
    }

    void an_option_name_is_taken_once() {
        SiteDocument document;
        fill(document, with_option("A"));
        QVERIFY_EXCEPTION_THROWN(document.addOption(QStringLiteral("a")), Error);
        QVERIFY_EXCEPTION_THROWN(document.duplicateOption(QStringLiteral("A"), QStringLiteral("A")), Error);
        QVERIFY_EXCEPTION_THROWN(document.removeOption(QStringLiteral("B")), Error);
        document.renameOption(QStringLiteral("A"), QStringLiteral("A")); // nothing to do
        QCOMPARE(document.undoStack().count(), 0);
        document.renameOption(QStringLiteral("A"), QStringLiteral("a"));
        QCOMPARE(document.activeScenario(), QString("a"));
    }

    void removing_another_option_leaves_the_active_one() {
        SiteDocument document;
        fill(document, with_option("A"));
        document.addOption(QStringLiteral("B"));
        document.removeOption(QStringLiteral("A"));
        QCOMPARE(document.activeScenario(), QString("B"));
    }

    void an_import_as_option_is_active_then() {
        SiteDocument document;
        fill(document, test::small_site());
        io::ImportOutcome outcome;
        outcome.frame = document.base()->frame;
        outcome.option = "Proposal";
        outcome.edit = height(12);
        document.apply(outcome);
        QCOMPARE(document.activeScenario(), QString("Proposal"));
        QCOMPARE(height_in(*document.site()), 12.0);
        QCOMPARE(height_in(*document.base()), -1.0);
        document.undoStack().undo();
        QCOMPARE(document.activeScenario(), QString());
        QVERIFY(document.base()->scenarios.empty());
        document.undoStack().redo();
        QCOMPARE(document.activeScenario(), QString("Proposal"));
    }

    void undoing_an_edit_of_another_option_shows_that_option() {
        SiteDocument document;
        fill(document, with_option("A"));
        document.setActiveScenario(QStringLiteral("A"));
        document.apply(height(9));
        document.setActiveScenario({});
        document.undoStack().undo();
        QCOMPARE(document.activeScenario(), QString("A"));
        QCOMPARE(height_in(*document.site()), -1.0);
    }

    void saving_and_opening_keeps_the_hash() {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path(folder.filePath("plan.gpkg").toStdString());
        SiteDocument document;
        fill(document, test::small_site());
        document.apply(height(9));
        document.save(file);
        QVERIFY(!document.isModified());
        SiteDocument other;
        other.open(file);
        QCOMPARE(hex(snapshot_hash(*other.base())), hex(snapshot_hash(*document.base())));
        QCOMPARE(other.title(), QString("Courtyard"));
        QVERIFY(!other.isReadOnly());
    }

    void what_is_edited_while_saving_stays_unsaved() {
        SiteDocument document;
        fill(document, test::small_site());
        document.apply(height(9));
        const auto saved = document.mark();
        document.apply(height(10));
        QVERIFY(document.confirmSaved("plan.gpkg", saved, {}));
        QVERIFY(document.isModified());
        document.undoStack().undo();
        QVERIFY(!document.isModified());
    }

    void a_save_of_a_former_plan_says_nothing_of_the_present_one() {
        SiteDocument document;
        fill(document, test::small_site());
        document.apply(height(9));
        const auto former = document.mark();
        document.clear();
        fill(document, test::small_site());
        document.apply(height(8));
        QVERIFY(!document.confirmSaved("former.gpkg", former, {}));
        QVERIFY(document.isModified());
        QVERIFY(document.file().empty());
    }

    void a_read_only_file_is_not_written() {
        SiteDocument document;
        document.adopt("foreign.gpkg", {test::small_site(), {}, true, true, {}});
        QVERIFY(document.isReadOnly());
        QVERIFY_EXCEPTION_THROWN(document.save("foreign.gpkg"), Error);
        QVERIFY(!QFile::exists("foreign.gpkg"));
    }

    void opening_what_is_no_project_keeps_the_open_one() {
        const QTemporaryDir folder;
        QFile broken(folder.filePath("broken.gpkg"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("not a database");
        broken.close();
        SiteDocument document;
        fill(document, test::small_site());
        const auto before = document.base();
        QVERIFY_EXCEPTION_THROWN(document.open(broken.fileName().toStdString()), Error);
        QCOMPARE(document.base(), before);
    }

    void what_was_accepted_is_an_undo_step_and_unsaved_work() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        SiteDocument document;
        fill(document, test::small_site());
        io::StoredFinding row{.id = "1", .code = "NS-14"};
        row.approval_key = "NS-14:seat";
        document.setFindings({row});
        QVERIFY(!document.isModified());
        const assessment::Acceptances accepted{
            {"NS-14:seat", {"A. Officer", "It goes next year", "2026-11-28T08:00:00Z"}}};
        document.setAcceptances("Accept", accepted);
        QVERIFY(document.isModified());
        document.undoStack().undo();
        QVERIFY(document.acceptances().empty());
        QVERIFY(!document.isModified());
        document.undoStack().redo();
        document.save(file);
        QVERIFY(!document.isModified());

        SiteDocument again;
        again.open(file);
        QCOMPARE(again.acceptances(), accepted);
        const auto kept = io::read_findings(file);
        QCOMPARE(kept.size(), 1U);
        QCOMPARE(kept[0].accepted_why, std::string("It goes next year"));
        again.setAcceptances("No longer", {});
        again.save(file);
        QVERIFY(io::read_findings(file).at(0).accepted_by.empty());
    }

    void photos_of_notes_are_saved_while_a_note_has_them() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        SiteDocument document;
        fill(document, test::small_site());
        const io::StoredFile photo = io::stored_file("a.jpg", "image/jpeg", "a photo");
        Annotation note;
        note.id = Uuid::from_name("note");
        note.geometry = Geometry::make_point({1, 2});
        note.files = {{photo.name, photo.media_type, photo.sha256}};
        document.files().add(photo);
        document.apply(add_annotation(*document.site(), note, {}));
        document.save(file);
        QVERIFY(!document.files().find(photo.sha256)->bytes->in_memory()); // it lies in the file now
        QCOMPARE(*io::bytes_of(*document.files().find(photo.sha256)), std::string("a photo"));

        SiteDocument again;
        again.open(file);
        const io::StoredFile* stored = again.files().find(photo.sha256);
        QVERIFY(stored != nullptr && !stored->bytes->in_memory());
        QCOMPARE(*io::bytes_of(*stored), std::string("a photo"));
        again.apply(set_files(*again.site(), note.id, {}, {}));
        again.save(file);
        QVERIFY(io::open_project(file).files.empty());
        again.save(file); // neither the file nor the one before holds it now
        // Undo brings the photo back, and the next save keeps it.
        again.undoStack().undo();
        again.save(file);
        QCOMPARE(io::open_project(file).files.size(), 1U);
        // Another file gets it, too, and the plan goes on there.
        const std::filesystem::path other = folder.filePath("other.gpkg").toStdString();
        again.save(other);
        std::filesystem::remove(file);
        QCOMPARE(*io::bytes_of(*again.files().find(photo.sha256)), std::string("a photo"));
    }
};

PROSPECT_TEST(SiteDocumentTest);
#include "site_document_test.moc"
