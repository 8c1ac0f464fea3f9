// Random lines of sight in three dimensions on a plan of 309 buildings, one core: our rate, what single
// precision search on its own gives on the same lines (Embree called with rays made beforehand), and the
// whole analysis.
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "geometry/rays/ray_scene.h"
#include "tests/geometry/kernel/sample_plans.h"
#include "tests/support/estate.h"

#include <embree3/rtcore.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>

namespace {

using namespace prospect;
using rays::SightLine;

constexpr double wanted_per_second = 5e6;
constexpr std::size_t line_count = 1'000'000;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Best of three, each of `count` answers.
double per_second(std::size_t count, const std::function<void()>& act) {
    double best = 0;
    for (int i = 0; i < 3; ++i) {
        const double begin = cpu_seconds();
        act();
        best = std::max(best, static_cast<double>(count) / (cpu_seconds() - begin));
    }
    return best;
}

double height_of(std::size_t building) {
    return 4 + static_cast<double>(building * 7 % 9);
}

rays::Solids city_solids() {
    rays::Solids solids;
    rays::Thing thing = 0;
    for (const auto& ring : test::city_plan().rings) {
        const double top = height_of(thing);
        solids.add_prism(
            Geometry::make_polygon(ring), [](Point) { return -1.0; }, [top](Point) { return top; }, thing);
        ++thing;
    }
    return solids;
}

bool in_the_open(const kernel::Obstacles& plan, Point3 p) {
    for (std::size_t b = 0; b < plan.rings.size(); ++b)
        if (p.z <= height_of(b) && contains(Geometry::make_polygon(plan.rings[b]), {p.x, p.y})) return false;
    return true;
}

// Ends in the open, up to 10 m above the ground.
std::vector<SightLine> random_lines(std::size_t count) {
    const kernel::Obstacles plan = test::city_plan();
    test::Dice dice(11);
    std::vector<Point3> places;
    while (places.size() < 5000) {
        const Point3 p{dice.real(0, 400), dice.real(0, 400), dice.real(0.5, 10)};
        if (in_the_open(plan, p)) places.push_back(p);
    }
    std::vector<SightLine> lines;
    const auto any = [&] { return places[static_cast<std::size_t>(dice.whole(0, 4999))]; };
    for (std::size_t i = 0; i < count; ++i)
        lines.push_back({any(), any()});
    return lines;
}

// Embree as its makers would call it: one scene, rays made beforehand.
class Bare {
public:
    explicit Bare(const rays::Solids& solids) {
        rtcSetSceneFlags(scene_, RTC_SCENE_FLAG_ROBUST);
        RTCGeometry mesh = rtcNewGeometry(device_, RTC_GEOMETRY_TYPE_TRIANGLE);
        auto* vertex = static_cast<float*>(rtcSetNewGeometryBuffer(
            mesh, RTC_BUFFER_TYPE_VERTEX, 0, RTC_FORMAT_FLOAT3, 3 * sizeof(float), solids.vertices().size()));
        for (const Point3& p : solids.vertices())
            for (const double value : {p.x - 200, p.y - 200, p.z})
                *vertex++ = static_cast<float>(value);
        auto* corner =
            static_cast<unsigned*>(rtcSetNewGeometryBuffer(mesh, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3,
                                                           3 * sizeof(unsigned), solids.triangles().size()));
        for (const auto& triangle : solids.triangles())
            corner = std::copy(triangle.begin(), triangle.end(), corner);
        rtcCommitGeometry(mesh);
        rtcAttachGeometry(scene_, mesh);
        rtcReleaseGeometry(mesh);
        rtcCommitScene(scene_);
    }
    ~Bare() {
        rtcReleaseScene(scene_);
        rtcReleaseDevice(device_);
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    static std::vector<RTCRay> rays_of(const std::vector<SightLine>& lines) {
        std::vector<RTCRay> rays;
        for (const SightLine& line : lines) {
            RTCRay ray{};
            ray.org_x = static_cast<float>(line.from.x - 200);
            ray.org_y = static_cast<float>(line.from.y - 200);
            ray.org_z = static_cast<float>(line.from.z);
            ray.dir_x = static_cast<float>(line.to.x - line.from.x);
            ray.dir_y = static_cast<float>(line.to.y - line.from.y);
            ray.dir_z = static_cast<float>(line.to.z - line.from.z);
            ray.tfar = 1;
            ray.mask = ~0U;
            rays.push_back(ray);
        }
        return rays;
    }

    // Both take rays fresh from `rays`, since a blocked one is changed.
    void one_by_one(const std::vector<RTCRay>& rays, std::size_t& blocked) const {
        RTCIntersectContext context;
        rtcInitIntersectContext(&context);
        blocked = 0;
        for (RTCRay ray : rays) {
            rtcOccluded1(scene_, &context, &ray);
            blocked += ray.tfar < 0 ? 1 : 0;
        }
    }
    void stream(std::vector<RTCRay> rays, bool coherent, std::size_t& blocked) const {
        RTCIntersectContext context;
        rtcInitIntersectContext(&context);
        if (coherent) context.flags = RTC_INTERSECT_CONTEXT_FLAG_COHERENT;
        constexpr std::size_t chunk = 4096;
        for (std::size_t i = 0; i < rays.size(); i += chunk)
            rtcOccluded1M(scene_, &context, &rays[i], static_cast<unsigned>(std::min(chunk, rays.size() - i)),
                          sizeof(RTCRay));
        blocked = static_cast<std::size_t>(
            std::count_if(rays.begin(), rays.end(), [](const RTCRay& ray) { return ray.tfar < 0; }));
    }

private:
    RTCDevice device_ = rtcNewDevice("threads=1");
    RTCScene scene_ = rtcNewScene(device_);
};

std::size_t count_of(const std::vector<std::uint8_t>& answers) {
    return static_cast<std::size_t>(std::count(answers.begin(), answers.end(), 1));
}

void print(const char* what, double rate, std::size_t blocked, std::size_t of) {
    std::printf("%-62s %6.2f million/s   %5.2f %% blocked\n", what, rate / 1e6,
                100.0 * static_cast<double>(blocked) / static_cast<double>(of));
}

// Everything from the plan to the rows of the result; observers × targets, so that no file is read.
double analysis_per_second(const std::string& rungs) {
    using B = test::EstateBuilder;
    B site;
    const kernel::Obstacles plan = test::city_plan();
    for (std::size_t b = 0; b < plan.rings.size(); ++b)
        site.add("houses", Role::building, Geometry::make_polygon(plan.rings[b]),
                 {{"height_m", height_of(b)}});
    const std::vector<SightLine> lines = random_lines(400);
    for (const SightLine& line : lines) {
        site.add("eyes", Role::observer, B::point(line.from.x, line.from.y), {{"height_m", line.from.z}});
        site.add("targets", Role::target, B::point(line.to.x, line.to.y), {{"height_m", line.to.z}});
    }
    engine::Engine engine(catalogue());
    const engine::RunPtr run =
        engine.run("sightlines.between", {{"rungs", rungs}}, {.site = site.take(), .threads = 1});
    return static_cast<double>(lines.size() * lines.size()) / run->seconds.run;
}

} // namespace

int main() {
    const rays::Solids solids = city_solids();
    const rays::RayScene scene(solids, {});
    const Bare bare(solids);
    std::printf("plan: 309 buildings, %zu triangles; one core, CPU time, best of three\n",
                solids.triangles().size());
    const std::vector<SightLine> lines = random_lines(line_count);
    const std::vector<RTCRay> rays = Bare::rays_of(lines);
    std::vector<std::uint8_t> answers(lines.size());
    std::size_t blocked = 0;
    const double ours = per_second(lines.size(), [&] { scene.blocked(lines, answers); });
    print("random pairs, prospect", ours, count_of(answers), lines.size());
    const double one = per_second(lines.size(), [&] { bare.one_by_one(rays, blocked); });
    print("random pairs, Embree rtcOccluded1", one, blocked, lines.size());
    const double many = per_second(lines.size(), [&] { bare.stream(rays, false, blocked); });
    print("random pairs, Embree rtcOccluded1M", many, blocked, lines.size());

    std::vector<Point3> targets;
    std::vector<SightLine> fan;
    const Point3 eye = lines.front().from;
    for (int row = 0; row < 1000; ++row)
        for (int column = 0; column < 1000; ++column) {
            targets.push_back({0.2 + 0.4 * column, 0.2 + 0.4 * row, 1.5});
            fan.push_back({eye, targets.back()});
        }
    const std::vector<RTCRay> fan_rays = Bare::rays_of(fan);
    answers.resize(targets.size());
    const double ours_fan = per_second(targets.size(), [&] { scene.blocked_from(eye, targets, answers); });
    print("one eye to 1000 x 1000 places, prospect", ours_fan, count_of(answers), targets.size());
    const double fan_many = per_second(targets.size(), [&] { bare.stream(fan_rays, true, blocked); });
    print("one eye to 1000 x 1000 places, Embree rtcOccluded1M", fan_many, blocked, targets.size());

    std::printf("sightlines.between, rows of the result included: %.2f million pairs/s, %.2f with 16 rungs\n",
                analysis_per_second("0") / 1e6, analysis_per_second("16") / 1e6);
    const bool fast = ours >= wanted_per_second;
    std::printf("random pairs: %.0f %% of Embree's best rate, %.1f times the %.0f million wanted%s\n",
                100 * ours / std::max(one, many), ours / wanted_per_second, wanted_per_second / 1e6,
                fast ? "" : ": too slow");
    return fast ? EXIT_SUCCESS : EXIT_FAILURE;
}
