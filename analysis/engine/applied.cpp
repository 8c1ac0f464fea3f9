#include "analysis/engine/applied.h"

namespace prospect::engine {

Request applied(Request request, std::vector<Unapplied>* unapplied) {
    if (!request.scenario.empty()) request.site = with_scenario(*request.site, request.scenario, unapplied);
    request.scenario.clear();
    return request;
}

} // namespace prospect::engine
