// Add as: the existing place, the proposal, or another option.
#pragma once

#include "app/panels/import_section.h"

class QButtonGroup;
class QLabel;
class QLineEdit;

namespace prospect::app {

class ImportOption : public ImportSection {
    Q_OBJECT
public:
    explicit ImportOption(QWidget* parent = nullptr);

    void show(const ImportPreview& preview);
    // Name of the option that is chosen; empty: the existing place.
    QString option() const;
    // Why it cannot be added so; empty when it can.
    QString problem() const;
    QButtonGroup* choices() const { return choices_; }
    QLineEdit* name() const { return name_; }

    enum Choice { existing, proposal, another };

Q_SIGNALS:
    void chosen();

private:
    void choose();

    QButtonGroup* choices_;
    QLineEdit* name_;
    QLabel* why_;
    QString hint_; // what it says while nothing is wrong
    SitePtr base_ = std::make_shared<const Site>();
    bool has_proposal_ = false;
    bool possible_ = true;
    bool answered_ = false; // by hand: nothing is proposed any more
};

} // namespace prospect::app
