#include "analysis/risk/factors.h"

#include "analysis/engine/near_name.h"
#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace prospect::risk {

namespace {

using Json = nlohmann::json;

constexpr std::array<const char*, 3> bands{"day", "evening", "night"};

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
    throw Error(ErrorCode::refused, "risk_factors.json: " + where + ": " + what,
                "mend the file, or take the one the program came with");
}

void require_members(const Json& entry, const std::string& where, const std::set<std::string>& known) {
    for (const auto& [name, value] : entry.items())
        if (!known.contains(name)) refuse(where, "there is no member \"" + name + "\"");
}

std::array<std::string, 3> fields_of(const Json& entry, const std::string& where) {
    std::array<std::string, 3> fields;
    require_members(entry, where, {bands.begin(), bands.end()});
    for (std::size_t band = 0; band < bands.size(); ++band)
        fields[band] = entry.value(bands[band], "");
    return fields;
}

FactorInfo factor_of(const Json& entry) {
    FactorInfo factor;
    factor.name = entry.at("name").get<std::string>();
    require_members(entry, factor.name,
                    {"name", "title", "why", "analysis", "settings", "fields", "unit", "fine", "worst",
                     "sum_within_m", "light", "worst_without_value_where", "only_on", "hands_on", "source",
                     "status"});
    factor.title = entry.at("title").get<std::string>();
    factor.why = entry.at("why").get<std::string>();
    factor.analysis = entry.at("analysis").get<std::string>();
    if (entry.contains("settings"))
        factor.settings = entry["settings"].get<std::map<std::string, std::string>>();
    factor.fields = fields_of(entry.at("fields"), factor.name);
    factor.unit = entry.at("unit").get<std::string>();
    factor.value = {entry.at("fine").get<double>(), entry.at("worst").get<double>()};
    if (factor.value.fine == factor.value.worst) refuse(factor.name, "fine and worst are the same");
    factor.sum_within_m = entry.value("sum_within_m", 0.0);
    factor.light = entry.value("light", false);
    factor.worst_without_value_where = entry.value("worst_without_value_where", "");
    if (entry.contains("only_on")) {
        const Json& on = entry["only_on"];
        factor.only_on = {on.at("activities").get<std::vector<std::string>>(),
                          on.at("around_m").get<double>(), on.at("missing").get<std::string>()};
    }
    if (entry.contains("hands_on")) factor.hands_on = entry["hands_on"].get<std::vector<std::string>>();
    factor.source = entry.at("source").get<std::string>();
    factor.status = entry.at("status").get<std::string>();
    return factor;
}

std::array<double, 3> weights_of(const Json& entry, const std::string& where) {
    std::array<double, 3> weights{};
    if (entry.is_object()) require_members(entry, where, {bands.begin(), bands.end()});
    for (std::size_t band = 0; band < bands.size(); ++band) {
        weights[band] = entry.is_object() ? entry.value(bands[band], 0.0) : entry.get<double>();
        if (!(weights[band] >= 0) || !std::isfinite(weights[band]))
            refuse(where, "a weight is at least 0, not " + entry.dump());
    }
    return weights;
}

Balance balance_of(const Json& entry, const RiskFactors& known) {
    Balance balance{entry.at("name").get<std::string>(),
                    entry.at("title").get<std::string>(),
                    entry.at("about").get<std::string>(),
                    PlacesOn::people,
                    {}};
    const auto places = entry.at("places").get<std::string>();
    if (places != "people" && places != "everywhere")
        refuse(balance.name, "places are \"people\" or \"everywhere\", not \"" + places + "\"");
    balance.places = places == "people" ? PlacesOn::people : PlacesOn::everywhere;
    for (const auto& [name, weights] : entry.at("weights").items()) {
        if (known.factor(name) == nullptr) refuse(balance.name, "there is no factor \"" + name + "\"");
        balance.weights.emplace(name, weights_of(weights, balance.name + ", " + name));
    }
    return balance;
}

} // namespace

bool FactorInfo::counts_at(const TimeContext& time) const {
    return !field(time.band).empty() && (!light || open_at("dusk-dawn", time).value_or(true));
}

double Balance::weight(const std::string& factor, DayBand band) const {
    const auto found = weights.find(factor);
    return found == weights.end() ? 0 : found->second[static_cast<std::size_t>(band)];
}

const FactorInfo* RiskFactors::factor(std::string_view name) const {
    const auto found =
        std::find_if(factors.begin(), factors.end(), [&](const FactorInfo& one) { return one.name == name; });
    return found == factors.end() ? nullptr : &*found;
}

const Balance& RiskFactors::balance(std::string_view name) const {
    std::vector<std::string> names;
    for (const Balance& one : balances) {
        if (one.name == name) return one;
        names.push_back(one.name);
    }
    throw Error(ErrorCode::usage, "there is no balance \"" + std::string(name) + "\"",
                "choose from " + engine::joined(names));
}

RiskFactors parse_risk_factors(std::string_view json) {
    try {
        const Json document = Json::parse(json);
        RiskFactors made;
        for (const Json& entry : document.at("factors")) {
            FactorInfo factor = factor_of(entry);
            if (made.factor(factor.name) != nullptr)
                refuse(factor.name, "there are two factors of that name");
            made.factors.push_back(std::move(factor));
        }
        for (const Json& entry : document.at("balances"))
            made.balances.push_back(balance_of(entry, made));
        return made;
    } catch (const Json::exception& fault) {
        throw Error(ErrorCode::refused, std::string("risk_factors.json cannot be used: ") + fault.what(),
                    "mend the file, or take the one the program came with");
    }
}

const RiskFactors& risk_factors() {
    static const RiskFactors bundled = parse_risk_factors(read_resource("criteria/risk_factors.json"));
    return bundled;
}

std::string usual_balance(DayBand band) {
    return band == DayBand::day ? "day_use" : "night_use";
}

} // namespace prospect::risk
