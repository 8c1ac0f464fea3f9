#include "app/window/watch_reasons.h"

#include "analysis/scene/attribute_reader.h"
#include "app/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prospect::app {

using sightlines::Guardian;
using sightlines::GuardianKind;
using sightlines::LookTerms;
using sightlines::OccupiedBy;
using sightlines::SpotGuardian;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WatchReasons)
};

// Whole, but what is not nothing never reads as nothing.
QString percent(double share) {
    const double shown = 100 * share;
    if (shown > 0 && shown < 0.05) return Words::tr("under %1").arg(quantity_text(0.1, "percent"));
    if (shown > 0 && shown < 10) return quantity_text(std::max(0.1, std::round(10 * shown) / 10), "percent");
    return quantity_text(std::round(shown), "percent");
}

QString why_there(const Guardian& guardian, std::size_t band) {
    const double share = guardian.occupied[band];
    QStringList parts;
    if (!guardian.room.empty())
        parts += guardian.room == "living" ? Words::tr("Living room") : in_words(guardian.room);
    switch (guardian.occupied_by[band]) {
    case OccupiedBy::plan:
        parts += Words::tr("as the plan says");
        break;
    case OccupiedBy::hours:
        parts += share > 0 ? Words::tr("open then") : Words::tr("closed then");
        break;
    case OccupiedBy::usual:
        parts += Words::tr("our starting value");
        break;
    }
    QString text = parts.join(QStringLiteral(" · "));
    text[0] = text[0].toUpper();
    return text;
}

Counted::Factor there(const SpotAnswer& answer, const Guardian& guardian) {
    const DayBand band = answer.weighed();
    const auto b = static_cast<std::size_t>(band);
    return {band == DayBand::day       ? Words::tr("Somebody is there by day")
            : band == DayBand::evening ? Words::tr("Somebody is there in the evening")
                                       : Words::tr("Somebody is there, awake, by night"),
            percent(guardian.occupied[b]), why_there(guardian, b)};
}

QString glass_words(double glass) {
    if (glass >= 1) return Words::tr("Clear glass");
    return glass >= Guardian::sees_through ? Words::tr("Glass behind a curtain")
                                           : Words::tr("Obscured glass");
}

QString way_words(const SpotAnswer& answer, const SpotGuardian& one) {
    if (!one.in_the_way || one.in_the_way->feature.is_nil()) return {};
    return answer.names.title(one.in_the_way->feature);
}

void add_terms(const SpotAnswer& answer, const SpotGuardian& one, const LookTerms& terms, Counted& counted) {
    const Guardian& guardian = answer.guardian(one);
    const double eyes_m = guardian.eyes.front().height_m;
    if (guardian.kind == GuardianKind::window)
        counted.factors.push_back({glass_words(terms.glass), percent(terms.glass)});
    counted.factors.push_back(
        {Words::tr("Near enough to know a face: %1 away").arg(seen_text(one.look.eye_away_m, "m")),
         percent(terms.near)});
    if (guardian.outward) {
        const double off_deg = std::acos(std::clamp(terms.facing, 0.0, 1.0)) * 180 / std::numbers::pi;
        counted.factors.push_back({Words::tr("Looks this way: %1 off straight ahead")
                                       .arg(quantity_text(std::round(off_deg), "deg")),
                                   percent(terms.facing)});
    }
    counted.factors.push_back(
        {Words::tr("Low enough: eyes %1 above the ground").arg(seen_text(eyes_m, "m")), percent(terms.low)});
    counted.factors.push_back({terms.passes >= 1 ? Words::tr("Nothing in the way")
                                                 : Words::tr("Of the view, what is in the way lets through"),
                               percent(terms.passes), way_words(answer, one)});
    if (answer.weighed() == DayBand::night && answer.watch.light)
        counted.factors.push_back({answer.watch.light->recognised_m < hardly_read_m
                                       ? Words::tr("Hardly any light on it: no face is read")
                                       : Words::tr("By the light on it a face is read from %1")
                                             .arg(seen_text(answer.watch.light->recognised_m, "m")),
                                   percent(terms.lit)});
}

} // namespace

std::optional<Counted> why_it_counts(const SpotAnswer& answer, const Uuid& guardian) {
    for (const SpotGuardian& one : answer.watch.guardians) {
        const Guardian& who = answer.guardian(one);
        if (who.feature->id != guardian || one.own_place) continue;
        const QString score = score_text(answer.counts(one));
        Counted counted{.title = Words::tr("Why %1 counts %2").arg(guardian_title(answer, who), score)};
        counted.factors.push_back(there(answer, who));
        const bool night = answer.weighed() == DayBand::night && answer.watch.light;
        const auto recognised_m = night ? std::optional(answer.watch.light->recognised_m) : std::nullopt;
        if (const auto terms = sightlines::terms_of(who, one, answer.watch.spot, recognised_m))
            add_terms(answer, one, *terms, counted);
        else
            counted.factors.push_back({Words::tr("Sees the spot, on average over %n places of the area",
                                                 nullptr, static_cast<int>(who.eyes.size())),
                                       percent(one.look.seen_in(answer.weighed()))});
        counted.factors.push_back(
            {Words::tr("Multiplied: how likely this one sees somebody here"), percent(answer.counts(one))});
        counted.note = Words::tr("“Eyes on this spot” is how likely at least one of all in the list does.");
        return counted;
    }
    return std::nullopt;
}

} // namespace prospect::app
