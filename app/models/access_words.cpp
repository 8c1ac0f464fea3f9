#include "app/models/access_words.h"

#include "analysis/access/place_names.h"
#include "app/models/words.h"
#include "app/render/paint_owners.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <set>

namespace prospect::app {

using scene::AccessPlace;
using scene::Control;
using scene::Passage;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AccessWords)
};

constexpr std::size_t most_names = 3;

QString text_of(const Feature& feature, std::string_view attribute) {
    const Attribute* found = feature.find(attribute);
    return found ? QString::fromStdString(as_text(found->value)) : QString();
}

QString counted(std::size_t count, const QString& one, const QString& several) {
    return count == 1 ? one : several.arg(count);
}

// "a", "a and b", "a, b and 3 more".
QString list_text(const QStringList& names) {
    if (names.size() <= 1) return names.value(0);
    if (static_cast<std::size_t>(names.size()) > most_names)
        return Words::tr("%1 and %2 more")
            .arg(names.mid(0, static_cast<qsizetype>(most_names)).join(QStringLiteral(", ")))
            .arg(static_cast<std::size_t>(names.size()) - most_names);
    return Words::tr("%1 and %2")
        .arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.last());
}

WaysInWords::Row row_of(const AccessPlan& plan, std::uint32_t passage) {
    const Passage& one = plan.passage(passage);
    return {.passage = passage,
            .icon = passage_icon(one),
            .title = passage_name(one),
            .detail = passage_control(one),
            .right = seen_text(one.width_m, "m")};
}

std::vector<WaysInWords::Row> way_rows(const AccessPlan& plan, const WaysIn& ways) {
    std::vector<WaysInWords::Row> rows;
    std::uint32_t place = ways.place; // from the spot outwards
    for (auto i = ways.way.rbegin(); i != ways.way.rend(); ++i) {
        WaysInWords::Row row = row_of(plan, *i);
        row.below = std::move(row.detail);
        row.detail = Words::tr("into %1").arg(place_in_text(plan.place(place)));
        rows.push_back(std::move(row));
        const Passage& passage = plan.passage(*i);
        place = passage.from == place ? passage.to : passage.from;
    }
    std::reverse(rows.begin(), rows.end());
    return rows;
}

QString depth_text(const AccessPlan& plan, const WaysIn& ways) {
    const AccessPlace& place = plan.place(ways.place);
    if (place.solid) return Words::tr("Nobody stands here: it lies in water, in a wall or between walls.");
    if (place.public_realm) return Words::tr("Everybody may be here: it is part of the public realm.");
    const auto& depth = plan.reach.depth[ways.place];
    if (!depth)
        return plan.mover == scene::Mover::vehicle
                   ? Words::tr("No way for a vehicle leads here: there is no opening of 2 m or more.")
                   : Words::tr(
                         "No way leads here: there is no door, gate or gap. Is one missing in the plan?");
    if (*depth == 0) return Words::tr("Nothing is in the way from the public realm: no shut door or gate.");
    return counted(static_cast<std::size_t>(*depth),
                   Words::tr("One door or gate lies between the public realm and this place."),
                   Words::tr("%1 doors or gates lie between the public realm and this place."));
}

QString now_text(const AccessPlan& plan, const WaysIn& ways) {
    const auto& hardest = plan.hardest[ways.place];
    if (!hardest || plan.place(ways.place).public_realm) return {};
    const QString moment = moment_text(plan.scene->time());
    switch (*hardest) {
    case Control::open:
        return Words::tr("%1: open. Anybody gets in.").arg(moment);
    case Control::unlocked:
        return Words::tr("%1: shut, but not locked. Whoever opens the door or gate gets in.").arg(moment);
    case Control::admitted:
        return Words::tr("%1: only those who are let in get in.").arg(moment);
    case Control::locked:
        break;
    }
    return Words::tr("%1: locked. Only those with a key get in.").arg(moment);
}

QString kind_text(const AccessPlace& place) {
    if (place.solid || place.public_realm) return {};
    if (!place.zone) return {};
    return place.ownership == scene::Ownership::none
               ? Words::tr("The plan does not say whose it is; it counts as public")
               : Words::tr("%1 ground").arg(render::owner_word(place.ownership));
}

QString controls_text(const AccessPlan& plan, const std::vector<std::uint32_t>& controls) {
    std::size_t gaps = 0;
    for (const std::uint32_t i : controls)
        gaps += plan.passage(i).kind == Passage::Kind::gap ? 1 : 0;
    const std::size_t gates = controls.size() - gaps;
    const QString doors = counted(gates, Words::tr("1 door or gate"), Words::tr("%1 doors or gates"));
    const QString holes = counted(gaps, Words::tr("1 gap"), Words::tr("%1 gaps"));
    return gaps == 0 ? doors : gates == 0 ? holes : Words::tr("%1 and %2").arg(doors, holes);
}

// What the plan says of costs counts only where it says something.
QString cost_text(const AccessPlan& plan, const WaysIn& ways) {
    const bool same = std::all_of(ways.controls.begin(), ways.controls.end(),
                                  [&](std::uint32_t i) { return plan.passage(i).cost == 1; });
    return same ? QString()
                : u' ' + Words::tr("They are the cheapest: %1 in all by the costs the plan gives.")
                             .arg(number_text(ways.sealing->cost));
}

void tell_sealing(const AccessPlan& plan, const WaysIn& ways, WaysInWords& words) {
    const access::Sealing& sealing = *ways.sealing;
    const QString name = place_in_text(plan.place(ways.place));
    if (!sealing.possible) {
        words.sealing =
            sealing.open_ways.empty()
                ? Words::tr("It cannot be closed off: one gets in over ground that nothing bounds.")
                : Words::tr("Doors and gates alone cannot close it off: %1 of edge on the way in have no "
                            "barrier. Put one there first.")
                      .arg(seen_text(sealing.open_m, "m"));
        for (const std::uint32_t i : sealing.open_ways) {
            WaysInWords::Row row = row_of(plan, i);
            row.title = Words::tr("Edge to %1")
                            .arg(place_in_text(plan.place(std::find(ways.asked.begin(), ways.asked.end(),
                                                                    plan.passage(i).from) == ways.asked.end()
                                                              ? plan.passage(i).from
                                                              : plan.passage(i).to)));
            words.closes.push_back(std::move(row));
        }
        return;
    }
    if (ways.controls.empty()) {
        words.sealing = Words::tr("It is closed off as it is: no door, gate or gap leads there.");
        return;
    }
    words.can_be_sealed = true;
    words.sealing =
        Words::tr("%1 close %2 off.").arg(controls_text(plan, ways.controls), name) + cost_text(plan, ways);
    if (ways.controls.size() == 1)
        words.sealing = Words::tr("%1 closes %2 off.").arg(controls_text(plan, ways.controls), name);
    for (const std::uint32_t i : ways.controls)
        words.closes.push_back(row_of(plan, i));
    const QString closed = ways.controls.size() == 1 ? Words::tr("it") : Words::tr("them");
    std::set<QString> names; // where anybody can be to begin with
    for (const std::uint32_t p : sealing.trapped)
        if (plan.reach.depth[p]) names.insert(place_in_text(plan.place(p)));
    words.gets_out = names.empty();
    words.escape =
        words.gets_out
            ? Words::tr("With %1 closed everybody within still gets out without a key.").arg(closed)
            : Words::tr("With %1 closed nobody gets out of %2 without a key. Give one gate a lock that opens "
                        "from within.")
                  .arg(closed, list_text(QStringList(names.begin(), names.end())));
}

} // namespace

QString moment_text(const TimeContext& time) {
    return QStringLiteral("%1 %2:%3")
        .arg(QLocale().standaloneDayName(time.weekday + 1))
        .arg(time.minute / 60, 2, 10, QLatin1Char('0'))
        .arg(time.minute % 60, 2, 10, QLatin1Char('0'));
}

QString place_in_text(const AccessPlace& place) {
    if (place.zone && !access::is_called_by_building(place))
        return place.zone->name.empty() ? Words::tr("a piece of ground without a name")
                                        : QString::fromStdString(place.zone->name);
    if (place.building)
        return place.building->name.empty()
                   ? Words::tr("the inside of a building")
                   : Words::tr("the inside of %1").arg(QString::fromStdString(place.building->name));
    return place.public_realm ? Words::tr("the public realm") : Words::tr("ground of which nobody is named");
}

QString place_name(const AccessPlace& place) {
    if (place.zone && !place.zone->name.empty() && !access::is_called_by_building(place))
        return QString::fromStdString(place.zone->name);
    QString name = place_in_text(place);
    return name.replace(0, 1, name.front().toUpper());
}

QString control_word(Control control) {
    switch (control) {
    case Control::open:
        return Words::tr("Open");
    case Control::unlocked:
        return Words::tr("Shut, not locked");
    case Control::admitted:
        return Words::tr("People are let in");
    case Control::locked:
        break;
    }
    return Words::tr("Locked");
}

QString who_text(Control control) {
    switch (control) {
    case Control::open:
        return Words::tr("anybody");
    case Control::unlocked:
        return Words::tr("whoever opens it");
    case Control::admitted:
        return Words::tr("those let in");
    case Control::locked:
        break;
    }
    return Words::tr("those with a key");
}

QString passage_name(const Passage& passage) {
    if (passage.kind == Passage::Kind::open) return Words::tr("Open edge");
    if (passage.kind == Passage::Kind::gap) {
        if (!passage.thing) return Words::tr("Gap between buildings");
        return passage.thing->name.empty()
                   ? Words::tr("Gap beside a barrier")
                   : Words::tr("Gap beside %1").arg(QString::fromStdString(passage.thing->name));
    }
    if (!passage.thing->name.empty()) return QString::fromStdString(passage.thing->name);
    return in_words(text_of(*passage.thing, "kind").toStdString());
}

QString passage_icon(const Passage& passage) {
    if (passage.kind == Passage::Kind::open) return QStringLiteral("zone");
    if (passage.kind == Passage::Kind::gap) return QStringLiteral("fence");
    return text_of(*passage.thing, "kind") == QLatin1String("door") ? QStringLiteral("opening")
                                                                    : QStringLiteral("gate");
}

QString passage_control(const Passage& passage) {
    if (passage.kind != Passage::Kind::opening) return Words::tr("Nothing stands there: anybody passes");
    return Words::tr("%1: %2").arg(control_word(passage.control.control), who_text(passage.control.control));
}

WaysInWords words_of(const AccessPlan& plan, const WaysIn& ways) {
    const AccessPlace& place = plan.place(ways.place);
    WaysInWords words;
    words.title = place.solid ? Words::tr("Nobody gets here") : place_name(place);
    words.kind = kind_text(place);
    words.depth = depth_text(plan, ways);
    words.now = now_text(plan, ways);
    words.way = way_rows(plan, ways);
    if (ways.sealing) tell_sealing(plan, ways, words);
    return words;
}

QStringList assumptions_of(const AccessPlan& plan) {
    QStringList found;
    std::set<Uuid> unknown;
    for (const Passage& passage : plan.graph->passages())
        if (passage.kind == Passage::Kind::opening && !passage.control.known)
            unknown.insert(passage.thing->id);
    if (!unknown.empty())
        found += counted(unknown.size(),
                         Words::tr("The plan does not say how 1 door or gate is kept: it counts as shut, but "
                                   "not locked."),
                         Words::tr("The plan does not say how %1 doors and gates are kept: they count as "
                                   "shut, but not locked."));
    found += Words::tr("What is inside buildings is not known: doors lead in, and not through.");
    return found;
}

QString drawn_short_text(const AccessPlan& plan) {
    const auto& ends = plan.graph->drawn_short();
    if (ends.empty()) return {};
    return counted(ends.size(),
                   Words::tr("1 barrier ends at most 0.3 m short of what it seems to meet (ringed on the "
                             "map). It counts as closed."),
                   Words::tr("%1 barriers end at most 0.3 m short of what they seem to meet (ringed on the "
                             "map). They count as closed."));
}

} // namespace prospect::app
