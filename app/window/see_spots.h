// The spots of a result's map that the eye sees.
#pragma once

#include "analysis/sightlines/live_sight.h"

#include <QString>

#include <memory>
#include <optional>

namespace prospect::app {

// A map and what its title is; no field: none.
struct Spots {
    std::shared_ptr<const Field> field;
    QString title; // of the field
    double eye_height_m = 1.6;
    double reach_m = 0;
};

class SeeSpots {
public:
    SeeSpots() = default;
    explicit SeeSpots(Spots spots);

    const std::shared_ptr<const Field>& field() const { return spots_.field; }
    // view: null when nothing is seen.
    void look(const kernel::View* view, Point eye);
    // So many other spots of the map are seen, of all others that have a value; nothing without a map.
    struct Seen {
        std::int64_t seen = 0;
        std::int64_t all = 0;
    };
    const std::optional<Seen>& seen() const { return seen_; }
    const std::vector<sightlines::SeenRun>& cells() const { return cells_; }
    // To some of the cells, evenly by direction.
    const std::vector<Point>& rays() const { return rays_; }
    // What the map says of the spot; empty without a map.
    QString sentence(Point eye) const;

private:
    Spots spots_;
    std::int64_t all_ = 0;
    std::vector<sightlines::SeenRun> cells_;
    std::vector<Point> rays_;
    std::optional<Seen> seen_;
};

} // namespace prospect::app
