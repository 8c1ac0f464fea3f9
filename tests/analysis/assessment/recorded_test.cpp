// Rules that people answer, and rules that nothing tells yet.
#include "analysis/assessment/audience.h"
#include "analysis/assessment/recorded.h"
#include "analysis/assessment/write_assessment.h"
#include "tests/analysis/assessment/check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

SiteBuilder empty_plan() {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 20, 20);
    return builder;
}

Assessment asked(const std::string& code, std::vector<RecordedAnswer> answers, SiteMeta meta = {},
                 std::vector<LogEntry> log = {}) {
    auto site = std::make_shared<Site>(*empty_plan().site());
    site->answers = std::move(answers);
    site->meta = std::move(meta);
    site->log = std::move(log);
    engine::Engine engine(catalogue());
    return assess(engine, {.site = site, .threads = 1}, test::profile_of(code));
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class RecordedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobody_has_answered() {
        for (const char* code : {"SO-01", "SO-02", "SO-03", "SO-04", "PR-01", "PR-02", "PR-03", "PR-04"}) {
            const Assessment made = asked(code, {});
            const Finding finding = only(made);
            QCOMPARE(finding.level, Level::not_run);
            QVERIFY2(holds(finding.message, "nobody has answered"), finding.message.c_str());
            QVERIFY(!made.outcomes.at(0).ran());
            QCOMPARE(finding.lacks, std::vector<std::string>{"answer"});
        }
    }

    void yes_passes_no_asks_for_a_look_and_na_is_information() {
        const auto level = [](const char* answer) {
            const Assessment made =
                asked("SO-01", {{"SO-01", answer, "the club", "minutes of May", "B", "2026"}});
            return only(made).level;
        };
        QCOMPARE(level("yes"), Level::pass);
        QCOMPARE(level("no"), Level::look);
        QCOMPARE(level("na"), Level::info);
        QCOMPARE(level("maybe"), Level::not_run);
        QCOMPARE(level(""), Level::not_run);
    }

    void an_answer_is_told_as_it_was_given_and_the_public_gets_no_names() {
        Assessment made = asked("SO-01", {{"SO-01", "yes", "the club", "minutes of May", "B. Bell", "2026"}});
        const Finding finding = only(made);
        QVERIFY(holds(finding.message, "Yes: the club (evidence: minutes of May)"));
        QCOMPARE(finding.answer->who, std::string("B. Bell"));
        const Site site;
        made = for_audience(std::move(made), site, io::Audience::public_);
        const std::string json = assessment_json(made, {}, {});
        for (const char* own : {"Bell", "the club", "minutes of May"})
            QVERIFY2(!holds(json, own), own);
        QCOMPARE(made.findings.at(0).level, Level::pass);
    }

    void the_last_answer_counts() {
        const Assessment made =
            asked("SO-01", {{"SO-01", "yes", {}, {}, {}, {}}, {"SO-01", "no", {}, {}, {}, {}}});
        QCOMPARE(only(made).level, Level::look);
        QCOMPARE(made.outcomes.at(0).missed, std::size_t{1});
    }

    void what_the_plan_tells_is_proposed_and_is_no_answer() {
        QVERIFY(holds(only(asked("PR-02", {})).message, "no crime data is on the plan"));
        const Finding written =
            only(asked("PR-01", {}, {{"process_where", "the alley"}, {"process_how", ""}}));
        QCOMPARE(written.level, Level::not_run);
        QVERIFY2(holds(written.message, "1 of 4 questions"), written.message.c_str());
        QVERIFY(holds(
            only(asked("PR-03", {}, {}, {{"consultation", "evening at the club", "A", "", "2026"}})).message,
            "1 consultation is in the log"));
        const Finding treated = only(asked("PR-04", {}, {{"process_owner", "the landlord"}}));
        QVERIFY2(holds(treated.message, "without a date") && !holds(treated.message, "without an owner"),
                 treated.message.c_str());
    }

    // How many records of crime there are is nobody's business but the police's.
    void the_public_is_not_told_of_recorded_crimes() {
        SiteBuilder builder = empty_plan();
        builder.add(Role::incident, Geometry::make_point({5, 5}), {});
        engine::Engine engine(catalogue());
        Assessment made = assess(engine, {.site = builder.site(), .threads = 1}, test::profile_of("PR-02"));
        QVERIFY(holds(only(made).message, "1 incident"));
        made = for_audience(std::move(made), *builder.site(), io::Audience::applicant);
        QVERIFY(!holds(assessment_json(made, {}, {}), "incident"));
    }

    void what_nothing_measures_says_why() {
        for (const char* code : {"TH-07", "TH-08", "TH-09", "AS-07", "IM-02", "IM-03"}) {
            const Assessment made = asked(code, {});
            const Finding finding = only(made);
            QCOMPARE(finding.level, Level::not_run);
            QVERIFY2(finding.message.starts_with("Can't tell yet: ") && finding.message.size() > 40,
                     finding.message.c_str());
        }
    }

    void a_rule_that_cannot_be_used_does_not_keep_the_others_from_being_checked() {
        SiteBuilder builder = empty_plan();
        drawn(builder, Role::planting, rectangle(5, 5, 8, 8), {{"height_m", Value(1.5)}});
        Profile profile = test::profile_of("NS-07");
        Criterion broken = profile.criteria.at(0);
        broken.code = "NS-99";
        broken.metric = "boundary.front_height";
        broken.settings.clear(); // it needs some
        Criterion unknown = broken;
        unknown.code = "NS-98";
        unknown.metric = "none.such";
        profile.criteria.insert(profile.criteria.begin(), {broken, unknown});
        profile.faults = {{"NS-98", "line 3: NS-98: wrong"}};
        drawn(builder, Role::building, rectangle(10, 10, 16, 16), {{"use", words("residential")}});
        engine::Engine engine(catalogue());
        const Assessment made = assess(engine, {.site = builder.site(), .threads = 1}, profile);
        QCOMPARE(made.outcomes.size(), std::size_t{3});
        QCOMPARE(made.outcomes[1].criterion.kind, Kind::unmeasured);
        QVERIFY(made.outcomes[2].ran());
        QVERIFY(std::any_of(made.notes.begin(), made.notes.end(),
                            [](const scene::Note& note) { return note.code == "rule_unusable"; }));
    }

    void an_answer_takes_the_place_of_the_one_before_and_an_empty_one_takes_it_away() {
        std::vector<RecordedAnswer> answers;
        put_answer(answers, {"SO-01", "yes", {}, {}, {}, {}});
        put_answer(answers, {"SO-02", "no", {}, {}, {}, {}});
        put_answer(answers, {"SO-01", "no", "why", {}, {}, {}});
        QCOMPARE(answers.size(), std::size_t{2});
        QCOMPARE(answer_for(answers, "SO-01")->comment, std::string("why"));
        put_answer(answers, {"SO-01", {}, {}, {}, {}, {}});
        QCOMPARE(answers.size(), std::size_t{1});
        QVERIFY(answer_for(answers, "SO-01") == nullptr);
    }
};

PROSPECT_TEST(RecordedTest);

#include "recorded_test.moc"
