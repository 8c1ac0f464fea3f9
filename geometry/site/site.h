// The place: an immutable snapshot of everything that is on the plan.
#pragma once

#include "geometry/base/sha256.h"
#include "geometry/site/edit.h"
#include "geometry/site/layer.h"
#include "geometry/site/photometry.h"
#include "geometry/site/record.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace prospect {

// One projected metre system a site. Features are stored relative to `origin` (a whole kilometre, full CRS
// coordinates).
struct Frame {
    std::string crs;      // "EPSG:27700", "local", or WKT when it has no code; empty: nothing imported yet
    std::string crs_name; // "OSGB36 / British National Grid"
    Point origin;
    bool operator==(const Frame&) const = default;

    bool set() const { return !crs.empty(); }
    Point to_local(Point full) const { return full - origin; }
    Point to_full(Point local) const { return local + origin; }
};

// An option: a named list of edits over the base.
struct Scenario {
    Uuid id;
    std::string name;
    std::vector<SiteEdit> edits;
};

// Texts of the site sheet, as in prospect_meta: title, reference, drawing, revision, applicant, agency, …
using SiteMeta = std::map<std::string, std::string>;

// How luminaires give their light, by the name of the file.
using Photometries = std::map<std::string, std::shared_ptr<const Photometry>, std::less<>>;
// Whether two names of files differ in capitals at most.
bool same_photometry_name(std::string_view a, std::string_view b);
// The one of that name: letter for letter, else however letters are written. Null when there is none.
std::shared_ptr<const Photometry> photometry_named(const Photometries& photometries, std::string_view name);

class Site;
using SitePtr = std::shared_ptr<const Site>;

// What did not fit when edits were applied to a changed base.
struct Unapplied {
    std::string edit;   // its title
    std::string reason; // "feature … is no longer there"
};

class Site {
public:
    Frame frame;
    SiteMeta meta;
    std::vector<LayerPtr> layers; // drawing order: first at the bottom
    std::vector<std::shared_ptr<const Scenario>> scenarios;
    Photometries photometries;  // what its luminaires may name, besides the bundled ones
    std::vector<RecordedAnswer> answers; // to what the criteria ask people
    std::vector<LogEntry> log;           // decisions and consultations, in their order
    std::uint64_t revision = 0; // grows with every edit; not part of any hash

    const Layer* layer(const Uuid& id) const;
    const Layer* layer(std::string_view name) const;
    const Scenario* scenario(std::string_view name) const;
    // All features of a role with the layer they are in, in layer order.
    std::vector<std::pair<const Layer*, FeaturePtr>> features(Role role) const;
    // Number of features (1 for a grid or a picture) by role.
    std::map<Role, std::size_t> counts() const;
    // First layer of a raster role; absent when there is none.
    const Field* raster(Role role) const;
    // The layer that holds the feature; null when there is none.
    const Layer* layer_of(const Uuid& feature) const;
    // Box of the features and rasters of all analysed roles, local.
    Box box() const;
    // Box of the red line (study_area.h) where there is one, else box().
    Box study_box() const;
};

// The site after the edit, sharing what did not change. Coordinates that come in are put on the grid of
// tolerance::coordinate_step_m; a layer's name that is taken gets a number. Steps that refer to something
// missing are skipped and listed.
SitePtr apply(const Site& site, const SiteEdit& edit, std::vector<Unapplied>* unapplied = nullptr);
// The base with a scenario's edits applied in order. Throws Error(usage) naming the scenarios when there is
// none so called.
SitePtr with_scenario(const Site& site, std::string_view name, std::vector<Unapplied>* unapplied = nullptr);

// Over the frame, the set of features of one role (content_digest in feature.h) and its rasters in layer
// order, for luminaires with the photometry of the site's that they name; not presentation. Independent of
// the order of features and of how they are split into layers. Remembered per feature and per layer: repeated
// calls on shared layers cost next to nothing.
Digest role_hash(const Site& site, Role role);
// Over all analysed roles except annotations: the snapshot's name in provenance.
Digest snapshot_hash(const Site& site);

// The whole kilometre to the south-west of the box.
Point origin_for(const Box& full_coordinates);

// Adds to a layer name " (2)", " (3)"… until no layer of the site bears it.
std::string unique_layer_name(const Site& site, std::string name);

} // namespace prospect
