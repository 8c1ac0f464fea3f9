// Choices of rules with values of their own: those the program brings, and editable copies that travel with a
// project.
#pragma once

#include "analysis/assessment/criteria_file.h"
#include "geometry/site/site.h"

#include <optional>

namespace prospect::assessment {

struct Profile {
    std::string name;  // "default"
    std::string title; // "Housing, usual values"
    std::string about;
    std::string based_on = {};            // name of the one it changes; "" = the catalogue itself
    std::vector<Criterion> criteria;      // in the order of the catalogue, then its own
    std::vector<Criterion> left_out = {}; // rules that do not count, as it has changed or added them
    std::vector<RuleFault> faults = {};   // of its file and of the catalogue
    // What its file says of rules and could not be used, as JSON by code: written again as it was.
    std::vector<std::pair<std::string, std::string>> unusable_changes = {};
    std::vector<std::pair<std::string, std::string>> unusable_rules = {};
    bool own = false; // of the project
    bool operator==(const Profile&) const = default;
};

// The profiles of the program; "default" is the first. Read once. One whose file cannot be read is left out
// ("default" then has all criteria as they are), and why is among the faults of them all.
const std::vector<Profile>& profiles();
// Throws Error(usage): the known ones are named.
const Profile& profile(std::string_view name);

// Its only criterion with that metric; null where there is none, or several.
const Criterion* only_with(const Profile& profile, std::string_view metric);

// A profile over given criteria, and over `known` for what it is based on. Values that cannot be used are
// faults (criteria_file.h). Throws Error(refused) naming the line where the text is no JSON or lacks a name.
Profile parse_profile(std::string_view json, const std::vector<Criterion>& all,
                      const std::vector<Profile>& known = {});

// Copies that belong to a project: texts of its site sheet under "profile.NAME", in the form of the files in
// resources/criteria/profiles. One that cannot be read is there with no criteria and its fault.
std::vector<Profile> own_profiles(const SiteMeta& meta);
std::string own_profile_key(const std::string& name); // "profile.NAME"
// What a file of the profile says: its differences from what it is based on, as JSON of several lines.
std::string profile_text(const Profile& profile);
// An editable copy: of the project, based on `profile`.
Profile copy_of(const Profile& profile, const std::string& name, const std::string& title);
// A name that neither the program nor the project has, made of the title: "riverside-rules".
std::string free_name(const SiteMeta& meta, const std::string& title);

// The profile the site sheet chose; the default one when it chose none, or one that is not known here.
Profile profile_of(const SiteMeta& meta);
// Of a file. Throws as parse_profile, and Error(refused) where it cannot be read.
Profile profile_from_file(const std::string& file);
// By name, the project's own first; a name that ends in .json is a file. Throws Error(usage) naming the known
// ones, Error(refused).
Profile profile_named(const SiteMeta& meta, const std::string& name);

} // namespace prospect::assessment
