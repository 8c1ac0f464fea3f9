#include "geometry/site/annotation.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

using namespace prospect;
using namespace std::string_literals;

namespace {

const Signature officer{"A. Officer", "Police", "2026-03-01T10:00:00Z"};
const Signature planner{"P. Planner", "City", "2026-03-02T11:00:00Z"};

Annotation pin(const char* name, const char* text) {
    Annotation note;
    note.id = Uuid::from_name(name);
    note.geometry = Geometry::make_point({10, 5});
    note.text = text;
    return note;
}

SitePtr with_two_notes() {
    SitePtr site = test::small_site();
    site = apply(*site, add_annotation(*site, pin("one", "Dark corner\nbehind the bins"), officer));
    return apply(*site, add_annotation(*site, pin("two", "Good view"), planner));
}

} // namespace

class AnnotationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void new_notes_are_numbered_signed_and_open() {
        const auto notes = annotations(*with_two_notes());
        QCOMPARE(notes.size(), 2U);
        QCOMPARE(notes[0].number, 1);
        QCOMPARE(notes[1].number, 2);
        QCOMPARE(notes[0].headline(), "Dark corner"s);
        QCOMPARE(notes[0].author, "A. Officer"s);
        QCOMPARE(notes[0].created, officer.when);
        QCOMPARE(notes[0].status, "open"s);
        QVERIFY(notes[0].history == (std::vector<StatusChange>{{"open", officer}}));
    }

    void both_notes_share_one_layer() {
        const SitePtr site = with_two_notes();
        QCOMPARE(site->features(Role::annotation).size(), 2U);
        QCOMPARE(std::count_if(site->layers.begin(), site->layers.end(),
                               [](const LayerPtr& layer) { return layer->role == Role::annotation; }),
                 1);
    }

    void a_new_status_goes_into_the_history_and_nothing_else_moves() {
        SitePtr site = with_two_notes();
        Annotation wanted = annotations(*site)[0];
        wanted.status = "agreed";
        wanted.author = "somebody else"; // what was signed stays
        const SiteEdit edit = change_annotation(*site, wanted, planner);
        QCOMPARE(edit.title, "Change note 1"s);
        site = apply(*site, edit_from_json(to_json(edit)));
        const Annotation now = annotations(*site)[0];
        QCOMPARE(now.status, "agreed"s);
        QCOMPARE(now.author, "A. Officer"s);
        QCOMPARE(now.changed, planner.when);
        QVERIFY(now.history == (std::vector<StatusChange>{{"open", officer}, {"agreed", planner}}));
        QVERIFY(annotations(*site)[1] == annotations(*with_two_notes())[1]);
    }

    void no_difference_is_no_step() {
        const SitePtr site = with_two_notes();
        QVERIFY(change_annotation(*site, annotations(*site)[0], planner).steps.empty());
        QVERIFY(change_annotation(*site, pin("nowhere", "x"), planner).steps.empty());
        QVERIFY(reply_to_annotation(*site, Uuid::from_name("one"), "", planner).steps.empty());
    }

    void emptied_texts_are_removed() {
        SitePtr site = with_two_notes();
        Annotation wanted = annotations(*site)[0];
        wanted.text.clear();
        site = apply(*site, change_annotation(*site, wanted, officer));
        QVERIFY(site->features(Role::annotation)[0].second->find("text") == nullptr);
    }

    void replies_are_kept_in_order_even_beside_what_others_wrote_there() {
        SitePtr site = with_two_notes();
        const Uuid one = Uuid::from_name("one");
        site = apply(*site, {"", {ChangeExtra{one, "comments", Value("call me"s)}}});
        site = apply(*site, reply_to_annotation(*site, one, "Cut the hedge?", planner));
        site = apply(*site, reply_to_annotation(*site, one, "Yes", officer));
        const Annotation now = annotations(*site)[0];
        QVERIFY(now.replies == (std::vector<Reply>{{"Cut the hedge?", planner}, {"Yes", officer}}));
        const auto& extra = site->features(Role::annotation)[0].second->extra;
        QVERIFY(as_text(extra[0].second).find("call me") != std::string::npos);
    }

    void notes_of_other_programs_without_a_number_come_last() {
        SitePtr site = with_two_notes();
        Feature bare;
        bare.id = Uuid::from_name("bare");
        bare.name = "From QGIS";
        bare.geometry = Geometry::make_point({1, 1});
        const auto layer = site->features(Role::annotation)[0].first->id;
        site = apply(*site, {"", {AddFeatures{layer, {std::make_shared<const Feature>(bare)}}}});
        const auto notes = annotations(*site);
        QCOMPARE(notes[2].headline(), "From QGIS"s);
        QCOMPARE(notes[2].number, 0);
        QCOMPARE(next_annotation_number(*site), 3);
    }

    void a_deleted_number_is_not_given_again_while_a_greater_one_stands() {
        SitePtr site = with_two_notes();
        site = apply(*site, {"", {RemoveFeatures{{Uuid::from_name("one")}}}});
        QCOMPARE(next_annotation_number(*site), 3);
    }
};

PROSPECT_TEST(AnnotationTest);
#include "annotation_test.moc"
