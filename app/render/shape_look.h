// How loud the shapes of a result are over its map.
#pragma once

#include <string_view>

namespace prospect::render {

enum class ShapeLook {
    plain, // what the result is about
    quiet, // the coloured map is read first: lines pale, points small and only where there is room for them
};

// Of the shapes of that analysis where its map is shown with them.
ShapeLook shape_look(std::string_view analysis);

} // namespace prospect::render
