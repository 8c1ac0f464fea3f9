// The plan as rules ask for it: what is there now, within the red line, whose ground it is, what a thing is
// called.
#pragma once

#include "analysis/scene/facades.h"
#include "analysis/scene/line_stations.h"
#include "analysis/scene/scene.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"
#include "geometry/index/spatial_index.h"

#include <array>
#include <string>
#include <vector>

namespace prospect::assessment {

// A number of a feature and how well it is known.
struct Reading {
    double value = 0;
    Basis basis = Basis::unknown;
    bool defaulted = false; // not given: the default stood in
};

using scene::Facade;

inline Basis weaker(Basis a, Basis b) {
    return a < b ? b : a;
}
// Whether a finding may be serious when it rests on this.
inline bool firm(Basis basis) {
    return basis <= Basis::tagged;
}

// Immutable. Refers to the scene, which must outlive it.
class Facts {
public:
    explicit Facts(const scene::Scene& scene);

    const scene::Scene& scene() const { return scene_; }
    const Site& site() const { return scene_.site(); }
    // Features of the role with a shape, present in the phase, in layer order.
    const std::vector<FeaturePtr>& of(Role role) const { return features_[static_cast<std::size_t>(role)]; }
    // Those of them that touch the study area with a vertex or their label point.
    std::vector<FeaturePtr> scored(Role role) const;
    const scene::StudyArea& study() const { return study_; }
    FeaturePtr find(const Uuid& id) const; // among all that of() gives; null when not there

    // Texts of the drawing that may be names: "Garages", not "2.4" or "FFL 12.30".
    const std::vector<FeaturePtr>& labels() const { return labels_; }
    // The feature's own name, else that of the only label within its outline; "" when it has none, and for
    // what is protected or personal.
    std::string name_of(const Feature& feature) const;
    // name_of, else what it is: "the hedge".
    std::string called(Role role, const Feature& feature) const;

    const scene::Zones& zones() const { return zones_; }
    // Whether a building stands on the ground at p.
    bool built_at(Point p) const;
    // Of an opening within tolerance::opening_host_m of a building's edge.
    std::optional<Facade> facade_at(Point p) const { return scene_.facades().at(p); }

private:
    const scene::Scene& scene_;
    scene::StudyArea study_;
    std::array<std::vector<FeaturePtr>, role_count> features_;
    std::vector<FeaturePtr> labels_;
    scene::Zones zones_;
    SpatialIndex buildings_;
    SpatialIndex label_index_;
};

Reading number_of(Role role, const Feature& feature, const std::string& attribute);
// The feature's own text; "" when it has none.
std::string own_text(const Feature& feature, std::string_view attribute);
// Kerbs and bollards, which keep wheels out, and retaining walls, which hold ground: none of them is cut,
// raised or opened to be seen past.
bool is_groundwork(const Feature& barrier);
Basis basis_of_text(const Feature& feature, std::string_view attribute);
// What the thing is, in one or two plain words: "hedge", "play area", "bin store".
std::string noun_of(Role role, const Feature& feature);
std::string plural_of(const std::string& noun); // "hedges", "bin stores"
// "1,264": with separators of thousands.
std::string count_text(std::size_t count);
std::string rounded_text(double value); // the same of a number rounded to a whole one
// "13 windows", "1 window", "no window".
std::string counted(std::size_t count, const std::string& noun);
// Name, else what it is: "the hedge".
std::string called(Role role, const Feature& feature);
// Beginning with a capital letter.
std::string sentence(std::string text);
// called() at the beginning of a sentence.
std::string called_first(Role role, const Feature& feature);
using scene::nearest_station;
using scene::Station;
using scene::stations;

SiteEdit change_of(const std::string& title, const Uuid& feature, const std::string& attribute, double value);

} // namespace prospect::assessment
