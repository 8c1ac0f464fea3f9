#include "geometry/io/photometry.h"

#include "geometry/base/error.h"
#include "geometry/io/photometry_table.h"
#include "geometry/io/stored_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace prospect::io {

namespace {

Photometry read_any(std::string_view bytes) {
    if (bytes.empty()) refuse_photometry("the photometry file is empty", "get it from its maker again");
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
        refuse_photometry("the photometry file is in UTF-16",
                          "open it in a text editor and save it as plain text (UTF-8)");
    if (bytes.find('\0') != std::string_view::npos)
        refuse_photometry("the photometry file is no text", "use an IES or EULUMDAT (.ldt) file");
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find_first_of("\r\n", at), bytes.size());
        if (tilt_of(bytes.substr(at, end - at))) return read_ies(bytes);
        at = end + 1;
    }
    if (bytes.starts_with("IES"))
        refuse_photometry("the photometry file has no line that begins with TILT=",
                          "it may be cut off: get it from its maker again");
    return read_eulumdat(bytes);
}

} // namespace

bool is_photometry(std::string_view bytes, std::string_view extension) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    return extension == ".ies" || extension == ".ldt" || bytes.starts_with("IESNA") ||
           bytes.starts_with("IES:LM-63");
}

Photometry read_photometry(std::string_view bytes) {
    Photometry photometry = read_any(bytes);
    photometry.sha256 = sum_of_bytes(std::string(bytes));
    return photometry;
}

std::string photometry_bytes(const std::filesystem::path& file) {
    constexpr std::uintmax_t most_bytes = 256U << 20U;
    std::error_code error;
    if (const auto size = std::filesystem::file_size(file, error); !error && size > most_bytes)
        refuse_photometry("the file is larger than 256 MB, which no photometry is",
                          "use an IES or EULUMDAT (.ldt) file");
    std::ifstream in(file, std::ios::binary);
    if (!in) refuse_photometry("the photometry file cannot be read", "check its name and its rights");
    return {std::istreambuf_iterator<char>(in), {}};
}

Photometry read_photometry_file(const std::filesystem::path& file) {
    const std::string bytes = photometry_bytes(file);
    try {
        return read_photometry(bytes);
    } catch (Error& fault) {
        fault.add_context(file.filename().string());
        throw;
    }
}

} // namespace prospect::io
