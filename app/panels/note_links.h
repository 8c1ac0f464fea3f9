// In the note: what it is about, things on the plan and findings of the check, as chips that lead there.
#pragma once

#include "geometry/site/annotation.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace prospect::app {

class NoteLinks : public QWidget {
    Q_OBJECT
public:
    explicit NoteLinks(QWidget* parent = nullptr);

    void show(const std::vector<Link>& links);
    // How many things beside the note are selected on the map, which can be linked.
    void setLinkable(int things);

Q_SIGNALS:
    void chosen(const prospect::Link& link);
    void linkRequested();
    void changed(const std::vector<prospect::Link>& links);

private:
    std::vector<Link> links_;
    QVBoxLayout* chips_;
    QPushButton* link_;
};

} // namespace prospect::app
