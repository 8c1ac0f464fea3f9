#include "analysis/assessment/frameworks.h"

#include "analysis/assessment/criteria_file.h"
#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace prospect::assessment {

namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::internal, "frameworks.json cannot be used: " + what,
                "mend the file in resources/criteria, or install Prospect again");
}

Principle read_principle(const Json& entry) {
    return {.id = entry.at("id").get<std::string>(),
            .title = entry.at("title").get<std::string>(),
            .generation = entry.value("generation", ""),
            .criteria = entry.at("criteria").get<std::vector<std::string>>(),
            .not_covered = entry.value("not_covered", "")};
}

} // namespace

std::vector<Framework> parse_frameworks(std::string_view json) {
    try {
        const Json document = Json::parse(json);
        std::vector<Framework> all;
        for (const Json& entry : document.at("frameworks")) {
            Framework made{entry.at("id").get<std::string>(),
                           entry.at("title").get<std::string>(),
                           entry.at("about").get<std::string>(),
                           {}};
            for (const Json& principle : entry.at("principles"))
                made.principles.push_back(read_principle(principle));
            all.push_back(std::move(made));
        }
        return all;
    } catch (const Json::parse_error& fault) {
        refuse(syntax_fault(json, fault.byte, "this cannot be read"));
    } catch (const Json::exception& fault) {
        refuse(fault.what());
    }
}

const std::vector<Framework>& frameworks() {
    static const std::vector<Framework> all = parse_frameworks(read_resource("criteria/frameworks.json"));
    return all;
}

bool holds(const Principle& principle, std::string_view code) {
    return std::any_of(principle.criteria.begin(), principle.criteria.end(), [&](std::string_view one) {
        if (!one.ends_with('*')) return one == code;
        return code.starts_with(one.substr(0, one.size() - 1));
    });
}

std::vector<std::string> tags_of(std::string_view code) {
    std::vector<std::string> tags;
    for (const Framework& framework : frameworks())
        for (const Principle& principle : framework.principles)
            if (holds(principle, code)) tags.push_back(framework.id + ": " + principle.id);
    return tags;
}

std::vector<std::string> clauses_of(std::string_view code) {
    std::vector<std::string> clauses;
    for (const Framework& framework : frameworks()) {
        if (framework.id != "iso_22341") continue;
        for (const Principle& principle : framework.principles)
            if (holds(principle, code)) clauses.push_back(principle.id);
    }
    return clauses;
}

} // namespace prospect::assessment
