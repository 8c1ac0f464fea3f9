// The map as a picture with its title and its legend (map_sheet.h): on the clipboard, in a file.
#pragma once

#include "app/document/site_document.h"
#include "app/panels/message_bar.h"

#include <QObject>

class QWidget;

namespace prospect::app {

class Answer;
class JobRunner;
class MapArea;
struct MapSheet;

class PictureCommands : public QObject {
    Q_OBJECT
public:
    // `window` is the parent of the dialog that asks for a file.
    PictureCommands(const SiteDocument& document, JobRunner& jobs, const MapArea& map, QWidget& window);

    // Painted beside the window; told() comes when it is done.
    void copy();
    void save();
    void saveTo(const QString& file);
    // What they paint: of the map as it is now.
    MapSheet sheet() const;
    // Beside the plan's file.
    QString suggestedFile() const;

Q_SIGNALS:
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    const SiteDocument& document_;
    const MapArea& map_;
    QWidget& window_;
    Answer* answer_;
};

} // namespace prospect::app
