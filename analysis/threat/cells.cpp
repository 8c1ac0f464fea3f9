#include "analysis/threat/cells.h"

namespace prospect::threat {

Cell number_cell(std::optional<double> value) {
    Cell cell;
    if (value) cell.emplace(*value);
    return cell;
}

Cell yes_no_cell(std::optional<bool> value) {
    Cell cell;
    if (value) cell.emplace(*value);
    return cell;
}

Cell text_cell(std::string_view text) {
    Cell cell;
    if (!text.empty()) cell.emplace(std::string(text));
    return cell;
}

} // namespace prospect::threat
