// In the note: its photos and files as small pictures, with what can be done with each.
#pragma once

#include "app/document/site_document.h"
#include "geometry/site/annotation.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QToolButton;

namespace prospect::app {

class Thumbnails;

class NoteFiles : public QWidget {
    Q_OBJECT
public:
    // Bytes come from the document.
    explicit NoteFiles(SiteDocument& document, QWidget* parent = nullptr);

    void show(const Annotation& note);
    // A photo of the shown note was taken elsewhere; absent: nothing to offer.
    void offerPlace(std::optional<Point> taken_at);

Q_SIGNALS:
    void addRequested();
    void openRequested(const prospect::AttachedFile& file);
    void saveRequested(const prospect::AttachedFile& file);
    void removeRequested(const prospect::AttachedFile& file);
    // The note should stand where the photo was taken.
    void moveRequested(prospect::Point place);

private:
    QWidget* makeTile(const AttachedFile& file);
    // Sets the tile's picture once it is made.
    void showPicture(QToolButton* tile, const io::StoredFile& photo);

    SiteDocument& document_;
    Thumbnails* thumbnails_;
    std::vector<AttachedFile> shown_;
    Uuid note_;
    Geometry where_;
    std::optional<Point> taken_at_;
    QGridLayout* tiles_;
    QWidget* offer_;
    QLabel* offer_words_;
};

} // namespace prospect::app
