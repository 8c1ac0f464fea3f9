// Views of a 400 x 400 m plan with 309 buildings and about 1480 walls, against CGAL's exact
// Triangular_expansion_visibility_2 on the same core in the same run: rates, their ratio, and how far the
// areas agree.
#include "tests/geometry/kernel/agreement.h"
#include "tests/geometry/kernel/sample_plans.h"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace {

using namespace prospect;

#ifdef CGAL_NDEBUG
constexpr const char* cgal_checks = "its checks off";
#else
constexpr const char* cgal_checks = "as it comes";
#endif

struct Setting {
    kernel::Obstacles plan = test::city_plan();
    kernel::VisibilityScene scene{plan};
    test::VisibilityReference reference{plan};
    // Viewpoints in the open, the same for both engines; CGAL's faces are looked up beforehand and not timed.
    std::vector<Point> eyes;
    std::vector<std::shared_ptr<const test::VisibilityReference::Query>> queries;

    Setting() {
        for (const test::ComparedEye& eye : test::eyes_for(plan, 8000, 7)) {
            if (eye.kind != "free" || scene.inside_solid(eye.metres)) continue;
            eyes.push_back(eye.metres);
            queries.push_back(reference.locate(eye.exact));
        }
    }
};

const Setting& setting() {
    static const Setting one;
    return one;
}

void look(benchmark::State& state, const kernel::Sight& sight) {
    const Setting& s = setting();
    const auto workspace = s.scene.make_workspace();
    kernel::View view;
    std::size_t i = 0;
    double vertices = 0;
    for (auto _ : state) {
        s.scene.view_from(s.eyes[i], sight, *workspace, view);
        benchmark::DoNotOptimize(view.boundary.data());
        vertices += static_cast<double>(view.boundary.size());
        i = i + 1 < s.eyes.size() ? i + 1 : 0;
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["vertices"] = benchmark::Counter(vertices, benchmark::Counter::kAvgIterations);
}

void prospect_view(benchmark::State& state) {
    look(state, {});
}
void prospect_view_within_43_m(benchmark::State& state) {
    look(state, {0, 360, 43});
}
void prospect_camera_60_degrees_30_m(benchmark::State& state) {
    look(state, {40, 60, 30});
}

void prospect_view_and_measures(benchmark::State& state) {
    const Setting& s = setting();
    const auto workspace = s.scene.make_workspace();
    kernel::View view;
    std::size_t i = 0;
    for (auto _ : state) {
        s.scene.view_from(s.eyes[i], {}, *workspace, view);
        benchmark::DoNotOptimize(kernel::measure(view, {}));
        i = i + 1 < s.eyes.size() ? i + 1 : 0;
    }
    state.SetItemsProcessed(state.iterations());
}

void prospect_scene(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(kernel::VisibilityScene(setting().plan).wall_count());
    state.SetItemsProcessed(state.iterations());
}

void cgal_exact_view(benchmark::State& state) {
    const Setting& s = setting();
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(s.reference.area(*s.queries[i]));
        i = i + 1 < s.queries.size() ? i + 1 : 0;
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(prospect_view);
BENCHMARK(prospect_view_and_measures);
BENCHMARK(prospect_view_within_43_m);
BENCHMARK(prospect_camera_60_degrees_30_m);
BENCHMARK(prospect_scene)->Unit(benchmark::kMillisecond);
BENCHMARK(cgal_exact_view);

// Prints as usual and remembers the rates.
class Rates : public benchmark::ConsoleReporter {
public:
    std::map<std::string, double> per_second;
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            const auto rate = run.counters.find("items_per_second");
            if (rate != run.counters.end()) per_second[run.benchmark_name()] = rate->second;
        }
        ConsoleReporter::ReportRuns(runs);
    }
};

// Returns whether all areas agree to 1e-6.
bool report_agreement() {
    const Setting& s = setting();
    const auto print = [](const char* plan, const test::Agreement& found) {
        std::printf(
            "%s: %zu points (%zu free, %zu on walls, %zu inside): largest area difference %.3g relative, %zu "
            "statuses differ\n",
            plan, found.compared, found.free, found.on_wall, found.inside, found.worst, found.status_differs);
        return found.worst < 1e-6 && found.status_differs == 0;
    };
    std::printf("plan: %zu buildings, %zu walls, %zu triangles\n", s.plan.rings.size(), s.scene.wall_count(),
                s.scene.triangle_count());
    const bool city = print("city", compare(s.scene, s.reference, test::eyes_for(s.plan, 12000, 3)));
    const kernel::Obstacles lattice = test::lattice_plan();
    const bool special =
        print("degenerate", compare(kernel::VisibilityScene(lattice), test::VisibilityReference(lattice),
                                    test::eyes_for(lattice, 6000, 4)));
    return city && special;
}

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    const bool agrees = report_agreement();
    Rates rates;
    benchmark::RunSpecifiedBenchmarks(&rates);
    const double ours = rates.per_second["prospect_view"];
    const double exact = rates.per_second["cgal_exact_view"];
    if (ours > 0 && exact > 0)
        std::printf("prospect %.0f views per second, CGAL %.0f (%s): %.0f times as fast\n", ours, exact,
                    cgal_checks, ours / exact);
    return agrees ? EXIT_SUCCESS : EXIT_FAILURE;
}
