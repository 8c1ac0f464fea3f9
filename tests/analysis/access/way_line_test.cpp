#include "analysis/access/reach.h"
#include "analysis/access/way_line.h"
#include "tests/support/gated_court.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace prospect;
using namespace prospect::access;

namespace {

std::shared_ptr<const scene::AccessGraph> graph_of(const test::SiteBuilder& site) {
    const scene::Scene scene(site.site(), {});
    return scene.access_graph({});
}

std::vector<Point> line_to(const scene::AccessGraph& graph, Point spot) {
    const Reach reach = reach_of(graph, Buildings::lead_nowhere);
    return way_line(graph, way_to(graph, reach, graph.place_at(spot)), spot);
}

double length_of(const std::vector<Point>& line) {
    double length = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        length += distance(line[i], line[i + 1]);
    return length;
}

} // namespace

class WayLineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_line_goes_through_each_gate_and_no_fence() {
        const auto graph = graph_of(test::gated_court());
        const Point bins{55, 45};
        const auto line = line_to(*graph, bins);
        QVERIFY(line.size() >= 4);
        QCOMPARE(line.back(), bins);
        QVERIFY(std::find(line.begin(), line.end(), Point{45, 45}) != line.end());
        // Beside its corners it is on one piece of ground between two gates.
        std::size_t changes = 0;
        std::uint32_t last = graph->place_at(line.front());
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            for (int step = 0; step <= 200; ++step) {
                const Point p = line[i] + (line[i + 1] - line[i]) * (step / 200.0);
                const auto place = graph->place_at(p);
                changes += place != last ? 1 : 0;
                last = place;
            }
        QCOMPARE(changes, std::size_t{2}); // into the court, into the bin store
    }

    // Around the end of a wall that reaches into a court: 2 * hypot(10, 9) at least, and not much more.
    void a_line_bends_round_what_stands_in_the_way() {
        test::SiteBuilder site = test::gated_court();
        site.add(Role::barrier, test::line({{40, 45}, {40, 26}, {40.2, 26}, {40.2, 45}}),
                 {{"kind", Value(std::string("wall"))}});
        const auto graph = graph_of(site);
        const Point spot{36, 44};
        const auto line = line_to(*graph, spot);
        const double shortest = length_of(line);
        QVERIFY2(line.size() >= 3, qPrintable(QString::number(line.size())));
        QVERIFY2(shortest > 5 && shortest < 45, qPrintable(QString::number(shortest)));
    }

    void an_empty_way_is_a_spot() {
        const auto graph = graph_of(test::gated_court());
        QCOMPARE(way_line(*graph, {}, Point{5, 5}), std::vector<Point>{(Point{5, 5})});
    }

    void triangles_cover_a_place_as_often_as_its_area_says() {
        const auto graph = graph_of(test::gated_court());
        std::vector<bool> wanted(graph->places().size());
        const auto bins = graph->place_at({55, 45});
        wanted[bins] = true;
        double area_m2 = 0;
        for (const auto& [a, b, c] : graph->triangles(wanted))
            area_m2 += cross(b - a, c - a) / 2;
        QVERIFY(std::abs(area_m2 - graph->places()[bins].area_m2) < 1e-6);
        QVERIFY2(std::abs(area_m2 - 150) < 3, qPrintable(QString::number(area_m2)));
    }
};

PROSPECT_TEST(WayLineTest);

#include "way_line_test.moc"
