// A camera that somebody aims: what it shows now, the numbers those of a run of sightlines.cameras. All that
// does not hang on the camera is made once.
#pragma once

#include "analysis/sightlines/camera_look.h"
#include "analysis/sightlines/camera_windows.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace prospect::sightlines {

// How a cell stands to the camera.
enum class CameraCell : std::uint8_t {
    outside,    // not in the picture
    under,      // ahead and in free sight, but below the picture: the blind ground under the camera
    hidden,     // in the picture and near enough for the detail asked, but something is in the way
    hidden_far, // likewise, but too far for the detail asked
    faint,      // shown with less than the least level
    level,      // shown with the first level at least; this and one for each level more
};

struct CameraView {
    std::optional<PlacedCamera> camera; // as it hangs; absent: it cannot look
    std::string left_out;               // why, as a sentence without its end
    double moved_m = 0;                 // out of the wall it is drawn in
    AskedDetail asked;
    double above_m = 0; // the lens above what is looked at, on level ground
    // From the lens to the nearest that is looked at in its picture, hidden or not; absent: nothing of the
    // plan's ground is in it.
    std::optional<double> nearest_m;

    std::vector<CameraCell> cells;          // of the ground's grid
    std::vector<std::size_t> private_cells; // shown, in a private zone; in the order of the grid
    CameraTally tally;                      // in cells
    std::int64_t under = 0;                 // likewise
    double cell_m2 = 0;

    // What hides the ground that is near enough, the worst first.
    struct Hider {
        Uuid feature; // nil for the terrain
        std::string name;
        bool planting = false;
        double hidden_m2 = 0;
    };
    std::vector<Hider> hiders;
    // Private and semi-private zones it shows, private ones first, then the most first.
    struct Shown {
        Uuid zone;
        std::string name;
        bool is_private = false;
        double seen_m2 = 0;
    };
    std::vector<Shown> private_ground;
    // Windows of the plan at which it shows somebody, the most detailed first.
    struct Window {
        FeaturePtr window;
        std::string building; // its name; "" where it has none or none is near
        bool home = false;    // scene::is_of_a_home
        Point place;
        double distance_m = 0;
        double pixels_per_m = 0;
    };
    std::vector<Window> windows;

    double area_m2(std::int64_t cells_counted) const { return static_cast<double>(cells_counted) * cell_m2; }
    // Of what it shows; absent when it shows nothing.
    std::optional<double> share(std::int64_t cells_counted) const;
};

// The ground of a plan in a season, in cells of the grid a run without an extent takes, and the windows of
// the plan. Immutable: any number of threads may look.
class CameraGround {
public:
    // Cost: that of scene.space() and opaque_space(), and a microsecond a cell. Throws Cancelled,
    // Error(refused) for a plan with nothing on it.
    CameraGround(std::shared_ptr<const scene::Scene> scene, double cell_m, double target_height_m,
                 const Progress& progress = {});

    // The camera need not be on the plan. Cost: as CameraLook for all cells, and a microsecond a window.
    CameraView look(const FeaturePtr& camera, Edition edition) const;

    // How it shows somebody at a place of the plan; absent beyond the ground that is looked at, in buildings
    // and where the terrain has no height. view: of look() of this ground.
    struct Spot {
        CameraCell cell = CameraCell::outside;
        double pixels_per_m = 0; // whatever is in the way; of the place itself, not of its cell's middle
    };
    std::optional<Spot> spot(const CameraView& view, Point place) const;

    const scene::Scene& scene() const { return *scene_; }
    const Grid& grid() const { return grid_; }
    double cell_m() const { return cell_m_; }
    double target_height_m() const { return target_height_m_; }
    // Windows drawn on the plan, assumed ones left out.
    std::size_t windows() const { return windows_.size(); }
    // Whether some zone of the plan says whose ground it is.
    bool owners_known() const { return owners_known_; }

private:
    struct HomeWindow {
        Guardian guardian;
        std::string building;
        bool home = false;
    };
    void add_ground(CameraView& view, Edition edition) const;
    void add_under(const PictureFrame& frame, std::span<const CameraSpot> spots, CameraView& view) const;
    void add_hiders(CameraView& view) const;
    void add_windows(CameraView& view) const;

    std::shared_ptr<const scene::Scene> scene_;
    std::shared_ptr<const scene::Space> space_;
    scene::Transmission sight_;
    double cell_m_;
    double target_height_m_;
    Grid grid_;
    CameraLook look_;
    std::vector<std::vector<CameraSpot>> blocks_;
    std::vector<HomeWindow> windows_;
    bool owners_known_ = false;
};

} // namespace prospect::sightlines
