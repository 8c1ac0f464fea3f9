// Writing notes one after the other: keys, signatures, answers, and what the list says meanwhile.
#include "app/models/annotation_model.h"
#include "app/models/words.h"
#include "app/panels/note_panel.h"
#include "app/panels/plan_side.h"
#include "app/panels/review_commands.h"
#include "app/panels/review_panel.h"
#include "app/panels/site_sheet.h"
#include "app/panels/status_strip.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::ShownWindow;

namespace {

class NotesWindow : public ShownWindow {
public:
    NotesWindow() {
        fill(test::small_site());
        waitForMap();
        activateWindow();
        [this] { QTRY_VERIFY(isActiveWindow()); }();
        canvas().setFocus();
    }
    NotePanel& notes() { return *findChild<NotePanel*>(); }
    ReviewPanel& list() { return *findChild<ReviewPanel*>(); }
    // A key as it comes from the keyboard: to whatever has the focus.
    void press(Qt::Key pressed) {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : this, pressed);
    }
    void write(const QString& words) {
        for (const QChar letter : words) {
            QWidget* focus = QApplication::focusWidget();
            QTest::keyClick(focus ? focus : this, letter.toLatin1());
        }
    }
    // The mouse goes there, N is pressed, words are typed.
    void pin(Point plan, const QString& words) {
        move(plan);
        press(Qt::Key_N);
        write(words);
    }
    std::vector<Annotation> written() { return annotations(*document().site()); }
    template <class Widget>
    Widget* named(const QString& name) {
        for (auto* widget : findChildren<Widget*>())
            if (widget->accessibleName() == name) return widget;
        return nullptr;
    }
    void enter(const QString& name, const QString& words) {
        auto* line = named<QLineEdit>(name);
        line->setFocus();
        line->selectAll();
        write(words);
        QTest::keyClick(line, Qt::Key_Return);
    }
    bool says(const QString& words) {
        for (const auto* label : findChild<StatusStrip*>()->findChildren<QLabel*>())
            if (label->text().contains(words)) return true;
        return false;
    }
    Point middle() { return canvas().view().center; }
};

} // namespace

class NoteWritingTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void init() { ReviewCommands::setSigner({}, {}); }

    void esc_leaves_the_text_and_n_writes_the_next_note() {
        NotesWindow window;
        window.pin(window.middle(), QStringLiteral("no light here"));
        QVERIFY(window.notes().text()->hasFocus());
        QVERIFY(window.says(QStringLiteral("Esc leaves the text")));
        window.press(Qt::Key_Escape);
        QVERIFY(window.canvas().hasFocus());
        QVERIFY(!window.says(QStringLiteral("Esc leaves the text")));
        QVERIFY(window.notes().shown()); // and the note stays open
        window.pin(window.middle() + Point{3, 3}, QStringLiteral("nor here"));
        window.press(Qt::Key_Escape);
        const auto notes = window.written();
        QCOMPARE(notes.size(), 2U);
        QCOMPARE(notes[0].text, std::string("no light here"));
        QCOMPARE(notes[1].text, std::string("nor here"));
    }

    void a_word_typed_where_no_field_is_sets_off_no_chain_of_commands() {
        NotesWindow window;
        window.move(window.middle());
        // M measures; the letters after it would draw, make a note and so on.
        window.write(QStringLiteral("mdna"));
        QCOMPARE(window.topBar().stage(), Stage::plan);
        QVERIFY(window.written().empty());
        QCOMPARE(window.canvas().mode(), MapCanvas::Mode::measure);
        // A letter after a pause, another key or a click is a command again.
        QTest::qWait(350);
        window.press(Qt::Key_V);
        QCOMPARE(window.canvas().mode(), MapCanvas::Mode::select);
        window.press(Qt::Key_M);
        QCOMPARE(window.canvas().mode(), MapCanvas::Mode::select); // too soon
        window.press(Qt::Key_Escape);
        window.press(Qt::Key_M);
        QCOMPARE(window.canvas().mode(), MapCanvas::Mode::measure);
    }

    void the_row_has_the_words_while_they_are_typed_and_who_comes_last() {
        NotesWindow window;
        ReviewCommands::setSigner(QStringLiteral("PC J. Marsh"), QStringLiteral("Met Police"));
        window.move(window.middle());
        window.press(Qt::Key_N);
        auto* model = window.list().list()->model();
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Without words"));
        window.write(QStringLiteral("dark"));
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("dark"));
        QVERIFY(window.written()[0].text.empty()); // not yet told
        const QString today = date_text(window.written()[0].created);
        QCOMPARE(model->index(0, 0).data(AnnotationModel::detail_role).toString(),
                 QStringLiteral("Open · %1 · Met Police").arg(today));
    }

    void an_agency_typed_later_stands_under_the_notes_of_every_option() {
        NotesWindow window;
        window.pin(window.middle(), QStringLiteral("of the place"));
        window.press(Qt::Key_Escape);
        window.document().addOption(QStringLiteral("Gate"));
        window.canvas().setFocus();
        window.pin(window.middle() + Point{3, 3}, QStringLiteral("of the option"));
        window.press(Qt::Key_Escape);
        QCOMPARE(window.written().size(), 2U);
        window.setStage(Stage::plan);
        window.findChild<PlanSide*>()->openSheet();
        window.enter(QStringLiteral("Agency"), QStringLiteral("Met Police"));
        QCOMPARE(window.written()[0].agency, std::string("Met Police"));
        QCOMPARE(window.written()[1].agency, std::string("Met Police"));
        window.document().setActiveScenario({});
        QCOMPARE(window.written().size(), 1U);
        QCOMPARE(window.written()[0].agency, std::string("Met Police"));
        // A name typed beside the note of the place signs that of the option as well.
        ReviewCommands::setSigner(QStringLiteral("PC J. Marsh"), {});
        window.findChild<ReviewCommands*>()->completeSignatures();
        window.document().setActiveScenario(QStringLiteral("Gate"));
        for (const Annotation& note : window.written())
            QCOMPARE(note.author, std::string("PC J. Marsh"));
    }

    void an_agency_typed_later_stands_under_the_first_note_too() {
        NotesWindow window;
        window.pin(window.middle(), QStringLiteral("one"));
        window.press(Qt::Key_Escape);
        auto* name = window.named<QLineEdit>(QStringLiteral("Your name"));
        QVERIFY(name->isVisible());
        auto* below = window.named<QLineEdit>(QStringLiteral("Answer to the note"));
        QApplication::processEvents();
        const QPoint before = below->mapTo(&window, QPoint());
        window.enter(QStringLiteral("Your name"), QStringLiteral("PC J. Marsh"));
        QCOMPARE(window.written()[0].author, std::string("PC J. Marsh"));
        QApplication::processEvents();
        QCOMPARE(below->mapTo(&window, QPoint()), before); // nothing has moved under the mouse
        QVERIFY(name->isVisible());
        window.canvas().setFocus();
        window.pin(window.middle() + Point{3, 3}, QStringLiteral("two"));
        window.press(Qt::Key_Escape);
        QVERIFY(!name->isVisible()); // known by now
        // The site sheet names the agency: it signs both notes and those to come.
        window.setStage(Stage::plan);
        window.findChild<PlanSide*>()->openSheet();
        const int before_it = window.document().undoStack().count();
        window.enter(QStringLiteral("Agency"), QStringLiteral("Met Police"));
        QCOMPARE(window.written()[0].agency, std::string("Met Police"));
        QCOMPARE(window.written()[1].agency, std::string("Met Police"));
        // One step, which takes both back.
        QTest::qWait(0);
        QCOMPARE(window.document().undoStack().count(), before_it + 1);
        QCOMPARE(window.document().undoStack().undoText(), QStringLiteral("Change the agency"));
        window.document().undoStack().undo();
        QVERIFY(window.document().text("agency").isEmpty());
        QCOMPARE(window.written()[0].agency, std::string());
        window.document().undoStack().redo();
        QCOMPARE(window.document().text("agency"), QStringLiteral("Met Police"));
        QCOMPARE(window.written()[1].agency, std::string("Met Police"));
        window.canvas().setFocus();
        window.pin(window.middle() + Point{-3, 3}, QStringLiteral("three"));
        window.press(Qt::Key_Escape);
        QCOMPARE(window.written()[2].agency, std::string("Met Police"));
        QCOMPARE(window.named<QLineEdit>(QStringLiteral("Your agency"))->text(),
                 QStringLiteral("Met Police"));
        // Undo takes it back without its coming again.
        const int steps = window.document().undoStack().count();
        while (window.document().undoStack().canUndo())
            window.document().undoStack().undo();
        QTest::qWait(0);
        QCOMPARE(window.document().undoStack().count(), steps);
    }

    // It came with a file and says nobody; the details are about what is written from now on.
    void a_note_out_of_a_file_is_signed_only_by_a_name_right_under_it() {
        NotesWindow window;
        const SitePtr small = test::small_site();
        Annotation foreign;
        foreign.id = Uuid::from_name("foreign");
        foreign.geometry = Geometry::make_point({20, 25});
        foreign.text = "Seen by whoever made the file";
        window.fill(apply(*small, add_annotation(*small, foreign, {})));
        window.waitForMap();
        window.canvas().setFocus();
        window.pin(window.middle(), QStringLiteral("mine"));
        window.press(Qt::Key_Escape);
        Q_EMIT window.list().noteChosen(foreign.id);
        QVERIFY(window.notes().shown() && window.notes().shown()->id == foreign.id);
        for (auto* button : window.notes().findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Details")) button->click();
        const auto names = window.notes().findChildren<QLineEdit*>();
        const auto in_details = std::find_if(names.begin(), names.end(), [](const QLineEdit* line) {
            return line->accessibleName() == QLatin1String("Your name") && !line->toolTip().isEmpty();
        });
        QVERIFY(in_details != names.end());
        for (auto* line : {*in_details, window.named<QLineEdit>(QStringLiteral("Your agency"))}) {
            line->setFocus();
            line->selectAll();
            window.write(QStringLiteral("Marsh"));
            QTest::keyClick(line, Qt::Key_Return);
        }
        QCOMPARE(window.written()[0].author + window.written()[0].agency, std::string());
        QCOMPARE(window.written()[1].author, std::string("Marsh"));
        QCOMPARE(window.written()[1].agency, std::string("Marsh"));
        const auto under = std::find_if(names.begin(), names.end(), [](const QLineEdit* line) {
            return line->accessibleName() == QLatin1String("Your name") && line->toolTip().isEmpty();
        });
        QVERIFY(under != names.end());
        (*under)->setFocus();
        (*under)->selectAll();
        window.write(QStringLiteral("Reyes"));
        QTest::keyClick(*under, Qt::Key_Return);
        QCOMPARE(window.written()[0].author, std::string("Reyes"));
    }

    void an_answer_can_be_somebody_elses_and_the_next_one_is_ones_own() {
        NotesWindow window;
        ReviewCommands::setSigner(QStringLiteral("PC J. Marsh"), QStringLiteral("Met Police"));
        window.pin(window.middle(), QStringLiteral("why no window"));
        window.press(Qt::Key_Escape);
        QPushButton* fold = nullptr;
        for (auto* button : window.notes().findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Somebody else said this")) fold = button;
        QVERIFY(fold);
        QVERIFY(!window.named<QLineEdit>(QStringLiteral("Who said it"))->isVisible());
        QTest::mouseClick(fold, Qt::LeftButton);
        QVERIFY(window.named<QLineEdit>(QStringLiteral("Who said it"))->hasFocus());
        window.write(QStringLiteral("L. Reyes"));
        window.named<QLineEdit>(QStringLiteral("Organisation of who said it"))->setFocus();
        window.write(QStringLiteral("Reyes Architects"));
        window.picture("note-said-by");
        window.enter(QStringLiteral("Answer to the note"), QStringLiteral("there will be one"));
        window.enter(QStringLiteral("Answer to the note"), QStringLiteral("good"));
        const auto replies = window.written()[0].replies;
        QCOMPARE(replies.size(), 2U);
        QCOMPARE(replies[0].by.author, std::string("L. Reyes"));
        QCOMPARE(replies[0].by.agency, std::string("Reyes Architects"));
        QCOMPARE(replies[1].by.author, std::string("PC J. Marsh"));
        QCOMPARE(replies[1].by.agency, std::string("Met Police"));
    }

    void the_list_counts_what_is_left_and_the_map_lets_the_rest_step_back() {
        NotesWindow window;
        for (const char* words : {"gate", "hedge", "gate too", "lamp"}) {
            window.pin(window.middle() + Point{window.written().size() * 4.0, 0}, QString::fromLatin1(words));
            window.press(Qt::Key_Escape);
        }
        auto* find = window.named<QLineEdit>(QStringLiteral("Find notes"));
        find->setFocus();
        window.write(QStringLiteral("gate"));
        const auto count = [&] {
            for (const auto* label : window.list().findChildren<QLabel*>())
                if (label->isVisible() && label->text() == QLatin1String("2 of 4")) return true;
            return false;
        };
        QVERIFY(count());
        const auto notes = window.written();
        QCOMPARE(window.canvas().faint(), (std::set<Uuid>{notes[1].id, notes[3].id}));
        window.waitForMap();
        window.picture("notes-filtered");
        find->selectAll();
        QTest::keyClick(find, Qt::Key_Delete);
        QVERIFY(!count());
        QVERIFY(window.canvas().faint().empty());
    }

    void what_the_file_calls_mended_is_called_resolved() {
        QCOMPARE(annotation_word("mended"), QStringLiteral("Resolved"));
        NotesWindow window;
        window.pin(window.middle(), QStringLiteral("gap"));
        window.press(Qt::Key_Escape);
        auto* status = window.notes().findChild<QComboBox*>();
        status->setFocus();
        QTest::keyClick(status, Qt::Key_R);
        Q_EMIT status->activated(status->currentIndex());
        QCOMPARE(status->currentText(), QStringLiteral("Resolved"));
        QCOMPARE(window.written()[0].status, std::string("mended"));
    }
};

PROSPECT_TEST(NoteWritingTest);
#include "note_writing_test.moc"
