// Weights tried on the map, the charts beside them, what a spot is made of, and changes made by a click.
#include "app/models/why_here.h"
#include "app/panels/bar_charts.h"
#include "app/panels/risk_panel.h"
#include "app/panels/suggest_panel.h"
#include "tests/support/patience.h"
#include "tests/support/registry.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::app;

namespace {

std::shared_ptr<const Field> field(const char* name, std::vector<float> values) {
    Grid grid;
    grid.xmin = 0;
    grid.ymax = 1;
    grid.cell_x = grid.cell_y = 1;
    grid.columns = static_cast<std::int64_t>(values.size());
    grid.rows = 1;
    auto made = std::make_shared<Field>(name, "", grid);
    made->values = std::move(values);
    return made;
}

// Two factors at 3 to 1, the last cell without a value.
Result weighted() {
    Result result;
    result.id = Uuid::from_name("weighted");
    result.analysis = "risk.index";
    result.title = QStringLiteral("Where the design is weak");
    result.settings = {{"combine", "sum"}, {"threshold", "0.5"}};
    result.fields = {field("risk", {0.75F, 0.25F, 0.5F, nodata}),
                     field("factor_nobody_looks", {1, 0, 0.5F, 1}),
                     field("factor_closed_in", {0, 1, 0.5F, nodata})};
    result.metrics = {{"weight_nobody_looks", 0.75}, {"weight_closed_in", 0.25}};
    return result;
}

bool near(double a, double b) {
    return std::abs(a - b) < 1e-6;
}

} // namespace

class RiskPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_slider_colours_the_map_at_once_and_back() {
        const Result result = weighted();
        RiskPanel panel;
        panel.show(&result);
        QVERIFY(!panel.isHidden() && !panel.tried());
        QSignalSpy changed(&panel, &RiskPanel::triedChanged);
        auto* slider = panel.findChild<QSlider*>("risk-weight.closed_in");
        QVERIFY(slider != nullptr);
        slider->setValue(100); // both alike
        QCOMPARE(changed.count(), 1);
        QVERIFY(panel.tried());
        QVERIFY(near(static_cast<double>(panel.tried()->values[0]), 0.5));
        QVERIFY(near(static_cast<double>(panel.tried()->values[1]), 0.5));
        QCOMPARE(panel.tried()->values[3], nodata);
        panel.show(&result); // shown again it stays
        QVERIFY(panel.tried());
        panel.findChild<QPushButton*>("risk-weights-back")->click();
        QVERIFY(!panel.tried());
        Result other;
        panel.show(&other);
        QVERIFY(panel.isHidden());
    }

    // Three at 4 to 4 to 4 are 34, 33 and 33 %.
    void whole_percents_add_up_to_a_hundred() {
        Result result = weighted();
        result.fields.push_back(field("factor_far_refuge", {0, 0, 0, 0}));
        result.metrics = {
            {"weight_nobody_looks", 1.0 / 3}, {"weight_closed_in", 1.0 / 3}, {"weight_far_refuge", 1.0 / 3}};
        RiskPanel panel;
        panel.show(&result);
        QStringList shown;
        int sum = 0;
        for (const char* name : {"nobody_looks", "closed_in", "far_refuge"}) {
            const auto* share = panel.findChild<QLabel*>(QStringLiteral("risk-share.") + QLatin1String(name));
            QVERIFY(share != nullptr);
            shown += share->text();
            sum += share->text().remove(QStringLiteral(" %")).toInt();
        }
        QVERIFY2(sum == 100, qPrintable(shown.join(u' ')));
    }

    void the_measurement_can_be_run_with_what_was_tried() {
        const Result result = weighted();
        RiskPanel panel;
        panel.show(&result);
        QVector<engine::Settings> asked;
        connect(&panel, &RiskPanel::runRequested, this,
                [&](const engine::Settings& settings) { asked += settings; });
        auto* run = panel.findChild<QPushButton*>("risk-weights-run");
        QVERIFY(!run->isEnabled());
        panel.findChild<QSlider*>("risk-weight.closed_in")->setValue(0);
        run->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0].at("factors"), std::string("nobody_looks"));
        QCOMPARE(asked[0].at("weights"), std::string("1"));
        panel.findChild<QSlider*>("risk-weight.nobody_looks")->setValue(0);
        QVERIFY(!run->isEnabled() && !panel.tried()); // nothing counts
    }

    void the_histogram_counts_every_cell_with_a_value() {
        HistogramChart chart;
        chart.setField(*field("risk", {0, 0.049F, 0.5F, 1, nodata}), 0.5);
        QCOMPARE(chart.steps().front(), std::int64_t{2});
        QCOMPARE(chart.steps()[10], std::int64_t{1});
        QCOMPARE(chart.steps().back(), std::int64_t{1});
        QVERIFY(chart.accessibleDescription().startsWith("50"));
    }

    void a_spot_is_told_by_what_each_factor_adds() {
        const auto why = why_risk_here(weighted(), {0.5, 0.5}, nullptr);
        QVERIFY(why);
        QCOMPARE(why->parts.size(), std::size_t{2});
        QCOMPARE(why->parts[0].title, QStringLiteral("Nobody looks"));
        QVERIFY(near(why->parts[0].share, 0.75) && near(why->parts[1].share, 0));
        double sum = 0;
        const auto middle = why_risk_here(weighted(), {2.5, 0.5}, nullptr);
        for (const WhyPart& part : middle->parts)
            sum += part.share;
        QVERIFY(near(sum, 0.5)); // the value there
        QVERIFY(!why_risk_here(weighted(), {3.5, 0.5}, nullptr));
    }

    void suggested_changes_are_made_one_by_one_or_all() {
        Result result;
        result.analysis = "suggest.measures";
        SiteEdit trim{"Cut it", {}};
        trim.steps.push_back(ChangeAttribute{Uuid::from_name("hedge"), "height_m", Value(1.0), Basis::drawn});
        io::Table table;
        table.name = "steps";
        table.columns = {"step", "text", "gain_m", "gain_share", "share_after", "edit"};
        for (std::int64_t i = 1; i <= 2; ++i)
            table.rows.push_back({Value(i), Value(std::string("Cut the hedge")), Value(12.0),
                                  Value(0.1 / static_cast<double>(i)), Value(0.5), Value(to_json(trim))});
        result.tables = {table};
        SuggestPanel panel;
        panel.show(&result);
        QVector<std::vector<SiteEdit>> asked;
        connect(&panel, &SuggestPanel::editsRequested, this,
                [&](const std::vector<SiteEdit>& edits) { asked += edits; });
        panel.findChild<QPushButton*>("suggest-step.2")->click();
        panel.findChild<QPushButton*>("suggest-all")->click();
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[0].size(), std::size_t{1});
        QCOMPARE(asked[1].size(), std::size_t{2});
        QCOMPARE(to_json(asked[0][0]), to_json(trim));
    }
};

PROSPECT_TEST(RiskPanelTest);

#include "risk_panel_test.moc"
