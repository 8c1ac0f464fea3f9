#include "app/report/page_notes.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::report;

class PageNotesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_note_says_what_was_filled_in_and_names_nobody_but_who_has_to_act() {
        Annotation note;
        note.title = "Passage";
        note.text = "Dark at night";
        note.severity = "serious";
        note.strategy = "natural_surveillance";
        note.status = "agreed";
        note.author = "A. Officer";
        note.agency = "Police";
        note.assigned = "Housing association";
        note.due = "2027-03-01";
        note.replies = {{"No", {"B. Planner", "Council", "2026-11-01T10:00:00Z"}},
                        {"We light it.", {"C. Builder", "Developer", "2026-11-05T10:00:00Z"}}};
        note.history = {{"open", {"A. Officer", "Police", "2026-10-01T10:00:00Z"}},
                        {"agreed", {"C. Builder", "Developer", "2026-11-06T10:00:00Z"}}};
        const NoteWords words = note_words(note, {.in_charge = true, .answers = true});
        QCOMPARE(words.title, QStringLiteral("Passage"));
        QCOMPARE(words.text, QStringLiteral("Dark at night"));
        QCOMPARE(words.act, QStringLiteral("To act: Housing association, by 1 Mar 2027"));
        QCOMPARE(words.answer, QStringLiteral("Answer (Developer, 5 Nov 2026): “We light it.”"));
        QCOMPARE(words.judgement,
                 QStringLiteral("Serious · Natural surveillance · Agreed 6 Nov 2026 · Police"));
        QCOMPARE(note_words(note, {}).act, QStringLiteral("To be done by 1 Mar 2027"));
        QCOMPARE(note_words(note, {}).answer, QString()); // it may say anything
        note.status = "mended";                           // as the window calls it
        note.history.back().status = "mended";
        QVERIFY(note_words(note, {}).judgement.contains("Resolved 6 Nov 2026"));
        QVERIFY(note_words(note, {.on_map = false}).judgement.endsWith("not on this map"));
        QCOMPARE(note_words({}, {}).act, QString());
        note.due = "next spring";
        note.assigned.clear();
        QCOMPARE(note_words(note, {}).act, QStringLiteral("To be done by next spring"));
    }
};

PROSPECT_TEST(PageNotesTest);
#include "page_notes_test.moc"
