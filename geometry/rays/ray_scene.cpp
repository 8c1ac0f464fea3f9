#include "geometry/rays/ray_scene.h"

#include <embree3/rtcore.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>

namespace prospect::rays {

namespace {

constexpr unsigned solid_geometry = 0;
constexpr unsigned ground_geometry = 1;
constexpr unsigned crown_geometry = 2;
constexpr double least_clearance_m = 0.001;
// Single precision has 24 bits: about eight of its steps.
constexpr double clearance_share = 1.0 / (1 << 21);
constexpr std::size_t packet = 16;

struct Device {
    // A number of threads given here would bind every parallel loop of the program.
    RTCDevice handle = rtcNewDevice(nullptr);
    Device() = default;
    ~Device() { rtcReleaseDevice(handle); }
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;
};

struct Scene {
    RTCScene handle;
    explicit Scene(RTCDevice device) : handle(rtcNewScene(device)) {}
    ~Scene() { rtcReleaseScene(handle); }
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;
};

// What a bad answer of the library means to us.
void check(RTCDevice device, const Progress& progress) {
    switch (rtcGetDeviceError(device)) {
    case RTC_ERROR_NONE:
        return;
    case RTC_ERROR_OUT_OF_MEMORY:
        throw Error(ErrorCode::internal, "there is not enough memory for lines of sight over this place",
                    "use a coarser terrain");
    case RTC_ERROR_CANCELLED:
        progress.checkpoint();
        [[fallthrough]];
    default:
        throw Error(ErrorCode::internal, "the search for lines of sight could not be set up");
    }
}

// May not throw: the library calls it.
bool go_on(void* data, double /*done*/) {
    return !static_cast<const Progress*>(data)->stop_requested();
}

RTCIntersectContext context_for(RTCIntersectContextFlags flags) {
    RTCIntersectContext context;
    rtcInitIntersectContext(&context);
    context.flags = flags;
    return context;
}

// Of two surfaces in one place the thing with the lower number is named, whichever the search comes upon
// first.
struct FirstHitContext {
    RTCIntersectContext base; // first: the library hands it back
    const std::vector<Thing>* things = nullptr;
    float at = std::numeric_limits<float>::infinity();
    Thing thing = ground_thing;
};

void keep_lowest(const RTCFilterFunctionNArguments* arguments) {
    auto& context = *reinterpret_cast<FirstHitContext*>(arguments->context);
    if (arguments->N != 1 || arguments->valid[0] == 0) return;
    const float at = RTCRayN_tfar(arguments->ray, 1, 0);
    const Thing thing = (*context.things)[RTCHitN_primID(arguments->hit, 1, 0)];
    if (at == context.at && thing > context.thing) {
        arguments->valid[0] = 0;
        return;
    }
    context.at = at;
    context.thing = thing;
}

bool before(const Point3& a, const Point3& b) {
    return std::tie(a.x, a.y, a.z) < std::tie(b.x, b.y, b.z);
}

} // namespace

struct RayScene::Parts {
    Point3 origin;                     // of the single precision coordinates
    std::vector<Solids::Crown> crowns; // relative to the origin
    std::vector<Thing> things;         // by triangle
    Device device;
    Scene scene{device.handle};

    Point3 local(Point3 p) const { return {p.x - origin.x, p.y - origin.y, p.z - origin.z}; }
    void set_origin(const Solids& solids, const Ground& ground);
    void add_solids(const Solids& solids);
    void add_ground(const Ground& ground);
    void add_crowns(const Solids& solids);
    RTCRay ray(const SightLine& line) const;
    bool occluded(const SightLine& line, RTCIntersectContext& context) const;
    RTCRayHit hit(const SightLine& line) const;
};

namespace {

double clearance_of(const Point3& local) {
    const double size = std::max({std::abs(local.x), std::abs(local.y), std::abs(local.z)});
    return std::max(least_clearance_m, size * clearance_share);
}

// Where the line through a crown enters and leaves it, in shares of the direction.
struct Passage {
    double in = std::numeric_limits<double>::infinity();
    double out = -std::numeric_limits<double>::infinity();
};

Passage passage(const Solids::Crown& crown, const std::array<double, 3>& from,
                const std::array<double, 3>& along) {
    const double r = crown.radius_m;
    const double h = crown.half_height_m;
    const std::array<double, 3> o{(from[0] - crown.center.x) / r, (from[1] - crown.center.y) / r,
                                  (from[2] - crown.center.z) / h};
    const std::array<double, 3> d{along[0] / r, along[1] / r, along[2] / h};
    const double a = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
    const double b = o[0] * d[0] + o[1] * d[1] + o[2] * d[2];
    // The nearest point to the centre first: no cancellation far away.
    const double nearest = -b / a;
    double miss = 0;
    for (std::size_t i = 0; i < 3; ++i)
        miss += (o[i] + nearest * d[i]) * (o[i] + nearest * d[i]);
    if (!(a > 0) || miss >= 1) return {};
    const double half = std::sqrt((1 - miss) / a);
    return {nearest - half, nearest + half};
}

Passage passage_of_lane(const Solids::Crown& crown, RTCRayN* rays, unsigned count, unsigned lane) {
    return passage(crown,
                   {static_cast<double>(RTCRayN_org_x(rays, count, lane)),
                    static_cast<double>(RTCRayN_org_y(rays, count, lane)),
                    static_cast<double>(RTCRayN_org_z(rays, count, lane))},
                   {static_cast<double>(RTCRayN_dir_x(rays, count, lane)),
                    static_cast<double>(RTCRayN_dir_y(rays, count, lane)),
                    static_cast<double>(RTCRayN_dir_z(rays, count, lane))});
}

// Where within its ends a ray meets the surface of a crown first; absent when it does not.
std::optional<float> meets(const Solids::Crown& crown, RTCRayN* rays, unsigned count, unsigned lane) {
    const Passage through = passage_of_lane(crown, rays, count, lane);
    const auto near = static_cast<double>(RTCRayN_tnear(rays, count, lane));
    const auto far = static_cast<double>(RTCRayN_tfar(rays, count, lane));
    for (const double at : {through.in, through.out})
        if (at >= near && at <= far) return static_cast<float>(at);
    return std::nullopt;
}

const Solids::Crown& crown_of(const void* crowns, unsigned number) {
    return (*static_cast<const std::vector<Solids::Crown>*>(crowns))[number];
}

void crown_bounds(const RTCBoundsFunctionArguments* arguments) {
    const Solids::Crown& crown = crown_of(arguments->geometryUserPtr, arguments->primID);
    const auto low = [](double value) {
        return std::nextafter(static_cast<float>(value), -std::numeric_limits<float>::infinity());
    };
    const auto high = [](double value) {
        return std::nextafter(static_cast<float>(value), std::numeric_limits<float>::infinity());
    };
    RTCBounds& box = *arguments->bounds_o;
    box.lower_x = low(crown.center.x - crown.radius_m);
    box.lower_y = low(crown.center.y - crown.radius_m);
    box.lower_z = low(crown.center.z - crown.half_height_m);
    box.upper_x = high(crown.center.x + crown.radius_m);
    box.upper_y = high(crown.center.y + crown.radius_m);
    box.upper_z = high(crown.center.z + crown.half_height_m);
}

void crown_occluded(const RTCOccludedFunctionNArguments* arguments) {
    const Solids::Crown& crown = crown_of(arguments->geometryUserPtr, arguments->primID);
    for (unsigned i = 0; i < arguments->N; ++i)
        if (arguments->valid[i] != 0 && meets(crown, arguments->ray, arguments->N, i))
            RTCRayN_tfar(arguments->ray, arguments->N, i) = -std::numeric_limits<float>::infinity();
}

void crown_hit(const RTCIntersectFunctionNArguments* arguments) {
    const Solids::Crown& crown = crown_of(arguments->geometryUserPtr, arguments->primID);
    RTCRayN* rays = RTCRayHitN_RayN(arguments->rayhit, arguments->N);
    RTCHitN* hits = RTCRayHitN_HitN(arguments->rayhit, arguments->N);
    for (unsigned i = 0; i < arguments->N; ++i) {
        if (arguments->valid[i] == 0) continue;
        const auto at = meets(crown, rays, arguments->N, i);
        if (!at) continue;
        RTCRayN_tfar(rays, arguments->N, i) = *at;
        RTCHitN_geomID(hits, arguments->N, i) = arguments->geomID;
        RTCHitN_primID(hits, arguments->N, i) = arguments->primID;
    }
}

using Corners = std::array<unsigned, 3>;

// The vertices and triangles of a new mesh, in the library's memory.
struct MeshBuffers {
    RTCGeometry geometry;
    float* vertices;
    unsigned* corners;
};

MeshBuffers new_mesh(RTCDevice device, std::size_t vertices, std::size_t triangles) {
    const RTCGeometry geometry = rtcNewGeometry(device, RTC_GEOMETRY_TYPE_TRIANGLE);
    return {geometry,
            static_cast<float*>(rtcSetNewGeometryBuffer(geometry, RTC_BUFFER_TYPE_VERTEX, 0,
                                                        RTC_FORMAT_FLOAT3, 3 * sizeof(float), vertices)),
            static_cast<unsigned*>(rtcSetNewGeometryBuffer(
                geometry, RTC_BUFFER_TYPE_INDEX, 0, RTC_FORMAT_UINT3, 3 * sizeof(unsigned), triangles))};
}

void put(float* to, const Point3& p) {
    to[0] = static_cast<float>(p.x);
    to[1] = static_cast<float>(p.y);
    to[2] = static_cast<float>(p.z);
}

void attach(RTCScene scene, RTCGeometry geometry, unsigned number) {
    rtcCommitGeometry(geometry);
    rtcAttachGeometryByID(scene, geometry, number);
    rtcReleaseGeometry(geometry);
}

} // namespace

void RayScene::Parts::set_origin(const Solids& solids, const Ground& ground) {
    Box box = ground.flat() ? Box{} : ground.terrain()->grid.box();
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    const auto add = [&](const Point3& p, double half_height) {
        box.add(Point{p.x, p.y});
        low = std::min(low, p.z - half_height);
        high = std::max(high, p.z + half_height);
    };
    for (const Point3& p : solids.vertices())
        add(p, 0);
    for (const Solids::Crown& crown : solids.crowns())
        add(crown.center, crown.half_height_m);
    if (!ground.flat()) {
        const FieldStatistics heights = statistics(*ground.terrain());
        low = std::min(low, heights.min);
        high = std::max(high, heights.max);
    }
    if (box.empty()) return;
    origin = {std::round(box.center().x), std::round(box.center().y),
              low <= high ? std::round((low + high) / 2) : 0};
}

void RayScene::Parts::add_solids(const Solids& solids) {
    if (solids.triangles().empty()) return;
    const MeshBuffers mesh = new_mesh(device.handle, solids.vertices().size(), solids.triangles().size());
    check(device.handle, {});
    for (std::size_t v = 0; v < solids.vertices().size(); ++v)
        put(mesh.vertices + 3 * v, local(solids.vertices()[v]));
    for (std::size_t t = 0; t < solids.triangles().size(); ++t)
        std::copy_n(solids.triangles()[t].begin(), 3, mesh.corners + 3 * t);
    things = solids.things();
    rtcSetGeometryIntersectFilterFunction(mesh.geometry, keep_lowest);
    attach(scene.handle, mesh.geometry, solid_geometry);
}

void RayScene::Parts::add_ground(const Ground& ground) {
    const std::int64_t columns = ground.node_columns();
    const std::int64_t rows = ground.node_rows();
    std::size_t triangles = 0;
    for (std::int64_t row = 0; row + 1 < rows; ++row)
        for (std::int64_t column = 0; column + 1 < columns; ++column)
            triangles += static_cast<std::size_t>(ground.patch(column, row).count);
    if (triangles == 0) return;
    if (columns * rows > std::int64_t{std::numeric_limits<std::int32_t>::max()})
        throw Error(ErrorCode::refused, "the terrain has too many cells for lines of sight",
                    "use a coarser terrain");
    const MeshBuffers mesh = new_mesh(device.handle, static_cast<std::size_t>(columns * rows), triangles);
    check(device.handle, {});
    float* vertex = mesh.vertices;
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column, vertex += 3) {
            const Point p = ground.node(column, row);
            put(vertex, local({p.x, p.y, ground.node_height(column, row).value_or(origin.z)}));
        }
    unsigned* corner = mesh.corners;
    for (std::int64_t row = 0; row + 1 < rows; ++row)
        for (std::int64_t column = 0; column + 1 < columns; ++column) {
            const Ground::Patch patch = ground.patch(column, row);
            for (int t = 0; t < patch.count; ++t)
                for (const auto& [c, r] : patch.triangles[static_cast<std::size_t>(t)])
                    *corner++ = static_cast<unsigned>(r * columns + c);
        }
    attach(scene.handle, mesh.geometry, ground_geometry);
}

void RayScene::Parts::add_crowns(const Solids& solids) {
    crowns = solids.crowns();
    if (crowns.empty()) return;
    for (Solids::Crown& crown : crowns)
        crown.center = local(crown.center);
    const RTCGeometry geometry = rtcNewGeometry(device.handle, RTC_GEOMETRY_TYPE_USER);
    check(device.handle, {});
    rtcSetGeometryUserPrimitiveCount(geometry, static_cast<unsigned>(crowns.size()));
    rtcSetGeometryUserData(geometry, &crowns);
    rtcSetGeometryBoundsFunction(geometry, crown_bounds, nullptr);
    rtcSetGeometryIntersectFunction(geometry, crown_hit);
    rtcSetGeometryOccludedFunction(geometry, crown_occluded);
    attach(scene.handle, geometry, crown_geometry);
}

RTCRay RayScene::Parts::ray(const SightLine& line) const {
    const Point3 from = local(line.from);
    const Point3 to = local(line.to);
    const Point3 along{to.x - from.x, to.y - from.y, to.z - from.z};
    const double length = std::sqrt(along.x * along.x + along.y * along.y + along.z * along.z);
    const double ends = std::max(clearance_of(from), clearance_of(to)) / std::max(length, least_clearance_m);
    RTCRay ray{};
    ray.org_x = static_cast<float>(from.x);
    ray.org_y = static_cast<float>(from.y);
    ray.org_z = static_cast<float>(from.z);
    ray.dir_x = static_cast<float>(along.x);
    ray.dir_y = static_cast<float>(along.y);
    ray.dir_z = static_cast<float>(along.z);
    ray.tnear = static_cast<float>(ends);
    ray.tfar = static_cast<float>(1 - ends); // below tnear for a line of no length: nothing is met
    ray.mask = ~0U;
    return ray;
}

bool RayScene::Parts::occluded(const SightLine& line, RTCIntersectContext& context) const {
    RTCRay shot = ray(before(line.to, line.from) ? SightLine{line.to, line.from} : line);
    if (!(shot.tnear < shot.tfar)) return false;
    rtcOccluded1(scene.handle, &context, &shot);
    return shot.tfar < 0;
}

RTCRayHit RayScene::Parts::hit(const SightLine& line) const {
    FirstHitContext context{context_for(RTC_INTERSECT_CONTEXT_FLAG_INCOHERENT), &things};
    RTCRayHit shot{};
    shot.ray = ray(line);
    shot.hit.geomID = RTC_INVALID_GEOMETRY_ID;
    if (shot.ray.tnear < shot.ray.tfar) rtcIntersect1(scene.handle, &context.base, &shot);
    return shot;
}

RayScene::RayScene(const Solids& solids, const Ground& ground, const Progress& progress)
    : parts_(std::make_unique<Parts>()) {
    RTCDevice device = parts_->device.handle;
    if (!device) throw Error(ErrorCode::internal, "this computer cannot run the search for lines of sight");
    RTCScene scene = parts_->scene.handle;
    rtcSetSceneFlags(scene, RTC_SCENE_FLAG_ROBUST);
    rtcSetSceneProgressMonitorFunction(scene, go_on, const_cast<Progress*>(&progress));
    parts_->set_origin(solids, ground);
    parts_->add_solids(solids);
    progress.checkpoint();
    parts_->add_ground(ground);
    parts_->add_crowns(solids);
    progress.checkpoint();
    rtcCommitScene(scene);
    check(device, progress);
    rtcSetSceneProgressMonitorFunction(scene, nullptr, nullptr);
    progress.report(1);
}

RayScene::~RayScene() = default;

double RayScene::clearance_m(Point3 place) const {
    return clearance_of(parts_->local(place));
}

bool RayScene::blocked(const SightLine& line) const {
    RTCIntersectContext context = context_for(RTC_INTERSECT_CONTEXT_FLAG_INCOHERENT);
    return parts_->occluded(line, context);
}

void RayScene::blocked(std::span<const SightLine> lines, std::span<std::uint8_t> answers) const {
    RTCIntersectContext context = context_for(RTC_INTERSECT_CONTEXT_FLAG_INCOHERENT);
    for (std::size_t i = 0; i < lines.size(); ++i)
        answers[i] = parts_->occluded(lines[i], context) ? 1 : 0;
}

namespace {

// The lines of one packet; as Parts::ray, lane by lane.
struct Packet {
    RTCRay16 rays{};
    alignas(64) std::array<int, packet> valid{};

    void aim(Point3 from, double from_clearance, const Point3* targets, std::size_t count, Point3 origin) {
        std::array<double, packet> x;
        std::array<double, packet> y;
        std::array<double, packet> z;
        for (std::size_t i = 0; i < packet; ++i) {
            const Point3& target = targets[std::min(i, count - 1)];
            x[i] = target.x - origin.x;
            y[i] = target.y - origin.y;
            z[i] = target.z - origin.z;
        }
        for (std::size_t i = 0; i < packet; ++i) {
            const double size = std::max(std::max(std::abs(x[i]), std::abs(y[i])), std::abs(z[i]));
            const double clear = std::max(from_clearance, size * clearance_share);
            const double dx = x[i] - from.x;
            const double dy = y[i] - from.y;
            const double dz = z[i] - from.z;
            const double ends = clear / std::max(std::sqrt(dx * dx + dy * dy + dz * dz), least_clearance_m);
            rays.dir_x[i] = static_cast<float>(dx);
            rays.dir_y[i] = static_cast<float>(dy);
            rays.dir_z[i] = static_cast<float>(dz);
            rays.tnear[i] = static_cast<float>(ends);
            rays.tfar[i] = static_cast<float>(1 - ends);
        }
        for (std::size_t i = 0; i < packet; ++i)
            valid[i] = i < count && rays.tnear[i] < rays.tfar[i] ? -1 : 0;
    }
};

} // namespace

void RayScene::blocked_from(Point3 eye, std::span<const Point3> targets,
                            std::span<std::uint8_t> answers) const {
    RTCIntersectContext context = context_for(RTC_INTERSECT_CONTEXT_FLAG_COHERENT);
    const Point3 from = parts_->local(eye);
    Packet lines;
    std::fill_n(lines.rays.org_x, packet, static_cast<float>(from.x));
    std::fill_n(lines.rays.org_y, packet, static_cast<float>(from.y));
    std::fill_n(lines.rays.org_z, packet, static_cast<float>(from.z));
    std::fill_n(lines.rays.mask, packet, ~0U);
    for (std::size_t begin = 0; begin < targets.size(); begin += packet) {
        const std::size_t count = std::min(packet, targets.size() - begin);
        lines.aim(from, clearance_of(from), targets.data() + begin, count, parts_->origin);
        rtcOccluded16(lines.valid.data(), parts_->scene.handle, &context, &lines.rays);
        for (std::size_t i = 0; i < count; ++i)
            answers[begin + i] = lines.valid[i] != 0 && lines.rays.tfar[i] < 0 ? 1 : 0;
    }
}

std::optional<Hit> RayScene::first_hit(const SightLine& line) const {
    return blocked(line) ? hit_of_blocked(line) : std::nullopt;
}

std::optional<Hit> RayScene::hit_of_blocked(const SightLine& line) const {
    RTCRayHit found = parts_->hit(line);
    double share = static_cast<double>(found.ray.tfar);
    if (found.hit.geomID == RTC_INVALID_GEOMETRY_ID) {
        // Grazing: only the search from the other end, which answered, meets it.
        found = parts_->hit({line.to, line.from});
        share = 1 - static_cast<double>(found.ray.tfar);
    }
    if (found.hit.geomID == RTC_INVALID_GEOMETRY_ID) return std::nullopt;
    const Thing thing = found.hit.geomID == ground_geometry  ? ground_thing
                        : found.hit.geomID == crown_geometry ? parts_->crowns[found.hit.primID].thing
                                                             : parts_->things[found.hit.primID];
    const double length =
        std::hypot(line.to.x - line.from.x, line.to.y - line.from.y, line.to.z - line.from.z);
    return Hit{share * length, thing};
}

} // namespace prospect::rays
