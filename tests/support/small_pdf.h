// Small PDF files and pictures, written byte by byte, for tests of plans.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace prospect::test {

struct SmallPdf {
    std::string media_box = "0 0 595.276 841.89"; // A4, points
    std::string page_entries;                     // "/Rotate 90"
    std::string content;                          // drawing operators; /F1 is Helvetica
    int pages = 1;
    bool locked = false; // with a password nobody knows
};

inline std::string pdf_text(const SmallPdf& pdf) {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "",
                                     "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    std::string kids;
    for (int page = 0; page < pdf.pages; ++page) {
        kids += std::to_string(objects.size() + 1) + " 0 R ";
        objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [" + pdf.media_box + "] " +
                          pdf.page_entries + " /Contents " + std::to_string(objects.size() + 2) +
                          " 0 R /Resources << /Font << /F1 3 0 R >> >> >>");
        objects.push_back("<< /Length " + std::to_string(pdf.content.size()) + " >>\nstream\n" + pdf.content +
                          "\nendstream");
    }
    objects[1] = "<< /Type /Pages /Count " + std::to_string(pdf.pages) + " /Kids [" + kids + "] >>";
    std::string trailer = "/Root 1 0 R";
    if (pdf.locked) {
        const std::string sum(64, '4');
        objects.push_back("<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + sum + "> /U <" + sum + "> >>");
        trailer += " /Encrypt " + std::to_string(objects.size()) + " 0 R /ID [<00> <00>]";
    }
    std::string text = "%PDF-1.4\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char entry[32];
        std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", text.size());
        table += entry;
        text += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string count = std::to_string(objects.size() + 1);
    const std::string start = std::to_string(text.size());
    return text + "xref\n0 " + count + "\n" + table + "trailer << /Size " + count + " " + trailer +
           " >>\nstartxref\n" + start + "\n%%EOF\n";
}

inline void write_text(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

// A4 at 1:500, 104.99 × 148.5 m: a closed outline of 100 × 50 mm, 20 mm from the left and 30 mm from the
// lower edge, and a red line.
inline SmallPdf estate_page() {
    SmallPdf pdf;
    pdf.content = "q 2.8346457 0 0 2.8346457 0 0 cm q 1 0 0 1 20 30 cm\n" // millimetres, moved
                  "0.5 w 0 0 m 100 0 l 100 50 l 0 50 l h S Q\n"
                  "1 0 0 RG 2 w 20 100 m 120 150 l S Q\n"
                  "BT /F1 12 Tf 57 800 Td (Riverside estate) Tj 0 -20 Td (Scale 1:500 @ A4) Tj ET\n";
    return pdf;
}

} // namespace prospect::test
