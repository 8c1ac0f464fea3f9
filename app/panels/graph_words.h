// What the panel of a result says and counts only of how connected each spot is.
#pragma once

#include "app/document/result_list.h"

#include <QString>

#include <vector>

namespace prospect::app {

bool is_graph(const Result& result);
// The cells whose values set the colours: small closed yards, each measured by itself, look well connected
// and would lead them. Empty: all.
std::vector<char> counted_cells(const Result& result);
// Below the colours of a field: how large a spot is, where spots are counted, and what sets the colours.
QString graph_legend_note(const Field& field, bool yards_left_out);
// Below the numbers: why some that look alike are not the same thing; empty for other results.
QString graph_numbers_note(const Result& result);

} // namespace prospect::app
