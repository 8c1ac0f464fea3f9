#include "geometry/io/dxf_format.h"

#include "geometry/base/error.h"

#include <array>

namespace prospect::io {

namespace {

constexpr const char* export_advice =
    "save it as an ASCII DXF (2007 or later) in the drawing program and import that";
std::string dwg_version(std::string_view tag) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> versions{
        {{"AC1009", "AutoCAD R12"},
         {"AC1012", "AutoCAD R13"},
         {"AC1014", "AutoCAD R14"},
         {"AC1015", "AutoCAD 2000"},
         {"AC1018", "AutoCAD 2004"},
         {"AC1021", "AutoCAD 2007"},
         {"AC1024", "AutoCAD 2010"},
         {"AC1027", "AutoCAD 2013"},
         {"AC1032", "AutoCAD 2018"}}};
    for (const auto& [name, product] : versions)
        if (tag == name) return std::string(product);
    return std::string(tag);
}

} // namespace

std::string printable_start(std::string_view bytes) {
    std::string text;
    for (const char c : bytes.substr(0, 20))
        text += c >= 0x20 && c < 0x7F ? c : '?';
    return text;
}

void refuse_unless_dxf(std::string_view head) {
    const auto refuse = [](const std::string& message, const std::string& advice) {
        throw Error(ErrorCode::refused, message, advice);
    };
    if (head.empty()) refuse("the file is empty", "copy or export the drawing again");
    if (head.starts_with("AutoCAD Binary DXF"))
        refuse("this is a binary DXF, and only ASCII DXF can be read", export_advice);
    if (head.size() >= 6 && head.starts_with("AC1"))
        refuse("this is a DWG drawing (" + dwg_version(head.substr(0, 6)) +
                   "), a closed format that cannot be read",
               export_advice);
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
        refuse("this text is UTF-16, and a DXF is plain ASCII or UTF-8", export_advice);
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    const std::size_t begin = head.find_first_not_of(" \t\r\n");
    const std::string_view text = begin == std::string_view::npos ? std::string_view() : head.substr(begin);
    const bool code = text.starts_with("0\r") || text.starts_with("0\n") || text.starts_with("999\r") ||
                      text.starts_with("999\n");
    if (!code || text.find('\0') != std::string_view::npos)
        refuse("this is no DXF: it begins with \"" + printable_start(text) + "\"", export_advice);
}

} // namespace prospect::io
