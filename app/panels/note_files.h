// In the note: its photos and files as small pictures. A click chooses one, a double click shows it large,
// the buttons below and the right mouse button say what else can be done with it.
#pragma once

#include "app/document/site_document.h"
#include "geometry/site/annotation.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QPushButton;
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

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* makeTile(const AttachedFile& file);
    QWidget* makeActs();
    void choose(const AttachedFile& file);
    void showMenu(const AttachedFile& file, QPoint where);
    // A photo large, with the others of the note; another file in the program it belongs to.
    void view(const AttachedFile& file);
    bool isStored(const AttachedFile& file) const;
    // Sets the tile's picture once it is made.
    void showPicture(QToolButton* tile, const io::StoredFile& photo);

    SiteDocument& document_;
    Thumbnails* thumbnails_;
    std::vector<AttachedFile> shown_;
    Uuid note_;
    Geometry where_;
    std::optional<Point> taken_at_;
    std::optional<AttachedFile> chosen_;
    std::vector<std::pair<QToolButton*, AttachedFile>> buttons_;
    QGridLayout* tiles_;
    QPushButton* open_ = nullptr; // made with acts_
    QPushButton* save_ = nullptr;
    QWidget* acts_;
    QWidget* offer_;
    QLabel* offer_words_;
};

} // namespace prospect::app
