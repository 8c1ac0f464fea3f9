// Checklists of the place's own, from CSV.
#include "analysis/assessment/checklist.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;

namespace {

Checklist read(const std::string& text) {
    return read_checklist(io::csv_of(text, "list.csv"), profile("default"));
}

} // namespace

class ChecklistTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void questions_become_rules_that_people_answer() {
        const Checklist list =
            read("Code,Question,Strategy,Answer,Comment,Who,When\n"
                 "LC-9,Is the gate painted?,Territorial reinforcement,Yes,red,A,2026-01-02\n"
                 ",Is there a bench?,,,,,\n"
                 "SO-01,,,n,nobody knows,B,2026\n");
        QCOMPARE(list.rows, std::size_t{3});
        QVERIFY(list.notes.empty());
        QCOMPARE(list.criteria.size(), std::size_t{2});
        QCOMPARE(list.criteria[0].strategy, std::string("territorial_reinforcement"));
        QCOMPARE(list.criteria[0].question, std::string("Is the gate painted?"));
        QCOMPARE(list.criteria[1].code, std::string("LC-1"));
        QCOMPARE(list.criteria[1].source, std::string("Checklist list"));
        QCOMPARE(list.answers.size(), std::size_t{2});
        QVERIFY((list.answers[0] == RecordedAnswer{"LC-9", "yes", "red", "", "A", "2026-01-02"}));
        QCOMPARE(list.answers[1].answer, std::string("no"));
        const Profile with = with_checklist(profile("default"), list);
        QCOMPARE(with.criteria.size(), profile("default").criteria.size() + 2);
        // Written into a copy and read again it is the same.
        Profile copy = copy_of(with, "own", "Own");
        copy.based_on = "default";
        QVERIFY(parse_profile(profile_text(copy), criteria(), profiles()).criteria == copy.criteria);
    }

    void rows_that_cannot_be_used_are_named_with_their_line_and_the_others_stay() {
        const Checklist list = read("code,question,strategy,answer\n"
                                    "A,Fine?,,perhaps\n"
                                    "NS-06,,,yes\n"
                                    "B,,,yes\n"
                                    "C,Good?,witchcraft,yes\n"
                                    "D,Kept?,,yes\n");
        QCOMPARE(list.criteria.size(), std::size_t{1});
        QCOMPARE(list.notes.size(), std::size_t{4});
        QVERIFY(list.notes[0].starts_with("line 2: ") && list.notes[0].find("perhaps") != std::string::npos);
        QVERIFY(list.notes[1].find("NS-06 is measured") != std::string::npos);
        QVERIFY(list.notes[2].find("asks nothing") != std::string::npos);
        QVERIFY(list.notes[3].find("witchcraft") != std::string::npos);
        QCOMPARE(list.rows, list.criteria.size() + list.notes.size());
    }

    void a_file_that_asks_nothing_is_refused() { QVERIFY_EXCEPTION_THROWN(read("x,y\n1,2\n"), Error); }
};

PROSPECT_TEST(ChecklistTest);

#include "checklist_test.moc"
