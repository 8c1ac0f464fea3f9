#include "analysis/assessment/doubt.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/knowledge.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

class Worsening {
public:
    explicit Worsening(const Site& site) : site_(site) {}

    WorsePlan make() {
        for (const auto& [layer, feature] : site_.features(Role::barrier)) {
            if (!is_groundwork(*feature)) raise(Role::barrier, *feature, "height_m", tall_barrier_m);
            raise(Role::barrier, *feature, "opacity", 1);
        }
        for (const auto& [layer, feature] : site_.features(Role::planting))
            raise(Role::planting, *feature, "height_m", tall_barrier_m);
        for (const auto& [layer, feature] : site_.features(Role::tree))
            if (number_of(Role::tree, *feature, "clear_stem_m").value > low_crown_m)
                change(Role::tree, *feature, "clear_stem_m", low_crown_m);
        if (edit_.steps.empty()) return {};
        return {apply(site_, edit_), what(), lacks()};
    }

private:
    // "the height or opacity of 161 things that is not given".
    std::string what() const {
        std::set<Uuid> things;
        for (const Assumed& one : changed_.assumed())
            things.insert(one.feature);
        return "what is not given (height, share blocked or clear stem of " +
               counted(things.size(), "thing") + ")";
    }

    std::string lacks() const {
        std::map<Role, std::size_t> counts;
        for (const Assumed& one : changed_.assumed())
            ++counts[one.role];
        const auto most = std::max_element(counts.begin(), counts.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        for (const Subject& subject : subjects())
            if (most != counts.end() && subject.role == most->first) return subject.id;
        return {};
    }

    void raise(Role role, const Feature& feature, const std::string& attribute, double to) {
        const double least = attribute == "opacity" ? scene::blocking_opacity : to;
        if (number_of(role, feature, attribute).value < least) change(role, feature, attribute, to);
    }

    void change(Role role, const Feature& feature, const std::string& attribute, double to) {
        if (!number_of(role, feature, attribute).defaulted) return;
        changed_.number(role, feature, attribute);
        edit_.steps.emplace_back(ChangeAttribute{feature.id, attribute, Value(to), Basis::assumed});
    }

    const Site& site_;
    SiteEdit edit_{"More in the way where nobody said otherwise", {}};
    Grounds changed_;
};

bool missed_in(const Criterion& criterion, const Measured& worse, const Measurement& one) {
    return std::any_of(worse.subjects.begin(), worse.subjects.end(), [&](const Measurement& other) {
        return !criterion.holds(other.value) && !other.subject.empty() && !one.subject.empty() &&
               other.subject.front() == one.subject.front();
    });
}

} // namespace

WorsePlan worse_where_not_given(const Site& site) {
    return Worsening(site).make();
}

void mark_doubtful(const Criterion& criterion, const Measured& worse, const WorsePlan& plan,
                   Measured& measured) {
    for (Measurement& one : measured.subjects)
        if (one.doubt.text.empty() && criterion.holds(one.value) && missed_in(criterion, worse, one))
            one.doubt = {"it holds only as long as " + plan.changed + " is no more in the way than usual",
                         plan.lacks};
}

} // namespace prospect::assessment
