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

    void a_note_nobody_signed_is_signed_by_whoever_changes_it() {
        SitePtr site = with_two_notes();
        const Signature nobody{"", "", "2026-03-01T09:00:00Z"};
        site = apply(*site, add_annotation(*site, pin("three", "Written in a hurry"), nobody));
        Annotation wanted = annotations(*site)[2];
        QCOMPARE(wanted.author, ""s);
        site = apply(*site, change_annotation(*site, wanted, planner));
        const Annotation now = annotations(*site)[2];
        QCOMPARE(now.author, planner.author);
        QCOMPARE(now.agency, planner.agency);
        QCOMPARE(now.created, nobody.when);
        QVERIFY(change_annotation(*site, now, officer).steps.empty());
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

    void files_and_links_come_and_go_and_replies_stay() {
        SitePtr site = with_two_notes();
        const Uuid note = annotations(*site)[0].id;
        site = apply(*site, reply_to_annotation(*site, note, "Seen", planner));
        const std::vector<AttachedFile> files{{"alley.jpg", "image/jpeg", std::string(64, 'a')},
                                              {"letter.pdf", "application/pdf", std::string(64, 'b')}};
        const std::vector<Link> links{{Link::To::feature, "id of a hedge", "Hedge H-12"},
                                      {Link::To::finding, "NS-09:abc", "NS-09 A clear window"}};
        SiteEdit edit = set_files(*site, note, files, officer);
        QCOMPARE(edit.title, "Add a file to note 1"s);
        site = apply(*site, edit);
        site = apply(*site, set_links(*site, note, links, officer));
        Annotation found = annotations(*site)[0];
        QVERIFY(found.files == files);
        QVERIFY(found.links == links);
        QCOMPARE(found.replies.size(), 1U);
        QVERIFY(set_files(*site, note, files, officer).steps.empty());
        edit = set_files(*site, note, {}, officer);
        QCOMPARE(edit.title, "Remove a file from note 1"s);
        site = apply(*site, edit);
        found = annotations(*site)[0];
        QVERIFY(found.files.empty());
        QVERIFY(found.links == links);
    }

    void a_note_may_begin_with_files_and_links() {
        Annotation note = pin("three", "With a photo");
        note.files = {{"a.jpg", "image/jpeg", std::string(64, 'c')}};
        note.links = {{Link::To::finding, "NS-14:x", "NS-14"}};
        const SitePtr site = test::small_site();
        const auto made = annotations(*apply(*site, add_annotation(*site, note, officer)));
        QVERIFY(made[0].files == note.files);
        QVERIFY(made[0].links == note.links);
        QCOMPARE(made[0].history.size(), 1U);
    }

    void damaged_lists_of_files_are_left_out() {
        SitePtr site = with_two_notes();
        const Uuid note = annotations(*site)[0].id;
        site = apply(*site, {"",
                             {ChangeExtra{note, "files", Value("[1, {\"name\": \"no sum\"}]"s)},
                              ChangeExtra{note, "links", Value("no list"s)}}});
        QVERIFY(annotations(*site)[0].files.empty());
        QVERIFY(annotations(*site)[0].links.empty());
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
