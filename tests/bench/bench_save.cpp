// Saving a site of 50 000 features with all columns, styles and the previous file kept, and opening it again.
#include "geometry/io/project_file.h"
#include "tests/geometry/io/random_site.h"

#include <benchmark/benchmark.h>
#include <filesystem>

namespace {

using namespace prospect;
namespace fs = std::filesystem;

// Ten layers of 5000 polygons each, every attribute of their role given.
SitePtr large_site() {
    static const SitePtr site = [] {
        std::mt19937 random(1);
        Site made;
        made.frame = test::random_site(1, 1).frame;
        for (int i = 0; i < 10; ++i) {
            auto layer = std::make_shared<Layer>();
            const RoleInfo& role = info(i % 2 == 0 ? Role::building : Role::zone);
            layer->id = Uuid::from_name("layer " + std::to_string(i));
            layer->name = "Layer " + std::to_string(i);
            layer->role = role.role;
            for (int f = 0; f < 5000; ++f)
                layer->features.push_back(std::make_shared<Feature>(test::random_feature(role, random)));
            made.layers.push_back(layer);
        }
        return std::make_shared<const Site>(std::move(made));
    }();
    return site;
}

const fs::path& file() {
    static const fs::path path = fs::temp_directory_path() / "prospect-bench-save.gpkg";
    return path;
}

void save_50000_features(benchmark::State& state) {
    for (auto _ : state)
        io::save_project(*large_site(), {}, file(), {.carry_from = fs::exists(file()) ? file() : fs::path()});
    state.counters["file_MB"] = static_cast<double>(fs::file_size(file())) / 1e6;
}

void open_50000_features(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(io::open_project(file()).site);
}

BENCHMARK(save_50000_features)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(open_50000_features)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
