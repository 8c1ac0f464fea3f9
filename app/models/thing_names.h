// Things of a plan by their ids, and what people call them: one by one, or several at once so that each is
// told from the others.
#pragma once

#include "app/models/landmarks.h"

#include <optional>
#include <unordered_map>

namespace prospect::app {

struct NamedThing {
    Role role{};
    FeaturePtr feature; // null: only the kind is known
    Point at;           // where it is looked at
};

// Immutable: safe from several threads.
class ThingNames {
public:
    // Cost: one pass over the features of the roles that stand or watch, and over paths.
    explicit ThingNames(const Site& site);

    struct Thing {
        Role role{};
        FeaturePtr feature;
    };
    // Of what stands or watches. Null: it is not on the plan.
    const Thing* find(const Uuid& id) const;
    // Its name, else its kind: "Hedge 4", "Hedge". Nil: the ground.
    QString title(const Uuid& id) const;
    // Its kind where title() is its name, else empty.
    QString kind(const Uuid& id) const;
    QString icon(const Uuid& id) const;

    // By its name, else its kind: "Hedge".
    static QString name_of(const NamedThing& thing);
    // One name each. Of several of one name: with the nearest building or gate that has another, a building
    // with the nearest path ("Hedge near Block C"); those still alike with the side on which they lie as seen
    // from `eye`, where there is one ("Hedge near Block C, north-east of here"); those still alike are
    // numbered. Cost: a search for each that shares its name.
    std::vector<QString> told_apart(const std::vector<NamedThing>& things,
                                    const std::optional<Point>& eye = {}) const;

private:
    Landmarks places_; // buildings and openings
    Landmarks ways_;
    std::unordered_map<Uuid, Thing> things_;
};

// "north-east", of eight.
QString compass_word(double azimuth_deg);

} // namespace prospect::app
