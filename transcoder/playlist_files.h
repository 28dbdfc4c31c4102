#pragma once
// The playlists of a finished package as files beside its tracks, for `lectern transcode` and any plain web
// server.

#include <filesystem>

namespace lectern::transcoder {

/// Writes master.m3u8 and every playlist below it, with BYTERANGE addresses.
void write_playlists(const std::filesystem::path& folder);

}  // namespace lectern::transcoder
