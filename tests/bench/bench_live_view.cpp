// How often a second the view of See from here is renewed while its eye is dragged, painting of the window's
// map at 1280 x 800 included: on the sample, and on a plan of 300 buildings. The same of Who sees this spot?
// on the sample and on a district of Berlin with windows assumed, which needs PROSPECT_TEST_DATA, and of a
// camera and of a lamp that are aimed, on the sample and the plan of 300 buildings with 60 lamps. The worst
// single update stands beside it. Run: QT_QPA_PLATFORM=offscreen XDG_CONFIG_HOME=/somewhere/empty
// bench_live_view
#include "analysis/catalogue.h"
#include "app/canvas/map_canvas.h"
#include "app/panels/file_commands.h"
#include "app/panels/map_area.h"
#include "app/panels/prospect_style.h"
#include "app/window/camera_commands.h"
#include "app/window/lamp_commands.h"
#include "app/window/main_window.h"
#include "app/window/see_commands.h"
#include "app/window/watch_commands.h"
#include "geometry/io/import.h"
#include "geometry/io/project_file.h"
#include "tests/geometry/kernel/sample_plans.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <numbers>
#include <optional>

using namespace prospect;
using namespace prospect::app;

namespace {

constexpr int updates = 400;
constexpr int patience_ms = 60000;

SitePtr city() {
    auto layer = std::make_shared<Layer>();
    layer->id = Uuid::from_name("city");
    layer->name = "Buildings";
    layer->role = Role::building;
    int number = 0;
    for (const auto& ring : test::city_plan().rings) {
        auto building = std::make_shared<Feature>();
        building->id = Uuid::from_name("building " + std::to_string(number++));
        building->geometry = Geometry::make_polygon(ring);
        building->set("height_m", Value(8.0), Basis::drawn);
        layer->features.push_back(building);
    }
    auto cameras = std::make_shared<Layer>();
    cameras->id = Uuid::from_name("cameras");
    cameras->name = "Cameras";
    cameras->role = Role::camera;
    auto camera = std::make_shared<Feature>();
    camera->id = Uuid::from_name("camera");
    camera->geometry = Geometry::make_point({200, 200});
    camera->set("azimuth_deg", Value(30.0), Basis::drawn);
    cameras->features.push_back(camera);
    auto lamps = std::make_shared<Layer>();
    lamps->id = Uuid::from_name("lamps");
    lamps->name = "Lamps";
    lamps->role = Role::luminaire;
    test::Dice dice(7);
    while (lamps->features.size() < 60) {
        const Point at{dice.real(10, 390), dice.real(10, 390)};
        if (std::any_of(layer->features.begin(), layer->features.end(),
                        [&](const FeaturePtr& one) { return contains(one->geometry, at); }))
            continue;
        auto lamp = std::make_shared<Feature>();
        lamp->id = Uuid::from_name("lamp " + std::to_string(lamps->features.size()));
        lamp->geometry = Geometry::make_point(at);
        lamp->set("azimuth_deg", Value(dice.real(0, 360)), Basis::drawn);
        lamps->features.push_back(lamp);
    }
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
    site.layers = {layer, cameras, lamps};
    return std::make_shared<const Site>(std::move(site));
}

double gui_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void wait_for(const std::function<bool()>& done) {
    if (!QTest::qWaitFor(done, patience_ms)) std::printf("not ready after a minute\n");
}

SitePtr district(const std::filesystem::path& file) {
    std::vector<io::SourceDraft> drafts;
    drafts.push_back(io::read_source(file, {}, {}));
    Site framed;
    io::ImportOutcome outcome = io::place_on_site(framed, std::move(drafts), {}, {});
    framed.frame = outcome.frame;
    return apply(framed, outcome.edit);
}

// Along an ellipse about the middle of the map, a few pixels at a time, as a hand would. `answered`: whether
// the spot has an answer. `taken`: where on the map it is taken, else in the middle. `answers`, where given,
// counts the answers of what is worked out beside the window: those are the updates then.
void drag(const char* name, MainWindow& window, const std::function<bool()>& answered,
          std::optional<QPointF> taken = {}, const int* answers = nullptr) {
    auto& canvas = window.map().canvas();
    const QPointF middle = QRectF(canvas.viewport()->rect()).center();
    const auto send = [&](QEvent::Type type, QPointF at, Qt::MouseButton button) {
        QMouseEvent event(type, at, QPointF(), button, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(canvas.viewport(), &event);
    };
    send(QEvent::MouseButtonPress, taken.value_or(middle), Qt::LeftButton);
    double worst_ms = 0;
    int seen = 0;
    const int answers_before = answers ? *answers : 0;
    const double gui_before = gui_ms();
    QElapsedTimer all;
    all.start();
    for (int i = 0; i < updates; ++i) {
        QElapsedTimer one;
        one.start();
        const double angle = 2 * std::numbers::pi * i / updates;
        send(QEvent::MouseMove,
             middle +
                 QPointF(std::cos(angle) * canvas.width() * 0.3, std::sin(angle) * canvas.height() * 0.3),
             Qt::NoButton);
        canvas.viewport()->repaint();
        QCoreApplication::processEvents(); // what follows a drag at its own pace, such as the list
        worst_ms = std::max(worst_ms, static_cast<double>(one.nsecsElapsed()) / 1e6);
        seen += answered() ? 1 : 0;
    }
    const double seconds = static_cast<double>(all.nsecsElapsed()) / 1e9;
    const double gui = (gui_ms() - gui_before) / updates;
    send(QEvent::MouseButtonRelease, middle, Qt::LeftButton);
    std::printf(
        "%-28s %6.0f updates a second, %4.1f ms of processor time each, the longest %5.1f ms, %d of %d "
        "from the open",
        name, updates / seconds, gui, worst_ms, seen, updates);
    if (answers) std::printf(", %.0f answers a second", (*answers - answers_before) / seconds);
    std::printf("\n");
}

void show_all(MainWindow& window) {
    window.map().canvas().zoomToAll();
    wait_for([&] { return !window.map().canvas().isPainting(); });
}

void drag_eye(const char* name, MainWindow& window) {
    show_all(window);
    window.see().lookFrom(window.map().canvas().view().center);
    wait_for([&] { return window.see().view() != nullptr && !window.see().isWaiting(); });
    drag(name, window,
         [&] { return window.see().view() && window.see().view()->status == sightlines::LookStatus::seen; });
    window.see().stop();
}

void drag_spot(const char* name, MainWindow& window, const WatchPanel::Asked& asked) {
    show_all(window);
    window.watch().askAbout(window.map().canvas().view().center);
    window.watch().ask(asked);
    wait_for([&] { return window.watch().watchers() != nullptr && !window.watch().isWaiting(); });
    drag(name, window, [&] { return window.watch().watch() != nullptr; });
    window.watch().stop();
}

void drag_camera(const char* name, MainWindow& window) {
    show_all(window);
    const FeaturePtr camera = window.document().site()->features(Role::camera).front().second;
    window.camera().aim(camera->id);
    wait_for([&] { return window.camera().ground() != nullptr && !window.camera().isWaiting(); });
    std::printf("%lld spots: ", static_cast<long long>(window.camera().ground()->grid().cell_count()));
    int looks = 0;
    const auto counted =
        QObject::connect(&window.camera(), &CameraCommands::looked, &window, [&looks] { ++looks; });
    drag(
        name, window, [&] { return window.camera().view() != nullptr; },
        window.map().canvas().view().to_pixel(camera->geometry.points.front()), &looks);
    QObject::disconnect(counted);
    window.camera().stop();
}

// Every lamp of the plan is lit; the lux map is painted anew as fast as it is worked out.
void drag_lamp(const char* name, MainWindow& window) {
    show_all(window);
    const FeaturePtr lamp = window.document().site()->features(Role::luminaire).front().second;
    window.lamp().aim(lamp->id);
    wait_for([&] { return window.lamp().view() != nullptr && !window.lamp().isWaiting(); });
    wait_for([&] { return !window.map().canvas().isPainting(); });
    std::printf(
        "%lld spots, %zu lamps: ", static_cast<long long>(window.lamp().ground()->grid().cell_count()),
        window.document().site()->features(Role::luminaire).size());
    int shown = 0;
    const auto counted =
        QObject::connect(&window.map().canvas(), &MapCanvas::fieldSet, &window, [&shown] { ++shown; });
    drag(
        name, window, [&] { return window.lamp().view() != nullptr; },
        window.map().canvas().view().to_pixel(lamp->geometry.points.front()), &shown);
    QElapsedTimer rest;
    rest.start();
    wait_for([&] {
        return !window.lamp().isWaiting() && !window.map().canvas().isPainting() &&
               window.map().canvas().fieldStyle().contour_lines;
    });
    std::printf("   whole, with lines, %lld ms after the mouse has let go\n",
                static_cast<long long>(rest.elapsed()));
    QObject::disconnect(counted);
    window.lamp().stop();
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setStyle(new ProspectStyle);
    MainWindow window(catalogue());
    window.setTheme(render::ThemeKind::light);
    window.files().setQuestion([] { return FileCommands::Answer::discard; });
    window.resize(1280, 800);
    window.show();
    window.files().open(QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg"));
    wait_for([&] { return !window.document().isEmpty() && !window.jobs().isBusy(); });
    drag_eye("sample, 24 buildings:", window);
    drag_spot("sample, who sees a spot:", window, {});
    drag_camera("sample, a camera:", window);
    drag_lamp("sample, a lamp:", window);
    window.document().adopt({}, {.site = city()});
    drag_eye("309 buildings, 1480 walls:", window);
    drag_camera("309 buildings, a camera:", window);
    drag_lamp("309 buildings, a lamp:", window);
    if (const char* data = std::getenv("PROSPECT_TEST_DATA")) {
        window.document().adopt({},
                                {.site = district(std::filesystem::path(data) / "osm/berlin-neukoelln.osm")});
        drag_spot("Berlin, windows assumed:", window, {.assume_windows = true});
    } else {
        std::printf("Berlin: PROSPECT_TEST_DATA is not set\n");
    }
    return 0;
}
