// Looks into the bytes of a stored picture.
#pragma once

#include "geometry/raster/picture.h"

#include <cpl_vsi.h>
#include <gdal.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace prospect::test {

// Of each pixel its samples of one band (from 1), row by row; empty when the bytes are no picture.
inline std::vector<std::uint8_t> samples_of(const PlanPicture& picture, int band) {
    const char* name = "/vsimem/picture_samples";
    VSIFCloseL(VSIFileFromMemBuffer(name, reinterpret_cast<GByte*>(const_cast<char*>(picture.bytes->data())),
                                    picture.bytes->size(), FALSE));
    std::vector<std::uint8_t> samples;
    GDALDatasetH image = GDALOpen(name, GA_ReadOnly);
    if (image != nullptr) {
        const int columns = GDALGetRasterXSize(image);
        const int rows = GDALGetRasterYSize(image);
        samples.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
        const int last = GDALGetRasterCount(image);
        if (GDALRasterIO(GDALGetRasterBand(image, std::min(band, last)), GF_Read, 0, 0, columns, rows,
                         samples.data(), columns, rows, GDT_Byte, 0, 0) != CE_None)
            samples.clear();
        GDALClose(image);
    }
    VSIUnlink(name);
    return samples;
}

} // namespace prospect::test
