// The scales a plan page prints, and what they say about its size on the ground.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::io {

struct PaperSize {
    double width_mm = 0;
    double height_mm = 0;
};
// "A1" (also "a1"): upright. Absent for names that are none of A0 to A5 and B0 to B5.
std::optional<PaperSize> paper_of(std::string_view name);
// "A1" when the sides are those of the paper within 2 %, upright or lying; "" when of none.
std::string paper_name(PaperSize size);

// One scale as a page prints it.
struct PrintedScale {
    double denominator = 0; // 500 of "1:500"
    std::string paper;      // "A1" when the text names the paper it is true on
    std::string text;       // as printed, for the user to recognise
    double confidence = 0;  // 0 to 1: 0.95 "Scale 1:500 @ A1", 0.5 a bare usual "1:500", less for "1:12"
};

// Every scale in the text of a page, in order, each once. Slopes ("ramp 1:12") and times are left out.
std::vector<PrintedScale> printed_scales(std::string_view text);

// What is known of the size of a page. Nothing here is a decision: where texts disagree, all are returned.
struct PlanScale {
    PaperSize page;
    struct Known {
        PrintedScale printed;
        // The denominator at the page's own size: 1:500 @ A1 is 1:1000 on a page of A3. Absent when the paper
        // it is true on cannot be told from the page.
        std::optional<double> on_page;
    };
    std::vector<Known> found;
    std::optional<double> agreed; // the denominator that all of the surest texts give
    bool contradictory = false;   // they do not agree
    bool not_to_scale = false;    // the page says so
};
PlanScale plan_scale(PaperSize page, std::string_view text);

// Metres on the ground of so many millimetres on paper.
inline double ground_metres(double paper_mm, double denominator) {
    return paper_mm / 1000 * denominator;
}
// "1:500", "1:1250".
std::string scale_text(double denominator);

} // namespace prospect::io
