// Pages to look at and to ask.
#pragma once

#include "app/report/review_page.h"
#include "tests/support/pdf_texts.h"
#include "tests/support/small_site.h"

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>

#include <string>

namespace prospect::test {

inline report::ReviewPage page_of(const SitePtr& site) {
    report::ReviewPage page;
    page.model = render::PaintModel::build(site);
    page.notes = annotations(*site);
    page.title = QStringLiteral("Courtyard");
    page.date = QStringLiteral("24 Nov 2026");
    return page;
}

// A courtyard with that many notes.
inline SitePtr noted(int count) {
    SitePtr site = small_site();
    for (int i = 1; i <= count; ++i) {
        Annotation note;
        note.id = Uuid::from_name("note " + std::to_string(i));
        note.geometry = Geometry::make_point({20.0 + i % 10, 25});
        note.text = "Hedge hides the path";
        site = apply(*site, add_annotation(*site, note, {"A", "Police", "2026-03-01T10:00:00Z"}));
    }
    return site;
}

inline constexpr int dots_per_mm = 6;

inline QImage painted(const report::PaintedPage& page, int number = 0) {
    QImage image((page.layout().paper * dots_per_mm).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(dots_per_mm, dots_per_mm);
    page.paint(painter, number);
    return image;
}

// What each page of its PDF says; empty when this build cannot read that. Kept where PROSPECT_SCREENSHOTS
// says.
inline QStringList written_texts(const report::ReviewPage& page, const QString& name) {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("page.pdf"));
    report::write_review_page(page, file.toStdString());
    if (const auto shots = qEnvironmentVariable("PROSPECT_SCREENSHOTS"); !shots.isEmpty()) {
        const QString kept = shots + u'/' + name + QStringLiteral(".pdf");
        QFile::remove(kept);
        QFile::copy(file, kept);
    }
    return pdf_texts(file);
}

} // namespace prospect::test
