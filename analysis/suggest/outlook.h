// A plan in one state, and how far ground on it is to a goal: by the engines of the analyses that measure it.
#pragma once

#include "analysis/lighting/lit_plan.h"
#include "analysis/sightlines/placed_cameras.h"
#include "analysis/sightlines/watched_spots.h"
#include "analysis/suggest/ground.h"

#include <memory>
#include <span>
#include <vector>

namespace prospect::suggest {

// Light on faces, of all lamps; adds up. From it semicylindrical light any way follows (light.h).
struct Face {
    float aside = 0;
    float east = 0;
    float north = 0;
    bool operator==(const Face&) const = default;

    void add(const Face& other) {
        aside += other.aside;
        east += other.east;
        north += other.north;
    }
};
// Lux on faces at the place: on a path the lesser of both ways along it (lighting.routes), else the least of
// four directions (esc_min of lighting.illuminance).
double face_lux(const Face& face, const Place& place);

struct Seen {
    double value = 0; // guardianship, lux, or pixels on a metre
    Face face;        // where the goal has to do with light
    bool operator==(const Seen&) const = default;
};

// What a change alters, so that the rest is taken over.
enum class Alters : std::uint8_t {
    solids,   // something opaque
    greenery, // something that lets part of the sight through
    openings,
    lamps,
    cameras
};

// Immutable; the context must outlive it.
class Outlook {
public:
    // Of the scene of the run. Throws Error(refused) where nothing is known of the goal: no window for eyes,
    // no light for eyes by night. Light and cameras begin from none where the plan has none.
    static std::shared_ptr<const Outlook> of(const engine::Context& context, const Question& question);
    // The plan after the edit, all that watches, shines and looks made anew. Cost: some 2 ms on the sample,
    // 30 where solids change, and 10 for who watches.
    std::shared_ptr<const Outlook> after(const SiteEdit& edit, Alters alters) const;
    // The same on trial, for changes of what stands in the way: those who watch, shine and look stay where
    // they are.
    std::shared_ptr<const Outlook> on_trial(const SiteEdit& edit, Alters alters) const;

    const Question& question() const { return question_; }
    const scene::Scene& scene() const { return *scene_; }
    // What lines of sight of this goal run into.
    const scene::Space& space() const { return looks_as_camera() ? *space_ : *opaque_; }
    // What cameras look past.
    std::shared_ptr<const scene::Space> camera_space() const { return space_ ? space_ : scene_->space(); }
    const scene::Transmission& sight() const { return *sight_; }
    const std::shared_ptr<const lighting::LightScene>& light_scene() const { return light_scene_; }
    const sightlines::Guardians& guardians() const { return *guardians_; }
    const std::vector<lighting::Luminaire>& lamps() const { return *lamps_; }

    // By place. Places looked at together may matter to lines that graze an edge (watched_spots.h).
    void look(std::span<const Place> places, std::span<Seen> seen) const;
    // By number of the ground the places with a line, from whoever watches, shines or looks, past the box:
    // only these can be others when something within it changes.
    std::vector<std::uint32_t> seen_past(const Ground& ground, const Box& box) const;
    // What to know of it, besides what the scene says.
    const std::vector<engine::Note>& notes() const { return notes_; }

private:
    explicit Outlook(const Question& question) : question_(question) {}
    bool has_light() const;
    bool looks_as_camera() const { return question_.goal == Goal::camera; }
    void make_sight();
    void find_guardians();
    void find_lamps();
    void find_cameras();
    void light_up();
    std::shared_ptr<Outlook> changed(const SiteEdit& edit, Alters alters) const;
    void look_at_eyes(std::span<const Place> places, std::span<Seen> seen) const;
    void look_through_cameras(std::span<const Place> places, std::span<Seen> seen) const;
    void add_light(std::span<const Place> places, std::span<Seen> seen) const;

    Question question_;
    std::shared_ptr<const scene::Scene> scene_;
    std::vector<std::shared_ptr<const scene::Scene>> before_; // what is taken over refers to them
    std::shared_ptr<const scene::Space> opaque_;
    std::shared_ptr<const scene::Space> space_;                     // of cameras
    std::shared_ptr<const scene::Transmission> sight_;              // of eyes
    std::shared_ptr<const sightlines::Guardians> guardians_;        // of eyes
    std::shared_ptr<const sightlines::WatchedSpots> watched_;       // of eyes
    std::shared_ptr<const std::vector<lighting::Luminaire>> lamps_; // of light, and eyes by night
    std::shared_ptr<const lighting::LightScene> light_scene_;
    std::shared_ptr<const lighting::Lights> lights_; // null: none shines
    std::shared_ptr<const std::vector<sightlines::PlacedCamera>> cameras_;
    std::vector<engine::Note> notes_;
};

// From how far a face is recognised in that light, as sightlines.overlooking takes it by night.
double recognised_m(const Face& face);

} // namespace prospect::suggest
