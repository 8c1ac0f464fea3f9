// Things of a plan by their ids, and what people call them.
#pragma once

#include "geometry/site/site.h"

#include <QString>

#include <unordered_map>

namespace prospect::app {

// Immutable. Cost: one pass over the features of the roles that stand or watch.
class ThingNames {
public:
    explicit ThingNames(SitePtr site);

    struct Thing {
        Role role{};
        FeaturePtr feature;
    };
    // Null: it is not on the plan.
    const Thing* find(const Uuid& id) const;
    // Its name, else its kind: "Hedge 4", "Hedge". Nil: the ground.
    QString title(const Uuid& id) const;
    // Its kind where title() is its name, else empty.
    QString kind(const Uuid& id) const;
    QString icon(const Uuid& id) const;

private:
    SitePtr site_;
    std::unordered_map<Uuid, Thing> things_;
};

} // namespace prospect::app
