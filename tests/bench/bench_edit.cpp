// One edit of an option that has many already, on a plan of 50 000 features: how long the window waits for
// the document. Beside it what applying all edits of the option anew would take.
#include "app/document/site_document.h"
#include "geometry/site/options.h"

#include <benchmark/benchmark.h>
#include <random>

namespace {

using namespace prospect;
using app::SiteDocument;

constexpr int feature_count = 50'000;
constexpr int layer_count = 10;

Uuid id_of(int feature) {
    return Uuid::from_name("feature " + std::to_string(feature));
}

SitePtr large_site() {
    static const SitePtr site = [] {
        auto made = std::make_shared<Site>();
        made->frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
        for (int i = 0; i < layer_count; ++i) {
            auto layer = std::make_shared<Layer>();
            layer->id = Uuid::from_name("layer " + std::to_string(i));
            layer->name = "Layer " + std::to_string(i);
            layer->role = i % 2 == 0 ? Role::building : Role::barrier;
            for (int f = 0; f < feature_count / layer_count; ++f) {
                const double x = f % 100 * 10;
                const double y = f / 100 * 10;
                auto feature = std::make_shared<Feature>();
                feature->id = id_of(i * (feature_count / layer_count) + f);
                feature->geometry = i % 2 == 0 ? Geometry::make_polygon(std::vector<Point>{
                                                     {x, y}, {x + 8, y}, {x + 8, y + 8}, {x, y + 8}})
                                               : Geometry::make_line(std::vector<Point>{{x, y}, {x + 9, y}});
                layer->features.push_back(std::move(feature));
            }
            made->layers.push_back(std::move(layer));
        }
        return made;
    }();
    return site;
}

SiteEdit edit(int number) {
    std::mt19937 random(static_cast<unsigned>(number));
    const int feature = std::uniform_int_distribution<int>(0, feature_count - 1)(random);
    return {"Change the height of one thing",
            {ChangeAttribute{id_of(feature), "height_m", Value(1.0 + number % 20), Basis::drawn}}};
}

SitePtr with_edits(std::int64_t count) {
    std::vector<SiteEdit> edits;
    for (int i = 0; i < count; ++i)
        edits.push_back(edit(i));
    return with_option(*large_site(), "A", std::move(edits));
}

void fill(SiteDocument& document, std::int64_t edits) {
    document.adopt({}, {with_edits(edits), {}, false, false, {}});
    document.setActiveScenario("A");
}

// Edit and undo, so that the option stays as long as it is.
void edit_and_undo_in_the_document(benchmark::State& state) {
    SiteDocument document;
    fill(document, state.range(0));
    int number = 0;
    for (auto _ : state) {
        document.apply(edit(++number));
        document.undoStack().undo();
    }
}

void edit_alone_in_the_document(benchmark::State& state) {
    SiteDocument document;
    fill(document, state.range(0));
    int number = 0;
    for (auto _ : state) {
        document.apply(edit(++number));
        state.PauseTiming();
        document.undoStack().undo();
        state.ResumeTiming();
    }
}

void all_edits_of_the_option_anew(benchmark::State& state) {
    const SitePtr site = with_edits(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(with_scenario(*site, "A"));
}

void an_option_with_one_edit_more(benchmark::State& state) {
    const SitePtr site = with_edits(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(with_edit(*site, "A", edit(1)));
}

BENCHMARK(edit_and_undo_in_the_document)->Arg(0)->Arg(100)->Arg(500)->Unit(benchmark::kMicrosecond);
BENCHMARK(edit_alone_in_the_document)->Arg(0)->Arg(100)->Arg(500)->Unit(benchmark::kMicrosecond);
BENCHMARK(all_edits_of_the_option_anew)->Arg(0)->Arg(100)->Arg(500)->Unit(benchmark::kMicrosecond);
BENCHMARK(an_option_with_one_edit_more)->Arg(0)->Arg(100)->Arg(500)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
