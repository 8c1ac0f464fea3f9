#include "analysis/assessment/setting_words.h"

#include "analysis/assessment/criteria_file.h"
#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

namespace prospect::assessment {

namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::internal, "settings.json cannot be used: " + what,
                "mend the file in resources/criteria, or install Prospect again");
}

} // namespace

WordsOfSettings parse_setting_words(std::string_view json) {
    try {
        const Json document = Json::parse(json);
        WordsOfSettings all;
        for (const auto& [metric, settings] : document.items())
            for (const auto& [name, words] : settings.items())
                all[metric][name] = {words.at("label").get<std::string>(),
                                     words.at("tip").get<std::string>()};
        return all;
    } catch (const Json::parse_error& fault) {
        refuse(syntax_fault(json, fault.byte, "this cannot be read"));
    } catch (const Json::exception& fault) {
        refuse(fault.what());
    }
}

const SettingWords* setting_words(const std::string& metric, const std::string& setting) {
    static const WordsOfSettings all = parse_setting_words(read_resource("criteria/settings.json"));
    for (const std::string& of : {metric, std::string(any_metric)})
        if (const auto found = all.find(of); found != all.end())
            if (const auto words = found->second.find(setting); words != found->second.end())
                return &words->second;
    return nullptr;
}

} // namespace prospect::assessment
