// Asked before a page is saved: the page itself on the left, what is on it on the right.
#pragma once

#include "app/jobs/answer.h"
#include "app/jobs/page_source.h"

#include <QDialog>
#include <QImage>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace prospect::app {

// What there is to choose from, beside what the page is made of.
struct PageChoices {
    Box view;                                // what the map shows now, local
    std::optional<std::vector<Uuid>> listed; // the notes a filter leaves; absent without one
};

// A sheet of paper as a picture, sharp and with an edge, in the middle of the widget.
class PagePreview : public QWidget {
    Q_OBJECT
public:
    explicit PagePreview(QWidget* parent = nullptr);
    void show(const QImage& page, const QString& says);
    void say(const QString& text); // in place of a picture
    const QImage& image() const { return page_; }
    // In device pixels.
    QSize room() const;

Q_SIGNALS:
    void resized();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QImage page_;
    QString text_;
};

class PageSheet : public QDialog {
    Q_OBJECT
public:
    // Begins with what was chosen last.
    PageSheet(std::shared_ptr<const PageSource> source, PageChoices choices, JobRunner& jobs,
              QWidget* parent = nullptr);

    report::PageOptions options() const;
    // Of the page that is shown; empty before there is one.
    const std::optional<report::PageContent>& content() const { return content_; }
    PagePreview& preview() const { return *preview_; }
    QPushButton* saveButton() const { return save_; }
    QString summary() const;

Q_SIGNALS:
    // The choices are remembered by then.
    void saveRequested(const prospect::report::PageOptions& options);

private:
    QWidget* makePreview();
    QWidget* makeAnswers();
    void recall();
    void remember() const;
    void drawAgain();
    void turnTo(int page);
    void show(const report::PageContent& content, const QImage& page, int number);

    std::shared_ptr<const PageSource> source_;
    PageChoices choices_;
    bool has_red_line_ = false;
    Answer answer_;
    PagePreview* preview_;
    QToolButton* back_;
    QToolButton* on_;
    QLabel* number_;
    QButtonGroup* paper_; // ids are report::Paper
    QButtonGroup* map_;   // ids are report::MapPart
    QButtonGroup* notes_; // 0 all, 1 listed
    QCheckBox* photos_;
    QCheckBox* author_;
    QCheckBox* in_charge_;
    QCheckBox* answers_;
    QLabel* summary_;
    QPushButton* save_;
    std::optional<report::PageContent> content_;
    int page_ = 0;
};

} // namespace prospect::app
