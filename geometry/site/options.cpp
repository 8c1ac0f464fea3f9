#include "geometry/site/options.h"

#include "geometry/base/error.h"

#include <algorithm>

namespace prospect {

namespace {

std::string folded(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string trimmed(std::string_view text) {
    const auto blank = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(blank) - begin + 1));
}

std::size_t place_of(const Site& site, std::string_view name) {
    for (std::size_t i = 0; i < site.scenarios.size(); ++i)
        if (site.scenarios[i]->name == name) return i;
    with_scenario(site, name); // throws, naming those there are
    return site.scenarios.size();
}

template <class Change>
SitePtr changed(const Site& site, Change&& change) {
    auto next = std::make_shared<Site>(site);
    change(next->scenarios);
    ++next->revision;
    return next;
}

} // namespace

std::string checked_option_name(const Site& site, std::string_view name, std::string_view except) {
    std::string wanted = trimmed(name);
    if (wanted.empty()) throw Error(ErrorCode::usage, "an option needs a name", "type a short one");
    if (std::any_of(wanted.begin(), wanted.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }))
        throw Error(ErrorCode::usage, "the name of an option is one line of text", "type a short one");
    if (folded(wanted) == base_name)
        throw Error(ErrorCode::usage, "\"base\" is what the existing place is called",
                    "choose another name for the option");
    for (const auto& option : site.scenarios)
        if (option->name != except && folded(option->name) == folded(wanted))
            throw Error(ErrorCode::usage, "there is already an option called \"" + option->name + "\"",
                        "choose another name");
    return wanted;
}

std::string free_option_name(const Site& site) {
    for (int number = 1;; ++number) {
        const std::string name =
            "Option " +
            (number <= 26 ? std::string(1, static_cast<char>('A' + number - 1)) : std::to_string(number));
        if (std::none_of(site.scenarios.begin(), site.scenarios.end(),
                         [&](const auto& option) { return folded(option->name) == folded(name); }))
            return name;
    }
}

SitePtr with_option(const Site& site, const std::string& name, std::vector<SiteEdit> edits) {
    return changed(site, [&](auto& options) {
        Scenario made{Uuid::random(), name, std::move(edits)};
        const auto same = std::find_if(options.begin(), options.end(),
                                       [&](const auto& option) { return option->name == name; });
        if (same != options.end()) {
            made.id = (*same)->id;
            *same = std::make_shared<const Scenario>(std::move(made));
        } else {
            options.push_back(std::make_shared<const Scenario>(std::move(made)));
        }
    });
}

SitePtr without_option(const Site& site, std::string_view name) {
    const std::size_t place = place_of(site, name);
    return changed(
        site, [&](auto& options) { options.erase(options.begin() + static_cast<std::ptrdiff_t>(place)); });
}

SitePtr with_option_renamed(const Site& site, std::string_view name, const std::string& to) {
    const std::size_t place = place_of(site, name);
    return changed(site, [&](auto& options) {
        Scenario renamed = *options[place];
        renamed.name = to;
        options[place] = std::make_shared<const Scenario>(std::move(renamed));
    });
}

SitePtr with_option_copied(const Site& site, std::string_view name, const std::string& copy) {
    return with_option(site, copy, site.scenarios[place_of(site, name)]->edits);
}

SitePtr with_edit(const Site& site, std::string_view option, const SiteEdit& edit) {
    if (option.empty()) return apply(site, edit);
    const std::size_t place = place_of(site, option);
    return changed(site, [&](auto& options) {
        Scenario longer = *options[place];
        longer.edits.push_back(edit);
        options[place] = std::make_shared<const Scenario>(std::move(longer));
    });
}

SitePtr with_edit_everywhere(const Site& site, const EditEverywhere& edit) {
    if (edit.things.empty()) return nullptr;
    SitePtr after;
    if (const SiteEdit made = edit.make(site); !made.steps.empty()) after = apply(site, made);
    const auto names_one = [&](const SiteEdit& one) {
        return std::any_of(one.steps.begin(), one.steps.end(),
                           [&](const SiteChangeStep& step) { return names_any(step, edit.things); });
    };
    for (const auto& option : site.scenarios) {
        if (std::none_of(option->edits.begin(), option->edits.end(), names_one)) continue;
        const Site& now = after ? *after : site;
        const SiteEdit made = edit.make(*with_scenario(now, option->name));
        if (!made.steps.empty()) after = with_edit(now, option->name, made);
    }
    return after;
}

} // namespace prospect
