// The light of a plan while somebody moves, aims or dims one of its lamps. Direct light adds up: each lamp
// has a layer of its own, and of those only what changes is worked out again. Numbers are those of a run of
// lighting.illuminance and lighting.trespass but for the order of the sum.
#pragma once

#include "analysis/lighting/coverage.h"
#include "analysis/lighting/light.h"
#include "analysis/lighting/lit_windows.h"
#include "analysis/scene/scored_paths.h"
#include "geometry/raster/field.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace prospect::lighting {

// What one lamp would give undimmed and with nothing lost in use (Luminaire::share() 1), by place of
// LitGround: lux.
struct LightLayer {
    Luminaire lamp; // as it hung then
    std::vector<float> lux;
};

// Where light is asked about on a plan whose lamps may change: cells of the ground, spots along paths,
// windows. Immutable: any number of threads may ask.
class LitGround {
public:
    // Cells of the grid a run without an extent takes; spots every metre of scored_paths(); windows of
    // lit_windows(). Cost: that of opaque_space(), and a microsecond a place. Throws Cancelled,
    // Error(refused) for a plan with nothing on it.
    LitGround(std::shared_ptr<const scene::Scene> scene, double cell_m, const Progress& progress = {});

    const scene::Scene& scene() const { return *scene_; }
    const scene::Space& space() const { return *space_; }
    const Grid& grid() const { return grid_; }
    double cell_m() const { return grid_.cell_x; }
    const std::vector<scene::ScoredPath>& paths() const { return paths_; }
    const std::vector<LitWindow>& windows() const { return windows_; }
    std::size_t places() const { return places_.size(); }

    // Cost: as Lights::at of one lamp.
    LightLayer layer(const Luminaire& lamp) const;

    // What light comes to, by place: lux of all lamps.
    Field field(const std::vector<float>& lux) const;            // eh, nodata in buildings
    Coverage public_ground(const std::vector<float>& lux) const; // scored and public
    Coverage along(std::size_t path, const std::vector<float>& lux) const;
    double at_window(std::size_t window, const std::vector<float>& lux) const;

private:
    void add_cells(const Progress& progress);

    std::shared_ptr<const scene::Scene> scene_;
    std::shared_ptr<const scene::Space> space_;
    Grid grid_;
    std::shared_ptr<const LightScene> light_scene_;
    std::vector<scene::ScoredPath> paths_;
    std::vector<LitWindow> windows_;
    std::vector<Point3> places_;           // of cells, then of spots path by path, then of windows
    std::vector<std::uint32_t> cells_;     // of the first places, in the grid
    std::vector<std::uint8_t> is_public_;  // by cell of cells_: scored public ground
    std::vector<std::size_t> path_begins_; // in places_, one more than paths
};

// All lamps of a plan on its ground. Immutable.
class LightLayers {
public:
    // known: layers made for the same ground; those of lamps that hang as they did are taken over.
    LightLayers(std::shared_ptr<const LitGround> ground, std::vector<Luminaire> lamps,
                const LightLayers* known = nullptr, const Progress& progress = {});

    const std::shared_ptr<const LitGround>& ground() const { return ground_; }
    std::size_t lamps() const { return lamps_.size(); }
    // How many of them were worked out and not taken over.
    std::size_t made() const { return made_; }
    // What all lamps but that one give, lux by place, dimmed and in use as they are.
    std::vector<float> without(const Uuid& lamp) const;

private:
    struct One {
        Luminaire lamp;
        std::shared_ptr<const LightLayer> layer;
    };
    std::shared_ptr<const LitGround> ground_;
    std::vector<One> lamps_;
    std::size_t made_ = 0;
};

// The plan with the lamp as it is aimed.
struct LightView {
    std::optional<Luminaire> lamp; // as it hangs; absent: it gives no light
    std::string left_out;          // why, as a sentence without its end
    bool off = false;              // by its hours
    double moved_m = 0;            // out of the wall it is drawn in
    double upward_share = 0;       // of its light

    Field field; // eh, lux, of all lamps
    Coverage public_ground;
    double brightest_lx = 0; // of the field

    // Paths this lamp gives light, those it gives most first.
    struct Path {
        std::size_t path = 0; // of LitGround::paths()
        Coverage lit;         // of all lamps, along its middle
        double own_lx = 0;    // mean of this lamp
    };
    std::vector<Path> paths;
    // Windows this lamp gives light, those it gives most first.
    struct Window {
        std::size_t window = 0; // of LitGround::windows()
        double ev_lx = 0;       // of all lamps
        double own_lx = 0;
    };
    std::vector<Window> windows;
};

// others: LightLayers::without() it. lamp: need not be on the plan. site: whose photometries count. Cost: one
// layer, and some nanoseconds a place.
LightView look_at(const LitGround& ground, const std::vector<float>& others, const Site& site,
                  const FeaturePtr& lamp, const TimeContext& time);

} // namespace prospect::lighting
