// What the plan knows and lacks, in words: one row a kind of thing.
#pragma once

#include "analysis/assessment/knowledge.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace prospect::app {

struct DescribeRow {
    enum class State { known, usual, assumed, lacking } state = State::known;
    enum class Offer { none, windows, ownership, heights };

    std::string subject;
    QString icon;
    QString title;     // "Windows"
    QString says;      // "none drawn", "6, height assumed 5 m"
    QString checks;    // "4 checks wait for it"; empty when none is concerned
    QStringList facts; // a line for each attribute that matters: "Height: 4 drawn, 2 usual (5 m)"
    QStringList rules; // criteria that read it: "NS-14 Places where people stay are overlooked by windows"
    Offer offer = Offer::none;
    QString take_back; // what take_back() calls it; empty when nothing of it was assumed
};

// In the order of assessment::subjects(). Subjects that neither are on the plan nor are asked for by a check
// are left out.
std::vector<DescribeRow> describe_rows(const assessment::Knowledge& knowledge,
                                       const assessment::Profile& profile);
// "412 drawn · 30 map data · 57 usual values · 12 not known"
QString counts_text(const assessment::Knowledge& knowledge);
// "2 assumptions · 112 usual values"; empty when there is none of either.
QString assumptions_text(std::size_t count, std::size_t usual = 0);
// "Height of 24 buildings: the usual 6 m", one for each value that stands in for what is not given.
QStringList usual_values_words(const assessment::Knowledge& knowledge);
// "184 windows", "Height of 12 buildings".
QString assumption_words(const assessment::Assumption& assumption);

} // namespace prospect::app
