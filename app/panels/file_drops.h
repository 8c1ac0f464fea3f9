// Files dropped anywhere on a window, on fields for text as well, which would take a file for its name.
#pragma once

#include <QObject>
#include <QStringList>

class QMimeData;
class QWidget;

namespace prospect::app {

class FileDrops : public QObject {
    Q_OBJECT
public:
    // The window must accept drops. Parts that show where a file goes (start page, map) stay in charge.
    explicit FileDrops(QWidget& window);

Q_SIGNALS:
    void dropped(const QStringList& files);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takes(const QObject* watched) const;

    QWidget& window_;
};

// Files of this computer in what is dragged.
QStringList local_files(const QMimeData& data);

} // namespace prospect::app
