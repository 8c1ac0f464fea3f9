// How one gets to a place, and what closes it off, in words.
#pragma once

#include "app/models/access_plan.h"

#include <QString>
#include <QStringList>

namespace prospect::app {

// "Wednesday 23:30".
QString moment_text(const TimeContext& time);

// "Mill Court", "Inside Block C", "The public realm".
QString place_name(const scene::AccessPlace& place);
// The same within a sentence: "the public realm".
QString place_in_text(const scene::AccessPlace& place);
// "Open", "Shut, not locked", "People are let in", "Locked".
QString control_word(scene::Control control);
// "anybody", "whoever opens it", …
QString who_text(scene::Control control);
// Its name, else its kind: "Court gate north", "Gate"; "Gap beside Fence 3"; "Open edge".
QString passage_name(const scene::Passage& passage);
QString passage_icon(const scene::Passage& passage);
// "Locked: those with a key", "Nothing stands there: anybody".
QString passage_control(const scene::Passage& passage);

// What is told of one spot.
struct WaysInWords {
    QString title; // "Mill Court"
    QString kind;  // "Semi-private ground"; empty: nothing is known
    QString depth; // how many doors and gates lie before it
    QString now;   // who gets in at the time
    struct Row {
        std::uint32_t passage = 0;
        QString icon;
        QString title;
        QString detail;
        QString below = {}; // a third line
        QString right;      // its width
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> way;
    QString sealing; // what closes it off; empty: that is no question here
    bool can_be_sealed = false;
    std::vector<Row> closes;
    QString escape; // whether everybody within gets out; empty: nothing is closed
    bool gets_out = true;
};
WaysInWords words_of(const AccessPlan& plan, const WaysIn& ways);

// What the plan does not say and is taken for usual.
QStringList assumptions_of(const AccessPlan& plan);
// "2 barriers end at most 0.3 m short of what they seem to meet: …"; empty: none does.
QString drawn_short_text(const AccessPlan& plan);

} // namespace prospect::app
