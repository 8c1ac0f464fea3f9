// Reading a drawing of 50 MB: 240 000 closed outlines and 24 000 inserted trees. Platform facts to beat or
// meet: OGR alone 1.3 s, a scan of header and entities 0.33 s.
#include "geometry/io/dxf_import.h"
#include "geometry/io/dxf_scan.h"

#include <array>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <fstream>
#include <random>

namespace {

using namespace prospect;

void write_outline(std::ofstream& out, unsigned handle, double x, double y) {
    std::array<char, 512> text{};
    const int size = std::snprintf(text.data(), text.size(),
                                   "  0\nLWPOLYLINE\n  5\n%X\n100\nAcDbEntity\n  "
                                   "8\nA-BLDG\n100\nAcDbPolyline\n 90\n4\n 70\n1\n 10\n%.6f\n 20\n%.6f\n"
                                   " 10\n%.6f\n 20\n%.6f\n 10\n%.6f\n 20\n%.6f\n 10\n%.6f\n 20\n%.6f\n",
                                   handle, x, y, x + 5, y, x + 5, y + 4, x, y + 4);
    out.write(text.data(), size);
}

void write_tree(std::ofstream& out, unsigned handle, double x, double y) {
    std::array<char, 256> text{};
    const int size = std::snprintf(
        text.data(), text.size(),
        "  0\nINSERT\n  5\n%X\n100\nAcDbEntity\n  8\nL-PLNT\n100\nAcDbBlockReference\n  2\nTREE\n"
        " 10\n%.6f\n 20\n%.6f\n",
        handle, x, y);
    out.write(text.data(), size);
}

// The file, made once for the program and removed at its end.
class Drawing {
public:
    Drawing() : path_(std::filesystem::temp_directory_path() / "prospect_bench.dxf") {
        std::ofstream out(path_, std::ios::binary);
        out << "  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1015\n  9\n$INSUNITS\n 70\n6\n  0\nENDSEC\n"
               "  0\nSECTION\n  2\nBLOCKS\n  0\nBLOCK\n  8\n0\n  2\nTREE\n 70\n0\n 10\n0\n 20\n0\n"
               "  0\nCIRCLE\n  8\n0\n 10\n0\n 20\n0\n 40\n2\n  0\nENDBLK\n  0\nENDSEC\n"
               "  0\nSECTION\n  2\nENTITIES\n";
        std::mt19937 random(1);
        std::uniform_real_distribution<double> place(0, 1000);
        for (unsigned i = 0; i < 240000; ++i) {
            write_outline(out, 0x100 + i, place(random), place(random));
            if (i % 10 == 0) write_tree(out, 0x1000000 + i, place(random), place(random));
        }
        out << "  0\nENDSEC\n  0\nEOF\n";
    }
    ~Drawing() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    Drawing(const Drawing&) = delete;
    Drawing& operator=(const Drawing&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

const std::filesystem::path& drawing() {
    static const Drawing made;
    return made.path();
}

void scan_drawing(benchmark::State& state) {
    const auto& file = drawing();
    for (auto _ : state)
        benchmark::DoNotOptimize(io::scan_dxf(file).entities.size());
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                            static_cast<std::int64_t>(std::filesystem::file_size(file)));
}
BENCHMARK(scan_drawing)->Unit(benchmark::kMillisecond);

void import_drawing(benchmark::State& state) {
    const auto& file = drawing();
    for (auto _ : state)
        benchmark::DoNotOptimize(io::read_dxf(file, {}, {}).layers.size());
}
BENCHMARK(import_drawing)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
