// Parameters of an analysis, bound once: member, name, unit, range, words. Forms, the command line, JSON and
// the cache key all come from here.
#pragma once

#include "analysis/engine/result.h"

#include <any>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace prospect::engine {

enum class ParameterType : std::uint8_t { number, integer, boolean, text, choice, list, points, file };
std::string_view name_of(ParameterType type);

struct ParameterInfo {
    std::string name;  // "eye_height_m"
    std::string label; // plain words: "Eye height"
    std::string unit;  // "m", "deg", ""
    std::string help;  // one sentence
    ParameterType type = ParameterType::number;
    double min = -std::numeric_limits<double>::infinity(); // inclusive
    double max = std::numeric_limits<double>::infinity();
    std::vector<std::string> choices; // choice; list, where "all" stands for every one
    bool advanced = false;            // folded away in the form
    std::string default_text;         // filled by the schema
    bool items_name_files = false;    // list: an item may be "name=FILE"
};

// The files that such a text names, as they are written: of a file itself, of a list those after a =.
std::vector<std::filesystem::path> files_named(const ParameterInfo& info, const std::string& text);

// A point parameter: full CRS coordinates "x,y;x,y" or "x,y,z".
struct PointList {
    std::vector<Point3> points;
    bool has_z = false;
    bool operator==(const PointList&) const = default;
};

// Type-erased access to one member of a parameter struct.
struct Binding {
    ParameterInfo info;
    std::function<std::string(const std::any&)> get;
    // Throws Error(usage) naming the parameter, the value and what is allowed.
    std::function<void(std::any&, const std::string&)> set;
};

// Text ↔ value of each supported member type: double, std::optional<double>, std::int64_t, bool, std::string,
// std::vector<std::string>, PointList, std::filesystem::path. Ranges and choices are checked by parse. "none"
// clears text, list, points, file and a number that may be absent. format gives the shortest text that parses
// back to the same value; a list with choices keeps their order.
std::string format(const ParameterInfo& info, double value);
std::string format(const ParameterInfo& info, const std::optional<double>& value);
std::string format(const ParameterInfo& info, std::int64_t value);
std::string format(const ParameterInfo& info, bool value);
std::string format(const ParameterInfo& info, const std::string& value);
std::string format(const ParameterInfo& info, const std::vector<std::string>& value);
std::string format(const ParameterInfo& info, const PointList& value);
std::string format(const ParameterInfo& info, const std::filesystem::path& value);
void parse(const ParameterInfo& info, const std::string& text, double& value);
void parse(const ParameterInfo& info, const std::string& text, std::optional<double>& value);
void parse(const ParameterInfo& info, const std::string& text, std::int64_t& value);
void parse(const ParameterInfo& info, const std::string& text, bool& value);
void parse(const ParameterInfo& info, const std::string& text, std::string& value);
void parse(const ParameterInfo& info, const std::string& text, std::vector<std::string>& value);
void parse(const ParameterInfo& info, const std::string& text, PointList& value);
void parse(const ParameterInfo& info, const std::string& text, std::filesystem::path& value);

template <class Params>
class Schema {
public:
    // info.type is set from the member's type unless it is `choice`.
    template <class Member>
    Schema& add(Member Params::*member, ParameterInfo info) {
        info.type = type_of<Member>(info);
        info.default_text = format(info, Params{}.*member);
        Binding binding;
        binding.get = [member, info](const std::any& params) {
            return format(info, std::any_cast<const Params&>(params).*member);
        };
        binding.set = [member, info](std::any& params, const std::string& text) {
            parse(info, text, std::any_cast<Params&>(params).*member);
        };
        binding.info = std::move(info);
        bindings_.push_back(std::move(binding));
        return *this;
    }
    const std::vector<Binding>& bindings() const { return bindings_; }

private:
    template <class Member>
    static ParameterType type_of(const ParameterInfo& info) {
        if constexpr (std::is_same_v<Member, double> || std::is_same_v<Member, std::optional<double>>)
            return ParameterType::number;
        else if constexpr (std::is_same_v<Member, std::int64_t>)
            return ParameterType::integer;
        else if constexpr (std::is_same_v<Member, bool>)
            return ParameterType::boolean;
        else if constexpr (std::is_same_v<Member, std::vector<std::string>>)
            return ParameterType::list;
        else if constexpr (std::is_same_v<Member, PointList>)
            return ParameterType::points;
        else if constexpr (std::is_same_v<Member, std::filesystem::path>)
            return ParameterType::file;
        else
            return info.choices.empty() ? ParameterType::text : ParameterType::choice;
    }
    std::vector<Binding> bindings_;
};

// The cell of a map: the same name means the same everywhere.
ParameterInfo cell_parameter();

} // namespace prospect::engine
