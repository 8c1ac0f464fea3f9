#include "app/models/landmarks.h"

namespace prospect::app {

namespace {

constexpr std::size_t looked_at = 8; // boxes near a place are only about as near as the things in them
constexpr double nearby_m = 80;

} // namespace

Landmarks::Landmarks(const Site& site, std::span<const Role> kinds) {
    std::vector<Box> boxes;
    for (const Role role : kinds)
        for (const auto& [layer, feature] : site.features(role))
            if (!feature->name.empty()) {
                things_.push_back(feature);
                boxes.push_back(feature->geometry.box());
            }
    index_ = SpatialIndex(boxes);
}

QString Landmarks::nearest(Point p, const QString& unlike) const {
    QString name;
    double least = nearby_m;
    for (const std::uint32_t i : index_.nearest(p, looked_at)) {
        const double away = distance(things_[i]->geometry, p);
        if (away >= least) continue;
        const QString found = QString::fromStdString(things_[i]->name);
        if (found == unlike) continue;
        least = away;
        name = found;
    }
    return name;
}

} // namespace prospect::app
