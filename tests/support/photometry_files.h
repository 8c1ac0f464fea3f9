// Photometry files made for tests: their text, and what the reader makes of it.
#pragma once

#include "geometry/io/photometry.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

namespace prospect::test {

// An IES file of absolute photometry; rows by horizontal angle.
struct Ies {
    std::string edition = "IESNA:LM-63-2002";
    std::string tilt = "TILT=NONE";
    double lamps = 1;
    double lumens = -1;
    double multiplier = 1;
    int type = 1;
    int unit = 2;
    std::string size = "0.4 0.6 0.2";
    std::string ballast = "1 1 40";
    std::vector<double> angles{0, 90, 180};
    std::vector<double> planes{0};
    std::function<double(double plane, double angle)> candela = [](double, double) { return 100.0; };

    std::string text(const char* separator = " ") const {
        std::ostringstream out;
        if (!edition.empty()) out << edition << "\r\n";
        out << "[MANUFAC] Maker\r\n[LUMINAIRE] Street\r\n[MORE] lantern\r\n"
            << tilt << "\r\n"
            << lamps << ' ' << lumens << ' ' << multiplier << ' ' << angles.size() << ' ' << planes.size()
            << ' ' << type << ' ' << unit << ' ' << size << "\r\n"
            << ballast << "\r\n";
        const auto list = [&](const std::vector<double>& values) {
            for (std::size_t i = 0; i < values.size(); ++i)
                out << (i > 0 ? separator : "") << values[i];
            out << "\r\n";
        };
        list(angles);
        list(planes);
        for (const double plane : planes) {
            std::vector<double> row;
            for (const double angle : angles)
                row.push_back(candela(plane, angle));
            list(row);
        }
        return out.str();
    }
    Photometry read() const { return io::read_photometry(text()); }
};

// A EULUMDAT file; values in cd for 1000 lm, in the order of the planes given.
struct Ldt {
    int isym = 1;
    std::vector<double> planes{0}; // the list, always of all planes
    std::vector<double> stored{0};
    std::vector<double> angles{0, 90, 180};
    double flux = 1000;
    double lamps = 1;
    double output_ratio = 0; // per cent
    double factor = 1;
    bool comma = false;
    std::function<double(double plane, double angle)> candela = [](double, double) { return 100.0; };

    std::string text() const {
        std::ostringstream out;
        const auto number = [&](double value) {
            std::ostringstream word;
            word << value;
            std::string text = word.str();
            if (comma) std::replace(text.begin(), text.end(), '.', ',');
            out << text << '\n';
        };
        out << "Maker\n1\n" << isym << '\n' << planes.size() << '\n';
        out << "0\n" << angles.size() << "\n0\nreport\nStreet lantern\nno 1\nfile\ndate\n";
        for (const double size : {600.0, 400.0, 200.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0})
            number(size); // lines 13 to 22
        number(output_ratio);
        number(factor);
        out << "0\n1\n";
        number(lamps);
        out << "LED\n";
        number(flux);
        out << "3000\n80\n40\n";
        for (int i = 0; i < 10; ++i)
            out << "0.5\n";
        for (const double plane : planes)
            number(plane);
        for (const double angle : angles)
            number(angle);
        for (const double plane : stored)
            for (const double angle : angles)
                number(candela(plane, angle));
        return out.str();
    }
    Photometry read() const { return io::read_photometry(text()); }
};

inline std::vector<double> steps(double first, double last, double step) {
    std::vector<double> values;
    for (double value = first; value <= last + 1e-9; value += step)
        values.push_back(value);
    return values;
}

// On the axes of a luminaire: plane from x towards y, angle from the nadir.
inline Point3 direction(double plane_deg, double angle_deg) {
    constexpr double degree = std::numbers::pi / 180;
    const double s = std::sin(angle_deg * degree);
    return {s * std::cos(plane_deg * degree), s * std::sin(plane_deg * degree),
            -std::cos(angle_deg * degree)};
}

} // namespace prospect::test
