// How often each of the compared versions is the best, in words.
#pragma once

#include "analysis/risk/option_ranks.h"

#include <QStringList>

namespace prospect::app {

// "Better of the two", "Best of the three", "Best of all 5".
QString best_title(std::size_t versions);
// "83 %"; less or more than it says is never nothing or all.
QString best_share(double share);
// "“Option A” is the best of the three in 83 % of 1,000 draws of weights and thresholds."
QString best_sentence(const QString& name, double share, const risk::OptionRanks& ranks);
// What the shares are of, in one line; where they cannot be told, why.
QString ranks_line(const risk::OptionRanks& ranks);
// How they come about and what is not in them. names: of the versions, in their order.
QString ranks_method(const risk::OptionRanks& ranks, const QStringList& names);

} // namespace prospect::app
