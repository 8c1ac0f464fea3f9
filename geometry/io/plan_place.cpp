#include "geometry/io/plan_place.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace prospect::io {

namespace {

constexpr double metres_per_inch = 0.0254;
constexpr double noticeable = 0.02; // of a scale: more contradicts what is printed

std::string fixed(double number, int decimals) {
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, number);
    return text.data();
}

std::string printed_text(const PrintedScale& printed) {
    return scale_text(printed.denominator) + (printed.paper.empty() ? "" : " @ " + printed.paper);
}

std::string list_of(const PlanScale& scale) {
    std::string list;
    for (const PlanScale::Known& known : scale.found)
        list += (list.empty() ? "" : ", ") + printed_text(known.printed);
    return list;
}

const PlanScale::Known* surest(const PlanScale& scale) {
    const PlanScale::Known* best = nullptr;
    for (const PlanScale::Known& known : scale.found)
        if (known.on_page && (best == nullptr || known.printed.confidence > best->printed.confidence))
            best = &known;
    return best;
}

std::string size_on_ground(const PlanFacts& facts, double denominator) {
    return fixed(ground_metres(facts.scale.page.width_mm, denominator), 1) + " × " +
           fixed(ground_metres(facts.scale.page.height_mm, denominator), 1) + " m";
}

std::string paper_text(const PaperSize& page) {
    const std::string name = paper_name(page);
    return fixed(page.width_mm, 0) + " × " + fixed(page.height_mm, 0) + " mm" +
           (name.empty() ? "" : " (" + name + ")");
}

// The scale of an unplaced plan, and a sentence on where it is from.
double choose_scale(SourceDraft& draft, const PlanOptions& options) {
    PlanFacts& facts = *draft.plan;
    auto& notes = draft.report.notes;
    const PlanScale& scale = facts.scale;
    const PlanScale::Known* best = surest(scale);
    const std::string paper = "its page of " + paper_text(scale.page);
    double chosen = assumed_scale;
    if (options.scale) {
        chosen = *options.scale;
        facts.basis = scale_text(chosen) + " as asked for";
        notes.push_back("at " + scale_text(chosen) + ", as asked for, " + paper + " shows " +
                        size_on_ground(facts, chosen));
    } else if (best != nullptr && best->printed.confidence >= 0.45) {
        chosen = *best->on_page;
        facts.basis = "printed " + printed_text(best->printed);
        std::string own = chosen == best->printed.denominator
                              ? ""
                              : ", which is " + scale_text(chosen) + " at its own size";
        notes.push_back("the page prints " + printed_text(best->printed) + own + ": " + paper + " shows " +
                        size_on_ground(facts, chosen));
        if (scale.contradictory)
            notes.push_back("the page prints scales that do not agree (" + list_of(scale) +
                            "): " + scale_text(chosen) +
                            " was taken; measure something known, or name the right one with --scale");
    } else {
        facts.basis = "assumed " + scale_text(chosen);
        notes.push_back("no scale is known: " + scale_text(chosen) + " was assumed, so that " + paper +
                        " shows " + size_on_ground(facts, chosen) +
                        "; measure something known, or name the scale with --scale");
    }
    if (options.scale && scale.agreed && std::abs(*scale.agreed / chosen - 1) > noticeable)
        notes.push_back("the page itself prints " + list_of(scale) + ", which does not agree with that");
    if (scale.not_to_scale) notes.push_back("the page says that it is not to scale");
    facts.used_scale = chosen;
    return chosen;
}

void note_contradiction(SourceDraft& draft, double metres_per_pixel) {
    const PlanFacts& facts = *draft.plan;
    const double measured = metres_per_pixel * facts.dpi / metres_per_inch;
    if (facts.scale.agreed && std::abs(*facts.scale.agreed / measured - 1) > noticeable)
        draft.report.notes.push_back("the page prints " + list_of(facts.scale) +
                                     ", but the control points give " + scale_text(std::round(measured)) +
                                     ": the control points were followed");
}

Affine place_by_points(SourceDraft& draft, const PlanOptions& options) {
    PlanFacts& facts = *draft.plan;
    facts.registration = register_points(options.control_points, options.transform);
    const Registration& found = *facts.registration;
    facts.basis = std::to_string(options.control_points.size()) + " control points";
    draft.crs = options.control_crs;
    auto& notes = draft.report.notes;
    notes.push_back("placed by " + facts.basis + " (" + std::string(name_of(found.kind)) +
                    "): their places differ by " + fixed(found.rms_m, 2) + " m (root mean square), at most " +
                    fixed(*std::max_element(found.residuals_m.begin(), found.residuals_m.end()), 2) + " m");
    if (found.mirrored)
        notes.push_back("the control points fit a mirrored picture: check that none are exchanged");
    note_contradiction(draft, found.map.scale());
    return found.map;
}

} // namespace

Affine settle_place(SourceDraft& draft, const PlanSheet& sheet, const ImportOptions& options) {
    PlanFacts& facts = *draft.plan;
    if (!options.plan.control_points.empty()) return place_by_points(draft, options.plan);
    if (sheet.own) {
        facts.basis = "its own georeference";
        return *sheet.own;
    }
    if (sheet.assumed_dpi)
        draft.report.notes.push_back(
            "the image does not say how densely it was scanned: " + fixed(facts.dpi, 0) +
            " dots per inch were assumed; --dpi names the true number");
    const double size = metres_per_inch / facts.dpi * choose_scale(draft, options.plan);
    facts.unplaced = true;
    if (const auto& middle = options.plan.middle) {
        draft.report.notes.push_back("the plan is laid on the middle of the map at its size, north up; it is "
                                     "exact only where points are known on both");
        return moved(scaling(size, size), *middle - sheet.shown.center() * size);
    }
    draft.report.notes.push_back(
        "the plan is not placed: its lower left corner was put on the site's origin; give "
        "it control points with --control_points_file");
    return moved(scaling(size, size), Point{-size * sheet.shown.xmin, -size * sheet.shown.ymin});
}

} // namespace prospect::io
