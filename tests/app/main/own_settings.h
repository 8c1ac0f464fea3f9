// Settings, unsaved work and pictures of plans in a folder of their own, not with the person who runs the
// tests.
#pragma once

#include <QTemporaryDir>

namespace prospect::test {

struct OwnSettings {
    QTemporaryDir folder;
    OwnSettings() {
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
            qputenv(name, folder.path().toUtf8());
    }
};

} // namespace prospect::test
