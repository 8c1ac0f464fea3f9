// Names of several things at once, by which each is told from the others.
#pragma once

#include "app/models/landmarks.h"

#include <optional>

namespace prospect::app {

struct NamedThing {
    Role role{};
    FeaturePtr feature; // null: only the kind is known
    Point at;           // where it is looked at
};

// Safe from several threads.
class DistinctNames {
public:
    // Cost: O(buildings, openings and paths).
    explicit DistinctNames(const Site& site);

    // By its name, else its kind: "Hedge".
    static QString name_of(const NamedThing& thing);
    // One name each. Of several of one name: with the nearest building or gate that has another, a building
    // with the nearest path ("Hedge near Block C"); those still alike with the side on which they lie as seen
    // from `eye`, where there is one ("Hedge near Block C, north-east"); those still alike are numbered.
    // Cost: a search for each that shares its name.
    std::vector<QString> told_apart(const std::vector<NamedThing>& things,
                                    const std::optional<Point>& eye = {}) const;

private:
    Landmarks places_; // buildings and openings
    Landmarks ways_;
};

// "north-east", of eight.
QString compass_word(double azimuth_deg);

} // namespace prospect::app
