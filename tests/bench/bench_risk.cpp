// The composite: nanoseconds a cell to combine six factors on a million cells, which is what moving a slider
// of weights costs, beside what it takes to only read and write as many bytes; and the seconds of 1000 draws
// on 100 000 cells. Run: bench_risk.
#include "analysis/risk/monte_carlo.h"
#include "geometry/raster/field.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>

using namespace prospect;
using namespace prospect::risk;

namespace {

double seconds_of(const std::function<void()>& work, int turns) {
    double least = 1e9;
    for (int turn = 0; turn < turns; ++turn) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        least =
            std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    return least;
}

std::vector<std::vector<float>> random_factors(std::size_t factors, std::size_t cells) {
    std::mt19937 random(1);
    std::vector<std::vector<float>> made(factors, std::vector<float>(cells));
    for (auto& factor : made)
        for (float& value : factor)
            value = random() % 20 == 0 ? nodata : static_cast<float>(random() % 1000) / 1000;
    return made;
}

void bench_slider() {
    constexpr std::size_t cells = 1'000'000;
    const auto factors = random_factors(6, cells);
    std::vector<Layer> layers;
    for (std::size_t f = 0; f < factors.size(); ++f)
        layers.push_back({factors[f], 1.0 + static_cast<double>(f), false});
    std::vector<float> out(cells);
    const double floor_s = seconds_of(
        [&] {
            std::fill(out.begin(), out.end(), 0.0F);
            for (const auto& factor : factors)
                for (std::size_t i = 0; i < cells; i += 16) // one of each line of the cache
                    out[i] += factor[i];
        },
        20);
    std::printf("reading six factors and writing one, one line of the cache at a time: %.1f ms\n",
                floor_s * 1e3);
    for (const auto& [name, rule] : {std::pair<const char*, CombineRule>{"sum", {}},
                                     {"worst", {.how = Combination::worst}},
                                     {"gamma", {.how = Combination::gamma}},
                                     {"owa", {.how = Combination::owa}}})
        for (const int threads : {1, 2}) {
            const double seconds = seconds_of([&] { combine(layers, rule, out, engine::Workers(threads)); },
                                              threads == 1 ? 10 : 20);
            std::printf("%-6s %d thread%s: %6.1f ms, %5.2f ns a cell\n", name, threads,
                        threads == 1 ? " " : "s", seconds * 1e3, seconds / static_cast<double>(cells) * 1e9);
        }
}

void bench_draws() {
    constexpr std::size_t cells = 100'000;
    const auto factors = random_factors(7, cells);
    const std::vector<double> weights{2, 3, 2, 2, 2, 2, 1};
    const std::vector<ValueFunction> values{{.5, 0}, {.6, .1}, {0, .9}, {.8, 0}, {.7, 0}, {.4, 0}, {.2, .8}};
    std::vector<std::vector<FactorMeasures>> states(1);
    for (std::size_t f = 0; f < factors.size(); ++f)
        states[0].push_back({factors[f], values[f], f == 5, false});
    const auto made = draws(weights, values, {}, {}, 1000, 1);
    for (const auto& [name, rule] : {std::pair<const char*, CombineRule>{"sum", {}},
                                     {"gamma", {.how = Combination::gamma}},
                                     {"owa", {.how = Combination::owa}}})
        for (const int threads : {1, 2}) {
            const double seconds = seconds_of(
                [&] { (void)uncertainty(states, weights, rule, made, .5, engine::Workers(threads)); }, 2);
            std::printf("1000 draws, 100 000 cells, seven factors, %-5s %d thread%s: %.2f s, %.2f ns a cell "
                        "and draw\n",
                        name, threads, threads == 1 ? " " : "s", seconds, seconds * 10);
        }
}

} // namespace

int main() {
    bench_slider();
    bench_draws();
    return 0;
}
