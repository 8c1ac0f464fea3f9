// IES and EULUMDAT files as sources of an import: known, read, kept with the site under their names.
#include "geometry/base/error.h"
#include "geometry/io/photometry_import.h"
#include "geometry/io/project_file.h"
#include "geometry/io/source_format.h"
#include "geometry/site/annotation.h"
#include "tests/geometry/io/import_support.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <iterator>
#include <numbers>

using namespace prospect;
using namespace prospect::test;
namespace fs = std::filesystem;

namespace {

// 100 cd whatever the direction.
constexpr double sphere_lm = 400 * std::numbers::pi;

fs::path light(const std::string& name) {
    return own_case("photometry/" + name);
}

std::string bytes_in(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

fs::path written(const QTemporaryDir& folder, const char* name, const std::string& bytes) {
    const fs::path file = folder.filePath(name).toStdString();
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

// The light of `from` under another name.
io::SourceDraft draft_called(const QTemporaryDir& folder, const char* name, const fs::path& from) {
    return io::read_source(written(folder, name, bytes_in(from)), {}, {});
}

io::ImportOutcome placed(const Site& site, io::SourceDraft draft, const io::ImportOptions& options = {},
                         const std::vector<io::StoredFile>& kept = {}) {
    std::vector<io::SourceDraft> drafts;
    drafts.push_back(std::move(draft));
    return io::place_on_site(site, std::move(drafts), options, {}, kept);
}

// "usage: sentence — advice" of the refusal; empty when it is placed.
QString refusal_of(const Site& site, io::SourceDraft draft, const io::ImportOptions& options,
                   const std::vector<io::StoredFile>& kept) {
    try {
        placed(site, std::move(draft), options, kept);
        return {};
    } catch (const io::AllRefused& error) {
        return QString(error.code() == ErrorCode::usage ? "usage: " : "refused: ") + error.what();
    }
}

} // namespace

class PhotometryImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void it_is_known_by_its_name_in_any_case_and_by_its_content() {
        const QTemporaryDir folder;
        const std::string ies = bytes_in(light("lantern.ies"));
        // Its maker's name begins as a picture does.
        const std::string ldt = bytes_in(light("lantern.ldt"));
        QVERIFY(ldt.starts_with("BM"));
        for (const char* name : {"a.ies", "A.IES", "a.Ies"})
            QVERIFY2(io::recognise(written(folder, name, ies)) == io::SourceFormat::photometry, name);
        for (const char* name : {"a.ldt", "A.LDT"})
            QVERIFY2(io::recognise(written(folder, name, ldt)) == io::SourceFormat::photometry, name);
        QVERIFY(io::recognise(written(folder, "lantern.txt", ies)) == io::SourceFormat::photometry);
        QVERIFY(io::recognise(written(folder, "lantern", "\xef\xbb\xbf" + ies)) ==
                io::SourceFormat::photometry);
    }

    void both_formats_are_listed() {
        for (const char* ending : {"*.ies", "*.ldt"}) {
            const auto& all = io::formats();
            QVERIFY2(std::any_of(all.begin(), all.end(),
                                 [&](const auto& one) { return one.extensions == ending && one.reads; }),
                     ending);
        }
    }

    void a_file_gives_its_row_and_its_bytes() {
        const io::SourceDraft draft = io::read_source(light("lantern.ies"), {}, {});
        QVERIFY(draft.layers.empty());
        QCOMPARE(draft.report.photometry.size(), 1U);
        const io::PhotometryRow& row = draft.report.photometry[0];
        QCOMPARE(row.name, std::string("lantern.ies"));
        QCOMPARE(row.format, std::string("IES"));
        QVERIFY(std::abs(row.flux_lm - sphere_lm) < 0.01);
        QCOMPARE(row.header_flux_lm.value(), 1500.0);
        QVERIFY(!row.absolute);
        QVERIFY(row.notes.empty() && draft.report.notes.empty());
        QCOMPARE(draft.report.sources.size(), 1U);
        QCOMPARE(draft.report.sources[0].read, 1U);
        QCOMPARE(draft.report.sources[0].imported, 1U);
        QCOMPARE(draft.files.size(), 1U);
        QCOMPARE(draft.files[0].name, std::string("lantern.ies"));
        QCOMPARE(*io::bytes_of(draft.files[0]), bytes_in(light("lantern.ies")));
        const auto other = io::read_source(light("lantern.ldt"), {}, {}).report.photometry.at(0);
        QCOMPARE(other.format, std::string("EULUMDAT"));
        QVERIFY(std::abs(other.flux_lm - 2000) < 0.1);
        QCOMPARE(other.header_flux_lm.value(), 2000.0);
        QVERIFY(other.notes.empty());
    }

    void a_doubt_is_a_warning_and_nothing_is_refused() {
        const Imported got = import_files({light("doubtful.ldt")});
        QCOMPARE(got.report.photometry.at(0).notes.size(), 1U);
        const std::string words = "its intensities add up to 1257 lm, more than the 1000 lm of its lamps";
        QCOMPARE(got.report.photometry[0].notes[0], words);
        QCOMPARE(got.report.notes.size(), 1U);
        QCOMPARE(got.report.notes[0], "warning: doubtful.ldt: " + words);
    }

    void it_joins_a_site_with_and_without_a_place() {
        const Imported alone = import_files({light("lantern.ies")});
        QVERIFY(!alone.site->frame.set());
        QVERIFY(alone.site->layers.empty());
        QCOMPARE(alone.site->photometries.count("lantern.ies"), 1U);
        QVERIFY2(miscount(alone).isEmpty(), qPrintable(miscount(alone)));

        const auto base = small_site();
        const auto outcome = placed(*base, io::read_source(light("lantern.ies"), {}, {}));
        QVERIFY(outcome.frame == base->frame);
        QVERIFY(outcome.edit.steps.empty());
        QCOMPARE(outcome.edit.title, std::string("Import lantern.ies"));
        const auto site = io::with_outcome(*base, outcome);
        QCOMPARE(site->layers.size(), base->layers.size());
        QCOMPARE(site->photometries.count("lantern.ies"), 1U);
    }

    // Which of them has no place is nothing a plan without a system may be asked for.
    void it_comes_with_a_plan_in_one_import() {
        io::ImportOptions options;
        options.crs = "EPSG:28992";
        const Imported got = import_files(
            {light("lantern.ldt"), own_case("geojson/building.geojson"), light("lantern.ies")}, options);
        QVERIFY(got.site->frame.set());
        QVERIFY(!got.site->layers.empty());
        QCOMPARE(got.site->photometries.size(), 2U);
        QCOMPARE(got.report.photometry.size(), 2U);
        QVERIFY2(miscount(got).isEmpty(), qPrintable(miscount(got)));
    }

    void what_is_kept_already_needs_nothing_and_other_content_needs_force() {
        const QTemporaryDir folder;
        const auto first = draft_called(folder, "lamp.ies", light("lantern.ies"));
        const auto begun = placed(*small_site(), first);
        const auto site = io::with_outcome(*small_site(), begun);
        const auto kept = io::files_with_outcome(*site, {}, begun);
        const auto again = placed(*site, first, {}, kept);
        QVERIFY(again.files.empty());
        QVERIFY(has_note(again.report, "is kept with the site already"));

        const auto other = draft_called(folder, "lamp.ies", light("doubtful.ldt"));
        const QString said = refusal_of(*site, other, {}, kept);
        QVERIFY2(said.startsWith("usage: lamp.ies") && said.contains("--force"), qPrintable(said));
        io::ImportOptions force;
        force.replace = true;
        const auto replaced = placed(*site, other, force, kept);
        QCOMPARE(replaced.files.size(), 1U);
        QVERIFY(has_note(replaced.report, "it was replaced"));
        const auto after = io::with_outcome(*site, replaced);
        QVERIFY(after->photometries.at("lamp.ies")->format == PhotometryFormat::eulumdat);
        const auto files = io::files_with_outcome(*site, kept, replaced);
        QCOMPARE(files.size(), 1U);
        QCOMPARE(files[0].sha256, other.files[0].sha256);
    }

    void a_file_that_a_note_has_is_never_replaced_away() {
        const QTemporaryDir folder;
        const auto attached = draft_called(folder, "lamp.ies", light("lantern.ies")).files[0];
        Annotation note;
        note.id = Uuid::from_name("note");
        note.geometry = Geometry::make_point({1, 2});
        note.files = {{attached.name, attached.media_type, attached.sha256}};
        const auto site = apply(*small_site(), add_annotation(*small_site(), note, {}));
        io::ImportOptions force;
        force.replace = true;
        const auto outcome =
            placed(*site, draft_called(folder, "lamp.ies", light("doubtful.ldt")), force, {attached});
        const auto files = io::files_with_outcome(*site, {attached}, outcome);
        QCOMPARE(files.size(), 2U);
        // The newer one gives the light.
        const fs::path file = folder.filePath("site.gpkg").toStdString();
        io::save_project(*io::with_outcome(*site, outcome), {}, file, {.files = files});
        const auto opened = io::open_project(file);
        QCOMPARE(opened.files.size(), 2U);
        QVERIFY(opened.site->photometries.at("lamp.ies")->format == PhotometryFormat::eulumdat);
    }

    // What lay beside the site under that name, in other letters, is no longer looked up there.
    void what_is_kept_comes_before_what_lies_beside() {
        const QTemporaryDir folder;
        Site site = *small_site();
        site.photometries = io::read_source(light("lantern.ies"), {}, {}).photometries;
        const auto outcome = placed(site, draft_called(folder, "LANTERN.ies", light("doubtful.ldt")));
        const auto after = io::with_outcome(site, outcome);
        QCOMPARE(after->photometries.size(), 1U);
        QVERIFY(photometry_named(after->photometries, "lantern.ies")->format == PhotometryFormat::eulumdat);
    }

    void alone_it_makes_no_option_and_with_a_plan_it_is_kept_for_all() {
        const auto base = small_site();
        io::ImportOptions options;
        options.as_option = "Proposal";
        const auto draft = io::read_source(light("lantern.ies"), {}, {});
        const QString said = refusal_of(*base, draft, options, {});
        QVERIFY2(said.startsWith("refused: lantern.ies") && said.contains("option"), qPrintable(said));

        options.crs = base->frame.crs;
        std::vector<io::SourceDraft> drafts;
        const Point middle = base->frame.to_full(base->box().center());
        const QTemporaryDir folder;
        const std::string x = std::to_string(middle.x);
        const std::string y = std::to_string(middle.y);
        drafts.push_back(io::read_source(
            written(folder, "lamps.csv", "x,y\n" + x + "," + y + "\n" + x + "1," + y + "1\n"), options, {}));
        drafts.push_back(draft);
        const auto outcome = io::place_on_site(*base, std::move(drafts), options, {});
        QVERIFY(outcome.refused.empty());
        QCOMPARE(outcome.files.size(), 1U);
        const auto after = io::with_outcome(*base, outcome);
        QVERIFY(after->scenario("Proposal") != nullptr);
        QCOMPARE(after->photometries.count("lantern.ies"), 1U);
        QCOMPARE(with_scenario(*after, "Proposal")->photometries.count("lantern.ies"), 1U);
    }

    void two_names_of_the_same_bytes_are_both_kept_and_a_replaced_one_goes() {
        const QTemporaryDir folder;
        const fs::path file = folder.filePath("site.gpkg").toStdString();
        const std::string ies = bytes_in(light("lantern.ies"));
        const std::string ldt = bytes_in(light("lantern.ldt"));
        const auto kept = [](const char* name, const std::string& bytes) {
            return io::stored_file(name, "text/plain", bytes);
        };
        const auto names = [&] {
            std::map<std::string, std::string> found;
            for (const auto& one : io::open_project(file).files)
                found[one.name] += *io::bytes_of(one);
            return found;
        };
        io::save_project(*small_site(), {}, file, {.files = {{kept("a.ies", ies), kept("b.ies", ies)}}});
        QCOMPARE(names(), (std::map<std::string, std::string>{{"a.ies", ies}, {"b.ies", ies}}));
        io::save_project(*small_site(), {}, file, {.carry_from = file});
        QCOMPARE(names(), (std::map<std::string, std::string>{{"a.ies", ies}, {"b.ies", ies}}));
        io::save_project(*small_site(), {}, file,
                         {.carry_from = file, .files = {{kept("a.ies", ldt), kept("b.ies", ies)}}});
        QCOMPARE(names(), (std::map<std::string, std::string>{{"a.ies", ldt}, {"b.ies", ies}}));
        QVERIFY(io::verify_project(file).ok);
        const auto opened = io::open_project(file).site;
        const auto& light_of = opened->photometries;
        QCOMPARE(light_of.size(), 2U);
        QVERIFY(light_of.at("a.ies")->format == PhotometryFormat::eulumdat);
    }

    void every_real_file_is_imported() {
        const fs::path folder = real_file("photometry");
        if (folder.empty()) QSKIP("PROSPECT_TEST_DATA does not lead to photometry");
        int count = 0;
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (entry.path().extension() != ".ies" && entry.path().extension() != ".ldt") continue;
            const Imported got = import_files({entry.path()});
            QVERIFY(got.report.photometry.at(0).flux_lm > 0);
            QCOMPARE(got.site->photometries.count(entry.path().filename().string()), 1U);
            ++count;
        }
        QVERIFY(count >= 20);
    }
};

PROSPECT_TEST(PhotometryImportTest);
#include "photometry_import_test.moc"
