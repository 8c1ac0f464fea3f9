// The page to hand over: what the sheet asks, what it shows, and what is written then.
#include "app/panels/note_panel.h"
#include "app/panels/page_commands.h"
#include "app/panels/page_sheet.h"
#include "app/panels/review_commands.h"
#include "app/panels/review_panel.h"
#include "geometry/site/annotation.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/pdf_texts.h"
#include "tests/support/registry.h"
#include "tests/support/sample_photo.h"
#include "tests/support/small_site.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

class PageWindow : public ShownWindow {
public:
    PageWindow() {
        ReviewCommands::setSigner(QStringLiteral("A. Officer"), QStringLiteral("Thames Police"));
        const auto given = qEnvironmentVariable("PROSPECT_PAGE_PLAN");
        const QString riverside = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");
        if (given.isEmpty()) {
            openFile(riverside);
        } else {
            files().import({given});
            QTRY_VERIFY_WITH_TIMEOUT(files().sheet() && !jobs().isBusy(Lane::file), patience_ms);
            files().sheet()->addButton()->click();
            QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty() && !files().sheet(), patience_ms);
            QTRY_VERIFY_WITH_TIMEOUT(!jobs().isBusy(), patience_ms);
        }
        topBar().stageButton(Stage::review)->click();
        waitForMap();
    }
    ReviewCommands& commands() { return *findChild<ReviewCommands*>(); }
    PageCommands& pages() { return *findChild<PageCommands*>(); }

    // Four notes: one with all that can be filled in, one agreed, one settled, one plain.
    void writeNotes() {
        const Point middle = canvas().view().center;
        const auto stored = io::stored_file("passage.jpg", "image/jpeg", test::sample_photo());
        document().files().add(stored);
        commands().addPin(middle, {{stored.name, stored.media_type, stored.sha256}});
        for (const Point off : {Point{18, 9}, {-25, -14}, {-8, 20}})
            commands().addPin(middle + off);
        fill(0, "Passage behind the garages", "Dark at night: the lamp at the corner is hidden by the tree.",
             "open");
        fill(1, "Gate", "The gate stands open at night and leads to the back gardens.", "agreed");
        fill(2, "", "The hedge hid the path.", "mended");
        fill(3, "", "Good: front doors on both sides overlook the path.", "open");
        const auto notes = annotations(*document().site());
        auto first = notes[0];
        first.severity = "serious";
        first.strategy = "natural_surveillance";
        first.assigned = "Housing association";
        first.due = "2027-03-01";
        commands().change(first);
        commands().reply(notes[1].id, QStringLiteral("We fit a self-closing gate with a lock by spring."));
    }
    PageSheet& openSheet() {
        findChild<ReviewPanel*>()->pageRequested();
        [this] { QTRY_VERIFY_WITH_TIMEOUT(pages().sheet() && pages().sheet()->content(), patience_ms); }();
        return *pages().sheet();
    }
    // Another choice is drawn.
    void drawn(PageSheet& sheet) {
        QTest::qWait(150);
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(!jobs().isBusy() && !sheet.preview().image().isNull(), patience_ms);
        }();
    }
    void keep(PageSheet& sheet, const QString& name) {
        if (const auto shots = qEnvironmentVariable("PROSPECT_SCREENSHOTS"); !shots.isEmpty())
            sheet.grab().save(shots + u'/' + name + QStringLiteral(".png"));
    }

private:
    void fill(std::size_t which, const char* title, const char* text, const char* status) {
        auto note = annotations(*document().site())[which];
        note.title = title;
        note.text = text;
        note.status = status;
        commands().change(note);
    }
};

template <class Button>
Button* button(QWidget& sheet, const QString& words) {
    for (auto* one : sheet.findChildren<Button*>())
        if (one->text().remove(u'&').startsWith(words)) return one;
    return nullptr;
}

} // namespace

class PageTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void the_sheet_shows_the_page_and_asks_what_is_on_it() {
        PageWindow window;
        window.writeNotes();
        PageSheet& sheet = window.openSheet();
        window.drawn(sheet);
        window.keep(sheet, "page-sheet");
        QVERIFY(sheet.rect().size().width() <= 1280 && sheet.rect().size().height() <= 800);
        QCOMPARE(sheet.content()->notes, 4);
        QCOMPARE(sheet.content()->photos, 1);
        QVERIFY2(sheet.summary().startsWith("1 page · map at 1:"), qPrintable(sheet.summary()));
        QVERIFY(button<QRadioButton>(sheet, "All (4)"));
        QVERIFY(!button<QRadioButton>(sheet, "Only those listed")); // no filter
        const int a4 = sheet.content()->scale;
        button<QRadioButton>(sheet, "A3")->click();
        window.drawn(sheet);
        QVERIFY(sheet.content()->scale < a4);
        button<QCheckBox>(sheet, "Photos")->click();
        window.drawn(sheet);
        QCOMPARE(sheet.content()->photos, 0);
        QVERIFY(sheet.options().author && !sheet.options().in_charge && !sheet.options().photos);
        QVERIFY(!sheet.options().answers);
        button<QCheckBox>(sheet, "Answers")->click();
        QVERIFY(sheet.options().answers);
        QTest::keyClick(&sheet, Qt::Key_Escape);
        QTRY_VERIFY(!window.pages().sheet());
    }

    void what_was_chosen_last_is_chosen_again() {
        QSettings().clear();
        PageWindow window;
        window.writeNotes();
        {
            PageSheet& sheet = window.openSheet();
            button<QRadioButton>(sheet, "A3")->click();
            button<QRadioButton>(sheet, "What the map shows now")->click();
            button<QCheckBox>(sheet, "My name")->click();
            button<QCheckBox>(sheet, "Answers")->click();
            sheet.disconnect(&window.pages()); // no question for a file
            const QSignalSpy saved(&sheet, &PageSheet::saveRequested);
            sheet.saveButton()->click();
            QCOMPARE(saved.count(), 1);
            sheet.reject();
            QTRY_VERIFY(!window.pages().sheet());
        }
        const auto options = window.openSheet().options();
        QVERIFY(options.paper == report::Paper::a3);
        QVERIFY(options.map == report::MapPart::view);
        QVERIFY(!options.author && options.photos && options.answers);
        QSettings().clear();
    }

    // A plan without a red line has no site to choose: all of it is shown, and the site is chosen again where
    // there is one.
    void the_site_that_was_chosen_last_is_all_of_a_plan_without_a_red_line() {
        QSettings().clear();
        QSettings().setValue(QStringLiteral("page/map"), static_cast<int>(report::MapPart::site));
        const auto chosen = [](const SitePtr& site, bool saved) {
            ShownWindow window;
            window.fill(site);
            PageCommands& pages = *window.findChild<PageCommands*>();
            pages.open(pages.draft(), {Box{0, 0, 10, 10}, std::nullopt});
            pages.sheet()->disconnect(&pages); // no question for a file
            if (saved) pages.sheet()->saveButton()->click();
            return pages.sheet()->options().map;
        };
        Site open_ended = *test::small_site();
        open_ended.layers.erase(open_ended.layers.begin());
        QVERIFY(chosen(std::make_shared<const Site>(open_ended), true) == report::MapPart::everything);
        QVERIFY(chosen(test::small_site(), false) == report::MapPart::site);
        QSettings().clear();
    }

    void the_head_says_the_agency_of_the_plan_unless_one_has_ones_own() {
        ReviewCommands::setSigner(QStringLiteral("A. Officer"), {});
        ShownWindow window;
        Site site = *test::small_site();
        site.meta["agency"] = "Met Police";
        window.fill(std::make_shared<const Site>(site));
        QCOMPARE(window.findChild<PageCommands*>()->draft().agency, QStringLiteral("Met Police"));
        ReviewCommands::setSigner(QStringLiteral("A. Officer"), QStringLiteral("Thames Police"));
        QCOMPARE(window.findChild<PageCommands*>()->draft().agency, QStringLiteral("Thames Police"));
    }

    void a_filter_offers_only_those_listed_and_the_page_has_no_others() {
        QSettings().clear();
        const QTemporaryDir folder;
        PageWindow window;
        window.writeNotes();
        window.findChild<ReviewPanel*>()->findChild<QLineEdit*>()->setText(QStringLiteral("gate"));
        PageSheet& sheet = window.openSheet();
        auto* listed = button<QRadioButton>(sheet, "Only those listed (1)");
        QVERIFY(listed);
        QVERIFY(!sheet.options().notes);
        listed->click();
        window.drawn(sheet);
        window.keep(sheet, "page-sheet-listed");
        QCOMPARE(sheet.content()->notes, 1);
        auto options = sheet.options();
        options.answers = true;
        const QString file = folder.filePath("page.pdf");
        window.pages().write(window.pages().draft(), options, file);
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(), patience_ms);
        const QStringList texts = test::pdf_texts(file);
        if (texts.isEmpty()) QSKIP("this build cannot read the text of a PDF");
        QVERIFY(texts[0].contains("self-closing gate") && texts[0].contains("Thames Police"));
        QVERIFY(!texts[0].contains("Passage") && !texts[0].contains("hedge hid"));
    }

    void the_page_of_a_whole_plan_is_kept() {
        QSettings().clear();
        const QTemporaryDir folder;
        PageWindow window;
        window.writeNotes();
        const auto shots = qEnvironmentVariable("PROSPECT_SCREENSHOTS");
        for (const report::Paper paper : {report::Paper::a4, report::Paper::a3}) {
            report::PageOptions options;
            options.paper = paper;
            options.in_charge = true;
            options.answers = true;
            const QString file = (shots.isEmpty() ? folder.path() : shots) + QStringLiteral("/whole-") +
                                 report::name_of(paper) + QStringLiteral(".pdf");
            window.pages().write(window.pages().draft(), options, file);
            QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(), patience_ms);
            const QStringList texts = test::pdf_texts(file);
            if (texts.isEmpty()) QSKIP("this build cannot read the text of a PDF");
            for (const char* words :
                 {"Passage behind the garages", "To act: Housing association, by 1 Mar 2027",
                  "Answer (Thames Police", "A. Officer, Thames Police", "Agreed", "Note, settled",
                  "No check by rules was run."})
                QVERIFY2(texts[0].contains(QLatin1String(words)), words);
            QVERIFY(!texts[0].contains("Worst places"));
        }
    }
};

PROSPECT_TEST(PageTest);
#include "page_test.moc"
