// Features of a site in flat arrays with a spatial index per batch, ready to paint: what every picture is
// made from.
#pragma once

#include "geometry/site/site.h"

#include <memory>
#include <vector>

namespace prospect::render {

struct PaintLayer;

// Immutable and safe to read from any thread. Invisible layers are not part of it.
class PaintModel {
public:
    // Layers that did not change since `previous` are shared. Cost: O(n log n) in the points of changed
    // layers. A null site gives an empty model.
    static std::shared_ptr<const PaintModel> build(SitePtr site,
                                                   const std::shared_ptr<const PaintModel>& previous = {});
    ~PaintModel();
    const Site& site() const { return *site_; }
    // Box of everything that is drawn, underlays included.
    const Box& box() const { return box_; }
    // Topmost visible feature within `radius_m` of p, an area only when p lies in it or on its edge;
    // underlays last.
    FeaturePtr feature_at(Point p, double radius_m) const;
    // Features whose box meets the box and which reach into it, underlays left out, bottom to top.
    std::vector<FeaturePtr> features_in(const Box& box) const;

    // Bottom to top, as the site has them.
    const std::vector<std::shared_ptr<const PaintLayer>>& layers() const { return layers_; }
    // Areas of the red line that the analyses score, also while its layer is hidden; empty when the site has
    // none.
    const std::vector<Geometry>& study_areas() const { return study_areas_; }

private:
    PaintModel() = default;
    SitePtr site_;
    Box box_;
    std::vector<std::shared_ptr<const PaintLayer>> layers_;
    std::vector<Geometry> study_areas_;
};

} // namespace prospect::render
