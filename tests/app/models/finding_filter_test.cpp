// Which findings of a check are listed, and how many each choice would leave.
#include "app/models/finding_filter.h"
#include "app/models/finding_model.h"
#include "app/models/finding_words.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using assessment::Assessment;
using assessment::Criterion;
using assessment::Finding;
using assessment::Level;

namespace {

const Uuid hedge = Uuid::from_name("barrier 0");
const Uuid lamp = Uuid::from_name("luminaire 0");

SitePtr plan() {
    test::SiteBuilder builder;
    builder.add(Role::barrier, test::line({{0, 0}, {10, 0}}), {{"kind", Value(std::string("hedge"))}});
    builder.add(Role::luminaire, test::point(5, 5));
    return builder.site();
}

assessment::Outcome rule(const char* code, const char* strategy, const char* title, double weight) {
    Criterion made;
    made.code = code;
    made.strategy = strategy;
    made.title = title;
    made.weight = weight;
    return {.criterion = made};
}

void add(Assessment& made, const char* code, const char* strategy, Level level, const char* message,
         std::optional<std::size_t> place = {}, std::vector<Uuid> causes = {}) {
    Finding finding;
    finding.key = std::string(code) + ":" + std::to_string(made.findings.size());
    finding.code = code;
    finding.strategy = strategy;
    finding.level = level;
    finding.message = message;
    finding.place = place;
    finding.causes = std::move(causes);
    made.findings.push_back(finding);
}

// Four problems, one of them accepted, and one each that is fine and that can't be told.
std::shared_ptr<Assessment> outcome() {
    auto made = std::make_shared<Assessment>();
    made->outcomes = {
        rule("NS-06", "natural_surveillance", "The front boundary does not screen the house", 2),
        rule("LT-04", "natural_surveillance", "Faces can be read", 1),
        rule("TR-04", "territorial_reinforcement", "Rear boundaries keep people out", 3)};
    made->places = {{.name = "Alley", .at = {0, 0}}, {.name = "Garages", .at = {50, 0}}};
    add(*made, "NS-06", "natural_surveillance", Level::look, "Hedge by No 1 is 2 m high", 0, {hedge});
    add(*made, "NS-06", "natural_surveillance", Level::pass, "Holds for all", {});
    add(*made, "LT-04", "natural_surveillance", Level::look, "Too dark at the gate", 1, {lamp});
    add(*made, "LT-04", "natural_surveillance", Level::not_run, "Can't tell yet: no lamp", {});
    add(*made, "TR-04", "territorial_reinforcement", Level::fail, "Fence is 1 m high", 0);
    add(*made, "TR-04", "territorial_reinforcement", Level::fail, "Hedge is 1 m high", {}, {hedge, lamp});
    made->findings.back().acceptance = assessment::Acceptance{"A", "known", "2026-01-01"};
    return made;
}

std::vector<std::size_t> shown(const std::vector<ListedFinding>& all, const FindingFilter& filter) {
    std::vector<std::size_t> numbers;
    for (const ListedFinding& one : all)
        if (matches(filter, one)) numbers.push_back(one.finding);
    return numbers;
}

using Numbers = std::vector<std::size_t>;

} // namespace

class FindingFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_worst_come_first_then_the_weightier_rule_then_the_order_of_the_check() {
        const auto all = listed_findings(*outcome(), plan().get());
        Numbers order;
        for (const ListedFinding& one : all)
            order.push_back(one.finding);
        QCOMPARE(order, (Numbers{4, 0, 2, 3, 1, 5}));
    }

    void without_a_choice_it_lists_the_problems_nobody_accepted() {
        const auto all = listed_findings(*outcome(), plan().get());
        QCOMPARE(shown(all, {}), (Numbers{4, 0, 2}));
        QCOMPARE(shown(all, FindingFilter::everything()).size(), std::size_t{6});
    }

    void each_part_narrows_the_list() {
        const auto all = listed_findings(*outcome(), plan().get());
        FindingFilter filter;
        filter.strategy = "natural_surveillance";
        QCOMPARE(shown(all, filter), (Numbers{0, 2}));
        filter.place = 1;
        QCOMPARE(shown(all, filter), (Numbers{2}));
        filter = {};
        filter.cause = "hedge";
        QCOMPARE(shown(all, filter), (Numbers{0}));
        filter.signs = {Sign::accepted};
        QCOMPARE(shown(all, filter), (Numbers{5}));
    }

    void words_are_looked_for_in_message_code_and_title_whatever_their_case_and_order() {
        const auto all = listed_findings(*outcome(), plan().get());
        FindingFilter filter;
        filter.words = "HIGH hedge";
        QCOMPARE(shown(all, filter), (Numbers{0}));
        filter.words = "lt-04";
        QCOMPARE(shown(all, filter), (Numbers{2}));
        filter.words = "screen the";
        QCOMPARE(shown(all, filter), (Numbers{0}));
        filter.words = "nothing of it";
        QVERIFY(shown(all, filter).empty());
    }

    void a_choice_counts_what_it_would_list_while_the_rest_stays() {
        const auto all = listed_findings(*outcome(), plan().get());
        FindingFilter filter;
        filter.strategy = "natural_surveillance";
        const FilterCounts counts = counts_of(filter, all);
        QCOMPARE(counts.strategies.at("natural_surveillance"), std::size_t{2});
        QCOMPARE(counts.strategies.at("territorial_reinforcement"), std::size_t{1});
        QCOMPARE(counts.signs[static_cast<std::size_t>(Sign::fine)], std::size_t{1});
        QCOMPARE(counts.signs[static_cast<std::size_t>(Sign::accepted)], std::size_t{0});
        QCOMPARE(counts.places.at(0), std::size_t{1});
        QCOMPARE(counts.causes.at("lamp"), std::size_t{1});
        // Each is what the list has once it is chosen.
        for (const auto& [strategy, count] : counts.strategies) {
            FindingFilter chosen = filter;
            chosen.strategy = strategy;
            QCOMPARE(shown(all, chosen).size(), count);
        }
        for (std::size_t i = 0; i < render::sign_count; ++i) {
            FindingFilter chosen = filter;
            chosen.signs = {static_cast<Sign>(i)};
            QCOMPARE(shown(all, chosen).size(), counts.signs[i]);
        }
    }

    void the_counts_add_up_in_words() {
        const auto all = listed_findings(*outcome(), plan().get());
        FindingFilter filter;
        QCOMPARE(counts_text(counts_of(filter, all)), QString("3 of 3 problems shown"));
        filter.words = "hedge";
        QCOMPARE(counts_text(counts_of(filter, all)), QString("1 of 3 problems shown"));
        filter.signs = FindingFilter::everything().signs;
        QCOMPARE(counts_text(counts_of(filter, all)), QString("1 of 3 problems, 1 of 3 others"));
        QCOMPARE(counts_text(counts_of({}, {})), QString("0 of 0 problems shown"));
    }

    void without_the_plan_nothing_is_known_of_causes() {
        for (const ListedFinding& one : listed_findings(*outcome(), nullptr))
            QVERIFY(one.causes.empty());
    }

    void the_model_lists_what_the_filter_leaves() {
        FindingModel model;
        const QAbstractItemModelTester tester(&model);
        QSignalSpy listed(&model, &FindingModel::listed);
        model.setOutcome(outcome(), plan().get());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0).data(FindingModel::detail_role).toString(),
                 QString("TR-04 · Territorial reinforcement · 1 Alley"));
        QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString().section(u'.', 0, 0),
                 QString("Serious: Fence is 1 m high"));
        FindingFilter filter;
        filter.place = 1;
        model.setFilter(filter);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.at(model.index(0))->key, std::string("LT-04:2"));
        QVERIFY(!model.indexOf("TR-04:4").isValid());
        QCOMPARE(listed.count(), 2);
        model.setFilter(filter); // the same
        QCOMPARE(listed.count(), 2);
        // Ranks of places are others in another outcome; the rest of the filter stays.
        filter.cause = "lamp";
        model.setFilter(filter);
        model.setOutcome(outcome(), plan().get());
        QVERIFY(!model.filter().place);
        QCOMPARE(model.filter().cause, std::string("lamp"));
        model.setOutcome(nullptr, nullptr);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.filter().cause.empty());
    }

    void thousands_of_findings_are_filtered_at_once() {
        auto many = outcome();
        for (int i = 0; i < 5000; ++i)
            add(*many, i % 2 ? "LT-04" : "NS-06", "natural_surveillance", i % 3 ? Level::look : Level::pass,
                "A hedge that hides the path from the windows opposite, and there is one way out", 0,
                {hedge});
        FindingModel model;
        model.setOutcome(many, plan().get());
        QElapsedTimer timer;
        timer.start();
        FindingFilter filter;
        filter.words = "hedge path";
        model.setFilter(filter);
        qInfo("5000 findings are filtered and counted in %lld ms", static_cast<long long>(timer.elapsed()));
        QCOMPARE(model.rowCount(), 3333);
    }
};

PROSPECT_TEST(FindingFilterTest);

class FindingWordsTest : public QObject {
    Q_OBJECT

    static Criterion rule_of(const char* metric, assessment::Comparison comparison, double threshold,
                             const char* unit) {
        Criterion made;
        made.metric = metric;
        made.comparison = comparison;
        made.threshold = threshold;
        made.unit = unit;
        return made;
    }
    static Finding valued(double value) {
        Finding finding;
        finding.level = Level::fail;
        finding.value = value;
        return finding;
    }

private Q_SLOTS:
    void a_value_stands_beside_what_is_asked() {
        using enum assessment::Comparison;
        const Criterion height = rule_of("boundary.front_height", at_most, 1, "m");
        QCOMPARE(measured_words(valued(2), height), QString("2\u00a0m; asked: at most 1 m"));
        QCOMPARE(margin_words(valued(2), height), QString("1\u00a0m too high"));
        QCOMPARE(margin_words(valued(0.75), height), QString("0.25\u00a0m to spare"));
        QCOMPARE(margin_words(valued(1), height), QString("just what is asked"));
        const Criterion rear = rule_of("boundary.side_rear_height", at_least, 1.8, "m");
        QCOMPARE(margin_words(valued(1.3), rear), QString("0.5\u00a0m too low"));
        // Points of a hundred, not a share of what is asked.
        const Criterion share = rule_of("ground.watched_day", at_least, 80, "%");
        QCOMPARE(margin_words(valued(60), share), QString("20 percentage points short"));
        QCOMPARE(margin_words(valued(5), rule_of("stay.windows", at_least, 7, "")),
                 QString("2 less than asked"));
        QCOMPARE(measured_words(valued(3), rule_of("route.traps", at_most, 0, "")),
                 QString("3; asked: none"));
        Criterion told = rule_of("asset.stand_off", at_least, 10, "m");
        told.missed = Level::info;
        QCOMPARE(measured_words(valued(4), told), QString("4\u00a0m; the mark: at least 10 m"));
        QCOMPARE(margin_words(valued(4), told), QString("6\u00a0m too near"));
    }

    void where_nothing_was_measured_nothing_is_said() {
        Criterion recorded = rule_of("", assessment::Comparison::at_most, 0, "");
        recorded.kind = assessment::Kind::recorded;
        QVERIFY(measured_words(valued(1), recorded).isEmpty());
        QVERIFY(margin_words(Finding{}, recorded).isEmpty());
        QCOMPARE(help_page_of(recorded), QString("assess.recorded"));
    }

    void what_rests_on_assumptions_says_why_it_is_not_serious() {
        Criterion rule = rule_of("boundary.front_height", assessment::Comparison::at_most, 1, "m");
        Finding finding = valued(2);
        finding.level = Level::look;
        finding.basis = Basis::assumed;
        QVERIFY(why_not_serious(finding, rule).contains("assumed"));
        finding.basis = Basis::drawn;
        QVERIFY(!why_not_serious(finding, rule).contains("assumed"));
        finding.level = Level::fail;
        QVERIFY(why_not_serious(finding, rule).isEmpty());
        finding.level = Level::look;
        rule.missed = Level::look;
        QVERIFY(why_not_serious(finding, rule).isEmpty());
    }

    void a_rule_gives_evidence_for_clauses_and_never_complies() {
        const QString words = clause_words("NS-11");
        QVERIFY2(words.startsWith("Gives evidence for clauses 5.2.1 natural surveillance, 5.2.2 d (Few"),
                 qPrintable(words));
        QVERIFY(words.endsWith("of ISO 22341:2021."));
        QVERIFY(!words.contains("compl", Qt::CaseInsensitive));
        QVERIFY(clause_words("XX-99").isEmpty());
    }
};

PROSPECT_TEST(FindingWordsTest);
#include "finding_filter_test.moc"
