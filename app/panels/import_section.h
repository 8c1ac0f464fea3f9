// One numbered question of the import sheet.
#pragma once

#include "app/jobs/import_job.h"
#include "app/panels/look.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;

namespace prospect::app {

class ImportSection : public QWidget {
    Q_OBJECT
public:
    ImportSection(int number, const QString& title, QWidget* parent = nullptr);

Q_SIGNALS:
    // The request with another answer in it: it has to be read again.
    void answered(const prospect::app::ImportRequest& request);

protected:
    // Fine, or in doubt: the one colour of the sheet.
    void setDoubtful(bool doubtful);
    QVBoxLayout& content() const { return *content_; }
    void clearContent();

    // A sentence, with a mark where it is a doubt.
    void addSentence(const QString& text, Status status);
    // Buttons in a row that wraps nowhere; add them to what is returned.
    QHBoxLayout* addButtons();
    QPushButton* addButton(QHBoxLayout& row, const QString& text, const std::function<void()>& act);

private:
    QWidget* mark_;
    QHBoxLayout* head_;
    QVBoxLayout* content_;
    QWidget* body_;
};

// "184 × 120 m".
QString size_text(double width_m, double height_m);
// The first letter large, without what only helps on the command line.
QString shown_sentence(const std::string& text);

} // namespace prospect::app
