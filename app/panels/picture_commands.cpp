#include "app/panels/picture_commands.h"

#include "app/panels/file_dialogs.h"
#include "app/panels/map_area.h"

#include <QApplication>
#include <QClipboard>
#include <QSaveFile>

namespace prospect::app {

PictureCommands::PictureCommands(const SiteDocument& document, const MapArea& map, QWidget& window)
    : QObject(&window), document_(document), map_(map), window_(window) {}

void PictureCommands::copy() {
    QApplication::clipboard()->setImage(map_.picture());
    Q_EMIT told(MessageBar::Level::fine, tr("The picture is on the clipboard."));
}

void PictureCommands::save() {
    QString file = ask_new_file(&window_, tr("Save picture"), document_.title() + QStringLiteral(".png"),
                                tr("Picture (*.png)"));
    if (file.isEmpty()) return;
    if (!file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) file += QStringLiteral(".png");
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly) && map_.picture().save(&out, "PNG") && out.commit())
        Q_EMIT told(MessageBar::Level::fine, tr("Saved %1.").arg(file));
    else
        Q_EMIT told(MessageBar::Level::serious,
                    tr("%1 could not be written. Choose another folder.").arg(file));
}

} // namespace prospect::app
