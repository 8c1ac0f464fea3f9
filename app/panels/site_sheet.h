// What the plan is of, in a few questions: never modal, every answer kept at once and undone like any edit.
#pragma once

#include "app/document/site_document.h"

#include <QWidget>

#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace prospect::app {

// The answers are texts of the document: place_type, new_or_existing, profile, worries (words separated by
// commas), title, reference, drawing, revision, agency.
class SiteSheet : public QWidget {
    Q_OBJECT
public:
    explicit SiteSheet(SiteDocument& document, QWidget* parent = nullptr);

    // Something else that is asked of a plan; stands between the questions and the texts of the title block.
    void addSection(QWidget* section);

    // Folded, one line says what was answered.
    void setUnfolded(bool unfolded);
    bool isUnfolded() const { return unfolded_; }
    // Puts the cursor into the title.
    void focusFirst();
    // Keeps what is typed and not yet left.
    void commit();

Q_SIGNALS:
    void foldingChanged(bool unfolded);
    // The rules that count are to be shown.
    void rulesRequested();

private:
    struct Line {
        std::string key;
        QString step;
        QLineEdit* edit;
    };
    QWidget* makeHead();
    QWidget* makeQuestions();
    QWidget* makeWorries();
    QWidget* makeTexts();
    QComboBox* addChoice(QVBoxLayout& column, const QString& question, const std::string& key,
                         const QString& step);
    QLineEdit* makeLine(const std::string& key, const QString& name, const QString& step);
    void refresh();
    void keepWorries();
    void fillProfiles();
    void describeProfile();
    QString summary() const;

    SiteDocument& document_;
    bool unfolded_ = false;
    QToolButton* fold_;
    QLabel* summary_;
    QWidget* body_;
    QComboBox* place_ = nullptr;
    QComboBox* state_ = nullptr;
    QComboBox* profile_ = nullptr;
    QStringList about_profiles_; // of the items of profile_
    QLabel* about_;
    std::vector<std::pair<std::string, QCheckBox*>> worries_;
    QVBoxLayout* sections_ = nullptr;
    std::vector<Line> lines_;
};

} // namespace prospect::app
