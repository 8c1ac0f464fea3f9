#include "app/window/ways_in_picture.h"

#include <QCoreApplication>

namespace prospect::app {

using List = WaysInPanel::List;
using scene::Passage;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WaysInPicture)
};

constexpr std::size_t most_names = 6;

} // namespace

void add_controls(AccessPicture& picture, const AccessPlan& plan) {
    for (const Passage& passage : plan.graph->passages()) {
        if (!is_listed(plan, passage)) continue;
        const bool gap = passage.kind == Passage::Kind::gap;
        picture.controls.push_back({.at = passage.at,
                                    .shape = scene::shape_of(passage),
                                    .control = gap ? scene::Control::open : passage.control.control,
                                    .gap = gap});
    }
    for (const auto& end : plan.graph->drawn_short())
        picture.drawn_short.push_back(end.end);
}

void add_walk(AccessPicture& picture, const AccessPlan& plan) {
    for (std::size_t doors = 0; doors < render::walk_classes; ++doors)
        if (!plan.ground->by_doors[doors].empty()) picture.walk.push_back(doors);
}

void add_ways(AccessPicture& picture, const AccessPlan& plan, const WaysIn& ways, const WaysInWords& words,
              const std::optional<WaysInPanel::Pointed>& pointed) {
    const auto is_pointed = [&](List list, std::uint32_t passage) {
        return pointed && *pointed == WaysInPanel::Pointed{list, passage};
    };
    const scene::AccessPlace& place = plan.place(ways.place);
    if (const FeaturePtr& thing = place.zone ? place.zone : place.building; thing && !place.public_realm)
        picture.asked = thing->geometry;
    picture.way = ways.line;
    for (std::size_t i = 0; i < ways.way.size(); ++i)
        picture.stops.push_back({.at = plan.passage(ways.way[i]).at,
                                 .number = static_cast<int>(i + 1),
                                 .chosen = is_pointed(List::way, ways.way[i])});
    const auto closing = [&](std::uint32_t i) {
        const Passage& passage = plan.passage(i);
        return AccessPicture::Closing{.at = passage.at,
                                      .shape = scene::shape_of(passage),
                                      .name = {},
                                      .chosen = is_pointed(List::closing, i)};
    };
    for (const std::uint32_t i : ways.controls) {
        picture.closings.push_back(closing(i));
        const bool named = picture.closings.size() <= most_names || picture.closings.back().chosen;
        if (named) picture.closings.back().name = passage_name(plan.passage(i));
    }
    if (ways.sealing && !ways.sealing->possible)
        for (const std::uint32_t i : ways.sealing->open_ways)
            picture.open_edges.push_back(closing(i));
    picture.words += words.title;
    if (words.can_be_sealed)
        picture.words += ways.controls.size() == 1
                             ? Words::tr("1 thing to close")
                             : Words::tr("%1 things to close").arg(ways.controls.size());
}

} // namespace prospect::app
