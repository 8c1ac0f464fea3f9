// Exact orientation tests on whole millimetres, and an eye that may lie between them.
#pragma once

#include <cmath>
#include <cstdint>

namespace prospect::kernel {

// A point of the kernel: whole millimetres from the scene's origin, |x|, |y| <= 2^40 (the coordinate limit of
// the project). Differences fit in 42 bits, products of two in 84.
struct Millimetres {
    std::int64_t x = 0;
    std::int64_t y = 0;
    bool operator==(const Millimetres&) const = default;
    auto operator<=>(const Millimetres&) const = default;
};

__extension__ using Wide = __int128;

inline int sign_of(Wide value) {
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

// Twice the signed area of the triangle a b c: positive when counter-clockwise.
inline Wide double_area(Millimetres a, Millimetres b, Millimetres c) {
    return Wide(b.x - a.x) * (c.y - a.y) - Wide(b.y - a.y) * (c.x - a.x);
}

inline int orientation(Millimetres a, Millimetres b, Millimetres c) {
    return sign_of(double_area(a, b, c));
}

inline Wide dot_product(Millimetres a, Millimetres b, Millimetres c) {
    return Wide(b.x - a.x) * (c.x - a.x) + Wide(b.y - a.y) * (c.y - a.y);
}

// Where a view is taken from, exactly. A free eye sits on a lattice of 2^-20 mm (a nanometre): far below what
// a double holds at national grid coordinates, so it is the caller's point; its products fit in 125 bits. An
// eye on a wall is the rational point start + share (end - start), share = numerator / 2^40, and so lies on
// the wall exactly.
struct Eye {
    static constexpr int lattice_bits = 20;
    static constexpr int share_bits = 40;

    double x = 0; // millimetres, rounded to a double
    double y = 0;
    std::int64_t lattice_x = 0; // in units of 2^-20 mm; meaningless on a wall
    std::int64_t lattice_y = 0;
    bool on_edge = false;
    std::int64_t numerator = 0;
    Millimetres start;
    Millimetres end;

    static Eye at(double x, double y) {
        Eye eye;
        eye.lattice_x = std::llrint(std::ldexp(x, lattice_bits));
        eye.lattice_y = std::llrint(std::ldexp(y, lattice_bits));
        eye.x = std::ldexp(static_cast<double>(eye.lattice_x), -lattice_bits);
        eye.y = std::ldexp(static_cast<double>(eye.lattice_y), -lattice_bits);
        return eye;
    }

    // share: strictly between 0 and 1.
    static Eye on(Millimetres start, Millimetres end, double share) {
        Eye eye;
        eye.on_edge = true;
        eye.numerator = std::llrint(std::ldexp(share, share_bits));
        eye.start = start;
        eye.end = end;
        const double exact_share = std::ldexp(static_cast<double>(eye.numerator), -share_bits);
        eye.x = static_cast<double>(start.x) + static_cast<double>(end.x - start.x) * exact_share;
        eye.y = static_cast<double>(start.y) + static_cast<double>(end.y - start.y) * exact_share;
        return eye;
    }
};

// Sign of the turn eye -> a -> b, exact: 1 when b lies counter-clockwise of a as seen from the eye.
inline int orientation(const Eye& eye, Millimetres a, Millimetres b) {
    if (eye.on_edge) {
        const Wide whole = Wide(1) << Eye::share_bits;
        return sign_of((whole - eye.numerator) * double_area(eye.start, a, b) +
                       eye.numerator * double_area(eye.end, a, b));
    }
    constexpr std::int64_t unit = std::int64_t(1) << Eye::lattice_bits;
    const Wide ax = a.x * unit - eye.lattice_x;
    const Wide ay = a.y * unit - eye.lattice_y;
    const Wide bx = b.x * unit - eye.lattice_x;
    const Wide by = b.y * unit - eye.lattice_y;
    return sign_of(ax * by - ay * bx);
}

} // namespace prospect::kernel
