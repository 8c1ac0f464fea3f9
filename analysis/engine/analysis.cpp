#include "analysis/engine/analysis.h"

#include "analysis/engine/near_name.h"

#include <algorithm>

namespace prospect::engine {

std::vector<ParameterInfo> Analysis::parameters() const {
    std::vector<ParameterInfo> infos;
    for (const Binding& binding : bindings_)
        infos.push_back(binding.info);
    return infos;
}

std::any Analysis::params(const Settings& settings) const {
    std::any params = make_params_();
    for (const auto& [name, text] : settings) {
        const auto binding = std::find_if(bindings_.begin(), bindings_.end(), [&](const Binding& candidate) {
            return candidate.info.name == name;
        });
        if (binding == bindings_.end()) {
            std::vector<std::string> known;
            for (const Binding& candidate : bindings_)
                known.push_back(candidate.info.name);
            const auto near = near_name(name, known);
            throw Error(ErrorCode::usage, info_.id + " has no parameter " + name,
                        (near ? "did you mean " + *near + "? " : std::string{}) +
                            (known.empty() ? "it takes none" : "it takes " + joined(known)));
        }
        binding->set(params, text);
    }
    return params;
}

Settings Analysis::settings(const std::any& params) const {
    Settings settings;
    for (const Binding& binding : bindings_)
        settings[binding.info.name] = binding.get(params);
    return settings;
}

} // namespace prospect::engine
