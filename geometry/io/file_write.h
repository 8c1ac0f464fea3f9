// Writing a file so that it is either the old or the new one, whole.
#pragma once

#include <filesystem>
#include <functional>

namespace prospect::io {

// Calls write(temporary) with a path beside `file`, then fsyncs it, renames it over `file` and fsyncs the folder. On any
// fault the temporary is removed and `file` is as before. keep_previous: the old content stays as file + ".bak".
enum class Previous { discard, keep };
void write_atomically(const std::filesystem::path& file, Previous previous,
                      const std::function<void(const std::filesystem::path& temporary)>& write);

} // namespace prospect::io
