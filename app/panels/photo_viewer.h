// A photo as large as the window lets it be; arrow keys walk through the others, Esc closes.
#pragma once

#include "geometry/io/stored_file.h"

#include <QDialog>
#include <QFutureWatcher>
#include <QImage>

#include <vector>

namespace prospect::app {

class PhotoViewer : public QDialog {
    Q_OBJECT
public:
    // At least one; `first` is shown first.
    PhotoViewer(std::vector<io::StoredFile> photos, std::size_t first, QWidget* parent);
    // Waits for a photo that is being read.
    ~PhotoViewer() override;

    std::size_t shown() const { return shown_; }
    // Upright as the camera was held; null while it is being read or when it cannot be shown.
    const QImage& picture() const { return picture_; }
    void step(int by);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void read();
    void take();

    std::vector<io::StoredFile> photos_;
    std::size_t shown_;
    std::size_t reading_ = 0;
    QImage picture_;
    QFutureWatcher<QImage> reader_;
};

} // namespace prospect::app
