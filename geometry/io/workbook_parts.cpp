#include "geometry/io/workbook_parts.h"

#include "geometry/io/gdal.h"

#include <cpl_vsi.h>

#include <array>

namespace prospect::io {

namespace {

// A part larger than this is not searched: nothing is known to be hidden then.
constexpr std::size_t most_bytes = std::size_t{64} << 20;

std::string part_of(const std::filesystem::path& file, const char* name) {
    const std::string path = "/vsizip/{" + file.string() + "}/" + name;
    const MessageCollector silent;
    VSILFILE* part = VSIFOpenL(path.c_str(), "rb");
    if (part == nullptr) return {};
    std::string text;
    std::array<char, 1 << 16> block{};
    while (text.size() < most_bytes) {
        const std::size_t got = VSIFReadL(block.data(), 1, block.size(), part);
        if (got == 0) break;
        text.append(block.data(), got);
    }
    VSIFCloseL(part);
    return text;
}

std::string unescaped(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 5> entities{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    std::string result;
    while (!text.empty()) {
        bool found = false;
        for (const auto& [entity, character] : entities)
            if (text.starts_with(entity)) {
                result += character;
                text.remove_prefix(entity.size());
                found = true;
                break;
            }
        if (found) continue;
        result += text.front();
        text.remove_prefix(1);
    }
    return result;
}

// The value of an attribute of a start tag; empty when it has none.
std::string attribute(std::string_view tag, std::string_view name) {
    for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
        const std::size_t equals = at + name.size();
        if (at == 0 || tag[at - 1] != ' ' || equals + 1 >= tag.size() || tag[equals] != '=') continue;
        const std::size_t end = tag.find(tag[equals + 1], equals + 2);
        if (end == std::string_view::npos) return {};
        return unescaped(tag.substr(equals + 2, end - equals - 2));
    }
    return {};
}

// Calls act with each start tag of that name.
template <class Act>
void for_each_tag(std::string_view xml, const std::string& name, Act&& act) {
    const std::string open = "<" + name;
    for (std::size_t at = xml.find(open); at != std::string_view::npos; at = xml.find(open, at + 1)) {
        const std::size_t end = xml.find('>', at);
        if (end == std::string_view::npos) return;
        const char after = xml[at + open.size()];
        if (after == ' ' || after == '>' || after == '/') act(xml.substr(at, end - at), end);
    }
}

} // namespace

WorkbookFacts facts_of_workbook_xml(std::string_view workbook) {
    WorkbookFacts facts;
    for_each_tag(workbook, "sheet", [&](std::string_view tag, std::size_t) {
        const std::string state = attribute(tag, "state");
        if (state == "hidden" || state == "veryHidden") facts.hidden.insert(attribute(tag, "name"));
    });
    for_each_tag(workbook, "workbookPr", [&](std::string_view tag, std::size_t) {
        const std::string counted = attribute(tag, "date1904");
        facts.from_1904 = counted == "1" || counted == "true";
    });
    return facts;
}

WorkbookFacts facts_of_ods_xml(std::string_view manifest, std::string_view content) {
    WorkbookFacts facts;
    facts.encrypted = manifest.find("encryption-data") != std::string_view::npos;
    std::set<std::string> hiding;
    for_each_tag(content, "style:style", [&](std::string_view tag, std::size_t end) {
        if (attribute(tag, "style:family") != "table") return;
        const std::string_view rest = content.substr(end, 400);
        const std::string_view own = rest.substr(0, rest.find("</style:style>"));
        if (own.find("table:display=\"false\"") != std::string_view::npos)
            hiding.insert(attribute(tag, "style:name"));
    });
    for_each_tag(content, "table:table", [&](std::string_view tag, std::size_t) {
        if (hiding.contains(attribute(tag, "table:style-name")))
            facts.hidden.insert(attribute(tag, "table:name"));
    });
    return facts;
}

WorkbookFacts xlsx_facts(const std::filesystem::path& file) {
    return facts_of_workbook_xml(part_of(file, "xl/workbook.xml"));
}

WorkbookFacts ods_facts(const std::filesystem::path& file) {
    return facts_of_ods_xml(part_of(file, "META-INF/manifest.xml"), part_of(file, "content.xml"));
}

} // namespace prospect::io
