#include "geometry/io/gdal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>

#include <filesystem>
#include <mutex>

namespace prospect::io {

namespace {

// An answer with an error rather than none: GDAL takes "none" as leave to use the network after all.
CPLHTTPResult* deny_network(const char* url, CSLConstList options, GDALProgressFunc, void*,
                            CPLHTTPFetchWriteFunc, void*, void*) {
    auto* result = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
    if (CSLFetchNameValue(options, "CLOSE_PERSISTENT") == nullptr) {
        result->nStatus = 1;
        result->pszErrBuf = CPLStrdup((std::string("no network access: ") + (url ? url : "")).c_str());
    }
    return result;
}

void set_up() {
    CPLSetErrorHandler(CPLQuietErrorHandler);
    CPLHTTPSetFetchCallback(deny_network, nullptr);
    OSRSetPROJEnableNetwork(FALSE);
    CPLSetConfigOption("OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "TRADITIONAL_GIS_ORDER");
    // Nothing must appear beside the sources.
    CPLSetConfigOption("CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO");
    std::error_code ignored;
    const std::filesystem::path scratch = std::filesystem::temp_directory_path(ignored);
    if (!scratch.empty()) CPLSetConfigOption("CPL_TMPDIR", scratch.c_str());
    GDALAllRegister();
}

void CPL_STDCALL collect(CPLErr level, CPLErrorNum, const char* text) {
    auto* collector = static_cast<MessageCollector*>(CPLGetErrorHandlerUserData());
    if (collector != nullptr && level != CE_Debug) collector->add(level >= CE_Failure, text);
}

} // namespace

void start_gdal() {
    static std::once_flag once;
    std::call_once(once, set_up);
}

MessageCollector::MessageCollector() {
    CPLPushErrorHandlerEx(collect, this);
}

MessageCollector::~MessageCollector() {
    CPLPopErrorHandler();
}

std::string MessageCollector::first_error() const {
    for (const Message& message : messages_)
        if (message.error) return message.text;
    return {};
}

void MessageCollector::add(bool error, const char* text) noexcept {
    try {
        const std::string_view said = text ? text : "";
        for (Message& message : messages_)
            if (message.error == error && message.text == said) {
                ++message.count;
                return;
            }
        // A broken file can say something new for every feature; the first ones tell the story.
        if (messages_.size() < 200) messages_.push_back({std::string(said), error, 1});
    } catch (...) {
        // Out of memory inside a C callback: the message is lost, the program is not.
        return;
    }
}

} // namespace prospect::io
