#include "app/models/thing_names.h"

#include "app/models/attribute_words.h"
#include "app/models/distinct_names.h"
#include "app/models/words.h"

#include <QCoreApplication>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ThingNames)
};

} // namespace

ThingNames::ThingNames(SitePtr site) : site_(std::move(site)) {
    for (const Role role : {Role::building, Role::barrier, Role::planting, Role::tree, Role::opening,
                            Role::activity, Role::camera})
        for (const auto& [layer, feature] : site_->features(role))
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
    return DistinctNames::name_of({thing->role, thing->feature, {}});
}

QString ThingNames::kind(const Uuid& id) const {
    const Thing* thing = find(id);
    return thing && !thing->feature->name.empty() ? kind_title(thing->role, *thing->feature) : QString();
}

QString ThingNames::icon(const Uuid& id) const {
    const Thing* thing = find(id);
    return thing ? kind_icon(thing->role) : QStringLiteral("terrain");
}

} // namespace prospect::app
