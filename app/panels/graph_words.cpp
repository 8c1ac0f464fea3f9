#include "app/panels/graph_words.h"

#include "app/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace prospect::app {

namespace {

struct GraphWords {
    Q_DECLARE_TR_FUNCTIONS(GraphWords)
};

// Spots that see less than this share of what the best of them sees do not set the colours.
constexpr float counted_share = 0.1F;

const Field* field_named(const Result& result, const char* name) {
    for (const auto& field : result.fields)
        if (field->name == name) return field.get();
    return nullptr;
}

QString spot_words(const Field& field) {
    return GraphWords::tr("A spot is %1 × %2.")
        .arg(number_text(field.grid.cell_x), quantity_text(field.grid.cell_y, "m"));
}

} // namespace

bool is_graph(const Result& result) {
    return result.analysis == "sightlines.graph";
}

std::vector<char> counted_cells(const Result& result) {
    const Field* spots = is_graph(result) ? field_named(result, "connectivity") : nullptr;
    if (!spots || spots->values.empty()) return {};
    const float most = *std::max_element(spots->values.begin(), spots->values.end());
    std::vector<char> counted;
    counted.reserve(spots->values.size());
    for (const float value : spots->values)
        counted.push_back(value != nodata && value >= counted_share * most ? 1 : 0);
    return counted;
}

QString graph_legend_note(const Field& field, bool yards_left_out) { // NOLINT: as declared
    QStringList notes;
    if (field.name == "connectivity") notes += spot_words(field);
    if (yards_left_out)
        notes += GraphWords::tr("Small closed yards do not set the colours, and "
                                "look well connected though nobody gets there: set a start "
                                "point to leave them out.");
    return notes.join(u' ');
}

QString graph_numbers_note(const Result& result) {
    if (!is_graph(result) || result.fields.empty()) return {};
    QStringList notes{spot_words(*result.fields.front())};
    if (field_named(result, "isovist_area"))
        notes +=
            GraphWords::tr("The ground you can see is the area of the whole view. It reaches on where there "
                           "are no spots, and so is more than the spots you can see cover.");
    return notes.join(u' ');
}

} // namespace prospect::app
