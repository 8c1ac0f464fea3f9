// Light of 60 lamps on 160 000 places among 309 buildings: seconds of the method for the light on the ground,
// for all quantities at one height and at two, on one core and two; beside it a plain double-precision solver
// of ours (exact intensities, one ray at a time) and, where its programs are found, Radiance's rtrace without
// reflections on the same scene. Run: bench_lighting; PROSPECT_RADIANCE=/folder with oconv, rtrace and
// rayinit.cal for the comparison.
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "analysis/lighting/light.h"
#include "analysis/lighting/luminaires.h"
#include "tests/geometry/kernel/sample_plans.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>

using namespace prospect;
namespace fs = std::filesystem;

namespace {

constexpr int side = 400; // cells of a metre
constexpr double lamp_m = 6;

double cpu_seconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double height_of(std::size_t building) {
    return 4 + static_cast<double>(building * 7 % 9);
}

FeaturePtr feature(Geometry geometry, std::initializer_list<std::pair<const char*, Value>> values) {
    static int number = 0;
    auto made = std::make_shared<Feature>();
    made->id = Uuid::from_name("bench " + std::to_string(++number));
    made->geometry = std::move(geometry);
    for (const auto& [name, value] : values)
        made->set(name, value, Basis::drawn);
    return made;
}

LayerPtr layer(Role role, std::vector<FeaturePtr> features) {
    auto made = std::make_shared<Layer>();
    made->id = Uuid::from_name("layer " + std::string(name_of(role)));
    made->name = std::string(name_of(role));
    made->role = role;
    made->features = std::move(features);
    return made;
}

// Lamps in the open, turned by chance.
SitePtr city() {
    auto site = std::make_shared<Site>();
    site->frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};
    std::vector<FeaturePtr> buildings;
    for (const auto& ring : test::city_plan().rings)
        buildings.push_back(
            feature(Geometry::make_polygon(ring), {{"height_m", height_of(buildings.size())}}));
    test::Dice dice(7);
    std::vector<FeaturePtr> lamps;
    while (lamps.size() < 60) {
        const Point at{dice.real(10, 390), dice.real(10, 390)};
        if (std::any_of(buildings.begin(), buildings.end(),
                        [&](const FeaturePtr& one) { return contains(one->geometry, at); }))
            continue;
        lamps.push_back(feature(Geometry::make_point(at), {{"photometry", std::string("generic_street.ldt")},
                                                           {"height_m", lamp_m},
                                                           {"azimuth_deg", dice.real(0, 360)},
                                                           {"tilt_deg", 0.0},
                                                           {"roll_deg", 0.0},
                                                           {"maintenance", 1.0},
                                                           {"dimming", 1.0}}));
    }
    site->layers = {layer(Role::building, std::move(buildings)), layer(Role::luminaire, std::move(lamps))};
    return site;
}

engine::RunPtr light(const SitePtr& site, const engine::Settings& settings, int threads) {
    engine::Engine engine(catalogue());
    engine::Request request{.site = site, .extent = Box{0, 0, side, side}, .threads = threads};
    request.time.set_time("night");
    return engine.run("lighting.illuminance", settings, request);
}

double measure(const char* what, const SitePtr& site, const engine::Settings& settings, int threads) {
    double best = 1e9;
    engine::RunPtr run;
    for (int i = 0; i < 3; ++i) {
        run = light(site, settings, threads);
        best = std::min(best, run->seconds.run);
    }
    std::int64_t rays = 0;
    for (const auto& [name, count] : run->result.counts)
        if (name == "rays") rays = count;
    const double pairs = 60.0 * side * side;
    std::printf("%-34s %d threads %6.3f s, %5.1f million lamps and places a second and thread, %.1f million "
                "lines not known to be in shadow by the plan\n",
                what, threads, best, pairs / best / threads / 1e6, static_cast<double>(rays) / 1e6);
    return best;
}

// The same map by the exact intensities and single rays, every tenth row.
void compare_plain(const SitePtr& site, const Field& map, double ours_cpu) {
    TimeContext night;
    night.set_time("night");
    const scene::Scene scene(site, night);
    const auto space = scene.opaque_space();
    const lighting::Luminaires lamps = lighting::lit_luminaires(scene, *space, std::nullopt, scene.time());
    const double begin = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID);
    double worst = 0;
    std::int64_t differ = 0;
    std::int64_t cells = 0;
    for (std::int64_t row = 0; row < map.grid.rows; row += 10)
        for (std::int64_t column = 0; column < map.grid.columns; ++column) {
            if (!map.has_value(column, row)) continue;
            const Point p = map.grid.center(column, row);
            double lux = 0;
            for (const lighting::Luminaire& lamp : lamps.lit) {
                const Point3 to{p.x - lamp.at.x, p.y - lamp.at.y, -lamp.at.z};
                const double candela = intensity(*lamp.photometry, lighting::turned_back(lamp.rotation, to));
                if (candela <= 0) continue;
                const double d2 = to.x * to.x + to.y * to.y + to.z * to.z;
                if (space->rays().blocked({lamp.at, {p.x, p.y, space->rays().clearance_m({p.x, p.y, 0})}}))
                    continue;
                lux += candela * lamp.share() * -to.z / d2 / std::sqrt(d2);
            }
            ++cells;
            const double off = std::abs(lux - static_cast<double>(map.at(column, row)));
            if (off > 1e-4 * std::max(lux, 0.01))
                ++differ; // a line that grazes an edge
            else
                worst = std::max(worst, off / std::max(lux, 0.01));
        }
    const double cpu = (cpu_seconds(CLOCK_PROCESS_CPUTIME_ID) - begin) * 10;
    std::printf(
        "plain solver, double, single rays: %.2f s for all rows, %.1f times ours; of %lld cells %lld differ "
        "(lines that graze an edge), the others by %.1e at most\n",
        cpu, cpu / ours_cpu, static_cast<long long>(cells), static_cast<long long>(differ), worst);
}

// Lamps as Radiance has them: a small ball whose brightness by direction is the table of the photometry. A
// source of radiance L and area A seen has intensity L A.
void write_scene(const fs::path& folder, const SitePtr& site, const std::vector<lighting::Luminaire>& lamps) {
    constexpr double ball_m = 0.05;
    std::ofstream out(folder / "scene.rad");
    out << "void plastic grey 0 0 5 .2 .2 .2 0 0\n";
    std::size_t number = 0;
    for (const auto& [buildings, building] : site->features(Role::building)) {
        const Geometry& outline = building->geometry;
        const double top = height_of(number++);
        std::vector<Point> ring(outline.points.begin(), outline.points.end());
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Point a = ring[i];
            const Point b = ring[(i + 1) % ring.size()];
            out << "grey polygon w" << number << "_" << i << " 0 0 12 " << a.x << " " << a.y << " -1 " << b.x
                << " " << b.y << " -1 " << b.x << " " << b.y << " " << top << " " << a.x << " " << a.y << " "
                << top << "\n";
        }
        out << "grey polygon r" << number << " 0 0 " << 3 * ring.size();
        for (const Point& p : ring)
            out << " " << p.x << " " << p.y << " " << top;
        out << "\n";
    }
    const Photometry& table = *lamps.front().photometry;
    std::ofstream data(folder / "lamp.dat");
    data << "2\n0 180 " << table.angles_deg.size() << "\n0 360 " << table.planes_deg.size() << "\n";
    for (std::size_t a = 0; a < table.angles_deg.size(); ++a)
        for (std::size_t p = 0; p < table.planes_deg.size(); ++p)
            data << table.at(p, a) << "\n";
    // D looks from the place to the lamp: the light comes the other way.
    std::ofstream cal(folder / "lamp.cal");
    cal << "turned(a) : if(a, a, a + 360);\ntheta = acos(if(Dz - 1, 1, Dz)) * 180 / PI;\n";
    number = 0;
    for (const lighting::Luminaire& lamp : lamps) {
        ++number;
        const double turn = (90 - lamp.azimuth_deg) * std::acos(-1.0) / 180;
        const double radiance = lamp.share() / (std::acos(-1.0) * ball_m * ball_m);
        out << "void brightdata d" << number << " 5 noop lamp.dat lamp.cal theta phi" << number << " 0 0\n";
        cal << "phi" << number << " = turned(atan2(Dx*" << std::sin(turn) << " - Dy*" << std::cos(turn)
            << ", -Dx*" << std::cos(turn) << " - Dy*" << std::sin(turn) << ") * 180 / PI);\n";
        out << "d" << number << " light l" << number << " 0 0 3 " << radiance << " " << radiance << " "
            << radiance << "\nl" << number << " sphere s" << number << " 0 0 4 " << lamp.at.x << " "
            << lamp.at.y << " " << lamp.at.z << " " << ball_m << "\n";
    }
}

void compare_radiance(const SitePtr& site, const Field& map, double ours_cpu) {
    const char* programs = std::getenv("PROSPECT_RADIANCE");
    if (!programs || !fs::exists(fs::path(programs) / "rtrace")) {
        std::printf("Radiance: not found (PROSPECT_RADIANCE)\n");
        return;
    }
    TimeContext night;
    night.set_time("night");
    const scene::Scene scene(site, night);
    const auto lamps = lighting::lit_luminaires(scene, *scene.opaque_space(), std::nullopt, scene.time()).lit;
    const fs::path folder =
        fs::temp_directory_path() / ("bench_lighting_" + std::to_string(std::time(nullptr)));
    fs::create_directories(folder);
    write_scene(folder, site, lamps);
    {
        std::ofstream places(folder / "places");
        for (std::int64_t row = 0; row < map.grid.rows; ++row)
            for (std::int64_t column = 0; column < map.grid.columns; ++column) {
                const Point p = map.grid.center(column, row);
                if (map.has_value(column, row)) places << p.x << " " << p.y << " 0.001 0 0 1\n";
            }
    }
    const std::string go =
        "cd " + folder.string() + " && PATH=" + programs + ":$PATH RAYPATH=.:" + programs + " ";
    if (std::system((go + "oconv scene.rad > scene.oct").c_str()) != 0) {
        std::printf("Radiance: oconv failed\n");
        return;
    }
    rusage before{};
    getrusage(RUSAGE_CHILDREN, &before);
    if (std::system(
            (go + "rtrace -h -I -ab 0 -dt 0 -dc 1 -dj 0 -ds 0 -ov scene.oct < places > lux").c_str()) != 0) {
        std::printf("Radiance: rtrace failed\n");
        return;
    }
    rusage after{};
    getrusage(RUSAGE_CHILDREN, &after);
    const auto seconds = [](const rusage& use) {
        return static_cast<double>(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
               1e-6 * static_cast<double>(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
    };
    const double cpu = seconds(after) - seconds(before);
    std::ifstream lux(folder / "lux");
    std::vector<double> off;
    for (std::int64_t row = 0; row < map.grid.rows; ++row)
        for (std::int64_t column = 0; column < map.grid.columns; ++column) {
            if (!map.has_value(column, row)) continue;
            double red = 0;
            double green = 0;
            double blue = 0;
            lux >> red >> green >> blue;
            off.push_back(std::abs(green - static_cast<double>(map.at(column, row))) / std::max(green, 0.1));
        }
    std::sort(off.begin(), off.end());
    std::printf("Radiance rtrace -ab 0: %.2f s of processor time, %.1f times ours; differs by %.2f %% in the "
                "middle and "
                "%.2f %% at most in 99 of 100 places\n",
                cpu, cpu / ours_cpu, 100 * off[off.size() / 2], 100 * off[off.size() * 99 / 100]);
    fs::remove_all(folder);
}

} // namespace

int main() {
    const SitePtr site = city();
    const engine::Settings eh{{"cell_m", "1"}, {"quantities", "eh"}};
    const double two = measure("light on the ground", site, eh, 2);
    const double one = measure("light on the ground", site, eh, 1);
    const double same = measure("all quantities at one height", site,
                                {{"cell_m", "1"}, {"quantities", "all"}, {"height_m", "1.5"}}, 2);
    const double both =
        measure("all quantities at two heights", site, {{"cell_m", "1"}, {"quantities", "all"}}, 2);
    std::printf("asked: 0.5 s on two threads; all at one height 1.5 times: %.2f; at two 2.5 times: %.2f\n",
                same / two, both / two);
    const engine::RunPtr run = light(site, eh, 1);
    compare_plain(site, run->result.fields.front(), one);
    compare_radiance(site, run->result.fields.front(), one);
    return 0;
}
