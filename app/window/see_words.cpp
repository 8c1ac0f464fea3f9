#include "app/window/see_words.h"

#include "analysis/sightlines/eye.h"
#include "app/models/attribute_words.h"
#include "app/models/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace prospect::app {

using sightlines::Blocker;
using sightlines::LiveView;
using sightlines::LookStatus;
using sightlines::SightWalls;

namespace {

struct SeeWords {
    Q_DECLARE_TR_FUNCTIONS(SeeWords)
};

constexpr qsizetype most_assumptions = 7;
constexpr double least_area_m2 = 0.5;
constexpr double least_share = 0.005; // below it nobody cares how much

QString upper_first(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

// A list of layers counts each by itself: "for 94 of 94 trees:" counts them all.
QString of_all_layers(QString sentence) {
    static const QRegularExpression counts(QStringLiteral("( for \\d+ of \\d+ [^:]+):"));
    return sentence.replace(counts, SeeWords::tr("\\1 in all layers:"));
}

QString share_words(double share) {
    return share < least_share ? SeeWords::tr("less than 1 % of the view")
                               : SeeWords::tr("%1 % of the view").arg(std::lround(100 * share));
}

} // namespace

std::vector<QString> names_of(const ThingNames& names, const SightWalls& walls,
                              const std::vector<Blocker>& blockers, Point eye) {
    std::vector<NamedThing> things;
    for (const Blocker& one : blockers)
        things.push_back({one.role, walls.feature(one.feature), one.nearest});
    return names.told_apart(things, eye);
}

QString why_nothing_is_seen(const SightWalls& walls, const LiveView& view, Point eye) {
    switch (view.status) {
    case LookStatus::seen:
        return {};
    case LookStatus::outside:
        return SeeWords::tr(
            "The eye is beyond the edge of the plan, where nothing is known. Drag it back onto the plan.");
    case LookStatus::in_solid:
        break;
    }
    const auto* holder = walls.holder(eye);
    if (!holder)
        return SeeWords::tr(
            "The field of view lies all in the wall the eye is on. Turn it, or move the eye.");
    if (holder->role == Role::tree)
        return SeeWords::tr("The eye is inside the crown of a tree, which blocks sight at this height. Drag "
                            "it into the open.");
    const FeaturePtr feature = walls.feature(holder->feature);
    const QString kind = (feature ? kind_title(holder->role, *feature) : kind_label(holder->role)).toLower();
    const bool named = feature && !feature->name.empty();
    const QString what =
        named ? QStringLiteral("%1 (%2)").arg(QString::fromStdString(feature->name), kind) : kind;
    return SeeWords::tr("The eye is inside something solid: %1. Nothing is seen from there. Drag it into the "
                        "open, or onto an outer wall for the view from a window.")
        .arg(what);
}

QString why_in_short(const SightWalls& walls, const LiveView& view, Point eye) {
    if (view.status == LookStatus::seen) return {};
    if (view.status == LookStatus::outside) return SeeWords::tr("Beyond the plan");
    const auto* holder = walls.holder(eye);
    return holder ? SeeWords::tr("Inside: %1")
                        .arg(ThingNames::name_of({holder->role, walls.feature(holder->feature), eye}))
                  : SeeWords::tr("Nothing is seen");
}

int percent_seen(const sightlines::GroundSeen& ground) {
    const bool all = ground.hidden_m2() < least_area_m2;
    const bool none = ground.seen_m2 < least_area_m2;
    return std::clamp(static_cast<int>(std::lround(100 * ground.share())), none ? 0 : 1, all ? 100 : 99);
}

SeeNumbers::Ground ground_words(const sightlines::GroundSeen& ground, const kernel::Sight& sight,
                                bool red_line) { // NOLINT: as declared
    QString where = red_line ? SeeWords::tr("of the site") : SeeWords::tr("of the plan");
    if (sight.reach_m > 0) where += SeeWords::tr(" within %1").arg(seen_text(sight.reach_m, "m"));
    if (sight.fov_deg < 360) where += SeeWords::tr(" in this direction");
    const QString water =
        ground.water_m2 < least_area_m2
            ? QString()
            : SeeWords::tr(" Water seen, which does not count: %1.").arg(seen_text(ground.water_m2, "m2"));
    if (ground.all_m2 < least_area_m2)
        return {SeeWords::tr("There is no open ground %1.").arg(where), water.trimmed()};
    const double hidden_m2 = ground.hidden_m2();
    const bool all = hidden_m2 < least_area_m2;
    const int percent = percent_seen(ground);
    return {
        SeeWords::tr("Seen: %1, %2\u00a0% of the open ground %3")
            .arg(seen_text(ground.seen_m2, "m2"))
            .arg(percent)
            .arg(where),
        (all ? SeeWords::tr("Nothing of it is hidden.")
             : SeeWords::tr("Hidden: %1, %2\u00a0%.").arg(seen_text(hidden_m2, "m2")).arg(100 - percent)) +
            water};
}

std::vector<ThingList::Row> ends_of_view(const SightWalls& walls, const std::vector<Blocker>& blockers,
                                         const std::vector<QString>& names, const sightlines::OpenEnds& open,
                                         double reach_m) {
    std::vector<ThingList::Row> rows;
    std::vector<double> shares;
    const auto add = [&](ThingList::Row row, double share) {
        const auto at =
            std::upper_bound(shares.begin(), shares.end(), share, std::greater<>()) - shares.begin();
        shares.insert(shares.begin() + at, share);
        rows.insert(rows.begin() + at, std::move(row));
    };
    for (std::size_t i = 0; i < blockers.size(); ++i) {
        const Blocker& one = blockers[i];
        const FeaturePtr feature = walls.feature(one.feature);
        const QString away = SeeWords::tr("%1 away").arg(seen_text(one.nearest_m, "m"));
        const QString kind = feature && !feature->name.empty()
                                 ? kind_title(one.role, *feature) + QStringLiteral(" · ")
                                 : QString();
        add({one.feature, kind_icon(one.role), names[i],
             kind + share_words(one.share) + QStringLiteral(" · ") + away},
            one.share);
    }
    const auto add_open = [&](double share, const QString& where) {
        if (share <= 0) return;
        add({{},
             QStringLiteral("zoom-all"),
             SeeWords::tr("Nothing: open"),
             share_words(share) + QStringLiteral(" · ") + where},
            share);
    };
    add_open(open.limit_share, SeeWords::tr("to the limit of %1").arg(seen_text(reach_m, "m")));
    add_open(open.plan_end_share, SeeWords::tr("to the end of the plan"));
    return rows;
}

QStringList assumptions_of_sight(const Site& site, const TimeContext& time, double eye_height_m,
                                 const scene::Scene* scene) {
    QStringList sentences;
    const QString height = quantity_text(eye_height_m, "m");
    if (site.raster(Role::terrain)) {
        sentences += SeeWords::tr("Eyes %1 above the ground, looking level: what is lower, such as a low "
                                  "fence, does not end the view.")
                         .arg(height);
        sentences += SeeWords::tr("Slopes do not count: all ground is taken as level with where you stand. "
                                  "“Ground seen from chosen places” looks over the heights of this plan.");
    } else {
        sentences += SeeWords::tr("Eyes %1 above flat ground, looking level: what is lower, such as a low "
                                  "fence, does not end the view.")
                         .arg(height);
    }
    sentences += time.season == Season::summer
                     ? SeeWords::tr("Summer: trees and hedges are in leaf.")
                     : SeeWords::tr("Winter: trees that lose their leaves are bare.");
    if (!scene) return sentences;
    const double heights[] = {eye_height_m};
    std::vector<engine::Note> notes = scene->notes();
    for (const auto& note :
         {sightlines::near_height_note(*scene, heights), sightlines::see_through_note(*scene, heights)})
        if (note) notes.push_back(*note);
    for (const auto& note : notes)
        if (sentences.size() < most_assumptions)
            sentences += of_all_layers(upper_first(without_options(QString::fromStdString(note.message))));
    return sentences;
}

QString handle_words(SeeTool::Part part, const Eye& eye) {
    const auto degrees = [](double value) { return QStringLiteral("%1°").arg(std::lround(value)); };
    switch (part) {
    case SeeTool::Part::nothing:
    case SeeTool::Part::eye:
        break;
    case SeeTool::Part::turn:
        if (eye.sight.fov_deg >= 360)
            return SeeWords::tr("Looks all round. Once narrowed it looks towards %1: drag to turn that")
                .arg(degrees(eye.sight.azimuth_deg));
        return SeeWords::tr("Drag to turn: looks towards %1").arg(degrees(eye.sight.azimuth_deg));
    case SeeTool::Part::left:
    case SeeTool::Part::right:
        return eye.sight.fov_deg >= 360
                   ? SeeWords::tr("Drag to narrow the view: looks all round")
                   : SeeWords::tr("Drag to open or close: field of view %1").arg(degrees(eye.sight.fov_deg));
    case SeeTool::Part::reach:
        return eye.sight.reach_m > 0
                   ? SeeWords::tr("Drag for how far: %1").arg(seen_text(eye.sight.reach_m, "m"))
                   : SeeWords::tr("Drag for how far: no limit");
    }
    return {};
}

} // namespace prospect::app
