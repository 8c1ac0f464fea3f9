// Where the drawings of the tests are.
#pragma once

#include "geometry/base/error.h"

#include <QByteArray>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace prospect::test {

// Our own small drawing tests/cases/dxf/<name>/input.dxf.
inline std::filesystem::path dxf_case(const std::string& name) {
    return std::filesystem::path(PROSPECT_SOURCE_DIR) / "tests/cases/dxf" / name / "input.dxf";
}

// A real drawing of the folder $PROSPECT_TEST_DATA names; absent when the variable is unset.
inline std::optional<std::filesystem::path> real_dxf(const std::string& name) {
    const char* folder = std::getenv("PROSPECT_TEST_DATA");
    if (folder == nullptr || *folder == '\0') return std::nullopt;
    return std::filesystem::path(folder) / "dxf" / name;
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// The refusal the call ends with; an empty message when there was none.
template <class Call>
Error refusal_of(const Call& call) {
    try {
        call();
    } catch (const Error& error) {
        return error;
    }
    return Error(ErrorCode::internal, "");
}

} // namespace prospect::test

#define PROSPECT_REAL_DXF(variable, name)                                                                    \
    const auto variable##_found = prospect::test::real_dxf(name);                                            \
    if (!variable##_found) QSKIP("PROSPECT_TEST_DATA is not set");                                           \
    const std::filesystem::path variable = *variable##_found
