#include "geometry/io/printed_scale.h"

#include "geometry/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iterator>
#include <regex>

namespace prospect::io {

namespace {

constexpr double same_side = 0.02;  // of a side: printers and exporters round
constexpr double same_scale = 0.01; // of a denominator
// Texts this much less sure than the surest have no voice.
constexpr double voice = 0.2;
constexpr double least_voice = 0.45;

// A0 is 841 × 1189 mm, each next one half of it; whole millimetres by the standard (ISO 216).
constexpr std::array<PaperSize, 6> a_series{
    {{841, 1189}, {594, 841}, {420, 594}, {297, 420}, {210, 297}, {148, 210}}};
constexpr std::array<PaperSize, 6> b_series{
    {{1000, 1414}, {707, 1000}, {500, 707}, {353, 500}, {250, 353}, {176, 250}}};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string lower(std::string_view text) {
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), [](char c) { return lower(c); });
    return low;
}

bool near(double a, double b, double share) {
    return std::abs(a - b) <= share * std::max(std::abs(a), std::abs(b));
}

double long_side(PaperSize size) {
    return std::max(size.width_mm, size.height_mm);
}
double short_side(PaperSize size) {
    return std::min(size.width_mm, size.height_mm);
}

// "1,250", "1.250", "1 250" and "1'250" are 1250; "1.25" is no denominator.
std::optional<double> denominator_from(const std::string& text) {
    std::string digits;
    std::size_t group = 0;
    bool grouped = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            digits += c;
            ++group;
        } else {
            if (grouped && group != 3) return std::nullopt;
            grouped = true;
            group = 0;
        }
    }
    if (grouped && group != 3) return std::nullopt;
    return number_from(digits);
}

bool usual(double denominator) {
    constexpr std::array<double, 20> all{10,  20,  25,  50,  75,   100,  125,  150,  200,  250,
                                         300, 400, 500, 750, 1000, 1250, 2000, 2500, 5000, 10000};
    return std::find(all.begin(), all.end(), denominator) != all.end();
}

// Words that make "1:20" a slope, a mixture or a height-to-length ratio.
bool about_slopes(const std::string& around) {
    for (const char* word :
         {"ramp", "slope", "gradient", "fall", "camber", "pitch", "batter", "gef\xc3\xa4lle", "steigung",
          "neigung", "pente", "pendiente", "helling", "mix", "ratio", "cement"})
        if (around.find(word) != std::string::npos) return true;
    return false;
}

bool names_a_scale(const std::string& before) {
    for (const char* word : {"scale", "ma\xc3\x9fstab", "massstab", "m\xc3\xa4\xc3\x9fstab",
                             "\xc3\xa9"
                             "chelle",
                             "\xc3\x89"
                             "chelle",
                             "echelle", "escala", "scala", "schaal", "skala", "m\xc4\x9b\xc5\x99\xc3\xadtko"})
        if (before.find(word) != std::string::npos) return true;
    return false;
}

std::string line_around(std::string_view text, std::size_t begin, std::size_t end) {
    const std::size_t first = text.rfind('\n', begin);
    const std::size_t from = first == std::string_view::npos ? 0 : first + 1;
    return std::string(text.substr(from, std::min(text.find('\n', end), text.size()) - from));
}

std::string tidy(std::string_view text) {
    std::string tidied;
    for (const char c : text)
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
            tidied += c;
        else if (!tidied.empty() && tidied.back() != ' ')
            tidied += ' ';
    while (!tidied.empty() && tidied.back() == ' ')
        tidied.pop_back();
    return tidied;
}

// Runs of white space as two characters, line ends where they hold one: patterns then have little to try, and
// a gap does not become the one blank that parts thousands.
std::string squeezed(std::string_view text) {
    const auto is_white = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    std::string tight;
    for (const char c : text) {
        const std::size_t n = tight.size();
        if (is_white(c) && n >= 2 && is_white(tight[n - 1]) && is_white(tight[n - 2])) {
            if (c == '\n') tight[n - 1] = c;
        } else {
            tight += c;
        }
    }
    return tight;
}

double confidence_of(const PrintedScale& scale, bool named) {
    const bool on_paper = !scale.paper.empty();
    if (named && on_paper) return 0.95;
    if (on_paper) return 0.85;
    if (named) return usual(scale.denominator) ? 0.8 : 0.6;
    return usual(scale.denominator) && scale.denominator >= 50 ? 0.5 : 0.2;
}

// The denominator on a page of another size than the paper the scale is true on.
std::optional<double> on_page(const PrintedScale& scale, PaperSize page) {
    if (scale.paper.empty()) return scale.denominator;
    const auto paper = paper_of(scale.paper);
    if (!paper) return std::nullopt;
    if (near(long_side(*paper), long_side(page), same_side) &&
        near(short_side(*paper), short_side(page), same_side))
        return scale.denominator;
    // Printed smaller or larger as a whole: the page must have the paper's shape.
    const double by_long = long_side(*paper) / long_side(page);
    const double by_short = short_side(*paper) / short_side(page);
    if (!near(by_long, by_short, same_side)) return std::nullopt;
    // Between papers of the standard by their names: A1 is exactly twice A3.
    const std::string own = paper_name(page);
    if (!own.empty() && own[0] == lower(scale.paper[0]) - 32)
        return scale.denominator * std::pow(2.0, (own[1] - scale.paper[1]) / 2.0);
    return scale.denominator * by_long;
}

void settle(PlanScale& plan) {
    double surest = 0;
    for (const PlanScale::Known& known : plan.found)
        if (known.on_page) surest = std::max(surest, known.printed.confidence);
    for (const PlanScale::Known& known : plan.found) {
        if (!known.on_page || known.printed.confidence < std::max(surest - voice, least_voice)) continue;
        if (!plan.agreed)
            plan.agreed = known.on_page;
        else if (!near(*plan.agreed, *known.on_page, same_scale))
            plan.contradictory = true;
    }
    if (plan.contradictory) plan.agreed.reset();
}

} // namespace

std::optional<PaperSize> paper_of(std::string_view name) {
    if (name.size() != 2 || name[1] < '0' || name[1] > '5') return std::nullopt;
    const auto place = static_cast<std::size_t>(name[1] - '0');
    if (lower(name[0]) == 'a') return a_series[place];
    if (lower(name[0]) == 'b') return b_series[place];
    return std::nullopt;
}

std::string paper_name(PaperSize size) {
    for (const char series : {'A', 'B'})
        for (char number = '0'; number <= '5'; ++number) {
            const std::string name{series, number};
            const PaperSize paper = *paper_of(name);
            if (near(long_side(paper), long_side(size), same_side) &&
                near(short_side(paper), short_side(size), same_side))
                return name;
        }
    return {};
}

std::vector<PrintedScale> printed_scales(std::string_view text) {
    // "1:500", "1 / 500", "1:1,250", then up to a few words and the paper: "@ A1", "(A1)", "bei DIN A3".
    static const std::regex pattern(
        R"(\b1\s?[:/]\s?(\d{1,3}(?:[,.' ]\d{3}){1,2}|\d{2,6})(?!\d)((?:\s*(?:@|\(|at|on|at full size|bei|auf|im Format|sur|en|op|formato?|size|sheet|DIN|ISO|,|-|original)\s*){1,3}\s*([ABab][0-5])\b)?)",
        std::regex::icase);
    const std::string whole = squeezed(text);
    std::vector<PrintedScale> found;
    for (auto it = std::sregex_iterator(whole.begin(), whole.end(), pattern); it != std::sregex_iterator();
         ++it) {
        const auto begin = static_cast<std::size_t>(it->position(0));
        const std::size_t end = begin + static_cast<std::size_t>(it->length(0));
        if (begin > 0 && (whole[begin - 1] == ':' || whole[begin - 1] == '.' || whole[begin - 1] == ','))
            continue;
        PrintedScale scale;
        const auto denominator = denominator_from((*it)[1].str());
        if (!denominator || *denominator < 5 || *denominator > 200000) continue;
        scale.denominator = *denominator;
        scale.paper = (*it)[3].str();
        if (!scale.paper.empty()) scale.paper[0] = scale.paper[0] == 'b' || scale.paper[0] == 'B' ? 'B' : 'A';
        const std::string before =
            lower(whole.substr(begin < 60 ? 0 : begin - 60, std::min<std::size_t>(begin, 60)));
        const bool named = names_a_scale(before);
        const bool divided = (*it)[0].str().find('/') != std::string::npos;
        if (about_slopes(lower(line_around(whole, begin, end))) && scale.paper.empty()) continue;
        if (divided && !named && scale.paper.empty()) continue; // a fraction, a drawing number
        scale.confidence = confidence_of(scale, named);
        scale.text = tidy((*it)[0].str());
        const bool known = std::any_of(found.begin(), found.end(), [&](const PrintedScale& other) {
            return other.denominator == scale.denominator && other.paper == scale.paper;
        });
        if (!known) found.push_back(std::move(scale));
    }
    return found;
}

PlanScale plan_scale(PaperSize page, std::string_view text) {
    PlanScale plan;
    plan.page = page;
    for (PrintedScale& printed : printed_scales(text)) {
        const auto denominator = on_page(printed, page);
        plan.found.push_back({std::move(printed), denominator});
    }
    const std::string low = lower(text);
    plan.not_to_scale = low.find("not to scale") != std::string::npos ||
                        std::regex_search(low, std::regex(R"(\bnts\b|\bn\.t\.s\b)"));
    settle(plan);
    return plan;
}

std::string scale_text(double denominator) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "1:%.6g", denominator);
    return text.data();
}

} // namespace prospect::io
