// The pages of a PDF as small pictures in a row, to choose one. Only those in view are drawn.
#pragma once

#include <QListView>

namespace prospect::app {

class PagePictures;

class PageStrip : public QListView {
    Q_OBJECT
public:
    // `pictures` outlives it.
    PageStrip(PagePictures& pictures, int count, int page, QWidget* parent = nullptr);

    // From 1.
    int page() const;
    void setPage(int page);

Q_SIGNALS:
    // By mouse or arrow keys.
    void chosen(int page);
};

} // namespace prospect::app
