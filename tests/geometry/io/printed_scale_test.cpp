#include "geometry/io/printed_scale.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace prospect;
using io::PaperSize;
using io::PlanScale;
using io::PrintedScale;

namespace {

constexpr PaperSize a1{841, 594};
constexpr PaperSize a3{420, 297};

} // namespace

class PrintedScaleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void scales_are_found_in_many_ways_of_writing_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("denominator");
        QTest::addColumn<QString>("paper");
        QTest::addColumn<double>("at_least");
        QTest::newRow("1") << "Scale 1:500 @ A1" << 500.0 << "A1" << 0.9;
        QTest::newRow("2") << "Scale 1:200 at A3" << 200.0 << "A3" << 0.9;
        QTest::newRow("3") << "Ma\u00dfstab 1:500" << 500.0 << "" << 0.75;
        QTest::newRow("4") << "1:1,250@A4" << 1250.0 << "A4" << 0.8;
        QTest::newRow("5") << "Ma\u00dfstab 1 : 1.000 (DIN A2)" << 1000.0 << "A2" << 0.9;
        QTest::newRow("6") << "\u00c9chelle 1/200" << 200.0 << "" << 0.75;
        QTest::newRow("7") << "SCALE\n1:100 (A1)" << 100.0 << "A1" << 0.9;
        QTest::newRow("8") << "1:500" << 500.0 << "" << 0.5;
        QTest::newRow("9") << "scale: 1:333" << 333.0 << "" << 0.55;
    }
    void scales_are_found_in_many_ways_of_writing() {
        QFETCH(QString, text);
        QFETCH(double, denominator);
        QFETCH(QString, paper);
        QFETCH(double, at_least);
        const auto found = io::printed_scales(text.toStdString());
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].denominator, denominator);
        QCOMPARE(QString::fromStdString(found[0].paper), paper);
        QVERIFY(found[0].confidence >= at_least);
    }

    void what_is_no_scale_is_left_out_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"ramp 1:12 max.", "Gradient 1:20", "11:30", "at 21:45", "1/2 brick", "1:1",
                                 "drawing 24/0412/1/100", "2021:50", "mortar mix 1:10"})
            QTest::newRow(text) << text;
    }
    void what_is_no_scale_is_left_out() {
        QFETCH(QString, text);
        QVERIFY(io::printed_scales(text.toStdString()).empty());
    }

    void wide_gaps_and_long_numbers_are_read_at_once() {
        std::string page = "Scale 1:500";
        for (int i = 0; i < 2000; ++i)
            page += std::string(100, i % 2 == 0 ? ' ' : '\v') + "on 1:62";
        page += " at" + std::string(100000, ' ') + "(A1) 1:1";
        for (int i = 0; i < 100000; ++i)
            page += ",000";
        const auto found = io::printed_scales(page);
        QVERIFY(found.size() >= 2);
        QCOMPARE(found[0].denominator, 500.0);
        QCOMPARE(found.back().paper, std::string("A1"));
    }

    void a_wide_gap_does_not_join_numbers() {
        QCOMPARE(io::printed_scales("1:500   594 x 841").at(0).denominator, 500.0);
        QCOMPARE(io::printed_scales("Scale 1:100      841").at(0).denominator, 100.0);
        QCOMPARE(io::printed_scales("Scale 1:1 250").at(0).denominator, 1250.0);
    }

    void a_scale_on_its_own_paper_is_the_pages() {
        const PlanScale plan = io::plan_scale(a1, "Scale 1:500 @ A1");
        QCOMPARE(plan.agreed.value_or(0), 500.0);
        // 841 mm × 500 = 420.5 m
        QCOMPARE(io::ground_metres(plan.page.width_mm, *plan.agreed), 420.5);
    }

    void a_scale_on_another_paper_is_converted() {
        // A3 is A1 halved twice: half the length, twice the denominator.
        QCOMPARE(io::plan_scale(a3, "Scale 1:500 @ A1").agreed.value_or(0), 1000.0);
        QCOMPARE(io::plan_scale(a1, "Scale 1:500 @ A3").agreed.value_or(0), 250.0);
    }

    void two_scales_that_mean_the_same_agree() {
        const PlanScale plan = io::plan_scale(a3, "Scale 1:200 at A1, 1:400 at A3");
        QCOMPARE(plan.found.size(), std::size_t{2});
        QVERIFY(!plan.contradictory);
        QCOMPARE(plan.agreed.value_or(0), 400.0);
    }

    void contradictions_are_returned_and_not_decided() {
        const PlanScale plan =
            io::plan_scale(a1, "Location plan\nScale 1:1250 @ A1\nBlock plan\nScale 1:500 @ A1");
        QCOMPARE(plan.found.size(), std::size_t{2});
        QVERIFY(plan.contradictory);
        QVERIFY(!plan.agreed);
    }

    void a_less_sure_text_does_not_contradict() {
        const PlanScale plan = io::plan_scale(a1, "detail 1:20\nScale 1:500 @ A1");
        QCOMPARE(plan.agreed.value_or(0), 500.0);
        QVERIFY(!plan.contradictory);
    }

    void a_page_of_another_shape_leaves_the_scale_open() {
        const PlanScale plan = io::plan_scale({1200, 594}, "Scale 1:500 @ A1");
        QCOMPARE(plan.found.size(), std::size_t{1});
        QVERIFY(!plan.found[0].on_page);
        QVERIFY(!plan.agreed);
    }

    void not_to_scale_is_told() {
        QVERIFY(io::plan_scale(a1, "Sketch, not to scale").not_to_scale);
        QVERIFY(io::plan_scale(a1, "Scale: NTS").not_to_scale);
        QVERIFY(!io::plan_scale(a1, "entscheidend").not_to_scale);
    }

    void papers_are_known_by_their_sides() {
        QCOMPARE(QString::fromStdString(io::paper_name({841.9, 593.8})), QString("A1"));
        QCOMPARE(QString::fromStdString(io::paper_name({594, 841})), QString("A1"));
        QCOMPARE(QString::fromStdString(io::paper_name({1571, 1111})), QString());
    }
};

PROSPECT_TEST(PrintedScaleTest);
#include "printed_scale_test.moc"
