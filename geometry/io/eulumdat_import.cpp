// EULUMDAT (.ldt): one value a line, in a fixed order.
#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/io/photometry_table.h"

#include <algorithm>
#include <cmath>

namespace prospect::io {

namespace {

// Lines of the head, from 1.
constexpr std::size_t line_maker = 1;
constexpr std::size_t line_symmetry = 3;
constexpr std::size_t line_planes = 4;
constexpr std::size_t line_angles = 6;
constexpr std::size_t line_name = 9;
constexpr std::size_t line_length = 13;
constexpr std::size_t line_opening = 16;
constexpr std::size_t line_output = 23;
constexpr std::size_t line_factor = 24;
constexpr std::size_t line_lamp_sets = 26;
constexpr std::size_t lines_of_a_set = 6;
constexpr std::size_t direct_ratios = 10;

class Lines {
public:
    explicit Lines(std::string_view bytes) {
        while (!bytes.empty()) {
            const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
            lines_.push_back(bytes.substr(0, end));
            bytes.remove_prefix(end);
            bytes.remove_prefix(bytes.starts_with("\r\n") ? 2 : bytes.empty() ? 0 : 1);
        }
        while (!lines_.empty() && trimmed(lines_.back()).empty())
            lines_.pop_back();
    }

    std::size_t count() const { return lines_.size(); }
    std::string text(std::size_t line) const {
        return line <= lines_.size() ? trimmed(lines_[line - 1]) : std::string();
    }
    // Absent where nothing stands.
    std::optional<double> number(std::size_t line, const std::string& what) const {
        if (line > lines_.size())
            refuse_photometry("the file ends after line " + std::to_string(lines_.size()) + ", where " +
                                  what + " should follow",
                              "it is cut off or no EULUMDAT file: get it from its maker again");
        std::string word = trimmed(lines_[line - 1]);
        if (word.empty()) return std::nullopt;
        std::replace(word.begin(), word.end(), ',', '.');
        const auto value = number_from(word);
        if (!value)
            refuse_photometry("line " + std::to_string(line) + ": '" + text(line).substr(0, 24) +
                              "' stands where " + what + " should");
        return value;
    }
    double needed(std::size_t line, const std::string& what) const {
        const auto value = number(line, what);
        if (!value)
            refuse_photometry("line " + std::to_string(line) + " is empty, where " + what + " should stand");
        return *value;
    }
    std::vector<double> list(std::size_t first, std::size_t count, const std::string& what) const {
        std::vector<double> values;
        for (std::size_t i = 0; i < count; ++i)
            values.push_back(needed(first + i, what));
        return values;
    }

private:
    std::vector<std::string_view> lines_;
};

struct Layout {
    int symmetry = 0; // Isym
    std::size_t planes = 0;
    std::size_t angles = 0;
    std::size_t first_angle_line = 0;
};

TableSymmetry symmetry_of(int isym) {
    constexpr TableSymmetry all[]{TableSymmetry::none, TableSymmetry::rotation, TableSymmetry::about_0_180,
                                  TableSymmetry::about_90_270, TableSymmetry::both};
    return all[isym];
}

Layout read_layout(const Lines& lines) {
    Layout layout;
    const double isym = lines.needed(line_symmetry, "the symmetry (0 to 4)");
    if (isym < 0 || isym > 4 || isym != std::floor(isym))
        refuse_photometry("line 3: the symmetry is " + short_text(isym) + ", but 0 to 4 are known",
                          "it may be no EULUMDAT file: get it from its maker again");
    layout.symmetry = static_cast<int>(isym);
    layout.planes = counted(lines.needed(line_planes, "the number of C planes"), 1, line_planes, "C planes");
    layout.angles = counted(lines.needed(line_angles, "the number of angles in a plane"), 2, line_angles,
                            "angles in a plane");
    if (layout.planes * layout.angles > most_table_values)
        refuse_photometry("a table of " + std::to_string(layout.planes) + " by " +
                          std::to_string(layout.angles) + " intensities is larger than any luminaire's");
    const std::size_t sets =
        counted(lines.needed(line_lamp_sets, "the number of lamp sets"), 1, line_lamp_sets, "lamp sets");
    layout.first_angle_line = line_lamp_sets + 1 + sets * lines_of_a_set + direct_ratios;
    return layout;
}

// The planes whose values are stored, in the order in which they are. The list of C angles always holds all.
std::vector<double> stored_planes(const std::vector<double>& all_deg, int isym) {
    const auto fits = [&](double angle, double least, double most) {
        return angle >= least && angle <= most;
    };
    std::vector<double> stored;
    const auto take = [&](double least, double most) {
        for (const double angle : all_deg)
            if (fits(angle, least, most)) stored.push_back(angle);
    };
    const auto ends = [&](double first, double last) {
        if (stored.empty() || stored.front() != first || stored.back() != last)
            refuse_photometry("the C planes of symmetry " + std::to_string(isym) + " must include " +
                              short_text(first) + " and " + short_text(last) + " degrees");
    };
    switch (isym) {
    case 1:
        return {all_deg.front()};
    case 2:
        take(0, 180);
        ends(0, 180);
        break;
    case 3: // from C270 through C0 to C90: not from C90 to C270
        take(270, 359.999999);
        take(0, 90);
        ends(270, 90);
        break;
    case 4:
        take(0, 90);
        ends(0, 90);
        break;
    default:
        stored = all_deg;
    }
    return stored;
}

void read_lamps(const Lines& lines, Photometry& photometry) {
    const std::size_t first = line_lamp_sets + 1;
    const auto sets = static_cast<std::size_t>(lines.needed(line_lamp_sets, "the number of lamp sets"));
    const double lamps = lines.number(first, "the number of lamps").value_or(1);
    photometry.absolute = lamps < 0;
    photometry.lamp = lines.text(first + 1);
    const double flux = lines.needed(first + 2, "the flux of the lamps");
    if (!(flux > 0))
        refuse_photometry("line " + std::to_string(first + 2) + ": the flux of the lamps is " +
                          short_text(flux) + " lm, so the intensities have no scale");
    photometry.header_flux_lm = flux; // of all lamps of the set
    const double watts = lines.number(first + 5, "the power in watts").value_or(0);
    if (watts > 0) photometry.watts = watts;
    if (sets > 1)
        photometry.notes.push_back({false, "the file has " + std::to_string(sets) +
                                               " sets of lamps to choose from; the first counts (" +
                                               short_text(flux) + " lm)"});
}

std::vector<float> read_rows(const Lines& lines, const Layout& layout, std::size_t planes, double factor) {
    const std::size_t first = layout.first_angle_line + layout.planes + layout.angles;
    std::vector<float> rows;
    // The file says how much follows: memory is only taken for what is there.
    if (first + planes * layout.angles > lines.count() + 1)
        lines.needed(lines.count() + 1, "the intensities of " + std::to_string(planes) + " planes by " +
                                            std::to_string(layout.angles) + " angles");
    rows.reserve(planes * layout.angles);
    for (std::size_t i = 0; i < planes * layout.angles; ++i) {
        const double value = lines.needed(first + i, "an intensity");
        if (value < 0)
            refuse_photometry("line " + std::to_string(first + i) + ": the intensity " + short_text(value) +
                              " cd/klm is negative");
        rows.push_back(static_cast<float>(value * factor));
        if (!std::isfinite(rows.back()))
            refuse_photometry("line " + std::to_string(first + i) + ": an intensity is beyond all bounds");
    }
    return rows;
}

void read_sizes(const Lines& lines, Photometry& photometry) {
    constexpr double mm = 0.001;
    const auto size = [&](std::size_t line) { return lines.number(line, "a length in mm").value_or(0) * mm; };
    photometry.length_m = size(line_opening) > 0 ? size(line_opening) : size(line_length);
    photometry.width_m = size(line_opening + 1) > 0 ? size(line_opening + 1) : size(line_length + 1);
    if (photometry.width_m <= 0) photometry.width_m = photometry.length_m; // round
    for (std::size_t side = 0; side < 4; ++side)
        photometry.height_m = std::max(photometry.height_m, size(line_opening + 2 + side));
}

} // namespace

Photometry read_eulumdat(std::string_view bytes) {
    const Lines lines(bytes);
    const Layout layout = read_layout(lines);
    Photometry photometry;
    photometry.format = PhotometryFormat::eulumdat;
    photometry.edition = "EULUMDAT";
    photometry.maker = lines.text(line_maker);
    photometry.name = lines.text(line_name);
    read_sizes(lines, photometry);
    read_lamps(lines, photometry);
    if (const double share = lines.number(line_output, "the light output ratio").value_or(0); share > 0)
        photometry.output_ratio = share / 100;
    double factor = lines.number(line_factor, "the factor of the intensities").value_or(1);
    if (!(factor > 0)) {
        photometry.notes.push_back(
            {true, "the factor of the intensities is " + short_text(factor) + " and is taken as 1"});
        factor = 1;
    }
    const std::vector<double> all_deg = lines.list(layout.first_angle_line, layout.planes, "a C angle");
    photometry.angles_deg =
        lines.list(layout.first_angle_line + layout.planes, layout.angles, "an angle from the nadir");
    check_ascending(all_deg, "C angles");
    check_ascending(photometry.angles_deg, "angles from the nadir");
    if (all_deg.front() != 0 || all_deg.back() > 360 || photometry.angles_deg.front() < 0 ||
        photometry.angles_deg.back() > 180)
        refuse_photometry(
            "C angles must begin at 0 and stay within 360, angles from the nadir within 0 and 180");
    const std::vector<double> planes_deg = stored_planes(all_deg, layout.symmetry);
    const auto rows = read_rows(lines, layout, planes_deg.size(), *photometry.header_flux_lm / 1000 * factor);
    unfold(planes_deg, rows, symmetry_of(layout.symmetry), photometry);
    const std::size_t used =
        layout.first_angle_line - 1 + layout.planes + layout.angles + planes_deg.size() * layout.angles;
    if (lines.count() > used)
        photometry.notes.push_back({true, std::to_string(lines.count() - used) +
                                              " lines follow behind the last intensity and are not used: the "
                                              "symmetry may be wrong"});
    finish(photometry);
    return photometry;
}

} // namespace prospect::io
