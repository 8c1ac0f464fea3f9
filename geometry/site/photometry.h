// How a luminaire gives its light, as the file of its maker says: IES LM-63 and EULUMDAT in one form.
#pragma once

#include "geometry/base/point.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace prospect {

enum class PhotometryFormat : std::uint8_t { ies, eulumdat };

// What the goniometer turned the luminaire about, and so what the two angles of its table mean. Directions
// are on the luminaire's own axes: x lies in the file's 0° plane, y in its 90° plane, -z is the nadir.
enum class Goniometer : std::uint8_t {
    // plane: 0 to 360 from x towards y; angle: 0 to 180 from the nadir.
    type_c,
    // Floodlights; the polar axis is y. angle V: turned about it from the nadir towards x; plane H: towards
    // -y,
    // to the right of who looks along the beam with x upwards. Direction (cos H sin V, -sin H, -cos H cos V).
    type_b,
    // Headlamps; the polar axis is x. V: latitude towards x, H: about it towards -y. Direction
    // (sin V, -cos V sin H, -cos V cos H).
    type_a,
};

struct PhotometryNote {
    bool doubt = false; // else for information
    std::string text;   // one sentence without full stop
};

// Luminous intensities over the sphere, unfolded from whatever symmetry the file uses.
struct Photometry {
    PhotometryFormat format = PhotometryFormat::ies;
    std::string edition; // "LM-63-2002", "EULUMDAT"
    std::string maker;
    std::string name; // of the luminaire
    std::string lamp;

    Goniometer goniometer = Goniometer::type_c;
    std::vector<double> planes_deg; // ascending, at least 2; type C: 0 to 360, both ends there
    std::vector<double> angles_deg; // ascending, at least 2
    std::vector<float> candela;     // planes × angles, plane by plane

    bool absolute = false; // the values are of the luminaire as it was measured, whatever lamps are in it
    std::optional<double> header_flux_lm; // of the lamps; of the luminaire when absolute
    std::optional<double> output_ratio;   // of luminaire to lamps, as the file says, 0 to 1
    std::optional<double> watts;
    double length_m = 0; // of the luminous opening, along y; round ones have length = width
    double width_m = 0;  // along x
    double height_m = 0;
    // How much of its light the lamp gives at tilts of the mounted luminaire (TILT=INCLUDE); empty: the same.
    std::vector<double> tilt_deg;
    std::vector<double> tilt_factors;

    std::string sha256; // of the file, hexadecimal
    double flux_lm = 0; // integral of the table, flux_of()
    double max_cd = 0;
    std::vector<PhotometryNote> notes;

    float at(std::size_t plane, std::size_t angle) const {
        return candela[plane * angles_deg.size() + angle];
    }
};

// Luminous intensity in a direction of any length, cd: bilinear on the file's own angles, 0 outside them.
double intensity(const Photometry& photometry, const Point3& direction);

// ∫ I dΩ of the bilinear table in closed form, lumen. Cost: one pass over the table.
double flux_of(const Photometry& photometry);
// ∫ I d dΩ, d the unit direction, likewise: where the light goes as a whole. Its share of flux_of() says how
// bundled it is.
Point3 flux_vector(const Photometry& photometry);

} // namespace prospect
