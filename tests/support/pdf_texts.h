// The text of each page of a PDF, as a reader of it finds it.
#pragma once

#include "geometry/base/error.h"
#include "geometry/io/import.h"
#include "geometry/io/pdf_page.h"

#include <QString>
#include <QStringList>

namespace prospect::test {

// Empty when this build cannot read it. Line ends are spaces.
inline QStringList pdf_texts(const QString& file) {
    const std::string path = file.toStdString();
    try {
        io::read_source(path, {}, Progress()); // opens it with GDAL
    } catch (const Error&) {
        // that it is no plan with a scale does not matter here
    }
    QStringList texts;
    for (int page = 1;; ++page) {
        const auto content = io::read_pdf_content(path, page, Progress());
        if (!content) return texts;
        texts += QString::fromStdString(content->page.text).simplified();
    }
}

} // namespace prospect::test
