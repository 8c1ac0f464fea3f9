#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <deque>
#include <map>
#include <random>
#include <set>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

constexpr double size_m = 40;
constexpr double half_width_m = 1;
constexpr double beside_m = 5;
constexpr double reaction_m = 6.6;
constexpr double look_back_m = 50;
constexpr double way_out_m = 10;
// A line of sight that passes the end of a wall by less is left out: rounding decides.
constexpr double grazed_m = 0.01;

struct Plan {
    std::vector<Point> path;
    std::vector<Segment> walls; // 3 m high: they block in the plan
};

double side(Point a, Point b, Point p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}
bool meet(Point a, Point b, Point c, Point d) {
    return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
}

Plan random_plan(std::mt19937& random) {
    std::uniform_real_distribution<double> any(0, size_m);
    std::uniform_real_distribution<double> bend(-4, 4);
    std::uniform_real_distribution<double> turn(0, 3.14159);
    std::uniform_real_distribution<double> reach(1, 5);
    Plan plan;
    for (double x = 2; x < size_m; x += 12)
        plan.path.push_back({x, size_m / 2 + bend(random)});
    // None across the path, where it would end.
    while (plan.walls.size() < 14) {
        const Point middle{any(random), size_m / 2 + 2.5 * bend(random)};
        const double azimuth = turn(random);
        const Point half = Point{std::cos(azimuth), std::sin(azimuth)} * reach(random);
        const Segment wall{middle - half, middle + half};
        bool across = false;
        for (std::size_t i = 0; i + 1 < plan.path.size(); ++i)
            across = across || meet(plan.path[i], plan.path[i + 1], wall.a, wall.b);
        if (!across) plan.walls.push_back(wall);
    }
    return plan;
}

Plan mirrored(Plan plan) {
    const auto turned = [](Point p) { return Point{size_m - p.x, p.y}; };
    for (Point& p : plan.path)
        p = turned(p);
    for (Segment& wall : plan.walls)
        wall = {turned(wall.a), turned(wall.b)};
    return plan;
}

RunPtr run(const Plan& plan) {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, size_m, size_m), {{"kind", std::string("application")}});
    site.add(Role::path, line(plan.path), {{"width_m", 2 * half_width_m}});
    for (const Segment& wall : plan.walls)
        site.add(Role::barrier, line({wall.a, wall.b}),
                 {{"kind", std::string("wall")}, {"height_m", 3.0}, {"opacity", 1.0}});
    Engine engine(catalogue());
    return engine.run("sightlines.concealment", {}, {.site = site.site(), .threads = 2});
}

// All worked out once more, without any of the program's geometry: every wall is tried for every line.
class ByHand {
public:
    explicit ByHand(const Plan& plan) : plan_(plan) {
        double before = 0;
        for (std::size_t i = 0; i + 1 < plan.path.size(); ++i) {
            legs_.push_back({plan.path[i], plan.path[i + 1], before});
            before += std::hypot(plan.path[i + 1].x - plan.path[i].x, plan.path[i + 1].y - plan.path[i].y);
        }
        for (double at = 0; at < before; ++at)
            stations_.emplace_back(at, at_chainage(at));
        stations_.emplace_back(before, plan.path.back());
    }

    struct Seen {
        double value = 0;
        bool sure = true;
    };

    // 1 - first seen / reaction, the most of both ways.
    Seen concealment(Point p) const {
        const double foot = foot_of(p).first;
        Seen most;
        for (const bool forward : {true, false}) {
            double from = -1;
            bool in_time = false;
            for (std::size_t i = 0; i < stations_.size(); ++i) {
                const double back = forward ? foot - stations_[i].first : stations_[i].first - foot;
                if (back < 0 || back > look_back_m) continue;
                most.sure = most.sure && !grazes(stations_[i].second, p);
                if (blocked(stations_[i].second, p)) continue;
                from = std::max(from, back);
                in_time = in_time || i == (forward ? 0 : stations_.size() - 1);
            }
            if (!in_time && from < reaction_m)
                most.value = std::max(most.value, 1 - std::max(0.0, from) / reaction_m);
        }
        return most;
    }

    double edge_m(Point p) const { return std::max(0.0, foot_of(p).second - half_width_m); }

    bool blocked(Point a, Point b) const {
        for (const Segment& wall : plan_.walls)
            if (meet(a, b, wall.a, wall.b)) return true;
        return false;
    }
    bool grazes(Point a, Point b) const {
        for (const Segment& wall : plan_.walls)
            if (away(wall.a, a, b) < grazed_m || away(wall.b, a, b) < grazed_m) return true;
        return false;
    }
    double from_walls(Point p) const {
        double least = 1e9;
        for (const Segment& wall : plan_.walls)
            least = std::min(least, away(p, wall.a, wall.b));
        return least;
    }
    // Straight from the path to it.
    bool open_to_path(Point p) const { return !blocked(at_chainage(foot_of(p).first), p); }
    const std::vector<std::pair<double, Point>>& stations() const { return stations_; }

private:
    struct Leg {
        Point a, b;
        double before = 0;
    };
    static double along(Point p, Point a, Point b) {
        const double dx = b.x - a.x;
        const double dy = b.y - a.y;
        return std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    }
    static double away(Point p, Point a, Point b) {
        const double t = along(p, a, b);
        return std::hypot(p.x - a.x - t * (b.x - a.x), p.y - a.y - t * (b.y - a.y));
    }
    Point at_chainage(double at) const {
        for (const Leg& leg : legs_) {
            const double size = std::hypot(leg.b.x - leg.a.x, leg.b.y - leg.a.y);
            if (at > leg.before + size) continue;
            const double t = (at - leg.before) / size;
            return {leg.a.x + t * (leg.b.x - leg.a.x), leg.a.y + t * (leg.b.y - leg.a.y)};
        }
        return plan_.path.back();
    }
    // Chainage of the nearest place on the path, and how far it is.
    std::pair<double, double> foot_of(Point p) const {
        std::pair<double, double> best{0, 1e9};
        for (const Leg& leg : legs_)
            if (const double off = away(p, leg.a, leg.b); off < best.second)
                best = {leg.before +
                            along(p, leg.a, leg.b) * std::hypot(leg.b.x - leg.a.x, leg.b.y - leg.a.y),
                        off};
        return best;
    }

    const Plan& plan_;
    std::vector<Leg> legs_;
    std::vector<std::pair<double, Point>> stations_;
};

// Cells from which one comes to the path on a way of at most way_out_m over cells at most 2 m further from it
// than counts.
std::set<std::pair<int, int>> reached(const ByHand& plan, const Grid& grid) {
    const auto center = [&](int column, int row) { return grid.center(column, row); };
    const auto walkable = [&](int column, int row) {
        return plan.edge_m(center(column, row)) <= beside_m + 2 &&
               plan.from_walls(center(column, row)) > 5e-4;
    };
    std::map<std::pair<int, int>, double> ways;
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column)
            if (walkable(column, row) && plan.edge_m(center(column, row)) <= 0 &&
                plan.open_to_path(center(column, row)))
                ways[{column, row}] = 0;
    std::deque<std::pair<int, int>> open;
    for (const auto& [cell, way] : ways)
        open.push_back(cell);
    while (!open.empty()) { // until no way gets shorter
        const auto [column, row] = open.front();
        open.pop_front();
        for (int down = -1; down <= 1; ++down)
            for (int right = -1; right <= 1; ++right) {
                const std::pair next(column + right, row + down);
                const double way = ways[{column, row}] + grid.cell_x * std::hypot(right, down);
                const auto known = ways.find(next);
                if (way > way_out_m - 1e-9 || (known != ways.end() && known->second <= way + 1e-12) ||
                    !walkable(next.first, next.second) ||
                    plan.blocked(center(column, row), center(next.first, next.second)))
                    continue;
                ways[next] = way;
                open.push_back(next);
            }
    }
    std::set<std::pair<int, int>> found;
    for (const auto& [cell, way] : ways)
        found.insert(cell);
    return found;
}

} // namespace

class ConcealmentPropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void it_agrees_with_every_wall_tried_for_every_line() {
        std::mt19937 random(11);
        int compared = 0;
        int hidden = 0;
        int sights = 0;
        for (int drawing = 0; drawing < 6; ++drawing) {
            const Plan plan = random_plan(random);
            const ByHand by_hand(plan);
            const RunPtr found = run(plan);
            const Field& field = found->result.fields.at(0);
            const auto ways = reached(by_hand, field.grid);
            for (int row = 0; row < field.grid.rows; ++row)
                for (int column = 0; column < field.grid.columns; ++column) {
                    const Point p = field.grid.center(column, row);
                    const double edge_m = by_hand.edge_m(p);
                    if (std::abs(edge_m - beside_m) < 1e-6) continue;
                    const bool stands = edge_m < beside_m && by_hand.from_walls(p) > 0.15;
                    if (stands != field.has_value(column, row)) {
                        // Shut in, or too far round.
                        QVERIFY(stands && !ways.contains({column, row}));
                        continue;
                    }
                    if (!stands) continue;
                    const ByHand::Seen expected = by_hand.concealment(p);
                    if (!expected.sure) continue;
                    QVERIFY2(std::abs(expected.value - static_cast<double>(field.at(column, row))) < 1e-5,
                             qPrintable(QString("plan %1 at %2, %3: %4, by hand %5")
                                            .arg(drawing)
                                            .arg(p.x)
                                            .arg(p.y)
                                            .arg(static_cast<double>(field.at(column, row)))
                                            .arg(expected.value)));
                    ++compared;
                    hidden += expected.value > 0 ? 1 : 0;
                }
            const Table& steps = table(found, "forward_sight");
            QCOMPARE(steps.rows.size(), by_hand.stations().size());
            for (std::size_t i = 0; i < steps.rows.size(); ++i) {
                const auto& stations = by_hand.stations();
                bool sure = true;
                std::size_t last = i;
                while (last + 1 < stations.size()) {
                    sure = sure && !by_hand.grazes(stations[i].second, stations[last + 1].second);
                    if (by_hand.blocked(stations[i].second, stations[last + 1].second)) break;
                    ++last;
                }
                if (!sure) continue;
                QVERIFY(std::abs(number(steps, i, "forward_m") - (stations[last].first - stations[i].first)) <
                        1e-6);
                ++sights;
            }
        }
        QVERIFY2(compared > 8000 && hidden > 500 && sights > 100,
                 qPrintable(QString("%1 cells, %2 hidden, %3 sights").arg(compared).arg(hidden).arg(sights)));
    }

    void a_mirrored_plan_gives_the_mirrored_result() {
        std::mt19937 random(5);
        int cells = 0;
        int differ = 0;
        for (int drawing = 0; drawing < 5; ++drawing) {
            const Plan plan = random_plan(random);
            const RunPtr as_drawn = run(plan);
            const RunPtr turned = run(mirrored(plan));
            for (double y = 5; y < size_m - 5; y += 0.5)
                for (double x = 1; x < size_m - 1; x += 0.5) {
                    const double a = value(as_drawn, "concealment", {x, y});
                    const double b = value(turned, "concealment", {size_m - x, y});
                    ++cells;
                    differ += std::abs(a - b) > 1e-3 ? 1 : 0;
                }
            // Left and right change places, forward and backward do not.
            const Table& one = table(as_drawn, "forward_sight");
            const Table& other = table(turned, "forward_sight");
            QCOMPARE(one.rows.size(), other.rows.size());
            std::size_t unlike = 0;
            for (std::size_t row = 0; row < one.rows.size(); ++row)
                unlike += std::abs(number(one, row, "forward_m") - number(other, row, "forward_m")) > 1e-6;
            QVERIFY(unlike <= 1);
        }
        QVERIFY2(differ * 500 < cells, qPrintable(QString("%1 of %2").arg(differ).arg(cells)));
    }

    void one_more_wall_never_lets_anybody_be_seen_earlier() {
        std::mt19937 random(23);
        for (int drawing = 0; drawing < 8; ++drawing) {
            Plan plan = random_plan(random);
            const RunPtr with = run(plan);
            plan.walls.pop_back();
            const RunPtr without = run(plan);
            const Field& more = with->result.fields.at(0);
            const Field& less = without->result.fields.at(0);
            for (std::size_t i = 0; i < more.values.size(); ++i)
                if (more.values[i] != nodata) {
                    QVERIFY(less.values[i] != nodata);
                    QVERIFY(more.values[i] >= less.values[i] - 1e-5F);
                }
            const Table& after = table(with, "forward_sight");
            const Table& before = table(without, "forward_sight");
            for (std::size_t row = 0; row < after.rows.size(); ++row)
                for (const char* column : {"forward_m", "backward_m"})
                    QVERIFY(number(after, row, column) <= number(before, row, column) + 1e-9);
        }
    }
};

PROSPECT_TEST(ConcealmentPropertiesTest);

#include "concealment_properties_test.moc"
