// What a check found, in the words of the one page.
#pragma once

#include "analysis/assessment/finding.h"
#include "app/report/review_page.h"

namespace prospect::report {

// How many places the page shows.
inline constexpr std::size_t most_places = 3;

// Fills worst, of_the_site, accepted and checked of the page. What the reader may not have must be gone from
// it already (assessment::for_audience): names of those who accepted something are printed where they are
// left.
void put_check(const assessment::Assessment& assessment, ReviewPage& page);

} // namespace prospect::report
