// Classes of lighting (EN 13201-2, BS 5489-1, IES RP-8 and RP-20) and what each asks:
// resources/criteria/lighting_classes.json.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::lighting {

// On the ground: horizontal, hemispherical; at the height of faces: semicylindrical, vertical.
enum class ClassQuantity : std::uint8_t { eh, ehs, esc, ev };
inline constexpr std::size_t class_quantity_count = 4;
std::string_view name_of(ClassQuantity quantity); // "eh"

enum class ClassStatistic : std::uint8_t {
    average,            // lux, at least
    minimum,            // lux, at least
    uniformity,         // minimum by average, at least
    average_by_minimum, // at most
    maximum_by_minimum, // at most
};

struct Requirement {
    ClassQuantity quantity = ClassQuantity::eh;
    ClassStatistic statistic = ClassStatistic::average;
    double limit = 0;
    bool operator==(const Requirement&) const = default;
};

struct LightingClass {
    std::string name;               // "P4"
    std::vector<Requirement> asks;  // none: a class without limits (P7, HS4)
    std::vector<Requirement> faces; // besides, where faces must be recognised
    std::optional<double> over_lit; // the average of the family's quantity above which it is too much, lux
    std::string standard;           // "EN 13201-2"
    std::string edition;            // "2015"
    std::string source;             // of the limits
    std::string faces_source;
    bool verified = false; // limits read in the source; else quoted from memory
    bool faces_verified = false;
    bool over_lit_verified = false;

    std::optional<double> limit(ClassQuantity quantity, ClassStatistic statistic) const;
    // The least light on the ground it allows anywhere: its minimum, else what its average and evenness come
    // to. Absent where it says nothing of the ground.
    std::optional<double> ground_minimum_lx() const;
};

// Classes about one quantity, the most demanding first.
struct ClassFamily {
    std::string name; // "P"
    std::string title;
    ClassQuantity quantity = ClassQuantity::eh;
    std::vector<LightingClass> classes;
};

// Which family things without a class are compared with.
struct ClassProfile {
    std::string name; // "en_13201"
    std::string path_family;
    std::string area_family;
};

struct NamedClass {
    const ClassFamily* family = nullptr;
    const LightingClass* one = nullptr;
};

class LightingClasses {
public:
    // Read once. Throws Error(internal) when the file is missing or broken.
    static const LightingClasses& bundled();
    // One error for each fault: what is wrong, and where. A class that asks more than the one before it is
    // one.
    static LightingClasses parse(std::string_view text);

    const std::vector<ClassFamily>& families() const { return families_; }
    const std::vector<ClassProfile>& profiles() const { return profiles_; }
    // Throws Error(internal) for a name that is not there.
    const ClassFamily& family(std::string_view name) const;
    const ClassProfile& profile(std::string_view name) const;
    // However letters and blanks are written ("p 4"). Null when there is none.
    NamedClass find(std::string_view name) const;
    // Why a class of that name is not worked with ("M3"); absent for every other name.
    std::optional<std::string> refusal(std::string_view name) const;
    // "P1 to P7, C0 to C5, …".
    std::string known() const;

private:
    struct Refused {
        std::vector<std::string> classes;
        std::string reason;
    };
    std::vector<ClassFamily> families_;
    std::vector<ClassProfile> profiles_;
    std::vector<Refused> refused_;
};

} // namespace prospect::lighting
