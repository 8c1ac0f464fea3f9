#include "app/window/watch_words.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/sightlines/guardianship.h"
#include "app/models/attribute_words.h"
#include "app/models/detail_words.h"
#include "app/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace prospect::app {

using sightlines::Guardian;
using sightlines::GuardianKind;
using sightlines::SpotBlocker;
using sightlines::SpotCamera;
using sightlines::SpotGuardian;
using sightlines::SpotStatus;
using sightlines::SpotWatch;
using sightlines::SpotWatchers;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WatchWords)
};

constexpr double watched_from = 0.5; // project's starting value, as in NS-03
constexpr std::size_t most_named = 3;
constexpr qsizetype most_assumptions = 8;

QString joined_words(const QStringList& parts) {
    if (parts.size() < 2) return parts.join(QString());
    return Words::tr("%1 and %2").arg(parts.first(parts.size() - 1).join(QStringLiteral(", ")), parts.back());
}

QString upper_first(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

struct Tally {
    std::size_t windows = 0;
    std::size_t doors = 0;
    std::size_t places = 0;
    std::size_t cameras = 0;
    std::size_t all() const { return windows + doors + places + cameras; }
};

// "2 windows, 1 door and 1 camera".
QString words_of(const Tally& tally) {
    QStringList parts;
    const auto add = [&parts](std::size_t count, const QString& one, const QString& many) {
        if (count > 0) parts += QStringLiteral("%1 %2").arg(count).arg(count == 1 ? one : many);
    };
    add(tally.windows, Words::tr("window"), Words::tr("windows"));
    add(tally.doors, Words::tr("door"), Words::tr("doors"));
    add(tally.places, Words::tr("place in use"), Words::tr("places in use"));
    add(tally.cameras, Words::tr("camera"), Words::tr("cameras"));
    return joined_words(parts);
}

Tally tally_of(const SpotAnswer& answer, const std::vector<SpotGuardian>& guardians) {
    Tally tally;
    for (const SpotGuardian& one : guardians) {
        const GuardianKind kind = answer.guardian(one).kind;
        (kind == GuardianKind::window ? tally.windows
         : kind == GuardianKind::door ? tally.doors
                                      : tally.places) += 1;
    }
    return tally;
}

std::size_t cameras_of(const SpotAnswer& answer, bool clear) { // NOLINT: which of the two
    return static_cast<std::size_t>(
        std::count_if(answer.watch.cameras.begin(), answer.watch.cameras.end(),
                      [clear](const SpotCamera& one) { return one.clear == clear; }));
}

// In a sentence: its name, else "a hedge".
QString called(const ThingNames& names, const Uuid& id) {
    if (id.is_nil()) return Words::tr("the ground");
    const auto* thing = names.find(id);
    if (!thing || !thing->feature->name.empty()) return names.title(id);
    if (thing->role == Role::tree) return Words::tr("a tree's crown");
    const QString kind = kind_title(thing->role, *thing->feature).toLower();
    return thing->role == Role::planting ? kind : Words::tr("a %1").arg(kind);
}

enum class Whom { guardians, all };

// Several without names: "hedges".
QString called_many(const ThingNames& names, const Uuid& id) {
    const auto* thing = names.find(id);
    if (!thing || !thing->feature->name.empty()) return called(names, id);
    if (thing->role == Role::tree) return Words::tr("the crowns of trees");
    const QString kind = kind_title(thing->role, *thing->feature).toLower();
    return thing->role == Role::planting ? kind : Words::tr("%1s").arg(kind);
}

// "2 by Hedge 4, 1 by Bin store and 3 by other things"; those without names by their kind. Empty: nothing is
// known.
QString by_what(const SpotAnswer& answer, Whom whom) {
    struct Named {
        std::size_t count = 0;
        std::size_t things = 0;
        Uuid feature;
    };
    std::vector<std::pair<QString, Named>> all;
    for (const SpotBlocker& one : answer.blockers) {
        const std::size_t count = one.all() - (whom == Whom::all ? 0 : one.cameras);
        if (count == 0) continue;
        const QString name = called(answer.names, one.feature);
        auto known =
            std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.first == name; });
        if (known == all.end()) known = all.insert(all.end(), {name, Named{.feature = one.feature}});
        known->second.count += count;
        ++known->second.things;
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
    QStringList parts;
    std::size_t others = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& [name, named] = all[i];
        if (i < most_named || all.size() == most_named + 1)
            parts += Words::tr("%1 by %2")
                         .arg(named.count)
                         .arg(named.things == 1 ? name : called_many(answer.names, named.feature));
        else
            others += named.count;
    }
    if (others > 0) parts += Words::tr("%1 by other things").arg(others);
    return joined_words(parts);
}

QString icon_of(const Guardian& guardian) {
    return guardian.kind == GuardianKind::window
               ? QStringLiteral("window")
               : kind_icon(guardian.is_opening() ? Role::opening : Role::activity);
}

QString floor_text(const Guardian& guardian) {
    const auto storey = guardian.is_opening()
                            ? scene::AttributeReader::own_number(*guardian.feature, "storey")
                            : std::nullopt;
    if (!storey) return {};
    const auto floor = std::lround(*storey);
    return floor == 0 ? Words::tr("ground floor") : Words::tr("floor %1").arg(floor);
}

QString detail_of(const SpotAnswer& answer, const SpotGuardian& one) {
    const Guardian& guardian = answer.guardian(one);
    QStringList parts;
    if (!one.look.clear)
        parts += one.in_the_way ? Words::tr("behind %1").arg(called(answer.names, one.in_the_way->feature))
                                : Words::tr("just behind an edge");
    else if (const QString floor = floor_text(guardian); !floor.isEmpty())
        parts += floor;
    const double counts = answer.counts(one);
    if (one.look.clear || counts > 0) parts += Words::tr("counts %1").arg(score_text(counts));
    if (guardian.assumed) parts += Words::tr("assumed");
    if (guardian.is_opening() && !guardian.counts()) parts += Words::tr("obscured glass");
    return parts.join(QStringLiteral(" · "));
}

std::vector<SpotGuardian> those(const SpotAnswer& answer, bool clear) { // NOLINT: which of the two
    std::vector<SpotGuardian> found;
    for (const SpotGuardian& one : answer.watch.guardians)
        if (!one.own_place && one.look.clear == clear) found.push_back(one);
    std::stable_sort(found.begin(), found.end(), [&](const SpotGuardian& a, const SpotGuardian& b) {
        const double more = answer.counts(a);
        const double less = answer.counts(b);
        return more != less ? more > less : a.look.eye_away_m < b.look.eye_away_m;
    });
    return found;
}

} // namespace

DayBand SpotAnswer::weighed() const {
    return band == DayBand::night && !watch.watch.night_known ? DayBand::evening : band;
}

double SpotAnswer::counts(const SpotGuardian& one) const {
    return one.counts[static_cast<std::size_t>(weighed())];
}

std::vector<SpotGuardian> SpotAnswer::seeing() const {
    return those(*this, true);
}

std::vector<SpotGuardian> SpotAnswer::blocked() const {
    return those(*this, false);
}

QString guardian_title(const SpotAnswer& answer, const Guardian& guardian) {
    const Feature& feature = *guardian.feature;
    const Role role = guardian.is_opening() ? Role::opening : Role::activity;
    const QString kind = kind_title(role, feature);
    if (!feature.name.empty())
        return guardian.kind == GuardianKind::door
                   ? QStringLiteral("%1, %2").arg(kind, QString::fromStdString(feature.name))
                   : QString::fromStdString(feature.name);
    const auto* building = answer.names.find(guardian.building);
    return building ? QStringLiteral("%1, %2").arg(kind, answer.names.title(guardian.building)) : kind;
}

std::vector<QString> blocker_names(const SpotAnswer& answer) {
    std::vector<NamedThing> things;
    for (const SpotBlocker& one : answer.blockers)
        if (const auto* thing = answer.names.find(one.feature))
            things.push_back({thing->role, thing->feature, one.nearest});
    const Point spot{answer.watch.spot.x, answer.watch.spot.y};
    const std::vector<QString> apart = answer.names.told_apart(things, spot);
    std::vector<QString> names;
    std::size_t next = 0;
    for (const SpotBlocker& one : answer.blockers)
        names.push_back(answer.names.find(one.feature) ? apart[next++] : answer.names.title(one.feature));
    return names;
}

bool windows_known(const SpotAnswer& answer) {
    return answer.watchers.guardians().windows > 0;
}

QString guardianship_words(double guardianship) {
    return guardianship >= watched_from ? Words::tr("%1 of 100 · watched").arg(score_text(guardianship))
           : guardianship > 0 ? Words::tr("%1 of 100 · little watched").arg(score_text(guardianship))
                              : Words::tr("0 of 100 · not watched");
}

QString watch_sentence(const SpotAnswer& answer) {
    const Tally seeing = tally_of(answer, answer.seeing());
    const Tally blocked = tally_of(answer, answer.blocked());
    const std::size_t shown = cameras_of(answer, true);
    const QString reach = quantity_text(sightlines::watch_reach_m, "m");
    QString cameras;
    if (shown > 0)
        cameras = u' ' + (shown == 1 ? Words::tr("1 camera shows it.")
                                     : Words::tr("%1 cameras show it.").arg(shown));
    else if (!answer.watchers.cameras().cameras.empty())
        cameras = u' ' + Words::tr("No camera shows it.");
    if (seeing.all() > 0) {
        const QString those = words_of(seeing);
        return (seeing.all() == 1 ? Words::tr("%1 sees this spot.").arg(those)
                                  : Words::tr("%1 see this spot.").arg(those)) +
               cameras;
    }
    if (blocked.all() > 0) {
        const QString by = by_what(answer, Whom::guardians);
        const QString all = blocked.all() == 1 ? Words::tr("%1 is within %2 and would see it, but is blocked")
                                               : Words::tr("%1 are within %2, all blocked");
        const QString why = by.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(by);
        return Words::tr("Nobody sees this spot: %1%2.").arg(all.arg(words_of(blocked), reach), why) +
               cameras;
    }
    if (answer.watch.turned_away > 0)
        return Words::tr("Nobody sees this spot: the windows, doors and places in use within %1 (%2) look "
                         "elsewhere.")
                   .arg(reach)
                   .arg(answer.watch.turned_away) +
               cameras;
    return Words::tr("Nobody sees this spot: there is no window, door or place in use within %1.")
               .arg(reach) +
           cameras;
}

// Only how likely somebody is there differs between the two.
QString why_more_in_evening(const SpotAnswer& answer) {
    const auto& watch = answer.watch.watch;
    const bool more =
        score_text(watch.guardianship(DayBand::evening)) != score_text(watch.guardianship(DayBand::day)) &&
        watch.guardianship(DayBand::evening) > watch.guardianship(DayBand::day);
    if (!windows_known(answer) || !more) return {};
    return Words::tr("More in the evening: people are more likely to be there then, above all at home.");
}

QString face_light_words(const sightlines::FaceLight& light) {
    if (light.recognised_m < hardly_read_m) return Words::tr("nowhere: hardly any light");
    const double steps = light.esc_min_lx < 1 ? 100 : light.esc_min_lx < 10 ? 10 : 1;
    return Words::tr("%1 away (%2)")
        .arg(seen_text(light.recognised_m, "m"),
             quantity_text(std::round(light.esc_min_lx * steps) / steps, "lx"));
}

QString why_no_night(const SpotAnswer& answer) {
    if (answer.band != DayBand::night || answer.watch.watch.night_known) return {};
    if (const auto* given = answer.watchers.given())
        return Words::tr("%1 has no light here, so nobody can say who watches by night. Lines and rows are "
                         "weighed as in the evening.")
            .arg(QString::fromStdString(given->light().file));
    return Words::tr("Add lamps, or mend what is said of them, to learn who watches by night: %1. Lines and "
                     "rows are weighed as in the evening.")
        .arg(QString::fromStdString(answer.watchers.why_no_night()));
}

QString blocked_sentence(const SpotAnswer& answer) {
    Tally blocked = tally_of(answer, answer.blocked());
    blocked.cameras = cameras_of(answer, false);
    if (blocked.all() == 0) return {};
    const QString those = blocked.all() == 1 ? Words::tr("%1 is blocked").arg(words_of(blocked))
                                             : Words::tr("%1 are blocked").arg(words_of(blocked));
    const QString by = by_what(answer, Whom::all);
    if (by.isEmpty()) return those;
    if (answer.blockers.size() == 1 && answer.blockers.front().all() == blocked.all())
        return Words::tr("%1 by %2").arg(those, called(answer.names, answer.blockers.front().feature));
    return QStringLiteral("%1, %2").arg(those, by);
}

QString why_no_watch(const SpotWatchers& watchers, const SpotWatch& watch) {
    switch (watch.status) {
    case SpotStatus::open:
        return {};
    case SpotStatus::no_ground:
        return Words::tr(
            "Click ground of known height. The terrain has none here, so nobody can say who sees "
            "this spot.");
    case SpotStatus::in_building:
        break;
    }
    const Point at{watch.spot.x, watch.spot.y};
    for (const auto& [layer, building] : watchers.scene()->site().features(Role::building))
        if (building->geometry.box().contains(at) && contains(building->geometry, at) &&
            !building->name.empty())
            return Words::tr("Click open ground to learn who sees it. This spot is inside a building: %1.")
                .arg(QString::fromStdString(building->name));
    return Words::tr("Click open ground to learn who sees it. This spot is inside a building.");
}

QStringList words_at_spot(const SpotAnswer& answer) {
    const Tally seeing = tally_of(answer, answer.seeing());
    Tally with_cameras = seeing;
    with_cameras.cameras = cameras_of(answer, true);
    if (with_cameras.all() == 0)
        return {windows_known(answer) ? Words::tr("Nobody sees this spot")
                                      : Words::tr("Who sees this spot is not known: no windows are drawn")};
    QStringList words;
    if (windows_known(answer)) {
        const DayBand band = answer.weighed();
        words += (band == DayBand::day       ? Words::tr("Eyes on it by day: %1 of 100")
                  : band == DayBand::evening ? Words::tr("Eyes on it in the evening: %1 of 100")
                                             : Words::tr("Eyes on it by night: %1 of 100"))
                     .arg(score_text(answer.watch.watch.guardianship(band)));
    }
    if (seeing.all() > 0 && seeing.windows + seeing.doors > 0) {
        const std::size_t openings = seeing.windows + seeing.doors;
        words += openings == 1 ? Words::tr("1 window or door sees it")
                               : Words::tr("%1 windows and doors see it").arg(openings);
    }
    if (with_cameras.cameras > 0)
        words += with_cameras.cameras == 1 ? Words::tr("1 camera shows it")
                                           : Words::tr("%1 cameras show it").arg(with_cameras.cameras);
    return words;
}

std::vector<ThingList::Row> seeing_rows(const SpotAnswer& answer) {
    std::vector<ThingList::Row> rows;
    for (const SpotGuardian& one : answer.seeing()) {
        const Guardian& guardian = answer.guardian(one);
        rows.push_back({guardian.feature->id, icon_of(guardian), guardian_title(answer, guardian),
                        detail_of(answer, one), seen_text(one.look.eye_away_m, "m")});
    }
    return rows;
}

std::vector<ThingList::Row> camera_rows(const SpotAnswer& answer) {
    std::vector<SpotCamera> cameras = answer.watch.cameras;
    std::erase_if(cameras, [](const SpotCamera& one) { return !one.clear; });
    std::stable_sort(cameras.begin(), cameras.end(), [](const SpotCamera& a, const SpotCamera& b) {
        return a.pixels_per_m > b.pixels_per_m;
    });
    std::vector<ThingList::Row> rows;
    for (const SpotCamera& one : cameras) {
        const Feature& feature = *answer.camera(one).feature;
        rows.push_back({feature.id, kind_icon(Role::camera), answer.names.title(feature.id),
                        pixels_text(one.pixels_per_m) + QStringLiteral(" · ") +
                            level_words(answer.edition, one.pixels_per_m),
                        seen_text(one.away_m, "m")});
    }
    return rows;
}

std::vector<ThingList::Row> blocker_rows(const SpotAnswer& answer) {
    std::vector<ThingList::Row> rows;
    const std::vector<QString> names = blocker_names(answer);
    for (std::size_t i = 0; i < answer.blockers.size(); ++i) {
        const SpotBlocker& one = answer.blockers[i];
        rows.push_back(
            {one.feature, answer.names.icon(one.feature), names[i],
             Words::tr("hides it from %1").arg(words_of({one.windows, one.doors, one.places, one.cameras})),
             seen_text(one.away_m, "m")});
    }
    return rows;
}

std::vector<ThingList::Row> blocked_rows(const SpotAnswer& answer) {
    std::vector<ThingList::Row> rows;
    for (const SpotGuardian& one : answer.blocked()) {
        const Guardian& guardian = answer.guardian(one);
        rows.push_back({guardian.feature->id, icon_of(guardian), guardian_title(answer, guardian),
                        detail_of(answer, one), seen_text(one.look.eye_away_m, "m")});
    }
    for (const SpotCamera& one : answer.watch.cameras) {
        if (one.clear) continue;
        const Feature& feature = *answer.camera(one).feature;
        const QString behind = one.in_the_way
                                   ? Words::tr("behind %1").arg(called(answer.names, one.in_the_way->feature))
                                   : Words::tr("just behind an edge");
        rows.push_back({feature.id, kind_icon(Role::camera), answer.names.title(feature.id), behind,
                        seen_text(one.away_m, "m")});
    }
    return rows;
}

QStringList assumptions_of_watch(const SpotWatchers& watchers, double height_m) {
    const TimeContext& time = watchers.scene()->time();
    QStringList sentences{
        Words::tr("Somebody at this spot is looked at %1 above the ground.")
            .arg(quantity_text(height_m, "m")),
        Words::tr("How likely somebody is at a window, in a door or in a place is a starting value of this "
                  "program unless the plan says it; it is not observed."),
        time.season == Season::summer ? Words::tr("Summer: trees and hedges are in leaf.")
                                      : Words::tr("Winter: trees that lose their leaves are bare.")};
    // What the night rests on stands before what the plan does.
    std::vector<scene::Note> notes = watchers.notes();
    std::stable_partition(notes.begin(), notes.end(),
                          [](const scene::Note& note) { return note.code == "photometry_assumed"; });
    for (const scene::Note& note : notes)
        if (sentences.size() < most_assumptions)
            sentences += upper_first(without_options(QString::fromStdString(note.message)));
    return sentences;
}

} // namespace prospect::app
