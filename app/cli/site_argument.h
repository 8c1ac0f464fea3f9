// The site and the context that commands take from their words.
#pragma once

#include "analysis/engine/context.h"
#include "app/cli/console.h"
#include "geometry/io/export.h"
#include "geometry/io/project_file.h"

#include <filesystem>
#include <string>

namespace prospect::cli {

// The positional word number `index`. Throws Error(usage) naming what is missing.
std::string positional(const Arguments& arguments, std::size_t index, const std::string& what);
// Throws Error(usage) when there are more than `count` positional words.
void no_more_than(const Arguments& arguments, std::size_t count);
// Throws Error(usage) when `output` is the input itself, by whatever name: --force never reaches that far.
void refuse_input_as_output(const std::filesystem::path& input, const std::filesystem::path& output);
// Throws Error(usage) when the file is there and --force is not.
void refuse_existing(const std::filesystem::path& file, const Arguments& arguments);

// Throws Error(refused) when it is missing or cannot be used.
io::Opened open_site(const std::filesystem::path& file, const Console& console);
// What opening it left to say: after the work, so that a refusal stays the only line.
void say_notes(const io::Opened& opened, const Console& console);

// "xmin,ymin,xmax,ymax" in full CRS coordinates, as a local box. Throws Error(usage).
Box local_extent(const std::string& text, const Frame& frame);

TimeContext time_of(const Arguments& arguments);
io::Audience audience_of(const Arguments& arguments);
// Whether results of that analysis are for the police alone; of one that is not known, they are.
bool is_sensitive(const std::string& analysis);
// Throws Error(refused) where the audience may not have results of that analysis.
void refuse_sensitive(const std::string& analysis, io::Audience audience);
// The option named last; "" for none and for `base`, the existing place.
std::string scenario_of(const Arguments& arguments);
engine::Request request_of(const Arguments& arguments, const SitePtr& site);

} // namespace prospect::cli
