#include "analysis/lighting/light.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numbers>
#include <optional>

namespace prospect::lighting {

namespace {

constexpr std::size_t block = directions_at_once;
using Row = std::array<float, block>;
// Fewer places are looked at one by one as they come, such as that of a pointer.
constexpr std::size_t many_places = 64;
// Nearer to a lamp than this no light is worked out: somebody would touch it.
constexpr float least_distance2 = 1e-4F;

struct Turn {
    float xx, xy, xz, yx, yy, yz, zx, zy, zz;
};

Turn turn_of(const Rotation& r) {
    const auto at = [&](std::size_t i, std::size_t j) { return static_cast<float>(r[i][j]); };
    return {at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)};
}

// Light over one block, quantity by quantity.
struct Sums {
    Row level;
    Row hemisphere;
    Row aside;
    Row east;
    Row north;
    std::array<Row, 4> facing;

    void clear(std::size_t count) {
        for (Row* row :
             {&level, &hemisphere, &aside, &east, &north, &facing[0], &facing[1], &facing[2], &facing[3]})
            std::fill_n(row->begin(), count, 0.0F);
    }
    void add(const Beam& beam) {
        if (!beam.all) {
            for (std::size_t i = 0; i < beam.k.size(); ++i)
                add_one(beam.places[i], beam.k[i] * beam.x[i], beam.k[i] * beam.y[i], beam.k[i] * beam.z[i],
                        beam.k[i]);
            return;
        }
        const float* k = beam.k.data();
        const float* x = beam.x.data();
        const float* y = beam.y.data();
        const float* z = beam.z.data();
        for (std::size_t i = 0; i < beam.k.size(); ++i)
            add_one(i, k[i] * x[i], k[i] * y[i], k[i] * z[i], k[i]);
    }
    Light at(std::size_t i) const {
        return {level[i], hemisphere[i], aside[i],
                east[i],  north[i],      {facing[0][i], facing[1][i], facing[2][i], facing[3][i]}};
    }

private:
    void add_one(std::size_t i, float e, float n, float u, float k) {
        level[i] += std::max(u, 0.0F);
        hemisphere[i] += (k + u) * 0.25F;
        aside[i] += std::sqrt(e * e + n * n);
        east[i] += e;
        north[i] += n;
        facing[0][i] += std::max(n, 0.0F);
        facing[1][i] += std::max(e, 0.0F);
        facing[2][i] += std::max(-n, 0.0F);
        facing[3][i] += std::max(-e, 0.0F);
    }
};

Box bounds_of(const scene::Scene& scene, const std::vector<Luminaire>& lamps) {
    Box bounds = scene.bounds();
    for (const Luminaire& lamp : lamps)
        bounds.add(Point{lamp.at.x, lamp.at.y});
    return bounds;
}

} // namespace

double Light::ecyl() const {
    return static_cast<double>(aside) / std::numbers::pi;
}

double Light::esc(Point direction) const {
    const double along = static_cast<double>(east) * direction.x + static_cast<double>(north) * direction.y;
    return std::max(0.0, static_cast<double>(aside) + along) / std::numbers::pi;
}

double Light::esc_min() const {
    double least = esc(four_directions[0]);
    for (const Point direction : four_directions)
        least = std::min(least, esc(direction));
    return least;
}

// Of one block and lamp. `places` are those of the block the lamp may reach; what follows has their order.
struct Lights::Buffers {
    std::vector<scene::Reach> reach; // of the block
    std::vector<std::uint32_t> places;
    std::vector<Point3> at;
    Row from_x, from_y, from_z; // from the lamp to the place
    Row own_x, own_y, own_z;    // the same on the axes of the luminaire
    Row candela;
    Row k, x, y, z;                 // as Beam
    std::vector<std::uint32_t> lit; // of those
    std::vector<Point3> ends;       // of the lines of sight, of the block
    std::vector<Point3> lit_ends;   // of `lit`
    std::vector<float> shares;
};

// By lamp what the plan tells, made once many places are asked about: it costs as much as some thousand
// lines.
struct Lights::Shadows {
    static constexpr std::int64_t worth_it = 4096; // places

    struct One {
        std::atomic<std::int64_t> asked = 0;
        std::once_flag making;
        std::atomic<bool> made = false;
        std::optional<scene::PlanShadow> plan;
    };

    Shadows(const LightScene& scene_of, std::size_t lamps) : scene(scene_of), by_lamp(lamps) {}

    // Null where the plan tells nothing, or few places are asked about. places: 0 where it must not be made
    // now.
    const scene::PlanShadow* of(std::size_t lamp, const Point3& eye, std::size_t places) {
        One& one = by_lamp[lamp];
        if (!one.made) {
            if (places == 0 || (one.asked += static_cast<std::int64_t>(places)) < worth_it) return nullptr;
            std::call_once(one.making, [&] {
                one.plan = scene.shadow_from(eye);
                one.made = true;
            });
        }
        return one.plan ? &*one.plan : nullptr;
    }

    const LightScene& scene;
    std::vector<One> by_lamp;
};

Lights::~Lights() = default;

Lights::Lights(const scene::Scene& scene, std::shared_ptr<const scene::Space> opaque,
               std::vector<Luminaire> luminaires, double cutoff_lx)
    : luminaires_(std::move(luminaires)),
      scene_(std::make_shared<const LightScene>(scene, std::move(opaque), bounds_of(scene, luminaires_))),
      cutoff_lx_(static_cast<float>(cutoff_lx)) {
    prepare();
}

Lights::Lights(std::shared_ptr<const LightScene> scene, std::vector<Luminaire> luminaires, double cutoff_lx)
    : luminaires_(std::move(luminaires)), scene_(std::move(scene)),
      cutoff_lx_(static_cast<float>(cutoff_lx)) {
    prepare();
}

void Lights::prepare() {
    for (const Luminaire& lamp : luminaires_)
        tables_.push_back(&scene_->table(lamp.photometry));
    shadows_ = std::make_unique<Shadows>(*scene_, luminaires_.size());
}

// The places of a block that the lamp may reach, and what the plan tells of it.
const scene::PlanShadow* Lights::choose(std::size_t lamp, std::span<const Point3> places, bool many,
                                        Buffers& b) const {
    const scene::PlanShadow* plan = shadows_->of(lamp, luminaires_[lamp].at, many ? places.size() : 0);
    b.places.clear();
    b.at.clear();
    b.reach.assign(places.size(), scene::Reach::unknown);
    if (plan) plan->reach(b.ends, b.reach);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (b.reach[i] == scene::Reach::hidden) continue;
        b.places.push_back(static_cast<std::uint32_t>(i));
        b.at.push_back(places[i]);
    }
    return plan;
}

// k and u as if nothing stood in the way. False where nothing is lit.
bool Lights::spread(std::size_t lamp, Buffers& b) const {
    const std::vector<Point3>& places = b.at;
    const Luminaire& one = luminaires_[lamp];
    const Point3 at = one.at;
    const Turn turn = turn_of(one.rotation);
    const std::size_t count = places.size();
    for (std::size_t i = 0; i < count; ++i) {
        b.from_x[i] = static_cast<float>(places[i].x - at.x);
        b.from_y[i] = static_cast<float>(places[i].y - at.y);
        b.from_z[i] = static_cast<float>(places[i].z - at.z);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const float x = b.from_x[i];
        const float y = b.from_y[i];
        const float z = b.from_z[i];
        b.own_x[i] = turn.xx * x + turn.yx * y + turn.zx * z;
        b.own_y[i] = turn.xy * x + turn.yy * y + turn.zy * z;
        b.own_z[i] = turn.xz * x + turn.yz * y + turn.zz * z;
    }
    const auto row = [count](Row& values) { return std::span(values).first(count); };
    tables_[lamp]->at(row(b.own_x), row(b.own_y), row(b.own_z), row(b.candela));
    const auto share = static_cast<float>(one.share());
    float most = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const float x = b.from_x[i];
        const float y = b.from_y[i];
        const float z = b.from_z[i];
        const float d2 = x * x + y * y + z * z;
        const float inverse = 1 / std::sqrt(std::max(d2, least_distance2));
        const float k = d2 < least_distance2 ? 0.0F : share * b.candela[i] * inverse * inverse;
        b.k[i] = k < cutoff_lx_ ? 0.0F : k;
        b.x[i] = -x * inverse;
        b.y[i] = -y * inverse;
        b.z[i] = -z * inverse;
        most = std::max(most, b.k[i]);
    }
    return most > 0;
}

void Lights::shade(std::size_t lamp, const scene::PlanShadow* plan, Buffers& b) const {
    b.lit.clear();
    b.lit_ends.clear();
    for (std::size_t i = 0; i < b.places.size(); ++i) {
        if (!(b.k[i] > 0)) continue;
        b.lit.push_back(static_cast<std::uint32_t>(i));
        b.lit_ends.push_back(b.ends[b.places[i]]);
    }
    b.shares.resize(b.lit.size());
    scene_->sight().shares_from(luminaires_[lamp].at, b.lit_ends, b.shares, plan);
    for (std::size_t i = 0; i < b.lit.size(); ++i)
        b.k[b.lit[i]] *= b.shares[i];
    rays_ += static_cast<std::int64_t>(b.lit.size());
}

void Lights::for_beams(std::span<const Point3> places, const Each& each) const {
    const auto buffers = std::make_unique<Buffers>();
    for (std::size_t first = 0; first < places.size(); first += block) {
        const auto some = places.subspan(first, std::min(block, places.size() - first));
        buffers->ends.assign(some.begin(), some.end());
        for (Point3& end : buffers->ends) // off the ground it may lie on
            end.z += scene_->opaque().rays().clearance_m(end);
        for (std::size_t lamp = 0; lamp < luminaires_.size(); ++lamp) {
            const scene::PlanShadow* plan = choose(lamp, some, places.size() >= many_places, *buffers);
            const std::size_t count = buffers->places.size();
            if (count == 0 || !spread(lamp, *buffers)) continue;
            shade(lamp, plan, *buffers);
            const auto row = [&](const Row& values) { return std::span<const float>(values).first(count); };
            each(first, {lamp, buffers->places, count == some.size(), row(buffers->k), row(buffers->x),
                         row(buffers->y), row(buffers->z)});
        }
    }
}

void Lights::at(std::span<const Point3> places, std::span<Light> lights) const {
    const auto sums = std::make_unique<Sums>();
    for (std::size_t first = 0; first < places.size(); first += block) {
        const auto some = places.subspan(first, std::min(block, places.size() - first));
        sums->clear(some.size());
        for_beams(some, [&](std::size_t, const Beam& beam) { sums->add(beam); });
        for (std::size_t i = 0; i < some.size(); ++i)
            lights[first + i] = sums->at(i);
    }
}

void Lights::on_planes(std::span<const Point3> places, std::span<const Point3> normals,
                       std::span<double> lux) const {
    std::fill(lux.begin(), lux.end(), 0.0);
    for_beams(places, [&](std::size_t first, const Beam& beam) {
        for (std::size_t i = 0; i < beam.k.size(); ++i) {
            const std::size_t place = first + beam.places[i];
            const Point3 n = normals[place];
            const double cosine = static_cast<double>(beam.x[i]) * n.x +
                                  static_cast<double>(beam.y[i]) * n.y + static_cast<double>(beam.z[i]) * n.z;
            lux[place] += static_cast<double>(beam.k[i]) * std::max(0.0, cosine);
        }
    });
}

void Lights::at_and_on_planes(std::span<const Point3> places, std::span<const Point3> normals,
                              std::span<Light> lights, std::span<double> front_lux,
                              std::span<double> back_lux) const {
    const auto sums = std::make_unique<Sums>();
    std::fill(front_lux.begin(), front_lux.end(), 0.0);
    std::fill(back_lux.begin(), back_lux.end(), 0.0);
    for (std::size_t first = 0; first < places.size(); first += block) {
        const auto some = places.subspan(first, std::min(block, places.size() - first));
        sums->clear(some.size());
        for_beams(some, [&](std::size_t, const Beam& beam) {
            sums->add(beam);
            for (std::size_t i = 0; i < beam.k.size(); ++i) {
                const std::size_t place = first + beam.places[i];
                const Point3 n = normals[place];
                const double cosine = static_cast<double>(beam.x[i]) * n.x +
                                      static_cast<double>(beam.y[i]) * n.y +
                                      static_cast<double>(beam.z[i]) * n.z;
                front_lux[place] += static_cast<double>(beam.k[i]) * std::max(0.0, cosine);
                back_lux[place] += static_cast<double>(beam.k[i]) * std::max(0.0, -cosine);
            }
        });
        for (std::size_t i = 0; i < some.size(); ++i)
            lights[first + i] = sums->at(i);
    }
}

} // namespace prospect::lighting
