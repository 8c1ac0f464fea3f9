// A request whose site already is what its scenario makes of it.
#pragma once

#include "analysis/engine/context.h"

#include <vector>

namespace prospect::engine {

// The same request with its scenario applied to the site and asked for no more, so that all that is computed
// of it sees one snapshot. What no longer fits goes to `unapplied`. Throws as with_scenario().
Request applied(Request request, std::vector<Unapplied>* unapplied = nullptr);

} // namespace prospect::engine
