#include "app/panels/result_style.h"

#include "analysis/engine/thing_maps.h"
#include "app/panels/graph_words.h"
#include "app/panels/result_comparison.h"
#include "app/render/detail_style.h"
#include "app/render/light_style.h"

namespace prospect::app {

render::FieldStyle result_style(const ResultList& results, const Result& result, const Field& field,
                                const QString& label) {
    if (is_difference(field)) return render::FieldStyle::for_field(field, "change", label);
    if (field.unit == "px/m") {
        const auto asked = result.settings.find("edition");
        const auto edition =
            asked == result.settings.end() ? std::nullopt : sightlines::edition_named(asked->second);
        return render::detail_style(edition.value_or(sightlines::Edition::y2025), label);
    }
    if (render::is_light(field)) return render::light_style(field, label);
    std::string ramp = "viridis";
    std::vector<std::pair<float, QString>> words;
    if (const auto* info = results.info(result.analysis))
        if (const auto about = engine::field_info(*info, field.name)) {
            ramp = about->ramp;
            for (const auto& word : about->words)
                words.emplace_back(word.value, QString::fromStdString(word.text));
        }
    if (!words.empty()) {
        auto style = render::FieldStyle::for_words(words, ramp, label);
        style.has_nodata = style.has_nodata && field.shapes.empty();
        return style;
    }
    const std::vector<char> counted = counted_cells(result);
    auto style = render::FieldStyle::for_cells(field, ramp, label, counted);
    if (is_graph(result)) style.note = graph_legend_note(field, !counted.empty());
    return style;
}

} // namespace prospect::app
