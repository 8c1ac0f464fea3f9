#include "app/panels/open_list.h"

#include <QApplication>
#include <QComboBox>

namespace prospect::app {

bool close_open_list() {
    QWidget* popup = QApplication::activePopupWidget();
    if (!popup) return false;
    if (auto* field = qobject_cast<QComboBox*>(popup->parentWidget()))
        field->hidePopup();
    else
        popup->close();
    return true;
}

} // namespace prospect::app
