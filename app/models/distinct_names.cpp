#include "app/models/distinct_names.h"

#include "app/models/attribute_words.h"
#include "app/models/words.h"

#include <QCoreApplication>

#include <array>
#include <cmath>
#include <map>
#include <numbers>

namespace prospect::app {

namespace {

struct NameWords {
    Q_DECLARE_TR_FUNCTIONS(DistinctNames)
};

constexpr std::array place_kinds{Role::building, Role::opening};
constexpr std::array way_kinds{Role::path};

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
    const std::array<QString, 8> words{NameWords::tr("north"), NameWords::tr("north-east"),
                                       NameWords::tr("east"),  NameWords::tr("south-east"),
                                       NameWords::tr("south"), NameWords::tr("south-west"),
                                       NameWords::tr("west"),  NameWords::tr("north-west")};
    return words[static_cast<std::size_t>(std::lround(azimuth_deg / 45)) % words.size()];
}

DistinctNames::DistinctNames(const Site& site) : places_(site, place_kinds), ways_(site, way_kinds) {}

QString DistinctNames::name_of(const NamedThing& thing) {
    if (!thing.feature) return kind_label(thing.role);
    return thing.feature->name.empty() ? kind_title(thing.role, *thing.feature)
                                       : QString::fromStdString(thing.feature->name);
}

std::vector<QString> DistinctNames::told_apart(const std::vector<NamedThing>& things,
                                            const std::optional<Point>& eye) const {
    std::vector<QString> names;
    for (const NamedThing& thing : things)
        names.push_back(name_of(thing));
    tell_apart(names, [&](std::size_t i, const QString& name) {
        const NamedThing& thing = things[i];
        const Point at = thing.feature ? label_point(thing.feature->geometry) : thing.at;
        const QString near = (thing.role == Role::building ? ways_ : places_).nearest(at, name);
        return near.isEmpty() ? name : NameWords::tr("%1 near %2").arg(name, near);
    });
    if (eye)
        tell_apart(names, [&](std::size_t i, const QString& name) {
            const Point away = things[i].at - *eye;
            const double azimuth = std::atan2(away.x, away.y) * 180 / std::numbers::pi;
            return NameWords::tr("%1, %2").arg(name, compass_word(azimuth < 0 ? azimuth + 360 : azimuth));
        });
    std::map<QString, int> number;
    tell_apart(names, [&](std::size_t, const QString& name) {
        return NameWords::tr("%1 (%2)").arg(name).arg(++number[name]);
    });
    return names;
}

} // namespace prospect::app
