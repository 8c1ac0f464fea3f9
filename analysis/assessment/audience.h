// What of an assessment an audience may have (contract.md §4).
#pragma once

#include "analysis/assessment/finding.h"
#include "geometry/io/export.h"
#include "geometry/site/site.h"

namespace prospect::assessment {

// Without the findings about features that the audience may not have, which a note counts, without findings,
// notes, names of places and words of remedies that criteria of the protect class left behind, without the
// names of those who accepted something, with no more of what people answered than yes or no, and without the
// maps of weakness: what lies around people's homes is no public map. The police get all.
Assessment for_audience(Assessment assessment, const Site& site, io::Audience audience);

} // namespace prospect::assessment
