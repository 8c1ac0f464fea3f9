// Direct light at places: what every lamp gives past all that stands in its way.
#pragma once

#include "analysis/lighting/light_scene.h"
#include "analysis/lighting/luminaires.h"

#include <atomic>
#include <functional>
#include <span>

namespace prospect::lighting {

// The sums over all lamps from which every quantity at a place follows. A lamp of intensity I at distance d
// gives k = I / d² on a plane square to its light; u is the unit vector from the place to the lamp, s its
// length on the plan. Lux. Formulas: EN 13201-3:2015; domain.md §3b.
struct Light {
    float level = 0;      // Σ k max(0, u.z)
    float hemisphere = 0; // Σ k (1 + u.z) / 4
    float aside = 0;      // Σ k s
    float east = 0;       // Σ k u.x
    float north = 0;      // Σ k u.y
    // On upright planes that face north, east, south, west: Σ k max(0, u · n).
    std::array<float, 4> facing{};

    double eh() const { return static_cast<double>(level); }
    double ehs() const { return static_cast<double>(hemisphere); }
    double ecyl() const;
    // On the face of somebody who looks that way: Σ k (s + u · n) / π. Light from behind counts with what of
    // it reaches round: 1 + cos of the angle.
    double esc(Point direction) const; // of length 1
    // The least over the four directions of `facing`.
    double esc_min() const;
};

inline constexpr std::array<Point, 4> four_directions{Point{0, 1}, Point{1, 0}, Point{0, -1}, Point{-1, 0}};

// What one lamp gives to some places; spans of one length.
struct Beam {
    std::size_t lamp = 0;
    std::span<const std::uint32_t> places; // ascending, of those given, from `first` on
    bool all = false;                      // they are 0, 1, 2 … to the last of the block
    std::span<const float> k;              // lux square to the light, shadows counted
    std::span<const float> x;              // unit vector from the place to the lamp
    std::span<const float> y;
    std::span<const float> z;
};

// The lamps of a plan and what stands between them and a place: buildings, barriers and ground by opacity,
// crowns by the season. No light is reflected. Immutable; safe from several threads; scene must outlive it.
class Lights {
public:
    // opaque: opaque_space() of the scene. Light of a lamp below cutoff_lx (square to it) is left out; 0:
    // none is.
    Lights(const scene::Scene& scene, std::shared_ptr<const scene::Space> opaque,
           std::vector<Luminaire> luminaires, double cutoff_lx = 0);
    // The same where others share the scene.
    Lights(std::shared_ptr<const LightScene> scene, std::vector<Luminaire> luminaires, double cutoff_lx = 0);
    ~Lights();

    const std::vector<Luminaire>& luminaires() const { return luminaires_; }
    const std::shared_ptr<const LightScene>& scene() const { return scene_; }
    // Lines to places since this was made that the plan alone did not tell to be in shadow.
    std::int64_t rays() const { return rays_; }

    // Heights above the datum. lights: one for each place. Cost: some 5 ns for each lamp and place that it
    // cannot reach, 30 for others, twice that where things stand near the line.
    void at(std::span<const Point3> places, std::span<Light> lights) const;
    // On the planes with these unit normals, one for each place: Σ k max(0, u · n), lux.
    void on_planes(std::span<const Point3> places, std::span<const Point3> normals,
                   std::span<double> lux) const;

    // Both at once, and on the planes that face the other way: the lines are looked along once.
    void at_and_on_planes(std::span<const Point3> places, std::span<const Point3> normals,
                          std::span<Light> lights, std::span<double> front_lux,
                          std::span<double> back_lux) const;

    // Calls `each` for some of the places at a time, `first` on, and every lamp that may give them light; for
    // places that a beam does not name it gives none.
    using Each = std::function<void(std::size_t first, const Beam& beam)>;
    void for_beams(std::span<const Point3> places, const Each& each) const;

private:
    struct Buffers;
    struct Shadows;
    void prepare();
    const scene::PlanShadow* choose(std::size_t lamp, std::span<const Point3> places, bool many,
                                    Buffers& buffers) const;
    bool spread(std::size_t lamp, Buffers& buffers) const;
    void shade(std::size_t lamp, const scene::PlanShadow* plan, Buffers& buffers) const;

    std::vector<Luminaire> luminaires_;
    std::shared_ptr<const LightScene> scene_;
    std::vector<const IntensityTable*> tables_; // by luminaire
    std::unique_ptr<Shadows> shadows_;
    float cutoff_lx_ = 0;
    mutable std::atomic<std::int64_t> rays_ = 0;
};

} // namespace prospect::lighting
