#include "geometry/io/dxf_scan.h"

#include "geometry/io/dxf_format.h"
#include "geometry/io/dxf_scanner.h"

#include <array>
#include <fstream>

namespace prospect::io {

const DxfLayer* DxfScan::layer(std::string_view name) const {
    for (const DxfLayer& layer : layers)
        if (layer.name == name) return &layer;
    return nullptr;
}

const DxfBlock* DxfScan::block(std::string_view name) const {
    for (const DxfBlock& block : blocks)
        if (block.name == name) return &block;
    return nullptr;
}

std::map<std::string, std::size_t> DxfScan::counts(bool paper) const {
    std::map<std::string, std::size_t> result;
    for (const DxfEntity& entity : entities)
        if (entity.paper == paper) ++result[entity.type < types.size() ? types[entity.type] : "?"];
    return result;
}

DxfScan scan_dxf(std::istream& stream, const Progress& progress) {
    std::array<char, 256> head{};
    stream.read(head.data(), head.size());
    refuse_unless_dxf({head.data(), static_cast<std::size_t>(stream.gcount())});
    stream.clear();
    stream.seekg(0);

    DxfPairReader reader(stream);
    DxfScanner scanner;
    DxfPair pair;
    std::size_t count = 0;
    while (!scanner.ended() && reader.next(pair)) {
        scanner.take(pair);
        if ((++count & 0xFFFFU) == 0) progress.checkpoint();
    }
    if (!scanner.ended() && !reader.bad_code().empty())
        throw Error(ErrorCode::refused,
                    "line " + std::to_string(reader.line()) + " should be a group code and is \"" +
                        printable_start(reader.bad_code()) + "\"",
                    "the file is damaged: export the drawing again");
    return scanner.finish(reader.line());
}

DxfScan scan_dxf(const std::filesystem::path& file, const Progress& progress) {
    std::error_code failed;
    if (std::filesystem::is_directory(file, failed))
        throw Error(ErrorCode::refused, "this is a folder, not a drawing", "name the .dxf file in it");
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw Error(ErrorCode::refused, "the file cannot be opened", "check that it exists and may be read");
    return scan_dxf(stream, progress);
}

} // namespace prospect::io
