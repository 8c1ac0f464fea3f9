// The least exposed ways over a million cells, guardianship given: where somebody walks, the search itself, a
// way pulled straight; and the same search with the standard queue. Run: bench_access [threads].
#include "analysis/access/exposed_ways.h"

#include <queue>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace prospect;
using namespace prospect::access;

namespace {

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class Act>
auto timed(const char* what, Act&& act) {
    const double begin = seconds();
    auto made = act();
    std::printf("%-40s %7.3f s\n", what, seconds() - begin);
    return made;
}

// A thousand metres across: 400 buildings in rows and as many fences between them.
SitePtr district() {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> share(0, 1);
    auto buildings = std::make_shared<Layer>();
    auto barriers = std::make_shared<Layer>();
    buildings->role = Role::building;
    barriers->role = Role::barrier;
    for (int i = 0; i < 400; ++i) {
        const double x = 50 * (i % 20) + 10 * share(random);
        const double y = 50 * (i / 20) + 10 * share(random);
        const auto building = std::make_shared<Feature>();
        building->id = Uuid::from_name("building " + std::to_string(i));
        building->geometry =
            Geometry::make_polygon(std::vector<Point>{{x, y}, {x + 25, y}, {x + 25, y + 12}, {x, y + 12}});
        buildings->features.push_back(building);
        const auto fence = std::make_shared<Feature>();
        fence->id = Uuid::from_name("fence " + std::to_string(i));
        fence->geometry = Geometry::make_line(std::vector<Point>{{x, y + 12}, {x, y + 30}, {x + 25, y + 33}});
        fence->set("passable", std::string("none"), Basis::drawn);
        barriers->features.push_back(fence);
    }
    auto site = std::make_shared<Site>();
    site->frame.crs = "EPSG:27700";
    site->layers = {buildings, barriers};
    return site;
}

LeastExposed with_standard_queue(const WalkCells& cells, std::span<const float> hazard, std::int64_t start) {
    LeastExposed least;
    least.cost.assign(cells.walks.size(), std::numeric_limits<double>::infinity());
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    least.cost[static_cast<std::size_t>(start)] = 0;
    queue.push({0, static_cast<std::uint32_t>(start)});
    while (!queue.empty()) {
        const auto [cost, here] = queue.top();
        queue.pop();
        if (cost > least.cost[here]) continue;
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            if (!cells.can_step(here, k)) continue;
            const auto next = static_cast<std::size_t>(cells.step_to(here, k));
            const double further =
                cost +
                cells.length(k) / 2 * (static_cast<double>(hazard[here]) + static_cast<double>(hazard[next]));
            if (further >= least.cost[next]) continue;
            least.cost[next] = further;
            queue.push({further, static_cast<std::uint32_t>(next)});
        }
    }
    return least;
}

} // namespace

int main(int argc, char** argv) {
    const int threads = argc > 1 ? std::atoi(argv[1]) : 2;
    const SitePtr site = district();
    const scene::Scene scene(site, {}, false);
    const scene::Footing footing(scene, 1.6);
    const Grid grid = grid_of_extent({0, 0, 1000, 1000}, 1);
    std::printf("%lld cells, %d threads\n", static_cast<long long>(grid.cell_count()), threads);
    const WalkCells cells = timed("where somebody walks",
                                  [&] { return walk_cells(grid, footing, {}, engine::Workers(threads)); });
    std::mt19937 random(3);
    std::uniform_real_distribution<double> q(0, 1);
    std::vector<float> hazard(cells.walks.size());
    for (float& one : hazard)
        one = static_cast<float>(hazard_per_m(q(random) * q(random), 10));
    std::int64_t start = 0;
    while (cells.walks[static_cast<std::size_t>(start)] == 0)
        ++start;
    const LeastExposed least = timed("least exposed ways", [&] {
        return least_exposed(cells, hazard, {}, {&start, 1}, {});
    });
    const LeastExposed plain =
        timed("the same with the standard queue", [&] { return with_standard_queue(cells, hazard, start); });
    std::printf("the same costs: %s\n", least.cost == plain.cost ? "yes" : "no");
    std::int64_t end = grid.cell_count() - 1;
    while (!least.reached(end))
        --end;
    const ExposedWay way =
        timed("one way pulled straight", [&] { return way_to(cells, footing, hazard, {}, least, {}, end); });
    std::printf("way of %.0f m\n", way.length_m);
    return 0;
}
