// Any text given as an option's edit is read or refused, and what was read comes back the same when it is
// written and read again.
#include "geometry/base/error.h"
#include "geometry/site/edit.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace prospect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    SiteEdit edit;
    try {
        edit = edit_from_json(std::string(data, data + size));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::refused) throw;
        return 0;
    }
    const std::string written = to_json(edit);
    if (to_json(edit_from_json(written)) != written) std::abort();
    return 0;
}
