#include "analysis/sightlines/viewpoints.h"

#include "analysis/sightlines/eye.h"
#include "geometry/base/text.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::sightlines {

namespace {

std::string place_text(Point full) {
    return as_text(Value(full.x)) + "," + as_text(Value(full.y));
}

// The plan as far as a viewpoint can belong to it, in local coordinates.
class Surroundings {
public:
    explicit Surroundings(const Site& site) : frame_(site.frame), plan_(site.box()) {}

    bool hold(Point local) const {
        if (plan_.empty()) return Box{0, 0, 0, 0}.grown(tolerance::coordinate_limit_m).contains(local);
        return plan_.grown(tolerance::site_limit_m).contains(local);
    }
    std::string fault(Point full) const {
        return "the viewpoint " + place_text(full) + " lies more than " +
               as_text(Value(tolerance::site_limit_m / 1000)) + " km from the plan";
    }
    std::string advice() const {
        if (plan_.empty()) return "give x,y in the site's map grid, " + frame_.crs;
        return "give x,y in the site's map grid, " + frame_.crs + ": the plan reaches from " +
               corner({plan_.xmin, plan_.ymin}) + " to " + corner({plan_.xmax, plan_.ymax});
    }

private:
    std::string corner(Point local) const {
        const Point full = frame_.to_full(local);
        return place_text({std::round(full.x), std::round(full.y)});
    }

    const Frame& frame_;
    Box plan_;
};

// Reads the known columns of a table of text.
class PointsFile {
public:
    PointsFile(io::Table table, std::string name) : table_(std::move(table)), name_(std::move(name)) {
        for (const char* needed : {"x", "y"})
            if (!column(needed))
                throw Error(ErrorCode::refused, name_ + " has no column " + needed,
                            "its first line must name at least x and y");
    }

    std::size_t rows() const { return table_.rows.size(); }
    const io::Table& table() const { return table_; }

    // The cell as a number; absent when the column is missing or the cell empty.
    std::optional<double> number(std::size_t row, const char* name, double min, double max) const {
        const auto at = column(name);
        if (!at || !table_.rows[row][*at]) return std::nullopt;
        const std::string text = as_text(*table_.rows[row][*at]);
        if (text.empty()) return std::nullopt;
        const auto value = number_from(text);
        if (!value || *value < min || *value > max)
            refuse(row, std::string(name) + " \"" + text + "\" is not a number from " + as_text(Value(min)) +
                            " to " + as_text(Value(max)));
        return value;
    }

    double coordinate(std::size_t row, const char* name) const {
        constexpr double limit = 1e9;
        const auto value = number(row, name, -limit, limit);
        if (!value) refuse(row, std::string(name) + " is empty");
        return *value;
    }

    [[noreturn]] void refuse(std::size_t row, const std::string& what,
                             const std::string& advice = "mend the file or leave the row out") const {
        throw Error(ErrorCode::refused, name_ + ", row " + std::to_string(row + 1) + ": " + what, advice);
    }

private:
    std::optional<std::size_t> column(std::string_view name) const {
        const auto found = std::find(table_.columns.begin(), table_.columns.end(), name);
        if (found == table_.columns.end()) return std::nullopt;
        return static_cast<std::size_t>(found - table_.columns.begin());
    }

    io::Table table_;
    std::string name_;
};

// Text that looks like a signed number stays a number, so that an export does not guard it as a formula.
std::optional<Value> carried_cell(const std::optional<Value>& cell) {
    if (!cell) return std::nullopt;
    const std::string text = as_text(*cell);
    if (text.empty()) return std::nullopt;
    if (text[0] == '-' || text[0] == '+')
        if (const auto number = number_from(text)) return Value(*number);
    return Value(text);
}

Viewpoints from_points(const Site& site, const engine::PointList& list, const ViewpointDefaults& defaults) {
    const Frame& frame = site.frame;
    const Surroundings surroundings(site);
    Viewpoints made;
    for (const Point3& point : list.points) {
        const Point full{point.x, point.y};
        Viewpoint viewpoint{frame.to_local(full), full, defaults.eye_height_m, defaults.sight, {}};
        if (!surroundings.hold(viewpoint.place))
            throw Error(ErrorCode::usage, surroundings.fault(full), surroundings.advice());
        if (list.has_z) viewpoint.eye_height_m = point.z;
        made.points.push_back(viewpoint);
    }
    made.carried.resize(made.points.size());
    return made;
}

Viewpoints from_file(const Site& site, const std::filesystem::path& path, const ViewpointDefaults& defaults) {
    const Frame& frame = site.frame;
    const Surroundings surroundings(site);
    const PointsFile file(io::read_csv(path), path.filename().string());
    Viewpoints made;
    std::vector<std::size_t> carried;
    for (std::size_t c = 0; c < file.table().columns.size(); ++c)
        if (const std::string& name = file.table().columns[c]; name != "x" && name != "y") {
            carried.push_back(c);
            made.carried_columns.push_back(name);
        }
    for (std::size_t row = 0; row < file.rows(); ++row) {
        const Point full{file.coordinate(row, "x"), file.coordinate(row, "y")};
        Viewpoint viewpoint{frame.to_local(full), full, defaults.eye_height_m, defaults.sight, {}};
        kernel::Sight& sight = viewpoint.sight;
        sight.azimuth_deg = file.number(row, "azimuth_deg", -360, 360).value_or(sight.azimuth_deg);
        sight.fov_deg = file.number(row, "fov_deg", min_fov_deg, 360).value_or(sight.fov_deg);
        sight.reach_m = file.number(row, "reach_m", 0, max_reach_m).value_or(sight.reach_m);
        viewpoint.eye_height_m =
            file.number(row, "eye_height_m", 0, max_eye_height_m).value_or(viewpoint.eye_height_m);
        if (!surroundings.hold(viewpoint.place))
            file.refuse(row, surroundings.fault(full), surroundings.advice());
        made.points.push_back(viewpoint);
        std::vector<std::optional<Value>> cells;
        for (const std::size_t c : carried)
            cells.push_back(carried_cell(file.table().rows[row][c]));
        made.carried.push_back(std::move(cells));
    }
    if (made.points.empty())
        throw Error(ErrorCode::refused, path.filename().string() + " has no rows",
                    "give at least one viewpoint");
    return made;
}

Viewpoints from_observers(const engine::Context& context, const ViewpointDefaults& defaults) {
    const Site& site = context.site();
    Viewpoints made;
    made.carried_columns = {"id"};
    for (const auto& [layer, observer] : site.features(Role::observer)) {
        if (!present(*observer, context.time().phase)) continue;
        const Attribute* height = observer->find("height_m");
        const double eye =
            height ? as_number(height->value).value_or(defaults.eye_height_m) : defaults.eye_height_m;
        const std::string id = observer->name.empty() ? observer->id.text() : observer->name;
        for (const Point& place : observer->geometry.points) {
            made.points.push_back({place, site.frame.to_full(place), eye, defaults.sight, observer->id});
            made.carried.push_back({Value(id)});
        }
    }
    if (made.points.empty())
        throw Error(ErrorCode::refused, "there is nowhere to look from",
                    "give --points x,y or --points_file, or place observers on the plan");
    return made;
}

} // namespace

Viewpoints viewpoints_of(const engine::Context& context, const engine::PointList& points,
                         const std::filesystem::path& points_file, const ViewpointDefaults& defaults) {
    if (!points.points.empty() && !points_file.empty())
        throw Error(ErrorCode::usage, "both points and points_file are given", "give one of the two");
    if (!points_file.empty()) return from_file(context.site(), points_file, defaults);
    if (!points.points.empty()) return from_points(context.site(), points, defaults);
    return from_observers(context, defaults);
}

} // namespace prospect::sightlines
