#include "app/panels/key_list.h"

#include "app/panels/search_popup.h"

#include <QCoreApplication>

namespace prospect::app {

namespace {

struct KeyWords {
    Q_DECLARE_TR_FUNCTIONS(KeyList)
};

} // namespace

QString key_list(const QMenuBar& menus) {
    QString text;
    QString menu;
    for (const auto& item : commands_of(menus)) {
        if (item.keys.isEmpty()) continue;
        if (item.detail != menu) {
            menu = item.detail;
            text +=
                QStringLiteral("\n## %1\n\n| %2 | %3 |\n|---|---|\n")
                    .arg(KeyWords::tr("Menu %1").arg(menu), KeyWords::tr("Command"), KeyWords::tr("Keys"));
        }
        text += QStringLiteral("| %1 | **%2** |\n").arg(item.text, item.keys);
    }
    return text;
}

} // namespace prospect::app
