#include "app/cli/commands.h"
#include "app/cli/site_argument.h"

#include <nlohmann/json.hpp>

namespace prospect::cli {

ExitCode run_verify(const Arguments& arguments, const Console& console) {
    const std::string file = positional(arguments, 0, "the site file SITE.gpkg");
    no_more_than(arguments, 1);
    const io::VerifyReport report = io::verify_project(file);
    if (console.json()) {
        const nlohmann::ordered_json document{{"site", file},
                                              {"ok", report.ok},
                                              {"findings", report.lines},
                                              {"snapshot_sha256", report.snapshot_sha256}};
        console.result(document.dump(1));
    } else {
        std::string text;
        for (const std::string& line : report.lines)
            text += line + "\n";
        console.result(text + (report.ok ? "whole" : "not whole") + ", snapshot " + report.snapshot_sha256);
    }
    return report.ok ? done : input_refused;
}

} // namespace prospect::cli
