// Random plans on a lattice: rooms of 3 m, walls and doors between them by chance, whose answers a search
// over the rooms gives.
#pragma once

#include "tests/support/site_builder.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace prospect::test {

class LatticePlan {
public:
    static constexpr int side = 6; // rooms; one row more all round is outside
    static constexpr double room_m = 3;

    struct Side {
        int a = 0; // rooms, -1 outside
        int b = 0;
        enum class Kind { open, wall, door } kind{};
        bool controlled = false;
        double cost = 1;
        std::string name;
    };

    // doors: at most so many.
    LatticePlan(unsigned seed, int doors) {
        std::mt19937 random(seed);
        std::bernoulli_distribution wall(0.6);
        std::bernoulli_distribution door(0.35);
        std::bernoulli_distribution open(0.3);
        std::uniform_int_distribution<int> cost(1, 5);
        const auto add = [&](int a, int b, Point from, Point to, bool always) {
            Side one{a, b, Side::Kind::open, false, 1, {}};
            if (always || wall(random)) {
                one.kind = Side::Kind::wall;
                site.add(Role::barrier, line({from, to}), {{"kind", std::string("wall")}});
                if (doors > 0 && door(random)) {
                    --doors;
                    one.kind = Side::Kind::door;
                    one.controlled = !open(random);
                    one.cost = cost(random);
                    one.name = "Door " + std::to_string(doors);
                    const Point at = (from + to) * 0.5;
                    site.add(Role::opening, point(at.x, at.y),
                             {{"kind", std::string("door")},
                              {"width_m", 1.0},
                              {"cost", one.cost},
                              {"control", std::string(one.controlled ? "locked" : "open")}})
                        .name = one.name;
                }
            }
            sides.push_back(one);
        };
        for (int y = 0; y <= side; ++y)
            for (int x = 0; x < side; ++x)
                add(room(x, y - 1), room(x, y), at(x, y), at(x + 1, y), y == 0 || y == side);
        for (int x = 0; x <= side; ++x)
            for (int y = 0; y < side; ++y)
                add(room(x - 1, y), room(x, y), at(x, y), at(x, y + 1), x == 0 || x == side);
    }

    static int room(int x, int y) { return x < 0 || y < 0 || x >= side || y >= side ? -1 : y * side + x; }
    static Point at(int x, int y) { return {x * room_m, y * room_m}; }
    static Point middle(int room) {
        return {(room % side + 0.5) * room_m, (static_cast<double>(room / side) + 0.5) * room_m};
    }

    // By room, -1 where nobody gets: least number of controlled doors from outside, closed sides left out.
    std::vector<int> depths(const std::vector<std::size_t>& closed = {}) const {
        std::vector<int> depth(side * side, -1);
        std::map<int, std::vector<std::size_t>> of;
        for (std::size_t i = 0; i < sides.size(); ++i)
            if (sides[i].kind != Side::Kind::wall &&
                std::find(closed.begin(), closed.end(), i) == closed.end()) {
                of[sides[i].a].push_back(i);
                of[sides[i].b].push_back(i);
            }
        // Bellman and Ford's way: slow and plain.
        bool changed = true;
        while (changed) {
            changed = false;
            for (const auto& [here, list] : of)
                for (const std::size_t i : list) {
                    const int from = here < 0 ? 0 : depth[static_cast<std::size_t>(here)];
                    const int to = sides[i].a == here ? sides[i].b : sides[i].a;
                    if (from < 0 || to < 0) continue;
                    int& there = depth[static_cast<std::size_t>(to)];
                    const int now = from + (sides[i].controlled ? 1 : 0);
                    if (there >= 0 && there <= now) continue;
                    there = now;
                    changed = true;
                }
        }
        return depth;
    }

    SiteBuilder site;
    std::vector<Side> sides;
};

} // namespace prospect::test
