// The map as a picture: on the clipboard, in a file.
#pragma once

#include "app/document/site_document.h"
#include "app/panels/message_bar.h"

#include <QObject>

class QWidget;

namespace prospect::app {

class MapArea;

class PictureCommands : public QObject {
    Q_OBJECT
public:
    // `window` is the parent of the dialog that asks for a file.
    PictureCommands(const SiteDocument& document, const MapArea& map, QWidget& window);

    void copy();
    void save();

Q_SIGNALS:
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    const SiteDocument& document_;
    const MapArea& map_;
    QWidget& window_;
};

} // namespace prospect::app
