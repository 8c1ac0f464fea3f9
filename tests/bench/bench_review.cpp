// The map of a long review: 50 000 buildings and 2 000 notes, panned in a window of 1280 × 800. A frame is
// set view + synchronous repaint + event processing. Aim: median frame of a pan at most 8 ms. Run:
// QT_QPA_PLATFORM=offscreen bench_review
#include "app/canvas/map_canvas.h"
#include "geometry/site/annotation.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>

#include <algorithm>
#include <benchmark/benchmark.h>
#include <random>

using namespace prospect;
using prospect::app::MapCanvas;
using prospect::render::MapView;

namespace {

constexpr double side_m = 5'000;
constexpr int buildings = 50'000;
constexpr int notes = 2'000;

std::shared_ptr<Layer> layer_of(const char* name, Role role) {
    auto layer = std::make_shared<Layer>();
    layer->id = Uuid::from_name(name);
    layer->name = name;
    layer->role = role;
    return layer;
}

// Pins mostly; of every ten marks one is an arrow, one a cloud, one a text, one a measured line.
FeaturePtr note_at(Point at, int i) {
    static constexpr const char* kinds[] = {"pin", "pin",   "pin",   "pin",  "pin",
                                            "pin", "arrow", "cloud", "text", "measure"};
    const std::string kind = kinds[i % 10];
    auto feature = std::make_shared<Feature>();
    feature->id = Uuid::from_name("note " + std::to_string(i));
    if (kind == "arrow" || kind == "measure")
        feature->geometry = Geometry::make_line(std::vector<Point>{at, at + Point{20, 8}});
    else if (kind == "cloud")
        feature->geometry = Geometry::make_polygon(
            std::vector<Point>{at, at + Point{20, 0}, at + Point{20, 12}, at + Point{0, 12}});
    else
        feature->geometry = Geometry::make_point(at);
    feature->set("kind", kind, Basis::drawn);
    feature->set("number", static_cast<std::int64_t>(i + 1), Basis::drawn);
    feature->set("text", std::string("The lamp at this corner is out"), Basis::drawn);
    return feature;
}

SitePtr reviewed_city() {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> place(0, side_m);
    std::uniform_real_distribution<double> size(6, 20);
    auto houses = layer_of("buildings", Role::building);
    for (int i = 0; i < buildings; ++i) {
        const Point p{place(random), place(random)};
        const Point q = p + Point{size(random), size(random)};
        auto feature = std::make_shared<Feature>();
        feature->id = Uuid::from_name("house " + std::to_string(i));
        feature->geometry = Geometry::make_polygon(std::vector<Point>{p, {q.x, p.y}, q, {p.x, q.y}});
        houses->features.push_back(std::move(feature));
    }
    auto marks = layer_of("Notes", Role::annotation);
    for (int i = 0; i < notes; ++i)
        marks->features.push_back(note_at({place(random), place(random)}, i));
    auto site = std::make_shared<Site>();
    site->layers = {std::move(houses), std::move(marks)};
    return site;
}

void wait_until_sharp(MapCanvas& canvas) {
    QEventLoop loop;
    QObject::connect(&canvas, &MapCanvas::settled, &loop, &QEventLoop::quit);
    if (canvas.isPainting()) loop.exec();
}

// The argument is the scale in hundredths of a pixel per metre; 0 shows the whole plan.
void pan(benchmark::State& state) {
    static const SitePtr site = reviewed_city();
    MapCanvas canvas;
    canvas.resize(1280, 800);
    canvas.show();
    canvas.setSite(site);
    wait_until_sharp(canvas);
    MapView view = MapView::fitting({0, 0, side_m, side_m}, QSize(1280, 800));
    if (state.range(0) > 0) view.pixels_per_m = static_cast<double>(state.range(0)) / 100;
    canvas.setView(view);
    wait_until_sharp(canvas);
    std::vector<double> times;
    QElapsedTimer timer;
    int i = 0;
    for (auto _ : state) {
        ++i;
        view.center = view.center + Point{(i % 60 < 30 ? 7 : -7) / view.pixels_per_m, 3 / view.pixels_per_m};
        timer.start();
        canvas.setView(view);
        canvas.viewport()->repaint();
        QCoreApplication::processEvents();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    timer.start();
    wait_until_sharp(canvas);
    state.counters["sharp_ms"] = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    std::sort(times.begin(), times.end());
    state.counters["median_ms"] = times[times.size() / 2];
    state.counters["worst_ms"] = times.back();
}
BENCHMARK(pan)->Arg(0)->Arg(50)->Arg(300)->Iterations(180)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
