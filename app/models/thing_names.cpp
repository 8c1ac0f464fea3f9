#include "app/models/thing_names.h"

#include "app/models/attribute_words.h"
#include "app/models/words.h"

#include <QCoreApplication>

#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ThingNames)
};

constexpr std::array place_kinds{Role::building, Role::opening};
constexpr std::array way_kinds{Role::path};
constexpr std::array known_kinds{Role::building, Role::barrier,  Role::planting, Role::tree,
                                 Role::opening,  Role::activity, Role::camera};

// Adds to those names that several things have.
template <class More>
void tell_apart(std::vector<QString>& names, const More& more) {
    std::map<QString, int> count;
    for (const QString& name : names)
        ++count[name];
    const std::vector<QString> before = names;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (count[before[i]] > 1) names[i] = more(i, before[i]);
}

} // namespace

QString compass_word(double azimuth_deg) {
    const std::array<QString, 8> words{
        Words::tr("north"), Words::tr("north-east"), Words::tr("east"), Words::tr("south-east"),
        Words::tr("south"), Words::tr("south-west"), Words::tr("west"), Words::tr("north-west")};
    return words[static_cast<std::size_t>(std::lround(azimuth_deg / 45)) % words.size()];
}

ThingNames::ThingNames(const Site& site) : places_(site, place_kinds), ways_(site, way_kinds) {
    for (const Role role : known_kinds)
        for (const auto& [layer, feature] : site.features(role))
            things_.emplace(feature->id, Thing{role, feature});
}

const ThingNames::Thing* ThingNames::find(const Uuid& id) const {
    const auto found = things_.find(id);
    return found == things_.end() ? nullptr : &found->second;
}

QString ThingNames::title(const Uuid& id) const {
    if (id.is_nil()) return Words::tr("The ground");
    const Thing* thing = find(id);
    if (!thing) return Words::tr("Something");
    return name_of({thing->role, thing->feature, {}});
}

QString ThingNames::kind(const Uuid& id) const {
    const Thing* thing = find(id);
    return thing && !thing->feature->name.empty() ? kind_title(thing->role, *thing->feature) : QString();
}

QString ThingNames::icon(const Uuid& id) const {
    const Thing* thing = find(id);
    return thing ? kind_icon(thing->role) : QStringLiteral("terrain");
}

QString ThingNames::name_of(const NamedThing& thing) {
    if (!thing.feature) return kind_label(thing.role);
    return thing.feature->name.empty() ? kind_title(thing.role, *thing.feature)
                                       : QString::fromStdString(thing.feature->name);
}

std::vector<QString> ThingNames::told_apart(const std::vector<NamedThing>& things,
                                            const std::optional<Point>& eye) const {
    std::vector<QString> names;
    for (const NamedThing& thing : things)
        names.push_back(name_of(thing));
    tell_apart(names, [&](std::size_t i, const QString& name) {
        const NamedThing& thing = things[i];
        const Point at = thing.feature ? label_point(thing.feature->geometry) : thing.at;
        const QString near = (thing.role == Role::building ? ways_ : places_).nearest(at, name);
        return near.isEmpty() ? name : Words::tr("%1 near %2").arg(name, near);
    });
    if (eye)
        tell_apart(names, [&](std::size_t i, const QString& name) {
            const Point away = things[i].at - *eye;
            const double azimuth = std::atan2(away.x, away.y) * 180 / std::numbers::pi;
            return Words::tr("%1, %2 of here").arg(name, compass_word(azimuth < 0 ? azimuth + 360 : azimuth));
        });
    std::map<QString, int> number;
    tell_apart(names, [&](std::size_t, const QString& name) {
        return Words::tr("%1 (%2)").arg(name).arg(++number[name]);
    });
    return names;
}

} // namespace prospect::app
