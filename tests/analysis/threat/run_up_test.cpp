#include "analysis/threat/run_up.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <array>
#include <cmath>
#include <random>

using namespace prospect;
using namespace prospect::test;
using namespace prospect::threat;

namespace {

constexpr double truck_ms2 = 1.2;

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

Value kind(const char* text) {
    return Value(std::string(text));
}

Drivable network_of(const SiteBuilder& builder, const DrivableSettings& settings = {}) {
    const scene::Scene scene(builder.site(), TimeContext{});
    return drivable(scene, settings);
}

void add_road(SiteBuilder& builder, std::vector<Point> points, double width_m = 5.5) {
    builder.add(Role::path, line(std::move(points)), {{"kind", kind("road")}, {"width_m", width_m}});
}

// To the last end of the first road.
RunUp run_up_of(const Drivable& network, const Vehicle& vehicle = {}, double edge_x = -1e9) {
    std::vector<std::uint8_t> at_edge;
    for (std::uint32_t n = 0; n < network.nodes.size(); ++n)
        at_edge.push_back(network.is_loose(n) && network.nodes[n].x <= edge_x ? 1 : 0);
    return best_run_up(network, network.ends.at(1).arrival, vehicle, at_edge);
}

// An arc of that radius, turning left by that angle, from (0,0) heading east, corners about a metre apart.
std::vector<Point> arc(double radius_m, double turn_deg) {
    std::vector<Point> points;
    const double turn = turn_deg * std::acos(-1.0) / 180;
    const auto steps = static_cast<int>(std::ceil(turn * radius_m));
    for (int i = 0; i <= steps; ++i) {
        const double angle = turn * i / steps;
        points.push_back({radius_m * std::sin(angle), radius_m * (1 - std::cos(angle))});
    }
    return points;
}

// Every walk that leads to the end over the edges of a plain graph, without turning back on the spot, driven
// forward from rest from each of its beginnings; the fastest arrival. Nothing of the search is used.
class AllWalks {
public:
    AllWalks(std::vector<Point> nodes, std::vector<std::array<int, 2>> edges, double acceleration_ms2,
             double friction, double width_m)
        : nodes_(std::move(nodes)), edges_(std::move(edges)), a_(acceleration_ms2), mu_(friction),
          width_m_(width_m) {}

    double best_ms(int end, int before, std::size_t depth) {
        best_ = 0;
        walk({end, before}, depth);
        return best_;
    }

private:
    void walk(const std::vector<int>& back, std::size_t depth) {
        best_ = std::max(best_, drive(back));
        if (depth == 0) return;
        for (const auto& edge : edges_)
            for (const int side : {0, 1}) {
                if (edge[static_cast<std::size_t>(side)] != back.back()) continue;
                const int next = edge[static_cast<std::size_t>(1 - side)];
                if (next == back[back.size() - 2]) continue;
                std::vector<int> longer = back;
                longer.push_back(next);
                walk(longer, depth - 1);
            }
    }
    double drive(const std::vector<int>& back) const {
        double v = 0;
        for (std::size_t i = back.size() - 1; i > 0; --i) {
            const Point a = at(back[i]);
            const Point b = at(back[i - 1]);
            v = std::sqrt(v * v + 2 * a_ * std::hypot(b.x - a.x, b.y - a.y));
            if (i == 1) break;
            v = std::min(v, std::sqrt(mu_ * 9.81 * bend(a, b, at(back[i - 2]))));
        }
        return v;
    }
    // Through three places by the formula of the circle around a triangle, R = abc / 4F.
    double bend(Point p, Point q, Point r) const {
        const double a = std::hypot(q.x - p.x, q.y - p.y);
        const double b = std::hypot(r.x - q.x, r.y - q.y);
        const double c = std::hypot(r.x - p.x, r.y - p.y);
        const double doubled = std::abs(p.x * (q.y - r.y) + q.x * (r.y - p.y) + r.x * (p.y - q.y));
        const double circle = doubled < 1e-9 ? 1e300 : a * b * c / (2 * doubled);
        const double inner = (a * a + b * b - c * c) / (2 * a * b); // cosine of the angle at q
        const double turn = std::acos(-1.0) - std::acos(inner);
        return std::min(circle, width_m_ / (1 - std::cos(turn / 2)));
    }
    Point at(int node) const { return nodes_[static_cast<std::size_t>(node)]; }

    std::vector<Point> nodes_;
    std::vector<std::array<int, 2>> edges_;
    double a_;
    double mu_;
    double width_m_;
    double best_ = 0;
};

} // namespace

class RunUpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_worked_numbers() {
        QVERIFY(near(kmh_of(speed_after_ms(0, 3, 50)), 62.4, 0.05));
        QVERIFY(near(kmh_of(curve_speed_ms(0.7, 20)), 42.2, 0.05));
        QVERIFY(near(energy_kj(7200, ms_of(48)), 640, 1e-9));
        QVERIFY(near(kmh_of(speed_after_ms(0, truck_ms2, 25)), 28, 0.5));
        QVERIFY(near(kmh_of(speed_after_ms(0, truck_ms2, 50)), 39, 0.5));
        QVERIFY(near(kmh_of(speed_after_ms(0, truck_ms2, 100)), 56, 0.5));
    }

    void a_straight_road_is_a_run_up_of_its_whole_length() {
        SiteBuilder builder;
        add_road(builder, {{0, 0}, {30, 0}, {50, 0}});
        const RunUp car = run_up_of(network_of(builder), {.acceleration_ms2 = 3});
        QVERIFY(near(car.length_m, 50));
        QVERIFY(near(kmh_of(car.speed_ms), 62.35, 0.01));
        QVERIFY(!car.limiting_radius_m && !car.from_edge);
        QCOMPARE(car.way, (std::vector<Point>{{0, 0}, {30, 0}, {50, 0}}));
        QVERIFY(near(car.speeds_ms[1], std::sqrt(2 * 3 * 30.0)));
    }

    void a_bend_holds_back_what_comes_before_it() {
        // 200 m straight, a quarter of a circle of 20 m, 30 m straight.
        std::vector<Point> points{{-200, 0}};
        for (const Point p : arc(20, 90))
            points.push_back(p);
        points.push_back({20, 50});
        SiteBuilder builder;
        add_road(builder, points);
        const RunUp found = run_up_of(network_of(builder));
        // The bend's last corner counts: there the circle runs through a corner of the straight, too.
        const double bend_ms = curve_speed_ms(0.7, *found.limiting_radius_m);
        QVERIFY(near(*found.limiting_radius_m, 20, 0.6) || *found.limiting_radius_m > 20);
        QVERIFY(found.speed_ms < speed_after_ms(curve_speed_ms(0.7, 20), truck_ms2, 31.1));
        QVERIFY(found.speed_ms >= speed_after_ms(curve_speed_ms(0.7, 19.99), truck_ms2, 30));
        QVERIFY(bend_ms < found.speed_ms);
        // No longer than it needs: from rest over that way it would be as fast without the bend.
        QVERIFY(near(speed_after_ms(0, truck_ms2, found.length_m), found.speed_ms));
        QVERIFY(found.length_m < 100);
        QVERIFY(near(found.speeds_ms.back(), found.speed_ms));
    }

    void the_circle_through_three_places() {
        QVERIFY(std::isinf(turn_radius_m({0, 0}, {5, 0}, {9, 0}, 5.5)));
        QVERIFY(near(turn_radius_m({20, 0}, {20 * std::sqrt(0.5), 20 * std::sqrt(0.5)}, {0, 20}, 5.5), 20));
        QVERIFY(near(turn_radius_m({0, 0}, {10, 0}, {10, 10}, 5.5), std::sqrt(50.0))); // a corner
        // Straight back: no wider than the carriageway lets one turn.
        QVERIFY(near(turn_radius_m({0, 0}, {100, 0}, {0, 0}, 5.5), 5.5, 1e-6));
    }

    void what_crosses_a_straight_road_does_not_bend_it() {
        SiteBuilder builder;
        add_road(builder, {{0, 0}, {100, 0}});
        add_road(builder, {{50, -40}, {50, 40}});
        const Drivable network = network_of(builder);
        QCOMPARE(network.arcs.size(), 8U);
        const RunUp found = run_up_of(network);
        QVERIFY(near(found.length_m, 100));
        QVERIFY(!found.limiting_radius_m);
        QCOMPARE(found.way.size(), 3U);
    }

    void a_side_road_makes_the_run_up_longer() {
        // A stub of 10 m ends on a long road 2 m from its middle line, which is 5.5 m wide.
        SiteBuilder builder;
        add_road(builder, {{0, 2}, {0, 12}});
        add_road(builder, {{-300, 0}, {300, 0}});
        const Drivable network = network_of(builder);
        const RunUp found = run_up_of(network);
        QVERIFY(near(found.way.back().y, 12));
        // Round the corner by the widest arc in carriageways of 5.5 m, whatever the circle through the
        // corners.
        QVERIFY(near(found.limiting_radius_m.value_or(0), 5.5 / (1 - std::sqrt(0.5))));
        QVERIFY(near(found.speed_ms, std::sqrt(0.7 * 9.81 * *found.limiting_radius_m + 2 * 1.2 * 12)));
        QVERIFY(near(found.length_m, found.speed_ms * found.speed_ms / 2.4));
        QVERIFY(found.drawn_as_corner);
        QCOMPARE(found.paths, (std::vector<std::uint32_t>{1, 0}));
        QCOMPARE(network.notes.size(), 1U);
        QCOMPARE(network.notes[0].code, std::string("road_ends_joined"));
    }

    void a_road_that_ends_3_m_beside_another_is_not_joined() {
        SiteBuilder builder;
        add_road(builder, {{0, 3}, {0, 12}});
        add_road(builder, {{-300, 0}, {300, 0}});
        QVERIFY(near(run_up_of(network_of(builder)).length_m, 9));
    }

    void it_comes_in_with_the_speed_it_has_at_the_edge() {
        SiteBuilder builder;
        add_road(builder, {{0, 0}, {100, 0}});
        const Drivable network = network_of(builder);
        const RunUp found = run_up_of(network, {.entry_speed_ms = 10}, 0);
        QVERIFY(near(found.speed_ms, std::sqrt(100 + 240.0)));
        QVERIFY(near(found.speeds_ms.front(), 10));
        QVERIFY(found.from_edge);
        QVERIFY(near(run_up_of(network, {.entry_speed_ms = 10}).speed_ms, std::sqrt(240.0)));
    }

    void footways_are_driven_on_only_where_asked_for() {
        SiteBuilder builder;
        add_road(builder, {{0, 0}, {10, 0}});
        builder.add(Role::path, line({{-50, 0}, {0, 0}}), {{"kind", kind("footway")}, {"width_m", 4.0}});
        builder.add(Role::path, line({{10, 0}, {40, 0}}), {{"kind", kind("footway")}});
        QVERIFY(near(run_up_of(network_of(builder)).length_m, 10));
        QVERIFY(near(run_up_of(network_of(builder, {.wide_footway_m = 3})).length_m, 60));
    }

    void random_networks_against_every_walk() {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> shift(-12, 12);
        std::uniform_real_distribution<double> friction(0.2, 0.8);
        for (int trial = 0; trial < 60; ++trial) {
            std::vector<Point> nodes;
            for (int i = 0; i < 9; ++i)
                nodes.push_back(on_grid({40.0 * (i % 3) + shift(random), 40.0 * (i / 3) + shift(random)}));
            nodes.push_back({-40, -30}); // the end, joined to the first
            std::vector<std::array<int, 2>> edges{{0, 9}};
            for (int i = 0; i < 9; ++i) {
                if (i % 3 < 2 && random() % 4 != 0) edges.push_back({i, i + 1});
                if (i < 6 && random() % 4 != 0) edges.push_back({i, i + 3});
            }
            SiteBuilder builder;
            for (const auto& [a, b] : edges)
                add_road(builder, {nodes[static_cast<std::size_t>(a)], nodes[static_cast<std::size_t>(b)]});
            const Vehicle vehicle{.acceleration_ms2 = trial % 2 == 0 ? 1.2 : 3, .friction = friction(random)};
            const RunUp found = run_up_of(network_of(builder), vehicle);
            AllWalks walks(nodes, edges, vehicle.acceleration_ms2, vehicle.friction, 5.5);
            const double expected = walks.best_ms(9, 0, 8);
            QVERIFY(near(found.speed_ms, expected, 1e-6));
        }
    }
};

PROSPECT_TEST(RunUpTest);

#include "run_up_test.moc"
