// Ground seen on a surface of a 400 x 400 m plan with 309 buildings over hills: CPU seconds for 1000 x 1000
// and 2000 x 2000 cells, for 1000 observers, and the same by GRASS r.viewshed where it is installed ("not
// found" else). Run: bench_viewshed [number of observers]
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "geometry/base/text.h"
#include "tests/geometry/kernel/sample_plans.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

using namespace prospect;
namespace fs = std::filesystem;

double hill(Point p) {
    return 6 * std::sin(p.x / 71) + 5 * std::cos(p.y / 53);
}

Field surface_of(std::int64_t cells) {
    const double cell = 400.0 / static_cast<double>(cells);
    Field field("surface", "m", {0, 400, cell, cell, cells, cells});
    for (std::int64_t row = 0; row < cells; ++row)
        for (std::int64_t column = 0; column < cells; ++column)
            field.values[static_cast<std::size_t>(row * cells + column)] =
                static_cast<float>(hill(field.grid.center(column, row)));
    std::size_t building = 0;
    for (const auto& ring : test::city_plan().rings) {
        const Geometry outline = Geometry::make_polygon(ring);
        const Box box = outline.box();
        const auto top = static_cast<float>(hill(box.center()) + 4 + static_cast<double>(building++ * 7 % 9));
        const auto place = [&](double metres) { return static_cast<std::int64_t>(metres / cell); };
        for (std::int64_t row = place(400 - box.ymax); row <= place(400 - box.ymin); ++row)
            for (std::int64_t column = place(box.xmin); column <= place(box.xmax); ++column)
                if (contains(outline, field.grid.center(column, row)))
                    field.values[static_cast<std::size_t>(row * cells + column)] = top;
    }
    return field;
}

SitePtr site_of(const Field& surface) {
    auto site = std::make_shared<Site>();
    site->frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
    auto layer = std::make_shared<Layer>();
    layer->name = "surface";
    layer->role = Role::surface;
    layer->raster = std::make_shared<const Field>(surface);
    site->layers.push_back(layer);
    return site;
}

std::string full(Point p) {
    return as_text(Value(530000 + p.x)) + "," + as_text(Value(179000 + p.y));
}

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Timed {
    engine::RunPtr run;
    double cpu = 0;
    double wall = 0;
};

Timed look(const Field& surface, const std::string& points, double target, const char* measures,
           int threads) {
    engine::Engine engine(catalogue());
    const double begin = cpu_seconds();
    Timed timed;
    timed.run =
        engine.run("sightlines.viewshed",
                   {{"points", points}, {"target_height_m", as_text(Value(target))}, {"measures", measures}},
                   {.site = site_of(surface), .threads = threads});
    timed.cpu = cpu_seconds() - begin;
    timed.wall = timed.run->seconds.run;
    return timed;
}

const Field& visible_of(const engine::RunPtr& run) {
    return run->result.fields.front();
}

// GRASS on the same surface: CPU seconds of r.viewshed alone and its map; absent without GRASS.
struct Peer {
    bool found = false;
    double cpu = 0;
    Field visible;
};

Peer grass(const Field& surface, Point eye, double target, const fs::path& folder) {
    Peer peer;
    if (std::system("command -v grass >/dev/null 2>&1") != 0) return peer;
    const Frame frame{"EPSG:27700", "", {530000, 179000}};
    const fs::path raster = folder / "dsm.tif";
    const fs::path seen = folder / "seen.tif";
    const fs::path script = folder / "look.sh";
    const fs::path seconds = folder / "seconds";
    fs::remove(seen);
    io::write_geotiff(surface, frame, raster);
    std::ofstream(script)
        << "set -e\nTIMEFORMAT='%U %S'\nr.in.gdal -o input=" << raster.string()
        << " output=dsm --overwrite\ng.region raster=dsm\n{ time r.viewshed -b input=dsm output=v "
           "coordinates="
        << full(eye) << " observer_elevation=1.6 target_elevation=" << target
        << " max_distance=-1 memory=4000 2>/dev/null; } 2>" << seconds.string()
        << "\nr.out.gdal -f input=v output=" << seen.string() << " type=Byte nodata=255 --overwrite\n";
    const std::string command = "grass --tmp-location EPSG:27700 --exec bash " + script.string() + " >" +
                                (folder / "log").string() + " 2>&1";
    if (std::system(command.c_str()) != 0 || !fs::exists(seen)) return peer;
    double user = 0;
    double system = 0;
    std::ifstream(seconds) >> user >> system;
    peer = {true, user + system, io::read_raster(seen)};
    return peer;
}

void compare(std::int64_t cells, double target, const fs::path& folder) {
    const Field surface = surface_of(cells);
    const Point eye = surface.grid.center(cells * 47 / 100, cells * 53 / 100);
    const Timed quick = look(surface, full(eye), target, "visible,count", 1);
    const Timed whole = look(surface, full(eye), target, "all", 1);
    std::printf("%lld^2, target %.1f m: prospect %.2f s CPU, with height_needed %.2f s",
                static_cast<long long>(cells), target, quick.cpu, whole.cpu);
    const Peer peer = grass(surface, eye, target, folder);
    if (!peer.found) {
        std::printf("; GRASS r.viewshed not found\n");
        return;
    }
    std::int64_t theirs = 0;
    std::int64_t differ = 0;
    const Field& ours = visible_of(quick.run);
    for (std::size_t i = 0; i < ours.values.size(); ++i) {
        theirs += peer.visible.values[i] == 1 ? 1 : 0;
        differ += (peer.visible.values[i] == 1) != (ours.values[i] == 1) ? 1 : 0;
    }
    std::printf("; GRASS r.viewshed %.2f s: %.1f and %.1f times as fast; %lld of its %lld visible cells "
                "differ (%.2f %%)\n",
                peer.cpu, peer.cpu / quick.cpu, peer.cpu / whole.cpu, static_cast<long long>(differ),
                static_cast<long long>(theirs),
                100.0 * static_cast<double>(differ) / static_cast<double>(theirs));
}

void many(int observers) {
    const Field surface = surface_of(1000);
    test::Dice dice(5);
    std::string points;
    for (int i = 0; i < observers; ++i)
        points += (i > 0 ? ";" : "") + full({dice.real(1, 399), dice.real(1, 399)});
    const Timed timed = look(surface, points, 0, "all", 2);
    std::printf("%d observers on 1000^2, all maps: %.1f s wall on two threads, %.1f s CPU\n", observers,
                timed.wall, timed.cpu);
}

} // namespace

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const auto observers = argc > 1 ? number_from(argv[1]) : 1000;
    const fs::path folder =
        fs::temp_directory_path() / ("bench_viewshed." + std::to_string(std::time(nullptr)));
    fs::create_directories(folder);
    for (const std::int64_t cells : {std::int64_t{1000}, std::int64_t{2000}})
        for (const double target : {0.0, 1.6})
            compare(cells, target, folder);
    many(static_cast<int>(observers.value_or(1000)));
    fs::remove_all(folder);
}
