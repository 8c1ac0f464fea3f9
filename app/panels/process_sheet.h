// The four questions, the process, and the log of decisions and consultations: texts of the document.
#pragma once

#include "app/document/site_document.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace prospect::app {

class ProcessSheet : public QWidget {
    Q_OBJECT
public:
    explicit ProcessSheet(SiteDocument& document, QWidget* parent = nullptr);

    // Keeps what is typed and not yet left.
    void commit();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Part {
        std::string key;
        QString title;
        QPlainTextEdit* edit;
    };
    void addParts(QVBoxLayout& column, const QString& heading, bool questions);
    void addLog(QVBoxLayout& column);
    void refresh();
    void keep(const Part& part);
    void addEntry();

    SiteDocument& document_;
    std::vector<Part> parts_;
    QVBoxLayout* entries_ = nullptr;
    QComboBox* kind_ = nullptr;
    QLineEdit* entry_ = nullptr;
};

} // namespace prospect::app
