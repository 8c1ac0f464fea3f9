// IES LM-63 of 1986, 1991, 1995, 2002 and 2019.
#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/io/photometry_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace prospect::io {

namespace {

constexpr double metres_in_a_foot = 0.3048;

// In files of some languages a comma stands before the decimals; by the standard it parts numbers.
enum class Comma { parts, decimal };

std::string upper(std::string text) {
    for (char& c : text)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return text;
}

// One line after another, whatever ends them.
class Lines {
public:
    explicit Lines(std::string_view bytes, std::size_t line = 0) : rest_(bytes), line_(line) {}

    bool done() const { return rest_.empty(); }
    // The number of the line given last, from 1.
    std::size_t number() const { return line_; }
    std::string_view rest() const { return rest_; }
    std::string_view next() {
        const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end);
        if (rest_.starts_with("\r\n"))
            rest_.remove_prefix(2);
        else if (!rest_.empty())
            rest_.remove_prefix(1);
        ++line_;
        return line;
    }

private:
    std::string_view rest_;
    std::size_t line_;
};

// The stream of numbers behind TILT: where lines end does not matter.
class Numbers {
public:
    Numbers(const Lines& lines, Comma comma) : lines_(lines), comma_(comma) {}

    std::size_t line() const { return lines_.number(); }

    double next(const std::string& what) {
        const auto word = next_word();
        if (!word)
            refuse_photometry("the file ends after line " + std::to_string(line()) + ", where " + what +
                                  " should follow",
                              "it is cut off: get it from its maker again");
        const auto value = number_of(*word);
        if (!value)
            refuse_photometry("line " + std::to_string(line()) + ": '" + trimmed(word->substr(0, 24)) +
                              "' stands where " + what + " should");
        return *value;
    }

    std::vector<double> list(std::size_t count, const std::string& what) {
        std::vector<double> values(count);
        for (double& value : values)
            value = next(what);
        return values;
    }

    // How many numbers are left; text that is none ends them.
    std::size_t left() {
        std::size_t count = 0;
        while (const auto word = next_word()) {
            if (!number_of(*word)) break;
            ++count;
        }
        return count;
    }

private:
    std::optional<std::string_view> next_word() {
        const std::string_view parts = comma_ == Comma::parts ? " \t,;" : " \t;";
        while (true) {
            const std::size_t begin = here_.find_first_not_of(parts);
            if (begin != std::string_view::npos) {
                here_.remove_prefix(begin);
                const std::size_t end = std::min(here_.find_first_of(parts), here_.size());
                const std::string_view word = here_.substr(0, end);
                here_.remove_prefix(end);
                return word;
            }
            if (lines_.done()) return std::nullopt;
            here_ = lines_.next();
        }
    }

    std::optional<double> number_of(std::string_view word) const {
        if (comma_ == Comma::parts) return number_from(word);
        std::string text(word);
        std::replace(text.begin(), text.end(), ',', '.');
        return number_from(text);
    }

    Lines lines_;
    Comma comma_;
    std::string_view here_;
};

struct Head {
    std::string edition;
    std::map<std::string, std::string> keywords; // the first of each, with what [MORE] adds
    std::string free_text;                       // first line of a file of 1986
    std::string tilt;                            // behind "TILT="
};

std::string edition_of(std::string_view line) {
    const std::string text = upper(trimmed(line));
    if (text.starts_with("IES:LM-63-2019")) return "LM-63-2019";
    if (text.starts_with("IESNA:LM-63-2002")) return "LM-63-2002";
    if (text.starts_with("IESNA:LM-63-1995") || text.starts_with("IESNA95")) return "LM-63-1995";
    if (text.starts_with("IESNA91") || text.starts_with("IESNA:LM-63-1991")) return "LM-63-1991";
    return "LM-63-1986";
}

// Leaves `lines` behind the line that begins with TILT, which the file is known to have.
Head read_head(Lines& lines) {
    Head head;
    std::string last;
    for (bool first = true; !lines.done(); first = false) {
        const std::string line = trimmed(lines.next());
        if (first) head.edition = edition_of(line);
        if (const auto tilt = tilt_of(line)) {
            head.tilt = *tilt;
            break;
        }
        const std::size_t end = line.find(']');
        if (!line.starts_with('[') || end == std::string::npos) {
            const bool says_edition = first && head.edition != "LM-63-1986";
            if (head.free_text.empty() && !says_edition) head.free_text = line;
            continue;
        }
        const std::string key = upper(line.substr(1, end - 1));
        const std::string text = trimmed(line.substr(end + 1));
        if (key == "MORE" && !last.empty()) {
            head.keywords[last] += " " + text;
            continue;
        }
        last = key;
        head.keywords.try_emplace(key, text);
    }
    return head;
}

struct Counts {
    double lamps = 1;
    double lumens = -1;
    double factor = 1; // of all intensities
    std::size_t angles = 0;
    std::size_t planes = 0;
};

double factor_of(Numbers& numbers, const std::string& what) {
    const double factor = numbers.next(what);
    if (!(factor > 0))
        refuse_photometry("line " + std::to_string(numbers.line()) + ": " + what + " is " +
                          short_text(factor));
    return factor;
}

// What the third line of numbers means depends on the edition: a factor until 1991, nothing since 1995, in
// 2019 how the file was made.
void apply_third_factor(const Head& head, double value, Counts& counts, Photometry& photometry) {
    if (head.edition == "LM-63-1986" || head.edition == "LM-63-1991") {
        if (value > 0) counts.factor *= value;
        return;
    }
    if (head.edition != "LM-63-2019" && value != 1)
        photometry.notes.push_back({true, "the number behind the ballast factor is " + short_text(value) +
                                              " and is not used: " + head.edition + " gives it no meaning"});
}

Counts read_counts(Numbers& numbers, const Head& head, Photometry& photometry) {
    Counts counts;
    counts.lamps = numbers.next("the number of lamps");
    counts.lumens = numbers.next("the lumens of a lamp");
    counts.factor = factor_of(numbers, "the multiplier");
    const double angles = numbers.next("the number of vertical angles");
    counts.angles = counted(angles, 2, numbers.line(), "vertical angles");
    const double planes = numbers.next("the number of horizontal angles");
    counts.planes = counted(planes, 1, numbers.line(), "horizontal angles");
    if (counts.angles * counts.planes > most_table_values)
        refuse_photometry("line " + std::to_string(numbers.line()) + ": a table of " +
                          std::to_string(counts.angles) + " by " + std::to_string(counts.planes) +
                          " intensities is larger than any luminaire's");
    const double type = numbers.next("the type of the goniometer");
    if (type != 1 && type != 2 && type != 3)
        refuse_photometry("line " + std::to_string(numbers.line()) + ": the type of the goniometer is " +
                          short_text(type) + ", but 1 (C), 2 (B) or 3 (A) are known");
    photometry.goniometer = type == 1   ? Goniometer::type_c
                            : type == 2 ? Goniometer::type_b
                                        : Goniometer::type_a;
    const double unit = numbers.next("the unit of length");
    if (unit != 1 && unit != 2)
        photometry.notes.push_back({true, "the unit of length is " + short_text(unit) +
                                              " and is taken as metres (1 is feet, 2 metres)"});
    const double metres = unit == 1 ? metres_in_a_foot : 1;
    // Negative sizes say that the opening is round.
    photometry.width_m = std::abs(numbers.next("the width")) * metres;
    photometry.length_m = std::abs(numbers.next("the length")) * metres;
    photometry.height_m = std::abs(numbers.next("the height")) * metres;
    counts.factor *= factor_of(numbers, "the ballast factor");
    apply_third_factor(head, numbers.next("the number behind the ballast factor"), counts, photometry);
    if (const double watts = numbers.next("the power in watts"); watts > 0) photometry.watts = watts;
    return counts;
}

void read_tilt(Numbers& numbers, const Head& head, Photometry& photometry) {
    const std::string tilt = upper(head.tilt);
    if (tilt == "NONE") return;
    if (tilt != "INCLUDE") {
        photometry.notes.push_back({true, "how the lamp's light changes with tilt stands in another file, '" +
                                              head.tilt +
                                              "', which is not read: it counts as the same at every tilt"});
        return;
    }
    numbers.next("how the lamp lies in the luminaire");
    const double pairs = numbers.next("the number of tilt angles");
    const std::size_t count = counted(pairs, 1, numbers.line(), "tilt angles");
    photometry.tilt_deg = numbers.list(count, "a tilt angle");
    photometry.tilt_factors = numbers.list(count, "a tilt factor");
    check_ascending(photometry.tilt_deg, "tilt angles");
    photometry.notes.push_back(
        {true, "the lamp gives less light when the luminaire is tilted (TILT=INCLUDE)"});
}

// Angles of type B or A given for one half stand for the other one too.
void mirror_axis(std::vector<double>& axis_deg) {
    if (axis_deg.front() != 0) return;
    const std::size_t count = axis_deg.size();
    std::vector<double> mirrored;
    for (std::size_t i = count; i-- > 1;)
        mirrored.push_back(-axis_deg[i]);
    mirrored.insert(mirrored.end(), axis_deg.begin(), axis_deg.end());
    axis_deg = std::move(mirrored);
}

void place_type_b_or_a(std::vector<double> planes_deg, const std::vector<float>& rows,
                       Photometry& photometry) {
    const std::vector<double> angles_deg = photometry.angles_deg;
    if (planes_deg.size() < 2)
        refuse_photometry("there is one horizontal angle, but types B and A need several");
    if (planes_deg.front() != 0 && planes_deg.front() != -planes_deg.back())
        refuse_photometry("the horizontal angles run from " + short_text(planes_deg.front()) + " to " +
                          short_text(planes_deg.back()) + ", but type B and A need -90 to 90 or 0 to 90");
    mirror_axis(planes_deg);
    mirror_axis(photometry.angles_deg);
    const std::size_t hidden_planes = planes_deg.size() - rows.size() / angles_deg.size();
    const std::size_t hidden_angles = photometry.angles_deg.size() - angles_deg.size();
    photometry.planes_deg = planes_deg;
    photometry.candela.clear();
    for (std::size_t p = 0; p < planes_deg.size(); ++p)
        for (std::size_t a = 0; a < photometry.angles_deg.size(); ++a) {
            const std::size_t row = p < hidden_planes ? hidden_planes - p : p - hidden_planes;
            const std::size_t column = a < hidden_angles ? hidden_angles - a : a - hidden_angles;
            photometry.candela.push_back(rows[row * angles_deg.size() + column]);
        }
}

void place_type_c(std::vector<double> planes_deg, const std::vector<float>& rows, Photometry& photometry) {
    const double first = planes_deg.front();
    const double last = planes_deg.back();
    if (planes_deg.size() == 1) return unfold(planes_deg, rows, TableSymmetry::rotation, photometry);
    if (first == 0 && last == 90) return unfold(planes_deg, rows, TableSymmetry::both, photometry);
    if (first == 0 && last == 180) return unfold(planes_deg, rows, TableSymmetry::about_0_180, photometry);
    if (first == 90 && last == 270) return unfold(planes_deg, rows, TableSymmetry::about_90_270, photometry);
    if (first == 0 && last > 180 && last <= 360) {
        if (last < 360)
            photometry.notes.push_back({false, "the horizontal angles end at " + short_text(last) +
                                                   ": from there the values go on to those at 0"});
        const std::size_t angles = photometry.angles_deg.size();
        if (last == 360 && !std::equal(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(angles),
                                       rows.end() - static_cast<std::ptrdiff_t>(angles)))
            photometry.notes.push_back({true, "the intensities at horizontal angles 0 and 360 differ"});
        return unfold(planes_deg, rows, TableSymmetry::none, photometry);
    }
    refuse_photometry("the horizontal angles run from " + short_text(first) + " to " + short_text(last) +
                      ", but type C knows 0 to 90, 180 or 360, and 90 to 270");
}

void check_vertical(const Photometry& photometry) {
    const double first = photometry.angles_deg.front();
    const double last = photometry.angles_deg.back();
    const bool from_nadir = photometry.goniometer == Goniometer::type_c;
    const double least = from_nadir ? 0 : photometry.goniometer == Goniometer::type_b ? -180 : -90;
    const double most = photometry.goniometer == Goniometer::type_a ? 90 : 180;
    if (first < least || last > most)
        refuse_photometry("the vertical angles run from " + short_text(first) + " to " + short_text(last) +
                          ", beyond " + short_text(least) + " to " + short_text(most));
}

std::vector<float> read_rows(Numbers& numbers, const Counts& counts) {
    std::vector<float> rows;
    rows.reserve(counts.planes * counts.angles);
    for (std::size_t i = 0; i < counts.planes * counts.angles; ++i) {
        const double value = numbers.next("an intensity");
        if (value < 0)
            refuse_photometry("line " + std::to_string(numbers.line()) + ": the intensity " +
                              short_text(value) + " cd is negative");
        rows.push_back(static_cast<float>(value * counts.factor));
        if (!std::isfinite(rows.back()))
            refuse_photometry("line " + std::to_string(numbers.line()) +
                              ": an intensity is beyond all bounds");
    }
    return rows;
}

std::string keyword(const Head& head, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
        if (const auto found = head.keywords.find(key);
            found != head.keywords.end() && !found->second.empty())
            return found->second;
    return {};
}

struct Reading {
    Photometry photometry;
    std::size_t left_over = 0;
};

Reading read_table(const Head& head, const Lines& behind_tilt, Comma comma) {
    Reading reading;
    Photometry& photometry = reading.photometry;
    photometry.format = PhotometryFormat::ies;
    photometry.edition = head.edition;
    photometry.maker = keyword(head, {"MANUFAC"});
    photometry.name = keyword(head, {"LUMINAIRE", "LUMCAT"});
    if (photometry.name.empty()) photometry.name = head.free_text;
    photometry.lamp = keyword(head, {"LAMP", "LAMPCAT"});
    Numbers numbers(behind_tilt, comma);
    read_tilt(numbers, head, photometry);
    const Counts counts = read_counts(numbers, head, photometry);
    photometry.angles_deg = numbers.list(counts.angles, "a vertical angle");
    std::vector<double> planes_deg = numbers.list(counts.planes, "a horizontal angle");
    check_ascending(photometry.angles_deg, "vertical angles");
    check_ascending(planes_deg, "horizontal angles");
    check_vertical(photometry);
    const std::vector<float> rows = read_rows(numbers, counts);
    reading.left_over = numbers.left();
    photometry.absolute = counts.lumens < 0;
    if (!photometry.absolute) photometry.header_flux_lm = counts.lamps * counts.lumens;
    if (photometry.goniometer == Goniometer::type_c)
        place_type_c(std::move(planes_deg), rows, photometry);
    else
        place_type_b_or_a(std::move(planes_deg), rows, photometry);
    return reading;
}

bool has_decimal_commas(std::string_view text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = text.find(','); i != std::string_view::npos; i = text.find(',', i + 1))
        if (i > 0 && i + 1 < text.size() && digit(text[i - 1]) && digit(text[i + 1])) return true;
    return false;
}

// What the numbers say when commas stand before decimals, where that gives just as many as are needed.
std::optional<Reading> with_decimal_commas(const Head& head, const Lines& lines) {
    if (!has_decimal_commas(lines.rest())) return std::nullopt;
    try {
        Reading reading = read_table(head, lines, Comma::decimal);
        if (reading.left_over > 0) return std::nullopt;
        reading.photometry.notes.push_back({false, "commas were read as decimal points"});
        return reading;
    } catch (const Error&) {
        return std::nullopt;
    }
}

} // namespace

Photometry read_ies(std::string_view bytes) {
    Lines lines(bytes);
    const Head head = read_head(lines);
    std::optional<Reading> reading;
    try {
        reading = read_table(head, lines, Comma::parts);
    } catch (const Error&) {
        reading = with_decimal_commas(head, lines);
        if (!reading) throw;
    }
    if (reading->left_over > 0) {
        if (auto other = with_decimal_commas(head, lines))
            reading = std::move(other);
        else
            reading->photometry.notes.push_back({true, std::to_string(reading->left_over) +
                                                           " numbers follow behind the last intensity and "
                                                           "are not used: the counts may be wrong"});
    }
    finish(reading->photometry);
    return std::move(reading->photometry);
}

} // namespace prospect::io
