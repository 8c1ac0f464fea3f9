// Writing a file so that it is either the old or the new one, whole.
#pragma once

#include <filesystem>
#include <functional>

namespace prospect::io {

enum class Previous { discard, keep };

// Calls write(temporary) with a path beside `file` (same extension), then fsyncs it, renames it over `file`
// and fsyncs the folder; at no instant is there no file. On any fault the temporary is removed and `file` is
// as before. keep: the old content stays as file + ".bak". Temporaries that a killed process left behind are
// removed. Permissions are those of the old file. Throws Error(refused) for what cannot be written,
// Error(internal) for faults of the disk.
void write_atomically(const std::filesystem::path& file, Previous previous,
                      const std::function<void(const std::filesystem::path& temporary)>& write);

// Throws Error(refused) that says why when the file cannot be created or replaced: no such folder, read-only
// folder or file, a folder of that name.
void require_writable(const std::filesystem::path& file);

// For writers whose library does not say why it failed: no space is left where `file` is, or it may not grow further.
bool disk_is_full(const std::filesystem::path& file);
[[noreturn]] void throw_disk_full(const std::filesystem::path& file);

} // namespace prospect::io
