#include "geometry/io/workbook_parts.h"

#include <array>

namespace prospect::io {

namespace {

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

// Calls act with each start tag of that name that begins in the first `fresh` bytes, and where it ends.
template <class Act>
void for_each_tag(std::string_view xml, std::size_t fresh, const std::string& name, Act&& act) {
    const std::string open = "<" + name;
    for (std::size_t at = xml.find(open); at < fresh; at = xml.find(open, at + 1)) {
        const std::size_t end = xml.find('>', at);
        if (end == std::string_view::npos) return;
        const char after = xml[at + open.size()];
        if (after == ' ' || after == '>' || after == '/') act(xml.substr(at, end - at), end);
    }
}

void read_workbook(std::string_view xml, std::size_t fresh, WorkbookFacts& facts) {
    for_each_tag(xml, fresh, "sheet", [&](std::string_view tag, std::size_t) {
        const std::string state = attribute(tag, "state");
        if (state == "hidden" || state == "veryHidden") facts.hidden.insert(attribute(tag, "name"));
    });
    for_each_tag(xml, fresh, "workbookPr", [&](std::string_view tag, std::size_t) {
        const std::string counted = attribute(tag, "date1904");
        facts.from_1904 = counted == "1" || counted == "true";
    });
}

// `hiding`: styles of tables that are not shown; they stand before the tables.
void read_content(std::string_view xml, std::size_t fresh, std::set<std::string>& hiding,
                  WorkbookFacts& facts) {
    for_each_tag(xml, fresh, "style:style", [&](std::string_view tag, std::size_t end) {
        if (attribute(tag, "style:family") != "table") return;
        const std::string_view rest = xml.substr(end, 400);
        const std::string_view own = rest.substr(0, rest.find("</style:style>"));
        if (own.find("table:display=\"false\"") != std::string_view::npos)
            hiding.insert(attribute(tag, "style:name"));
    });
    for_each_tag(xml, fresh, "table:table", [&](std::string_view tag, std::size_t) {
        if (hiding.contains(attribute(tag, "table:style-name")))
            facts.hidden.insert(attribute(tag, "table:name"));
    });
}

bool names_encryption(std::string_view manifest) {
    return manifest.find("encryption-data") != std::string_view::npos;
}

} // namespace

WorkbookFacts facts_of_workbook_xml(std::string_view workbook) {
    WorkbookFacts facts;
    read_workbook(workbook, workbook.size(), facts);
    return facts;
}

WorkbookFacts facts_of_ods_xml(std::string_view manifest, std::string_view content) {
    WorkbookFacts facts{.encrypted = names_encryption(manifest)};
    std::set<std::string> hiding;
    read_content(content, content.size(), hiding, facts);
    return facts;
}

WorkbookFacts xlsx_facts(const ZipSource& workbook) {
    WorkbookFacts facts;
    workbook.for_each_window("xl/workbook.xml", [&](std::string_view xml, std::size_t fresh) {
        read_workbook(xml, fresh, facts);
    });
    return facts;
}

WorkbookFacts ods_facts(const ZipSource& workbook) {
    WorkbookFacts facts;
    workbook.for_each_window("META-INF/manifest.xml", [&](std::string_view xml, std::size_t) {
        facts.encrypted = facts.encrypted || names_encryption(xml);
    });
    std::set<std::string> hiding;
    workbook.for_each_window("content.xml", [&](std::string_view xml, std::size_t fresh) {
        read_content(xml, fresh, hiding, facts);
    });
    return facts;
}

} // namespace prospect::io
