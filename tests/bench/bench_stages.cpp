// How long the window takes to show another stage: the call, and everything until the window is painted
// again. On the sample and on a plan of 50 000 things with an option; aim: at most 100 ms. Run:
// QT_QPA_PLATFORM=offscreen bench_stages
#include "analysis/catalogue.h"
#include "app/canvas/map_canvas.h"
#include "app/main/application.h"
#include "app/panels/file_commands.h"
#include "app/panels/map_area.h"
#include "app/panels/prospect_style.h"
#include "app/window/main_window.h"
#include "geometry/site/options.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QStandardPaths>

#include <benchmark/benchmark.h>
#include <ctime>
#include <random>

using namespace prospect;
using prospect::app::MainWindow;
using prospect::app::Stage;

namespace {

constexpr double side_m = 5'000;
constexpr int things = 50'000;
constexpr int changed = 200; // in the option
constexpr int patience_ms = 60'000;

FeaturePtr house(int i, Point p, Point size) {
    auto feature = std::make_shared<Feature>();
    feature->id = Uuid::from_name("house " + std::to_string(i));
    const Point q = p + size;
    feature->geometry = Geometry::make_polygon(std::vector<Point>{p, {q.x, p.y}, q, {p.x, q.y}});
    return feature;
}

SitePtr city() {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> place(0, side_m);
    std::uniform_real_distribution<double> size(6, 20);
    auto houses = std::make_shared<Layer>();
    houses->id = Uuid::from_name("buildings");
    houses->name = "buildings";
    houses->role = Role::building;
    SiteEdit edit;
    edit.title = "wider";
    for (int i = 0; i < things; ++i) {
        const Point at{place(random), place(random)};
        const Point extent{size(random), size(random)};
        houses->features.push_back(house(i, at, extent));
        if (i < changed)
            edit.steps.push_back(
                ChangeGeometry{houses->features.back()->id, house(i, at, extent + Point{1, 0})->geometry});
    }
    auto site = std::make_shared<Site>();
    site->layers = {std::move(houses)};
    return with_option(*site, "Option A", {edit});
}

// What this thread has worked so far, without what it waited for other programs.
double worked_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void settle(MainWindow& window) {
    auto& canvas = window.map().canvas();
    QElapsedTimer timer;
    timer.start();
    while ((window.jobs().isBusy() || canvas.isPainting()) && timer.elapsed() < patience_ms)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void open(MainWindow& window, bool large) { // NOLINT: the argument of a benchmark
    if (large)
        window.document().adopt({}, {.site = city()});
    else
        window.files().open(QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg"));
    settle(window);
}

// First argument: the stage, by its place in the top bar; second: 0 the sample, 1 the large plan.
void switch_to(benchmark::State& state) {
    MainWindow window(catalogue());
    window.resize(1280, 800);
    window.show();
    open(window, state.range(1) != 0);
    const auto stage = static_cast<Stage>(state.range(0));
    const auto other = stage == Stage::plan ? Stage::review : Stage::plan;
    double first = 0;
    double worst = 0;
    QElapsedTimer timer;
    for (auto _ : state) {
        timer.start();
        const double work = worked_ms();
        window.setStage(stage);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        window.repaint();
        const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        if (first == 0) {
            first = took;
            state.counters["first_work_ms"] = worked_ms() - work;
        }
        worst = std::max(worst, took);
        state.SetIterationTime(took / 1e3);
        window.setStage(other);
        settle(window);
    }
    state.counters["first_ms"] = first;
    state.counters["worst_ms"] = worst;
    window.jobs().cancelAll();
}
BENCHMARK(switch_to)
    ->ArgsProduct({{0, 1, 2, 3, 4}, {0, 1}})
    ->Iterations(8)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv) {
    QStandardPaths::setTestModeEnabled(true);
    app::Application application(argc, argv);
    QApplication::setStyle(new app::ProspectStyle);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
