// All findings of a check, one by one: filtered, walked through, on the map, tried and accepted.
#include "app/models/finding_model.h"
#include "app/models/rule_model.h"
#include "app/panels/accept_form.h"
#include "app/panels/check_commands.h"
#include "app/panels/map_overlay.h"
#include "app/panels/places_panel.h"
#include "app/panels/problems_panel.h"
#include "app/panels/rules_dialog.h"
#include "app/panels/run_strip.h"
#include "app/panels/tab_row.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QUndoStack>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;

namespace {

Value words(const char* text) {
    return Value(std::string(text));
}

// Three houses with high front walls and a low garden fence, and a tree with a low crown.
SitePtr street() {
    test::SiteBuilder builder;
    const auto add = [&](Role role, Geometry shape, test::SiteBuilder::Values values,
                         const std::string& name = {}) {
        Feature& made = builder.add(role, std::move(shape), values);
        made.basis = Basis::drawn;
        made.name = name;
    };
    add(Role::study_area, test::rectangle(-10, -20, 130, 40), {{"kind", words("application")}});
    add(Role::zone, test::rectangle(-10, -20, 130, -4), {{"ownership", words("public")}}, "Mill Lane");
    for (int i = 0; i < 3; ++i) {
        const double x = 50.0 * i;
        const std::string number = std::to_string(i + 1);
        add(Role::building, test::rectangle(x, 0, x + 10, 8), {{"height_m", 7.0}}, "No " + number);
        add(Role::opening, test::point(x + 5, 0), {{"kind", words("door")}, {"main", true}});
        add(Role::opening, test::point(x + 2, 0),
            {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        add(Role::zone, test::rectangle(x, 8, x + 10, 20), {{"ownership", words("private")}},
            "Garden of No " + number);
        add(Role::barrier, test::line({{x, -4}, {x + 10, -4}}),
            {{"kind", words("wall")}, {"height_m", 1.4 + 0.2 * i}, {"opacity", 1.0}}, "Front wall " + number);
        add(Role::barrier, test::line({{x, 8}, {x, 20}, {x + 10, 20}, {x + 10, 8}}),
            {{"kind", words("fence")}, {"height_m", 1.0}, {"opacity", 1.0}}, "Garden fence " + number);
    }
    add(Role::tree, test::point(30, -10), {{"height_m", 8.0}, {"clear_stem_m", 1.2}}, "Oak");
    return builder.site();
}

class ProblemsWindow : public test::ShownWindow {
public:
    ProblemsWindow() {
        resize(1280, 860);
        fill(street());
        canvas().zoomToAll();
        placeCheck().run({});
        [this] {
            QTRY_VERIFY_WITH_TIMEOUT(placeCheck().outcome() && !placeCheck().isRunning(), patience_ms);
        }();
        topBar().stageButton(Stage::check)->click();
        tab(1);
        activateWindow();
        [this] { QTRY_VERIFY(isActiveWindow()); }(); // for its keys
    }
    TabRow& tabs() {
        return *findChild<PlacesPanel*>()->parentWidget()->parentWidget()->findChild<TabRow*>();
    }
    void tab(int number) { Q_EMIT tabs().chosen(number); }
    ProblemsPanel& problems() { return *findChild<ProblemsPanel*>(); }
    FindingModel& model() { return problems().model(); }
    template <class Widget>
    Widget& part(const char* name) {
        return *problems().findChild<Widget*>(QString::fromLatin1(name));
    }
    QString count() { return part<QLabel>("problem-count").text(); }
    const assessment::Finding& finding(std::size_t number) {
        return placeCheck().outcome()->findings[number];
    }
    // The first listed finding of that rule.
    std::size_t listed(const std::string& code) {
        for (const std::size_t i : problems().listed())
            if (finding(i).code == code) return i;
        return 0;
    }
};

} // namespace

class ProblemsTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void the_tabs_come_with_the_outcome_and_list_every_problem() {
        ProblemsWindow window;
        QVERIFY(window.tabs().isVisible());
        QCOMPARE(window.tabs().current(), 1);
        QVERIFY(window.problems().isVisible());
        std::size_t problems = 0;
        for (const auto& coverage : window.placeCheck().outcome()->coverage)
            problems += coverage.problems;
        QVERIFY(problems > 5);
        QCOMPARE(static_cast<std::size_t>(window.model().rowCount()), problems);
        QCOMPARE(window.count(), QString("%1 of %1 problems shown").arg(problems));
        window.picture("problems");
        window.fill(street());
        QVERIFY(!window.tabs().isVisible());
        QVERIFY(window.findChild<PlacesPanel*>()->isVisible());
    }

    void filters_narrow_the_list_and_one_button_brings_it_back() {
        ProblemsWindow window;
        const int all = window.model().rowCount();
        auto& find = window.part<QLineEdit>("problem-words");
        auto& clear = window.part<QPushButton>("problem-clear");
        QVERIFY(!clear.isVisible());
        QTest::keyClicks(&find, "front wall");
        QTest::keyClick(&find, Qt::Key_Return);
        const int few = window.model().rowCount();
        QVERIFY(few > 0 && few < all);
        QCOMPARE(window.count(), QString("%1 of %2 problems shown").arg(few).arg(all));
        QCOMPARE(static_cast<int>(window.map().overlay().signs().size()), few);
        auto& strategy = window.part<QComboBox>("problem-strategy");
        QVERIFY(strategy.count() > 2);
        strategy.setCurrentIndex(strategy.findData("natural_surveillance"));
        QVERIFY(window.model().rowCount() <= few);
        window.picture("problems-filtered");
        clear.click();
        QCOMPARE(window.model().rowCount(), all);
        QVERIFY(find.text().isEmpty() && strategy.currentIndex() == 0);
        // What is no problem comes by its sign.
        window.part<QAbstractButton>("sign.4").click(); // fine
        QVERIFY(window.model().rowCount() > all);
        QVERIFY(window.count().contains("others"));
        window.part<QAbstractButton>("sign.2").click(); // can't tell yet
        window.part<QAbstractButton>("sign.3").click(); // for information
        window.picture("problems-everything");
        auto& cause = window.part<QComboBox>("problem-cause");
        cause.setCurrentIndex(cause.findData("wall"));
        for (const std::size_t i : window.problems().listed())
            QVERIFY(!window.finding(i).causes.empty());
        find.setText("no such words");
        QTest::keyClick(&find, Qt::Key_Return);
        QCOMPARE(window.model().rowCount(), 0);
        QVERIFY(!window.problems().list().isVisible());
        window.picture("problems-none");
    }

    void the_walk_goes_from_one_to_the_next_and_round_the_ends() {
        ProblemsWindow window;
        const auto listed = window.problems().listed();
        QVERIFY(!window.problems().chosen());
        QTest::keyClick(&window, Qt::Key_F8);
        QCOMPARE(window.problems().chosen(), std::optional(listed[0]));
        QTest::keyClick(&window, Qt::Key_F8);
        QCOMPARE(window.problems().chosen(), std::optional(listed[1]));
        QTest::keyClick(&window, Qt::Key_F8, Qt::ShiftModifier);
        QTest::keyClick(&window, Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(window.problems().chosen(), std::optional(listed.back()));
        // From another stage, too; the map goes there.
        window.topBar().stageButton(Stage::plan)->click();
        QTest::keyClick(&window, Qt::Key_F8);
        QCOMPARE(window.topBar().stage(), Stage::check);
        QCOMPARE(window.problems().chosen(), std::optional(listed[0]));
        QTRY_VERIFY(distance(window.canvas().view().center, *window.finding(listed[0]).at) < 5);
        auto& list = window.problems().list();
        QTest::keyClick(&list, Qt::Key_Down);
        QCOMPARE(window.problems().chosen(), std::optional(listed[1]));
        window.picture("problems-chosen");
    }

    void enter_opens_the_reason_and_escape_goes_back_step_by_step() {
        ProblemsWindow window;
        auto& list = window.problems().list();
        list.setFocus();
        QTest::keyClick(&list, Qt::Key_Down);
        QVERIFY(window.problems().chosen());
        QTest::keyClick(&list, Qt::Key_Return);
        QVERIFY(window.problems().isReasonOpen());
        QVERIFY(!list.isVisible());
        QVERIFY(window.part<QPushButton>("problem-back").isVisible());
        window.picture("problem-reason");
        auto* focused = window.focusWidget();
        QVERIFY(window.problems().isAncestorOf(focused));
        QTest::keyClick(focused, Qt::Key_Escape);
        QVERIFY(!window.problems().isReasonOpen());
        QVERIFY(list.isVisible() && window.problems().chosen());
        QTest::keyClick(&list, Qt::Key_Escape);
        QVERIFY(!window.problems().chosen());
    }

    void the_reason_says_value_and_margin_and_clause_and_leads_to_place_and_help() {
        ProblemsWindow window;
        window.problems().choose(window.listed("NS-06"));
        const QString value = window.part<QLabel>("finding-value").text();
        QVERIFY2(value.contains("asked: at most") && value.contains("too high"), qPrintable(value));
        const QString clauses = window.part<QLabel>("finding-clauses").text();
        QVERIFY(clauses.startsWith("Gives evidence for clause") && !clauses.contains("compl"));
        QVERIFY(window.part<QPushButton>("finding-help").isEnabled());
        const auto place = window.finding(*window.problems().chosen()).place;
        QVERIFY(place);
        window.part<QPushButton>("finding-place").click();
        QTRY_COMPARE(window.tabs().current(), 0);
        QCOMPARE(window.findChild<PlacesPanel*>()->shownPlace(), place);
        QVERIFY(window.map().overlay().signs().empty()); // numbers stand there now
    }

    void a_click_on_a_sign_chooses_its_row() {
        ProblemsWindow window;
        const auto& signs = window.map().overlay().signs();
        QVERIFY(!signs.empty());
        const std::size_t wanted = window.listed("NS-08"); // the tree stands by itself
        const QPoint at = window.pixel(*window.finding(wanted).at);
        const auto sign = window.map().overlay().signAt(at);
        QVERIFY(sign);
        QTest::mouseClick(window.canvas().viewport(), Qt::LeftButton, {}, at);
        QVERIFY(window.problems().chosen());
        const auto& chosen = window.finding(*window.problems().chosen());
        QVERIFY(distance(*chosen.at, *window.finding(wanted).at) < 6); // of its cell
        QVERIFY(window.canvas().selection().empty());
        QCOMPARE(window.problems().list().currentIndex().data(Qt::DisplayRole).toString().toStdString(),
                 chosen.message);
    }

    void a_change_is_tried_and_the_tab_stays() {
        ProblemsWindow window;
        window.problems().choose(window.listed("NS-06"));
        auto* try_it = window.problems().findChild<QPushButton*>(QStringLiteral("try"));
        QVERIFY(try_it);
        const auto before = window.placeCheck().outcome();
        const std::string key = window.finding(*window.problems().chosen()).key;
        const int steps = window.document().undoStack().count();
        try_it->click();
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() != before && !window.placeCheck().isRunning(),
                                 patience_ms);
        QVERIFY(window.document().undoStack().count() > steps);
        QCOMPARE(window.tabs().current(), 1);
        for (const auto& one : window.placeCheck().outcome()->findings)
            QVERIFY(one.key != key || !is_missed(one));
    }

    void what_is_accepted_leaves_the_problems_and_stands_with_the_accepted() {
        ProblemsWindow window;
        const int all = window.model().rowCount();
        window.problems().choose(window.listed("NS-06"));
        const std::string key = window.finding(*window.problems().chosen()).key;
        window.problems().openReason();
        auto& form = *window.problems().findChild<AcceptForm*>();
        form.findChild<QPushButton*>()->click(); // Accept because…
        form.findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("It is listed"));
        form.findChild<QLineEdit*>()->setText(QStringLiteral("A. Officer"));
        const auto before = window.placeCheck().outcome();
        form.findChild<QPushButton*>(QStringLiteral("accept"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() != before, patience_ms);
        QCOMPARE(window.model().rowCount(), all - 1);
        QVERIFY(!window.problems().chosen() && !window.problems().isReasonOpen());
        window.part<QAbstractButton>("sign.5").click(); // accepted
        QCOMPARE(window.model().rowCount(), all);
        const QModelIndex row = window.model().indexOf(key);
        QVERIFY(row.isValid());
        QCOMPARE(row.data(FindingModel::sign_role).toInt(), static_cast<int>(Sign::accepted));
        window.problems().list().setCurrentIndex(row);
        window.picture("problem-accepted");
        QVERIFY(window.problems().findChild<AcceptedRow*>());
    }

    void a_rule_is_changed_from_the_reason_it_is_told_in() {
        ProblemsWindow window;
        window.problems().choose(window.listed("NS-06"));
        window.part<QPushButton>("change-rule-NS-06").click();
        auto* rules = window.findChild<RulesDialog*>();
        QVERIFY(rules && rules->isVisible());
        QCOMPARE(rules->findChild<QTableView*>()
                     ->currentIndex()
                     .siblingAtColumn(RuleModel::code)
                     .data()
                     .toString(),
                 "NS-06");
        rules->close();
    }

    // The stem of a second tree is assumed; two metres are asked.
    void what_nobody_gave_is_varied_until_the_finding_turns() {
        ProblemsWindow window;
        auto site = std::make_shared<Site>(*street());
        for (LayerPtr& layer : site->layers)
            if (layer->role == Role::tree) {
                auto copy = std::make_shared<Layer>(*layer);
                auto tree = std::make_shared<Feature>(*copy->features.front());
                tree->set("clear_stem_m", Value(1.6), Basis::assumed);
                copy->features.front() = tree;
                layer = copy;
            }
        window.fill(site);
        window.placeCheck().run({});
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() && !window.placeCheck().isRunning(),
                                 patience_ms);
        window.tab(1);
        window.problems().choose(window.listed("NS-08"));
        const auto before = window.placeCheck().outcome();
        window.part<QPushButton>("finding-flips").click();
        QTRY_VERIFY_WITH_TIMEOUT(window.placeCheck().outcome() != before, patience_ms);
        const auto& finding = window.finding(*window.problems().chosen());
        QVERIFY(finding.flips && !finding.flips->empty());
        QCOMPARE(finding.flips->front().things.front().attribute, std::string("clear_stem_m"));
        QCOMPARE(finding.flips->front().holds_at, std::optional(2.0));
        QVERIFY(!window.problems().findChild<QPushButton*>(QStringLiteral("finding-flips")));
        window.problems().openReason();
        window.picture("problem-flips");
    }

    // A check takes the place of trying, which then can be asked again; another plan ends it.
    void trying_other_values_gives_way_to_a_check_and_to_another_plan() {
        ProblemsWindow window;
        auto site = std::make_shared<Site>(*street());
        window.fill(site);
        CheckCommands& check = window.placeCheck();
        const auto checked = [&] { return check.outcome() && !check.isRunning(); };
        check.run({});
        QTRY_VERIFY_WITH_TIMEOUT(checked(), patience_ms);
        const auto problem = std::find_if(check.outcome()->findings.begin(), check.outcome()->findings.end(),
                                          [](const auto& one) { return assessment::is_missed(one); });
        QVERIFY(problem != check.outcome()->findings.end());
        const std::string key = problem->key;
        window.tab(1);
        window.problems().choose(window.listed(problem->code.c_str()));
        Q_EMIT window.problems().flipsRequested(key);
        QVERIFY(check.isTrying() && check.isRunning());
        QVERIFY(window.findChild<RunStrip*>()->isVisible());
        check.run({});
        QVERIFY(check.isRunning() && !check.isTrying());
        QTRY_VERIFY_WITH_TIMEOUT(checked(), patience_ms);
        check.askFlips(key);
        QVERIFY(check.isTrying());
        check.cancel();
        QVERIFY(checked());
        check.askFlips(key);
        window.fill(site); // opened anew
        QVERIFY(!check.isTrying() && !check.outcome());
    }

    void thousands_are_listed_at_once() {
        ProblemsWindow window;
        auto many = std::make_shared<assessment::Assessment>(*window.placeCheck().outcome());
        const auto model = many->findings;
        while (many->findings.size() < 5000) {
            assessment::Finding one = model[many->findings.size() % model.size()];
            one.key += std::to_string(many->findings.size());
            one.level = many->findings.size() % 4 == 0 ? assessment::Level::fail : assessment::Level::look;
            one.at = Point{static_cast<double>(many->findings.size() * 37 % 1300) / 10 - 5,
                           static_cast<double>(many->findings.size() * 91 % 550) / 10 - 18};
            many->findings.push_back(one);
        }
        QElapsedTimer timer;
        timer.start();
        window.problems().show(many, window.placeCheck().checkedPlan().get(), FindingReason::Remedies::tried);
        const auto listed = timer.elapsed();
        timer.restart();
        window.grab();
        const auto painted = timer.elapsed();
        timer.restart();
        for (int i = 0; i < 10; ++i)
            window.problems().step(1);
        qInfo("5000 findings: listed in %lld ms, painted in %lld ms, ten steps take %lld ms",
              static_cast<long long>(listed), static_cast<long long>(painted),
              static_cast<long long>(timer.elapsed()));
        window.canvas().zoomToAll();
        window.picture("problems-many");
    }
};

PROSPECT_TEST(ProblemsTest);
#include "problems_test.moc"
