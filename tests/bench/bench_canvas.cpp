// How the map feels: time of a frame while panning and zooming plans of 20 000 and 100 000 buildings, alone
// and with a result over them, and how long until the picture is sharp again. Frame = set view + synchronous
// repaint
// + event processing, on a 1280 × 800 window. Aim: median frame of a pan at most 5 ms.
// Run: QT_QPA_PLATFORM=offscreen bench_canvas
#include "app/canvas/map_canvas.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

using namespace prospect;
using prospect::app::MapCanvas;
using prospect::render::FieldStyle;
using prospect::render::MapView;

namespace {

constexpr double side_m = 10'000;
constexpr int frames = 120;

// Buildings of seven to nine corners, evenly strewn.
SitePtr city(int buildings) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(0, side_m);
    std::uniform_real_distribution<double> radius(4, 14);
    auto layer = std::make_shared<Layer>();
    layer->id = Uuid::from_name("buildings");
    layer->name = "buildings";
    layer->role = Role::building;
    layer->features.reserve(static_cast<std::size_t>(buildings));
    for (int i = 0; i < buildings; ++i) {
        const Point center{place(random), place(random)};
        const int corners = 7 + i % 3;
        std::vector<Point> ring;
        for (int k = 0; k < corners; ++k) {
            const double angle = 2 * M_PI * k / corners;
            ring.push_back(center + Point{std::cos(angle), std::sin(angle)} * radius(random));
        }
        auto feature = std::make_shared<Feature>();
        feature->id = Uuid::from_name(std::to_string(i));
        feature->geometry = Geometry::make_polygon(ring);
        layer->features.push_back(std::move(feature));
    }
    auto site = std::make_shared<Site>();
    site->layers.push_back(std::move(layer));
    return site;
}

std::shared_ptr<const Field> heatmap() {
    auto field = std::make_shared<Field>("value", "", grid_of_extent({0, 0, side_m, side_m}, 10));
    for (std::size_t i = 0; i < field->values.size(); ++i)
        field->values[i] = static_cast<float>(std::sin(static_cast<double>(i % 1000) / 60) *
                                              std::cos(static_cast<double>(i / 1000) / 90));
    return field;
}

double milliseconds(const QElapsedTimer& timer) {
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void wait_until_sharp(MapCanvas& canvas) {
    QEventLoop loop;
    QObject::connect(&canvas, &MapCanvas::settled, &loop, &QEventLoop::quit);
    if (canvas.isPainting()) loop.exec();
}

// `step` gives the view of the next frame.
template <class Step>
void measure(MapCanvas& canvas, const char* what, MapView view, const Step& step) {
    canvas.setView(view);
    wait_until_sharp(canvas);
    std::vector<double> times;
    QElapsedTimer timer;
    for (int i = 0; i < frames; ++i) {
        view = step(view, i);
        timer.start();
        canvas.setView(view);
        canvas.viewport()->repaint();
        QCoreApplication::processEvents();
        times.push_back(milliseconds(timer));
    }
    wait_until_sharp(canvas);
    view.pixels_per_m *= 1.3; // nothing painted so far serves this one
    timer.start();
    canvas.setView(view);
    wait_until_sharp(canvas);
    const double sharp = milliseconds(timer);
    std::sort(times.begin(), times.end());
    std::printf("   %-18s median %5.2f ms   worst %6.2f ms   sharp again after %5.1f ms\n", what,
                times[times.size() / 2], times.back(), sharp);
}

void bench(int buildings) {
    const SitePtr site = city(buildings);
    MapCanvas canvas;
    canvas.resize(1280, 800);
    canvas.show();
    wait_until_sharp(canvas);
    QElapsedTimer timer;
    timer.start();
    canvas.setSite(site);
    wait_until_sharp(canvas);
    std::printf("%d buildings, first picture after %.1f ms\n", buildings, milliseconds(timer));
    const auto field = heatmap();
    FieldStyle style = FieldStyle::for_field(*field, "viridis", "Value");
    const auto pan = [](MapView view, int i) {
        view.center = view.center + Point{(i % 60 < 30 ? 7 : -7) / view.pixels_per_m, 3 / view.pixels_per_m};
        return view;
    };
    const auto zoom = [](MapView view, int i) {
        view.pixels_per_m *= i % 40 < 20 ? 1.12 : 1 / 1.12;
        return view;
    };
    const MapView whole = MapView::fitting({0, 0, side_m, side_m}, QSize(1280, 800));
    MapView middle = whole;
    middle.pixels_per_m = 0.4;
    MapView close = whole;
    close.pixels_per_m = 3;
    for (const bool with_result : {false, true}) {
        canvas.setField(with_result ? field : nullptr, style);
        std::printf("  %s\n", with_result ? "with a result of 1000 × 1000 cells" : "plan alone");
        measure(canvas, "pan, whole plan", whole, pan);
        measure(canvas, "pan, 0.4 px/m", middle, pan);
        measure(canvas, "pan, 3 px/m", close, pan);
        measure(canvas, "zoom by 1.12", middle, zoom);
    }
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    bench(20'000);
    bench(100'000);
    return 0;
}
