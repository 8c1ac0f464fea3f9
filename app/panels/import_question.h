// What a file does not say, nothing can be proposed for, and the person has to answer before anything is
// seen.
#pragma once

#include "app/jobs/import_job.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;

namespace prospect::app {

class MapGridBox;

class ImportQuestion : public QWidget {
    Q_OBJECT
public:
    explicit ImportQuestion(QWidget* parent = nullptr);

    // False when the refusal asks for nothing that can be answered here.
    bool ask(const Error& refusal, const ImportRequest& request);
    QString title() const;
    // The request with the answer; absent, and why is said, while there is none.
    std::optional<ImportRequest> answer() const;

private:
    QLabel* sentence_;
    QLabel* why_;
    QComboBox* unit_;
    MapGridBox* grid_;
    ImportRequest request_;
    bool unit_asked_ = false;
};

} // namespace prospect::app
