// How a field is coloured; the map and its legend are both painted from this, so they always match.
#pragma once

#include "geometry/raster/field.h"

#include <QColor>
#include <QString>

#include <array>
#include <vector>

namespace prospect::render {

struct Ramp {
    QString name;
    QString title;          // what it is used for, in plain words
    bool diverging = false; // the middle colour stands for zero
    std::array<QRgb, 256> colors{};
};
// A palette of resources/palettes ("weakness", "viridis", "cividis", "change"). Throws Error(usage) naming
// them.
const Ramp& ramp(const std::string& name);
std::vector<std::string> ramp_names();

// A field of numbers that stand for words: the colour of one, and the word.
struct Category {
    float value = 0;
    QString title;
    QRgb color = 0;
    bool none = false; // it says that there is nothing: grey
    bool operator==(const Category&) const = default;
};
// One after another, evenly along the ramp; grey those for none.
void spread_colors(std::vector<Category>& categories, const std::string& ramp);
// Colours that are told apart also without seeing red and green ("strategies"), one after another. Throws
// Error(usage) naming them.
const std::vector<QRgb>& categorical_colors(const std::string& name);

struct FieldStyle {
    std::string ramp = "viridis";
    double min = 0; // values at or below take the first colour
    double max = 1;
    double opacity = 0.75;
    bool contour_lines = false;
    std::vector<double> contour_levels; // of the lines and of the legend's ticks
    QString title;                      // plain words
    QString unit;                       // as shown: "m²"
    double factor = 1;                  // numbers are shown times this (shown_as.h)
    // What the legend must say besides: data lies below min or above max, cells have no value.
    bool values_below = false;
    bool values_above = false;
    bool has_nodata = false;
    QString note; // what the colours span, when that is not said by the ends; empty: nothing
    // Where there are any, a cell takes the colour of the category nearest to its value, the ramp means
    // nothing, and the legend lists them.
    std::vector<Category> categories;
    // The categories, in rising order, are steps: a cell takes the last one whose value it reaches, none
    // below the first.
    bool steps = false;
    // The values are those of things, not of cells: there are no lines of equal value.
    bool of_things = false;

    // Range of the data between the 1st and 99th percentile, of all where these are alike, widened to round
    // numbers (symmetric about zero for a diverging ramp); ticks at round levels, at whole ones where all
    // values are whole. One pass over the cells. Throws Error(usage) for an unknown ramp.
    static FieldStyle for_field(const Field& field, const std::string& ramp, QString title);
    // The same, the range that of the cells of `counted` alone (one for each cell of the field, 0: not); of
    // all when it counts none.
    static FieldStyle for_cells(const Field& field, const std::string& ramp, QString title,
                                const std::vector<char>& counted);
    // Numbers that stand for words, coloured evenly along the ramp.
    static FieldStyle for_words(const std::vector<std::pair<float, QString>>& words, const std::string& ramp,
                                QString title);
    QRgb color_of(float value) const; // fully transparent for nodata
    bool operator==(const FieldStyle&) const = default;
};

// The style as a function, for many values: the ramp is looked up once.
class FieldColors {
public:
    explicit FieldColors(const FieldStyle& style);
    QRgb operator()(float value) const;

private:
    const Ramp* ramp_;
    std::vector<Category> categories_;
    bool steps_;
    double min_;
    double per_step_; // ramp places per unit of value; 0 when the range is empty
};

// A value of a legend or a contour line as short as its neighbours at distance `step` allow, in the user's
// locale.
QString shown_number(double value, double step);

} // namespace prospect::render
