#include "analysis/lighting/class_measure.h"
#include "analysis/lighting/lighting_classes.h"
#include "analysis/lighting/p_class.h"
#include "geometry/base/error.h"
#include "geometry/base/resources.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::lighting;

namespace {

const LightingClasses& all() {
    return LightingClasses::bundled();
}
const LightingClass& named(const char* name) {
    return *all().find(name).one;
}

QString fault_of(std::string text, const std::string& what, const std::string& instead) {
    if (!what.empty()) {
        const auto at = text.find(what);
        if (at == std::string::npos) return "the file has no " + QString::fromStdString(what);
        text.replace(at, what.size(), instead);
    }
    try {
        (void)LightingClasses::parse(text);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

// A ground with these lux, each of as much ground.
ClassMeasure measured(const std::vector<PointLux>& lux) {
    ClassMeasure measure;
    for (const PointLux& one : lux)
        measure.add(one, 1);
    return measure;
}
PointLux on_ground(double eh) {
    return {eh, 0, 0, 0};
}

} // namespace

class LightingClassesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_classes_are_those_of_the_standards() {
        const auto average = [](const char* name) {
            return named(name).limit(ClassQuantity::eh, ClassStatistic::average).value();
        };
        const auto minimum = [](const char* name) {
            return named(name).limit(ClassQuantity::eh, ClassStatistic::minimum).value();
        };
        const std::vector<std::pair<double, double>> p{{15, 3}, {10, 2}, {7.5, 1.5},
                                                       {5, 1},  {3, .6}, {2, .4}};
        for (std::size_t i = 0; i < p.size(); ++i) {
            const std::string name = "P" + std::to_string(i + 1);
            QCOMPARE(average(name.c_str()), p[i].first);
            QCOMPARE(minimum(name.c_str()), p[i].second);
            QCOMPARE(*named(name.c_str()).over_lit, 1.5 * p[i].first);
        }
        QVERIFY(named("P7").asks.empty() && !named("P7").over_lit);
        const std::vector<double> c{50, 30, 20, 15, 10, 7.5};
        for (std::size_t i = 0; i < c.size(); ++i) {
            const std::string name = "C" + std::to_string(i);
            QCOMPARE(average(name.c_str()), c[i]);
            QCOMPARE(*named(name.c_str()).limit(ClassQuantity::eh, ClassStatistic::uniformity), 0.4);
            QVERIFY(!named(name.c_str()).over_lit);
        }
        QCOMPARE(*named("SC9").limit(ClassQuantity::esc, ClassStatistic::minimum), 0.5);
        QCOMPARE(*named("EV1").limit(ClassQuantity::ev, ClassStatistic::minimum), 50.0);
        QCOMPARE(*named("HS2").limit(ClassQuantity::ehs, ClassStatistic::average), 2.5);
        QCOMPARE(average("car_park_medium"), 10.0);
        QVERIFY(std::abs(average("walkway_high_mixed") - 2 * 10.764) < 1e-9);
        QVERIFY(std::abs(average("walkway_low_rural") - 0.2 * 10.764) < 1e-9);
        QCOMPARE(*named("parking_basic").limit(ClassQuantity::eh, ClassStatistic::maximum_by_minimum), 20.0);
    }

    void families_are_whole_and_say_where_they_come_from() {
        const auto size = [](const char* name) { return all().family(name).classes.size(); };
        QCOMPARE(size("P"), std::size_t(7));
        QCOMPARE(size("C"), std::size_t(6));
        QCOMPARE(size("SC"), std::size_t(9));
        QCOMPARE(size("HS"), std::size_t(4));
        QCOMPARE(size("EV"), std::size_t(6));
        for (const ClassFamily& family : all().families())
            for (const LightingClass& one : family.classes) {
                QVERIFY2(!one.standard.empty() && !one.edition.empty() && !one.source.empty(),
                         one.name.c_str());
                // What is quoted from memory says so.
                QCOMPARE(one.verified, one.source.find("from memory") == std::string::npos);
                QVERIFY2(one.faces.empty() || (!one.faces_source.empty() && !one.faces_verified),
                         one.name.c_str());
            }
    }

    void classes_are_found_however_they_are_written() {
        QCOMPARE(all().find("p 4").one, &named("P4"));
        QCOMPARE(all().find("Sc3").family, &all().family("SC"));
        QVERIFY(!all().find("P8").one && !all().find("").one && !all().find("M3").one);
        QVERIFY(all().refusal("m3")->find("luminance") != std::string::npos);
        QVERIFY(!all().refusal("P4") && !all().refusal("X"));
        QVERIFY(all().known().find("P1 to P7, C0 to C5") == 0);
    }

    void the_least_on_the_ground_follows_from_average_and_evenness() {
        QCOMPARE(*named("P4").ground_minimum_lx(), 1.0);
        QCOMPARE(*named("C3").ground_minimum_lx(), 6.0);
        QCOMPARE(*named("walkway_medium").ground_minimum_lx(), 5.382 / 4);
        QVERIFY(!named("P7").ground_minimum_lx() && !named("SC2").ground_minimum_lx());
    }

    void a_broken_file_is_one_clear_error() {
        const std::string text = read_resource("criteria/lighting_classes.json");
        QCOMPARE(fault_of(text, "", ""), QString());
        QVERIFY(fault_of(text, "\"eh_average\": 15", "\"eh_average\": 1").contains("P2 asks more than P1"));
        QVERIFY(fault_of(text, "\"eh_average\": 15", "\"eh_averag\": 15").contains("\"eh_averag\""));
        QVERIFY(fault_of(text, "\"eh_average\": 15", "\"eh_average\": -1").contains("P1 has a eh_average"));
        QVERIFY(fault_of(text, "\"eh_uniformity\": 0.4", "\"eh_uniformity\": 40").contains("C0"));
        QVERIFY(fault_of(text, "\"name\": \"P2\"", "\"name\": \"p1\"").contains("is there twice"));
        QVERIFY(fault_of(text, "\"times\": 1.5", "\"times\": 0.5").contains("over-lit"));
        QVERIFY(fault_of(text, "\"path\": \"P\"", "\"path\": \"Q\"").contains("no family Q"));
        QVERIFY(fault_of(text, "\"quantity\": \"ehs\"", "\"quantity\": \"lux\"").contains("\"lux\""));
        for (const QString& fault : {fault_of("{", "", ""), fault_of("{}", "", ""),
                                     fault_of(text, "\"verified\": true", "\"x\": 1")})
            QVERIFY(fault.startsWith("the lighting classes cannot be used") &&
                    fault.contains("lighting_classes.json"));
    }

    void an_average_alone_is_no_pass() {
        const ClassMeasure uneven = measured({on_ground(20), on_ground(0.2)});
        QVERIFY(uneven.average(ClassQuantity::eh) > 10);
        QVERIFY(!meets(uneven, named("P4"), FaceNeed::none));
        QCOMPARE(best_class(uneven, all().family("P"), FaceNeed::none), std::string("none"));
        QVERIFY(!meets(uneven, named("C5"), FaceNeed::none));
        QVERIFY(meets(uneven, named("P7"), FaceNeed::none)); // it asks nothing
    }

    void limits_hold_unrounded() {
        // Each prints as the limit with three digits.
        QVERIFY(!meets(measured({on_ground(0.9996), on_ground(9)}), named("P4"), FaceNeed::none));
        QVERIFY(meets(measured({on_ground(1), on_ground(9)}), named("P4"), FaceNeed::none));
        QVERIFY(!meets(measured({on_ground(4.998)}), named("P4"), FaceNeed::none));
        QVERIFY(!meets(measured({on_ground(10 * 0.3999), on_ground(20 - 10 * 0.3999)}), named("C4"),
                       FaceNeed::none));
        QVERIFY(
            meets(measured({on_ground(10 * 0.4), on_ground(20 - 10 * 0.4)}), named("C4"), FaceNeed::none));
    }

    void what_is_reached_of_a_limit_is_1_where_it_is_just_met() {
        const ClassMeasure found = measured({on_ground(2), on_ground(6)});
        const auto reached = [&](ClassStatistic statistic, double limit) {
            return found.reached({ClassQuantity::eh, statistic, limit});
        };
        QCOMPARE(reached(ClassStatistic::average, 5), 0.8);
        QCOMPARE(reached(ClassStatistic::minimum, 1), 2.0);
        QCOMPARE(reached(ClassStatistic::uniformity, 0.4), 1.25);        // 0.5
        QCOMPARE(reached(ClassStatistic::average_by_minimum, 4), 2.0);   // 2 to 1
        QCOMPARE(reached(ClassStatistic::maximum_by_minimum, 1.5), 0.5); // 3 to 1
        QCOMPARE(measured({on_ground(0)}).reached({ClassQuantity::eh, ClassStatistic::average_by_minimum, 4}),
                 0.0);
    }

    void the_best_class_is_the_most_demanding_that_is_met() {
        const ClassFamily& p = all().family("P");
        QCOMPARE(best_class(measured({on_ground(15)}), p, FaceNeed::none), std::string("P1"));
        QCOMPARE(best_class(measured({on_ground(7)}), p, FaceNeed::none), std::string("P4"));
        QCOMPARE(best_class(measured({on_ground(1.9)}), p, FaceNeed::none), std::string("none"));
        QCOMPARE(best_class(measured({{0, 0, 0.8, 0}}), all().family("SC"), FaceNeed::none),
                 std::string("SC8"));
    }

    void faces_ask_for_more() {
        const ClassMeasure dim_faces = measured({{6, 0, 0.9, 2}});
        QVERIFY(meets(dim_faces, named("P4"), FaceNeed::none));
        QVERIFY(!meets(dim_faces, named("P4"), FaceNeed::recognised));
        QCOMPARE(best_class(dim_faces, all().family("P"), FaceNeed::recognised), std::string("P5"));
        QVERIFY(!meets(measured({{6, 0, 2, 1}}), named("P4"), FaceNeed::recognised));
        QVERIFY(meets(measured({{6, 0, 1, 1.5}}), named("P4"), FaceNeed::recognised));
    }

    void too_bright_is_above_one_and_a_half_times_the_class() {
        const auto bright = [](double lux, const char* name) {
            return over_lit(measured({on_ground(lux)}), all().find(name));
        };
        QCOMPARE(*bright(7.5, "P4"), false);
        QCOMPARE(*bright(7.5001, "P4"), true);
        QVERIFY(!bright(1000, "C5") && !bright(1000, "P7") && !bright(1000, "X"));
    }

    void ratios_of_the_brightest_are_limits_from_above() {
        QVERIFY(meets(measured({{40, 0, 0, 1}, {2, 0, 0, 1}}), named("parking_basic"), FaceNeed::none));
        QVERIFY(!meets(measured({{40.1, 0, 0, 1}, {2, 0, 0, 1}}), named("parking_basic"), FaceNeed::none));
        QVERIFY(!meets(measured({on_ground(0)}), named("parking_basic"), FaceNeed::none));
    }

    void points_count_by_their_ground() {
        ClassMeasure measure;
        measure.add(on_ground(10), 1);
        measure.add(on_ground(2), 3);
        QCOMPARE(measure.average(ClassQuantity::eh), 4.0);
        QCOMPARE(measure.uniformity(ClassQuantity::eh), 0.5);
        QCOMPARE(measure.most(ClassQuantity::eh), 10.0);
        QCOMPARE(measured({on_ground(0)}).uniformity(ClassQuantity::eh), 0.0);
    }

    void a_p_class_is_six_less_the_weights() {
        QCOMPARE(p_class_of({}), std::string("P6"));
        QCOMPARE(p_class_of({WaySpeed::low, WayUse::normal, WayTraffic::on_foot_and_cycles,
                             ParkedVehicles::none, AmbientLuminosity::moderate}),
                 std::string("P4"));
        const PClassWeights most{WaySpeed::low, WayUse::busy, WayTraffic::all, ParkedVehicles::some,
                                 AmbientLuminosity::high};
        QCOMPARE(weight_sum(most), 6);
        QCOMPARE(p_class_of(most), std::string("P1"));
        const PClassWeights least{.use = WayUse::quiet, .ambient = AmbientLuminosity::low};
        QCOMPARE(weight_sum(least), -2);
        QCOMPARE(p_class_of(least), std::string("P7"));
        QCOMPARE(weight_sum({.traffic = WayTraffic::on_foot_and_motor}), 1);
        QCOMPARE(weight_sum({.parked = ParkedVehicles::some}), 1);
    }
};

PROSPECT_TEST(LightingClassesTest);

#include "lighting_classes_test.moc"
