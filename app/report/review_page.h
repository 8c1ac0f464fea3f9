// The one page an officer hands over: the map at a true scale, what to read it by, and the notes by number.
#pragma once

#include "app/render/paint_model.h"
#include "geometry/site/annotation.h"

#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <vector>

class QPainter;

namespace prospect::report {

// A place of the check; its rank is where it stands in the list.
struct PagePlace {
    QString name; // "Play area by the garages"
    QString says; // what is wrong there
    QString line; // how grave, and who says so
    Point at;     // local: its disc on the map
};

struct ReviewPage {
    std::shared_ptr<const render::PaintModel> model; // of the plan as it is shown
    std::size_t withheld = 0;                        // personal and protected things that are not on the page
    std::vector<Annotation> notes;                   // by number
    QString title;
    QString option; // "" = the plan as it is
    QString date;
    QString by;                   // who hands it over: name and agency; may be empty
    std::vector<PagePlace> worst; // worst first
    QStringList accepted;         // problems taken as they are: what, why, who and when
    bool has_check = false;       // of the plan as it is now
    QString checked;              // how far the check reached, or why there is none
};

// Every number of the page is in millimetres of an A4 sheet lying on its side.
inline constexpr QSizeF page_mm{297, 210};
// Where the map is.
QRectF map_frame_mm();

// The scale of the page's map: the first of 1:100, 200, 250, 500, 1000, 1250, 2000, 2500, 5000 and so on by
// tens at which the red line, else the whole plan with its notes, fits. 500 for an empty plan.
int page_scale(const Site& site);

struct PageContent {
    int scale = 0;            // denominator
    int notes_shown = 0;      // in the list; the rest has no room
    int notes_on_map = 0;     // whose place is within the map
    std::size_t withheld = 0; // ReviewPage::withheld, which the page says
};
// Paints the page; the painter's unit must be one millimetre. Always the light colours: it is for paper.
PageContent paint_review_page(QPainter& painter, const ReviewPage& page);

// The page as a PDF with text and lines, no picture. Written beside and renamed. Throws Error(internal) when
// it cannot be written.
PageContent write_review_page(const ReviewPage& page, const std::filesystem::path& file);

} // namespace prospect::report
