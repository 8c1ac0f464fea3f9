// Who sees a spot, in words.
#pragma once

#include "analysis/sightlines/spot_watchers.h"
#include "app/models/thing_names.h"
#include "app/panels/thing_list.h"

#include <QStringList>

#include <vector>

namespace prospect::app {

// What is told of: an answer and how it is asked. All of it outlives this.
struct SpotAnswer {
    const sightlines::SpotWatchers& watchers;
    const ThingNames& names;
    const sightlines::SpotWatch& watch;
    const std::vector<sightlines::SpotBlocker>& blockers;
    DayBand band = DayBand::day; // asked about
    sightlines::Edition edition{};

    const sightlines::Guardian& guardian(const sightlines::SpotGuardian& one) const {
        return watchers.guardians().all[one.guardian];
    }
    const sightlines::PlacedCamera& camera(const sightlines::SpotCamera& one) const {
        return watchers.cameras().cameras[one.camera];
    }
    // The band whose weights count: by night that of the evening where the light is not known.
    DayBand weighed() const;
    // From 0 to 1, as weighed.
    double counts(const sightlines::SpotGuardian& one) const;
    // Those with a clear line and those without, a place the spot lies in left out; what counts most first,
    // then the nearest.
    std::vector<sightlines::SpotGuardian> seeing() const;
    std::vector<sightlines::SpotGuardian> blocked() const;
};

// "Window, Block C": a guardian in a list.
QString guardian_title(const SpotAnswer& answer, const sightlines::Guardian& guardian);
// What stands in the way, each told from the others; in the order of the blockers.
std::vector<QString> blocker_names(const SpotAnswer& answer);
// Whether there is a window, so that anything can be said of who may look.
bool windows_known(const SpotAnswer& answer);
// "62 of 100 · watched".
QString guardianship_words(double guardianship);

// That these see it and those do not, or that nobody does and why; one or two sentences.
QString watch_sentence(const SpotAnswer& answer);
// Why there are more eyes in the evening than by day; empty where there are not.
QString why_more_in_evening(const SpotAnswer& answer);
// Nearer than this nobody has to be told that a face is read.
inline constexpr double hardly_read_m = 0.5;
// "6.1 m away (1.1 lx)": from where a face is read by what the lamps give at the spot by night.
QString face_light_words(const sightlines::FaceLight& light);
// Why it is not known who watches by night, what to do, and how lines are weighed instead; empty: it is
// known or not asked about.
QString why_no_night(const SpotAnswer& answer);
// "3 windows are blocked, 2 by Hedge 4, 1 by Bin store"; empty: none is.
QString blocked_sentence(const SpotAnswer& answer);
// Why nothing can be said; empty when it can.
QString why_no_watch(const sightlines::SpotWatchers& watchers, const sightlines::SpotWatch& watch);
// A few words beside the spot.
QStringList words_at_spot(const SpotAnswer& answer);

std::vector<ThingList::Row> seeing_rows(const SpotAnswer& answer);
std::vector<ThingList::Row> camera_rows(const SpotAnswer& answer);
std::vector<ThingList::Row> blocker_rows(const SpotAnswer& answer);
std::vector<ThingList::Row> blocked_rows(const SpotAnswer& answer);

// At most so many sentences as a person reads.
QStringList assumptions_of_watch(const sightlines::SpotWatchers& watchers, double height_m);

} // namespace prospect::app
