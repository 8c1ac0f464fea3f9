// Light data of an import: part of its undo step, of the file and of recovered work.
#include "app/document/recovery.h"
#include "app/document/site_document.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

const std::filesystem::path lights = PROSPECT_SOURCE_DIR "/tests/cases/import/photometry";

io::ImportOutcome import_into(SiteDocument& document, const std::filesystem::path& file,
                              bool replace = false) {
    io::ImportOptions options;
    options.replace = replace;
    std::vector<io::SourceDraft> drafts;
    drafts.push_back(io::read_source(file, options, {}));
    return io::place_on_site(*document.base(), std::move(drafts), options, {},
                             document.files().to_save(*document.base()));
}

QStringList names_in(const std::filesystem::path& file) {
    QStringList names;
    for (const auto& one : io::open_project(file).files)
        names += QString::fromStdString(one.name);
    names.sort();
    return names;
}

bool knows(const SiteDocument& document, const char* name) {
    return photometry_named(document.site()->photometries, name) != nullptr;
}

} // namespace

class KeptLightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void it_comes_and_goes_with_its_import() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("plan.gpkg").toStdString();
        SiteDocument document;
        document.adopt({}, {.site = test::small_site()});
        std::set<Role> touched;
        connect(&document, &SiteDocument::changed, this,
                [&](const SiteChange& change) { touched = change.roles; });
        document.apply(import_into(document, lights / "lantern.ies"));
        QCOMPARE(touched, std::set<Role>{Role::luminaire}); // results of lamps are old now
        QVERIFY(knows(document, "lantern.ies"));
        QVERIFY(document.isModified());
        document.save(file);
        QCOMPARE(names_in(file), QStringList("lantern.ies"));
        document.undoStack().undo();
        QVERIFY(!knows(document, "lantern.ies"));
        document.save(file);
        QVERIFY(names_in(file).isEmpty());
        document.undoStack().redo(); // its bytes were released by the file and are still known
        QVERIFY(knows(document, "lantern.ies"));
        document.save(file);
        QCOMPARE(names_in(file), QStringList("lantern.ies"));
        SiteDocument again;
        again.open(file);
        QVERIFY(knows(again, "lantern.ies"));
        again.apply(import_into(again, lights / "lantern.ldt"));
        again.save(file);
        QCOMPARE(names_in(file), QStringList({"lantern.ies", "lantern.ldt"}));
    }

    void what_was_replaced_comes_back_by_undo() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("plan.gpkg").toStdString();
        const std::filesystem::path lamp = folder.filePath("lamp.ies").toStdString();
        std::filesystem::copy_file(lights / "lantern.ies", lamp);
        SiteDocument document;
        document.adopt({}, {.site = test::small_site()});
        document.apply(import_into(document, lamp));
        document.save(file);
        document.open(file);
        std::filesystem::copy_file(lights / "lantern.ldt", lamp,
                                   std::filesystem::copy_options::overwrite_existing);
        document.apply(import_into(document, lamp, true));
        const auto format = [&] { return document.site()->photometries.at("lamp.ies")->format; };
        QVERIFY(format() == PhotometryFormat::eulumdat);
        document.save(file);
        QCOMPARE(names_in(file), QStringList("lamp.ies"));
        QVERIFY(io::open_project(file).site->photometries.at("lamp.ies")->format ==
                PhotometryFormat::eulumdat);
        document.undoStack().undo();
        QVERIFY(format() == PhotometryFormat::ies);
        document.save(file);
        QCOMPARE(names_in(file), QStringList("lamp.ies"));
        QVERIFY(io::open_project(file).site->photometries.at("lamp.ies")->format == PhotometryFormat::ies);
    }

    void unsaved_light_is_recovered_beside_what_the_plan_keeps() {
        const QTemporaryDir temporary;
        const QTemporaryDir plans;
        const std::filesystem::path file = plans.filePath("plan.gpkg").toStdString();
        SiteDocument document;
        document.adopt({}, {.site = test::small_site()});
        document.apply(import_into(document, lights / "lantern.ies"));
        document.save(file);
        document.apply(import_into(document, lights / "lantern.ldt"));
        RecoveryKeeper keeper(document, temporary.path().toStdString(),
                              [](const RecoveryWork& work, const std::function<void()>& written) {
                                  write_recovery(work, {});
                                  written();
                              });
        keeper.keep();
        const QDir folder(temporary.path());
        for (const auto& name : folder.entryList({"*.lock"}, QDir::Files))
            QFile::remove(folder.filePath(name));
        const auto work = recoverable_work(temporary.path().toStdString());
        QCOMPARE(work.size(), std::size_t{1});
        SiteDocument again;
        io::Opened content = read_recovery(work.front(), {});
        content.mark = work.front().original_mark;
        again.adoptUnsaved(work.front().original, std::move(content));
        forget(work.front());
        QVERIFY(knows(again, "lantern.ies") && knows(again, "lantern.ldt"));
        again.save(file);
        QCOMPARE(names_in(file), QStringList({"lantern.ies", "lantern.ldt"}));
        // The document that was kept goes on with its own bytes.
        document.save(plans.filePath("other.gpkg").toStdString());
        QCOMPARE(names_in(plans.filePath("other.gpkg").toStdString()),
                 QStringList({"lantern.ies", "lantern.ldt"}));
    }
};

PROSPECT_TEST(KeptLightTest);
#include "kept_light_test.moc"
