// The window with an import sheet over it, and what is read and pressed there.
#pragma once

#include "app/panels/import_place.h"
#include "app/panels/import_points.h"
#include "app/panels/import_size.h"
#include "app/panels/import_view.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/small_pdf.h"
#include "tests/support/small_site.h"

#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace prospect::test {

using namespace prospect::app;

class ImportWindow : public ShownWindow {
public:
    ImportSheet& read(const QStringList& dropped) {
        files().import(dropped);
        waitForSheet();
        return *files().sheet();
    }
    const PlanPicture& plan() {
        for (const auto& layer : document().base()->layers)
            if (layer->picture) return *layer->picture;
        throw Error(ErrorCode::internal, "no plan");
    }
    void openSmallSite() { fill(test::small_site()); }
};

inline QString words_of(const QWidget& widget) {
    QStringList words;
    for (const auto* label : widget.findChildren<QLabel*>())
        if (!label->isHidden() && label->parentWidget()->isVisibleTo(&widget)) words += label->text();
    return words.join(u'\n');
}

inline QPushButton* button_in(const QWidget& widget, const QString& text) {
    for (auto* button : widget.findChildren<QPushButton*>())
        if (button->text().startsWith(text) && button->isVisibleTo(&widget)) return button;
    return nullptr;
}

inline void click_at(ImportMap& map, Point local) {
    auto& canvas = map.canvas();
    const auto pixel = canvas.view().to_pixel(local).toPoint();
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, pixel);
}

// A page written to the folder; its file.
inline QString write_page(const QTemporaryDir& folder, const SmallPdf& pdf = estate_page()) {
    const QString file = folder.filePath("plan.pdf");
    write_text(file.toStdString(), pdf_text(pdf));
    return file;
}

} // namespace prospect::test
