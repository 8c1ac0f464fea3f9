#include "analysis/risk/weights.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"

#include <cstdio>
#include <numeric>

namespace prospect::risk {

namespace {

using engine::Note;

std::vector<double> numbers(const std::vector<std::string>& items, const char* parameter) {
    std::vector<double> made;
    for (const std::string& item : items) {
        const auto number = number_from<double>(item);
        if (!number || *number < 0)
            throw Error(ErrorCode::usage, std::string("parameter ") + parameter + " has \"" + item + "\"",
                        "give numbers of 0 or more");
        made.push_back(*number);
    }
    return made;
}

void require_count(std::size_t given, std::size_t factors, const char* parameter) {
    if (given == factors) return;
    throw Error(ErrorCode::usage,
                std::string("parameter ") + parameter + " is for " + std::to_string(given) +
                    " factors, there are " + std::to_string(factors),
                "name the factors it is for with --factors, in their order");
}

std::string short_number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

void say_contradiction(const Ahp& result, const std::vector<Chosen>& chosen, std::vector<Note>& notes) {
    if (result.consistency_ratio <= most_consistency_ratio) return;
    notes.push_back({Note::Level::warning, "ahp_inconsistent",
                     "the judgements contradict each other: their consistency ratio is " +
                         short_number(result.consistency_ratio) +
                         ", at most 0.10 is accepted; most of all that \"" + chosen[result.first].title() +
                         "\" matters " + short_number(result.said) + " times as much as \"" +
                         chosen[result.second].title() + "\", where all together say " +
                         short_number(result.implied) + " times"});
}

std::vector<double> weights_of(const Balance& balance, DayBand band, const std::vector<Chosen>& chosen) {
    double sum = 0;
    double count = 0;
    std::vector<double> weights;
    for (const Chosen& one : chosen) {
        weights.push_back(one.file.empty() ? balance.weight(one.name, band) : 0);
        sum += weights.back();
        count += weights.back() > 0 ? 1 : 0;
    }
    for (double& weight : weights)
        if (!(weight > 0)) weight = count > 0 ? sum / count : 1;
    return weights;
}

} // namespace

std::optional<Ahp> set_weights(const std::string& judgements, const std::vector<std::string>& weights,
                               const Balance& balance, DayBand band, std::vector<Chosen>& chosen,
                               std::vector<Note>& notes) {
    if (!judgements.empty() && !weights.empty())
        throw Error(ErrorCode::usage, "both ahp and weights are given", "give one of them");
    std::optional<Ahp> result;
    std::vector<double> made;
    if (!judgements.empty()) {
        const Judgements parsed = parse_judgements(judgements);
        require_count(parsed.size, chosen.size(), "ahp");
        result = ahp(parsed);
        say_contradiction(*result, chosen, notes);
        made = result->weights;
    } else if (!weights.empty()) {
        made = numbers(weights, "weights");
        require_count(made.size(), chosen.size(), "weights");
    } else {
        made = weights_of(balance, band, chosen);
    }
    const double sum = std::accumulate(made.begin(), made.end(), 0.0);
    if (!(sum > 0))
        throw Error(ErrorCode::usage, "the weights add up to 0", "give at least one factor a weight above 0");
    for (std::size_t f = 0; f < chosen.size(); ++f)
        chosen[f].weight = made[f] / sum;
    return result;
}

void share_out(std::vector<Measured>& measured) {
    double sum = 0;
    for (const Measured& one : measured)
        sum += one.chosen.weight;
    if (!(sum > 0))
        throw Error(ErrorCode::refused, "none of the factors that count can be told on this plan",
                    "add what the notes of the single analyses ask for, or choose other factors");
    for (Measured& one : measured)
        one.chosen.weight /= sum;
}

void set_order(const std::vector<std::string>& owa, std::size_t factors, CombineRule& rule) {
    if (owa.empty()) return;
    const std::vector<double> given = numbers(owa, "owa");
    if (given.size() == 1) {
        if (given[0] > 1)
            throw Error(ErrorCode::usage, "parameter owa has an orness of " + short_number(given[0]),
                        "give one from 0 to 1, or an order weight for each factor");
        rule.orness = given[0];
        return;
    }
    require_count(given.size(), factors, "owa");
    if (!(std::accumulate(given.begin(), given.end(), 0.0) > 0))
        throw Error(ErrorCode::usage, "the order weights of owa add up to 0", "give at least one above 0");
    rule.order = given;
}

} // namespace prospect::risk
