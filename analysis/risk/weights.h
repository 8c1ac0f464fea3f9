// How much each factor counts.
#pragma once

#include "analysis/engine/result.h"
#include "analysis/risk/ahp.h"
#include "analysis/risk/measures.h"

#include <optional>

namespace prospect::risk {

// Sets the weight of each chosen factor; they add up to 1. By `judgements` (ahp) where that is not empty,
// else by `weights` in the order of the factors, else by the balance; there, files and factors it does not
// weigh get the mean of those it does, or all the same where it weighs none. A comparison that contradicts
// itself too much still counts, and a warning names the ratio and the judgement that contradicts most. Throws
// Error(usage) in one sentence: both given, another number of them than factors, one that is no number of 0
// or more, all 0, and as parse_judgements(). Gives what ahp found.
std::optional<Ahp> set_weights(const std::string& judgements, const std::vector<std::string>& weights,
                               const Balance& balance, DayBand band, std::vector<Chosen>& chosen,
                               std::vector<engine::Note>& notes);

// Makes the weights of what is left add up to 1 again. Throws Error(refused) where they are all 0.
void share_out(std::vector<Measured>& measured);

// The order weights of owa: one number, the orness, or one for each factor. Throws Error(usage) in one
// sentence.
void set_order(const std::vector<std::string>& owa, std::size_t factors, CombineRule& rule);

} // namespace prospect::risk
