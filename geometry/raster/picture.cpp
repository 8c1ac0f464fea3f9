#include "geometry/raster/picture.h"

namespace prospect {

Box PlanPicture::box() const {
    Box box;
    for (const int right : {0, 1})
        for (const int down : {0, 1})
            box.add(corner(right, down));
    return box;
}

} // namespace prospect
