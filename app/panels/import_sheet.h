// One sheet between a file and the plan: what would be added on the left, four answers on the right, all
// pre-filled; only doubts stand out.
#pragma once

#include "app/jobs/import_job.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace prospect::app {

class ImportOption;
class ImportPlace;
class ImportPoints;
class ImportQuestion;
class ImportSize;
class ImportThings;
class ImportView;

class ImportSheet : public QDialog {
    Q_OBJECT
public:
    explicit ImportSheet(QWidget* parent = nullptr);

    // Once there is a preview, it stays while something is read again.
    void showReading(const QString& title);
    void showProgress(const JobState& state);
    void showPreview(const ImportPreview& preview);
    bool hasPreview() const { return has_preview_; }
    // Reading again with another answer did not work: said above the preview, which stays as it was.
    void showFailure(const QString& sentence);
    // False when the refusal asks for nothing that can be answered here.
    bool ask(const Error& refusal, const ImportRequest& request);

    QPushButton* addButton() const { return add_; }
    QPushButton* continueButton() const { return again_; }
    ImportSize& size() const { return *size_; }
    ImportPlace& place() const { return *place_; }
    ImportThings& things() const { return *things_; }
    ImportOption& option() const { return *option_; }
    ImportView& view() const { return *view_; }
    ImportPoints& points() const { return *points_; }

Q_SIGNALS:
    // The preview is what is wanted, but for the option, which is named: empty for the existing place.
    void addRequested(const QString& option);
    void readAgainRequested(const prospect::app::ImportRequest& request);

protected:
    // Esc first goes back from the points and from measuring; it gives up at once only what nobody has
    // answered yet.
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeReading();
    QWidget* makePreview();
    void connectSections();
    void placeByPoints(const std::filesystem::path& plan, const std::vector<ControlPoint>& points);
    void turnTo(QWidget* page);
    void updateButtons();

    QStackedWidget* pages_;
    QLabel* title_;
    QPushButton* add_;
    QPushButton* again_;
    QPushButton* cancel_;
    QProgressBar* thin_bar_; // below the title, while something is read again
    QWidget* reading_;
    QLabel* stage_;
    QProgressBar* bar_;
    QWidget* sheet_;
    QWidget* failure_;
    QLabel* failure_text_;
    ImportView* view_;
    ImportSize* size_;
    ImportPlace* place_;
    ImportThings* things_;
    ImportOption* option_;
    ImportPoints* points_;
    ImportQuestion* question_;
    ImportPreview preview_;
    bool has_preview_ = false;
    bool busy_ = false;
    bool answered_ = false;
};

} // namespace prospect::app
