// The help pages of resources/help, in a window beside the plan.
#pragma once

#include <QDialog>

class QTextBrowser;

namespace prospect::app {

class HelpWindow : public QDialog {
    Q_OBJECT
public:
    explicit HelpWindow(QWidget* parent = nullptr);

    // A page by its name without ending ("files", "sightlines.isovist"); false, and nothing changes, when
    // there is none so called.
    bool showPage(const QString& name);
    // The same with more Markdown at its end.
    bool showExtendedPage(const QString& name, const QString& more);
    static bool hasPage(const QString& name);

private:
    void follow(const QUrl& link);

    QTextBrowser* text_;
};

} // namespace prospect::app
