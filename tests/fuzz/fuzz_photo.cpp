// Any bytes given as a photo are read or found to be none: no crash, no endless loop, and what is kept of
// them holds no place.
#include "geometry/io/image_metadata.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace prospect;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)io::photo_facts(bytes);
    const auto bare = io::without_metadata(bytes);
    if (!bare) return 0;
    if (io::photo_facts(*bare).place || io::without_metadata(*bare) != bare) std::abort();
    return 0;
}
