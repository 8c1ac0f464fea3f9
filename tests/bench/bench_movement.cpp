// Segment analysis of a town of about 20 000 segments: how long integration and choice take at radius n and
// 800 m, beside depthmapX's on the same lines. Aims on two cores: radius n within 60 s (30 wished for), 800 m
// within 10 s. Run: bench_movement [crossings on a side]; PROSPECT_DEPTHMAPX=/path/of/depthmapXcli for the
// comparison.
#include "analysis/street_network/segment_measures.h"
#include "geometry/base/text.h"
#include "geometry/io/export.h"
#include "tests/analysis/street_network/rank.h"
#include "tests/analysis/street_network/town_lines.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

using namespace prospect;
using namespace prospect::street_network;
namespace fs = std::filesystem;

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double run(const std::string& command) { // seconds it took; below 0 when it failed
    const double begin = now();
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0 ? now() - begin : -1;
}

struct Measured {
    double seconds = 0;
    std::vector<SegmentMeasures> segments;
};

Measured measure(const TurnGraph& graph, std::optional<double> radius_m) {
    const double begin = now();
    Measured measured;
    measured.segments = segment_measures(engine::Workers(), graph, radius_m);
    measured.seconds = now() - begin;
    return measured;
}

// Every segment as a line of its own, its ends where they meet.
std::vector<Course> lines_of(const Network& network) {
    std::vector<Course> lines;
    for (const NetworkSegment& segment : network.segments)
        lines.push_back({network.nodes[segment.from_node], network.nodes[segment.to_node]});
    return lines;
}

void write_lines(const Network& network, const fs::path& file) {
    std::ofstream out(file);
    out.precision(12);
    out << "x1,y1,x2,y2\n";
    for (const NetworkSegment& one : network.segments)
        out << one.from.x << ',' << one.from.y << ',' << one.to.x << ',' << one.to.y << '\n';
}

void compare(const io::Table& peer, const std::string& radius, const Measured& ours, double seconds) {
    const auto column = [&](const std::string& measure) {
        const std::string name = "T1024 " + measure + radius;
        const auto at = static_cast<std::size_t>(std::find(peer.columns.begin(), peer.columns.end(), name) -
                                                 peer.columns.begin());
        std::vector<double> values;
        for (const auto& row : peer.rows)
            values.push_back(at < row.size() && row[at] ? number_from(as_text(*row[at])).value_or(-1) : -1);
        return values;
    };
    const auto depth = column("Total Depth");
    std::vector<double> choice;
    std::size_t differs = 0;
    for (std::size_t s = 0; s < ours.segments.size() && s < depth.size(); ++s) {
        choice.push_back(ours.segments[s].choice);
        differs +=
            std::abs(std::max(0.0, depth[s]) - ours.segments[s].total_depth) > 1e-6 * std::max(1.0, depth[s])
                ? 1
                : 0;
    }
    std::printf(
        "   depthmapX%s: %.1f s, so %.1f times as long; total depth differs by more than 1e-6 in %zu of %zu "
        "segments; choice correlates in rank by %.4f\n",
        radius.c_str(), seconds, seconds / ours.seconds, differs, choice.size(),
        test::rank_correlation(choice, column("Choice")));
}

void run_peer(const std::string& program, const Network& network, const TurnGraph& bins) {
    const fs::path folder = fs::temp_directory_path() / ("bench_movement_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const auto file = [&](const char* name) { return "'" + (folder / name).string() + "'"; };
    write_lines(network, folder / "lines.csv");
    const std::string start = "'" + program + "' ";
    bool made = run(start + "-m IMPORT -it data -f " + file("lines.csv") + " -o " + file("lines.graph")) >= 0;
    made = made && run(start + "-m MAPCONVERT -co segment -con segments -f " + file("lines.graph") + " -o " +
                       file("segments.graph")) >= 0;
    for (const auto& [radius, name] : {std::pair("800", " R800 metric"), std::pair("n", "")}) {
        const double seconds =
            made ? run(start + "-m SEGMENT -st tulip -srt metric -sic -stb 1024 -sr " + radius + " -f " +
                       file("segments.graph") + " -o " + file("measured.graph"))
                 : -1;
        if (seconds < 0 || run(start + "-m EXPORT -em shapegraph-map-csv -f " + file("measured.graph") +
                               " -o " + file("measured.csv")) < 0) {
            std::printf("   depthmapX: did not run\n");
            break;
        }
        const Measured ours = measure(bins, *name != 0 ? std::optional<double>(800) : std::nullopt);
        std::printf("   bins, radius %s: %.2f s\n", radius, ours.seconds);
        compare(io::read_csv(folder / "measured.csv"), name, ours, seconds);
        std::fflush(stdout);
    }
    fs::remove_all(folder);
}

} // namespace

int main(int argc, char** argv) {
    const int size = argc > 1 ? std::max(2, std::atoi(argv[1])) : 88;
    const double begin = now();
    const Network first = join(test::town_lines(size, 1), {});
    const double joined_s = now() - begin;
    const Network network = join(lines_of(first), {.snap_m = 0});
    const TurnGraph exact = turn_graph(network, {0});
    std::printf("%zu segments, %zu ways on; joined in %.2f s\n", network.segments.size(), exact.ways.size(),
                joined_s);
    for (const auto radius : {std::optional<double>(800), std::optional<double>()}) {
        const Measured ours = measure(exact, radius);
        std::printf("exact angles, radius %s: integration and choice in %.2f s\n", radius ? "800" : "n",
                    ours.seconds);
        std::fflush(stdout);
    }
    if (const char* depthmapx = std::getenv("PROSPECT_DEPTHMAPX"))
        run_peer(depthmapx, network, turn_graph(network, {1024}));
    else
        std::printf("   depthmapX: not found (name its command line in PROSPECT_DEPTHMAPX)\n");
    return 0;
}
