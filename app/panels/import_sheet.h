// One sheet between a file and the plan: what was read, what is doubtful, what to ask. Everything is
// pre-filled.
#pragma once

#include "app/jobs/site_jobs.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTreeWidget;
class QVBoxLayout;

namespace prospect::app {

// What a file does not say and the person has to.
struct ImportQuestion {
    enum class Kind { unit, crs } kind = Kind::unit;
    QString sentence; // why it is asked
    QString proposal; // "mm", "EPSG:27700"
};
// The question in a refusal; absent when it was refused for another reason.
std::optional<ImportQuestion> question_in(const Error& refusal);

class ImportSheet : public QDialog {
    Q_OBJECT
public:
    explicit ImportSheet(QWidget* parent = nullptr);

    void showReading(const QString& title);
    void showProgress(const JobState& state);
    void showPreview(const ImportPreview& preview);
    void ask(const ImportQuestion& question, const io::ImportOptions& options);
    QPushButton* addButton() const { return add_; }

Q_SIGNALS:
    void addRequested();
    void readAgainRequested(const prospect::io::ImportOptions& options);

private:
    QWidget* makeReading();
    QWidget* makePreview();
    QWidget* makeQuestion();
    void fillSources(const ImportPreview& preview);
    void fillDoubts(const ImportPreview& preview);
    void answer();

    QStackedWidget* pages_;
    QLabel* title_;
    QPushButton* add_;
    QPushButton* again_;
    QPushButton* cancel_;
    // reading
    QLabel* stage_;
    QProgressBar* bar_;
    // preview
    QLabel* picture_;
    QLabel* summary_;
    QLabel* size_;
    QTreeWidget* sources_;
    QVBoxLayout* doubts_;
    // question
    QLabel* sentence_;
    QLabel* why_;
    QComboBox* unit_;
    QComboBox* crs_;
    ImportQuestion question_;
    io::ImportOptions options_;
};

} // namespace prospect::app
