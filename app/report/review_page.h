// The page an officer hands over: the map at a true scale, what to read it by, and the notes by number; the
// list goes on over further pages where one has no room for it.
#pragma once

#include "app/render/paint_model.h"
#include "app/report/page_layout.h"
#include "app/report/page_notes.h"
#include "geometry/base/progress.h"
#include "geometry/site/annotation.h"

#include <QString>
#include <QStringList>

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
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

// What is chosen before a page is made.
struct PageOptions {
    Paper paper = Paper::a4;
    MapPart map = MapPart::site;
    Box view;                               // for MapPart::view, local
    std::optional<std::vector<Uuid>> notes; // those that are on it; absent: all
    bool photos = true;
    bool author = true;     // whose page it is, by name
    bool in_charge = false; // who has to act, as written in the notes: it may be a name
    bool answers = false;   // the last answer to each note, as it was written
};

struct ReviewPage {
    std::shared_ptr<const render::PaintModel> model; // of the plan as it is shown
    std::size_t withheld = 0;                        // personal and protected things that are not on the page
    std::vector<Annotation> notes;                   // by number
    Photos photos;                                   // of the notes; what is not here is said in words
    QString title;
    QString option; // "" = the plan as it is
    QString date;
    QString author; // who hands it over; both may be empty
    QString agency;
    std::vector<PagePlace> worst; // worst first
    QStringList of_the_site;      // problems of the whole site, in words
    QStringList accepted;         // problems taken as they are: what, why, who and when
    bool has_check = false;       // of the plan as it is now
    QString checked;              // how far the check reached, or why there is none
    PageOptions options;
};

struct PageContent {
    int scale = 0; // denominator
    int pages = 1;
    int notes = 0;            // in the list, which never leaves one out
    int notes_on_map = 0;     // whose number stands there
    int photos = 0;           // pictures in the list
    int photos_in_words = 0;  // that had no room, or are not wanted
    std::size_t withheld = 0; // ReviewPage::withheld, which the page says
};

// A page laid out: every number is in millimetres of the paper.
class PaintedPage {
public:
    explicit PaintedPage(ReviewPage page, const Progress& progress = {});
    const PageLayout& layout() const { return layout_; }
    const PageContent& content() const { return content_; }
    // Page `number` (from 0); the painter's unit must be one millimetre. Always the light colours: it is for
    // paper. Plan pictures are as fine as the painter's dots, up to print_dpi.
    void paint(QPainter& painter, int number, const Progress& progress = {}) const;

private:
    Flow flowed(std::size_t photos_per_note, const Progress& progress) const;
    void add_notes(Flow& flow, std::size_t photos_per_note, const Progress& progress) const;
    void count(int pages);

    ReviewPage page_;
    PageLayout layout_;
    std::size_t photos_per_note_ = 0;
    std::vector<QRectF> columns_; // of the first page, above the legend
    QRectF legend_;
    std::set<Uuid> on_map_; // notes whose number stands there
    std::vector<PlacedRow> rows_;
    PageContent content_;
};

// A scan is put on paper at no less than this where it has so much, and always at less than twice.
inline constexpr double print_dpi = 300;

// The pages as a PDF with text and lines; only scans and photos are pictures, as JPEG. Written beside and
// renamed. Throws Error(internal) when it cannot be written; stopped, it leaves the file as it was.
PageContent write_review_page(const ReviewPage& page, const std::filesystem::path& file,
                              const Progress& progress = {});

} // namespace prospect::report
