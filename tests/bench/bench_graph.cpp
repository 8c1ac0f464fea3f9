// Visibility graphs of a town of 309 buildings: how long the rows, the global depths and the local measures
// take and how much memory, beside depthmapX on the same walls and cells. Aims: global measures at about 10
// 000 cells at least 400 times faster than depthmapX's command line on two cores; local measures at 50 000
// cells within 10 s; global ones at 100 000 cells within 60 s; at most 6 KB a cell. Run: bench_graph [cell
// sizes in metres...]; PROSPECT_DEPTHMAPX=/path/of/depthmapXcli for the comparison, made once, at the first
// size.
#include "analysis/visibility_graph/depth_search.h"
#include "analysis/visibility_graph/depth_values.h"
#include "analysis/visibility_graph/local_measures.h"
#include "geometry/base/text.h"
#include "geometry/io/export.h"
#include "tests/geometry/kernel/sample_plans.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

using namespace prospect;
namespace fs = std::filesystem;
namespace vg = prospect::visibility_graph;

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The most memory this process has held, in bytes.
double peak_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024;
}

struct Town {
    kernel::Obstacles plan = test::city_plan();
    kernel::VisibilityScene walls{plan};
};

struct Cells {
    std::vector<double> xs;
    std::vector<double> ys;
    std::unique_ptr<kernel::CellLattice> lattice;
    std::vector<std::int64_t> places;
};

// The largest part that an 8-neighbour flood reaches, a neighbour joining when no wall is touched: the
// streets, without closed courts.
void keep_streets(Cells& cells) {
    const auto columns = static_cast<std::int64_t>(cells.xs.size());
    const auto rows = static_cast<std::int64_t>(cells.ys.size());
    std::vector<char> reached(cells.xs.size() * cells.ys.size());
    std::vector<std::int64_t> largest;
    for (std::uint32_t cell = 0; cell < cells.lattice->cell_count(); ++cell) {
        const std::int64_t start = cells.lattice->place_of(cell);
        if (reached[static_cast<std::size_t>(start)] != 0) continue;
        reached[static_cast<std::size_t>(start)] = 1;
        std::vector<std::int64_t> part{start};
        for (std::size_t i = 0; i < part.size(); ++i)
            for (std::int64_t k = 0; k < 9; ++k) {
                const std::int64_t column = part[i] % columns + k % 3 - 1;
                const std::int64_t row = part[i] / columns + k / 3 - 1;
                const std::int64_t next = row * columns + column;
                if (column < 0 || row < 0 || column >= columns || row >= rows ||
                    reached[static_cast<std::size_t>(next)] != 0 || !cells.lattice->is_open(next) ||
                    !cells.lattice->are_joined(part[i], next))
                    continue;
                reached[static_cast<std::size_t>(next)] = 1;
                part.push_back(next);
            }
        if (part.size() > largest.size()) largest = std::move(part);
    }
    std::vector<char> wanted(reached.size());
    for (const std::int64_t place : largest)
        wanted[static_cast<std::size_t>(place)] = 1;
    cells.lattice->choose(wanted);
}

// Centres on whole multiples of the cell, as both programs have them, inside the box of the plan, whose sides
// are walls to the other one.
Cells cells_of(const Town& town, double cell_m) {
    Cells cells;
    const Box box = town.plan.bounds.grown(-0.001);
    for (double i = std::ceil(box.xmin / cell_m); i * cell_m <= box.xmax; ++i)
        cells.xs.push_back(i * cell_m);
    for (double i = std::floor(box.ymax / cell_m); i * cell_m >= box.ymin; --i)
        cells.ys.push_back(i * cell_m);
    cells.lattice = std::make_unique<kernel::CellLattice>(town.walls, cells.xs, cells.ys);
    keep_streets(cells);
    for (std::uint32_t cell = 0; cell < cells.lattice->cell_count(); ++cell)
        cells.places.push_back(cells.lattice->place_of(cell));
    return cells;
}

struct Measured {
    double rows_s = 0;
    double global_s = 0;
    double local_s = 0;
    std::vector<double> mean_depth;
    std::vector<std::uint32_t> connectivity;
};

Measured measure(const Cells& cells, int threads) {
    Measured measured;
    const engine::Workers workers(threads);
    double begin = now();
    const vg::CellRows rows = vg::rows_of(workers, *cells.lattice, kernel::Grazing::blocks);
    measured.rows_s = now() - begin;

    begin = now();
    measured.mean_depth.resize(rows.cell_count());
    const auto order = vg::near_order(cells.places, static_cast<std::int64_t>(cells.xs.size()));
    const vg::DepthSearch search(rows, order, 0, vg::usable_simd().back());
    engine::Pool<vg::DepthSearch::Workspace> pool;
    workers.for_blocks(search.batch_count(), 1, [&](std::int64_t batch, std::int64_t) {
        pool.with([&](vg::DepthSearch::Workspace& workspace) {
            search.run(batch, workspace, [&](std::uint32_t cell, vg::DepthCounts counts) {
                measured.mean_depth[cell] = vg::depth_values(counts).mean_depth.value_or(-1);
            });
        });
    });
    measured.global_s = now() - begin;

    begin = now();
    const vg::LocalMeasures local = vg::local_measures(workers, rows);
    measured.local_s = now() - begin;
    measured.connectivity = local.connectivity;
    return measured;
}

// --- depthmapX
// -----------------------------------------------------------------------------------------------

void write_walls(const kernel::Obstacles& plan, const fs::path& file) {
    std::ofstream out(file);
    out << "0\nSECTION\n2\nENTITIES\n";
    const auto segment = [&](Point a, Point b) {
        char text[256];
        std::snprintf(text, sizeof text,
                      "0\nLINE\n8\nwalls\n10\n%.3f\n20\n%.3f\n30\n0\n11\n%.3f\n21\n%.3f\n31\n0\n", a.x, a.y,
                      b.x, b.y);
        out << text;
    };
    for (const auto& ring : plan.rings)
        for (std::size_t i = 0; i < ring.size(); ++i)
            segment(ring[i], ring[(i + 1) % ring.size()]);
    const Box& box = plan.bounds;
    const Point corners[] = {
        {box.xmin, box.ymin}, {box.xmax, box.ymin}, {box.xmax, box.ymax}, {box.xmin, box.ymax}};
    for (std::size_t i = 0; i < 4; ++i)
        segment(corners[i], corners[(i + 1) % 4]);
    out << "0\nENDSEC\n0\nEOF\n";
}

// Seconds the command took; below 0 when it failed.
double run(const std::string& command) {
    const double begin = now();
    const int code = std::system((command + " >/dev/null 2>&1").c_str());
    return code == 0 ? now() - begin : -1;
}

struct Peer {
    double rows_s = -1;
    double global_s = -1;
    std::map<std::pair<long, long>, std::pair<double, double>>
        cells; // by centre in millimetres: k, mean depth
};

Peer measure_with(const std::string& program, const Town& town, const Cells& cells, double cell_m) {
    const fs::path folder = fs::temp_directory_path() / ("bench_graph_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const auto file = [&](const char* name) { return "'" + (folder / name).string() + "'"; };
    write_walls(town.plan, folder / "walls.dxf");
    const std::int64_t first = cells.places.front();
    const auto columns = static_cast<std::int64_t>(cells.xs.size());
    const std::string seed = as_text(Value(cells.xs[static_cast<std::size_t>(first % columns)])) + "," +
                             as_text(Value(cells.ys[static_cast<std::size_t>(first / columns)]));
    const std::string start = "'" + program + "' ";
    Peer peer;
    const bool read = run(start + "-m IMPORT -f " + file("walls.dxf") + " -o " + file("walls.graph")) >= 0;
    if (read)
        peer.rows_s = run(start + "-m VISPREP -f " + file("walls.graph") + " -o " + file("cells.graph") +
                          " -pg " + as_text(Value(cell_m)) + " -pp " + seed + " -pm");
    if (peer.rows_s >= 0)
        peer.global_s = run(start + "-m VGA -f " + file("cells.graph") + " -o " + file("depths.graph") +
                            " -vm visibility -vg -vr n");
    if (peer.global_s >= 0 && run(start + "-m EXPORT -f " + file("depths.graph") + " -o " +
                                  file("cells.csv") + " -em pointmap-data-csv") >= 0) {
        const io::Table table = io::read_csv(folder / "cells.csv");
        const auto column = [&](const char* name) {
            return static_cast<std::size_t>(std::find(table.columns.begin(), table.columns.end(), name) -
                                            table.columns.begin());
        };
        const auto value = [](const auto& row, std::size_t at) {
            return at < row.size() && row[at] ? number_from(as_text(*row[at])).value_or(-1) : -1;
        };
        for (const auto& row : table.rows)
            peer.cells[{std::lround(value(row, column("x")) * 1000),
                        std::lround(value(row, column("y")) * 1000)}] = {
                value(row, column("Connectivity")), value(row, column("Visual Mean Depth"))};
    }
    fs::remove_all(folder);
    return peer;
}

void compare(const Peer& peer, const Cells& cells, const Measured& ours) {
    std::size_t shared = 0;
    std::size_t connectivity_differs = 0;
    double depth_differs = 0;
    std::size_t deeper = 0;
    const auto columns = static_cast<std::int64_t>(cells.xs.size());
    for (std::size_t cell = 0; cell < cells.places.size(); ++cell) {
        const double x = cells.xs[static_cast<std::size_t>(cells.places[cell] % columns)];
        const double y = cells.ys[static_cast<std::size_t>(cells.places[cell] / columns)];
        const auto found = peer.cells.find({std::lround(x * 1000), std::lround(y * 1000)});
        if (found == peer.cells.end()) continue;
        ++shared;
        connectivity_differs += found->second.first != ours.connectivity[cell] ? 1 : 0;
        const double gap = std::abs(found->second.second - ours.mean_depth[cell]);
        deeper += gap > 1e-6 ? 1 : 0;
        depth_differs = std::max(depth_differs, gap);
    }
    std::printf(
        "   the same cells: %zu of %zu and %zu; connectivity differs in %zu; mean depth by more than 1e-6 in "
        "%zu, at most "
        "%.2g\n",
        shared, cells.places.size(), peer.cells.size(), connectivity_differs, deeper, depth_differs);
}

} // namespace

int main(int argc, char** argv) {
    std::vector<double> sizes;
    for (int i = 1; i < argc; ++i)
        if (const auto size = number_from(argv[i]); size && *size > 0) sizes.push_back(*size);
    if (sizes.empty()) sizes = {3.5, 2.2, 1.55, 1.08};
    const Town town;
    const char* depthmapx = std::getenv("PROSPECT_DEPTHMAPX");
    std::printf("town of 309 buildings, %zu walls; %s\n", town.walls.wall_count(),
                std::string(vg::name_of(vg::usable_simd().back())).c_str());
    for (const double size : sizes) {
        const Cells cells = cells_of(town, size);
        const Measured ours = measure(cells, 0);
        const double per_cell = peak_bytes() / static_cast<double>(cells.places.size());
        std::printf("cells of %.2f m: %zu cells   rows %.3f s   global %.3f s   local %.3f s   %.2f KB a "
                    "cell at most\n",
                    size, cells.places.size(), ours.rows_s, ours.global_s, ours.local_s, per_cell / 1000);
        std::fflush(stdout);
        if (size != sizes.front()) continue;
        if (depthmapx == nullptr) {
            std::printf("   depthmapX: not found (name its command line in PROSPECT_DEPTHMAPX)\n");
            continue;
        }
        const Peer peer = measure_with(depthmapx, town, cells, size);
        if (peer.global_s < 0) {
            std::printf("   depthmapX: did not run\n");
            continue;
        }
        std::printf(
            "   depthmapX: rows %.3f s   global %.3f s   so %.0f and %.0f times as long, %.0f in all\n",
            peer.rows_s, peer.global_s, peer.rows_s / ours.rows_s, peer.global_s / ours.global_s,
            (peer.rows_s + peer.global_s) / (ours.rows_s + ours.global_s));
        compare(peer, cells, ours);
    }
    return 0;
}
