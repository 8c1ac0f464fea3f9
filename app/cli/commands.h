// The commands of prospect-cli, each a function from arguments to exit code. Faults are thrown as Error.
#pragma once

#include "app/cli/console.h"

#include <string>
#include <vector>

namespace prospect::cli {

ExitCode run_import(const Arguments& arguments, const Console& console);
ExitCode run_list(const Arguments& arguments, const Console& console);
ExitCode run_analyse(const Arguments& arguments, const Console& console);
ExitCode run_assess(const Arguments& arguments, const Console& console);
ExitCode run_compare(const Arguments& arguments, const Console& console);
ExitCode run_render(const Arguments& arguments, const Console& console);
ExitCode run_export(const Arguments& arguments, const Console& console);
ExitCode run_verify(const Arguments& arguments, const Console& console);

struct Command {
    CommandInfo info;
    ExitCode (*run)(const Arguments&, const Console&); // null: comes with a later version
};
// In the order of contract.md §3.
const std::vector<Command>& commands();

// The whole program: words without its own name. Never throws.
int run_program(const std::vector<std::string>& words);

} // namespace prospect::cli
