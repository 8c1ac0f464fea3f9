// Any bytes given to the scan of a DXF are read or refused: no crash, no other exception, no endless loop.
#include "geometry/io/dxf_scan.h"

#include <cstddef>
#include <cstdint>
#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::istringstream stream(std::string(data, data + size));
    try {
        prospect::io::scan_dxf(stream);
    } catch (const prospect::Error& error) {
        if (error.code() != prospect::ErrorCode::refused) throw;
    }
    return 0;
}
