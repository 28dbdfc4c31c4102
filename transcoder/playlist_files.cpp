#include "transcoder/playlist_files.h"

#include "base/error.h"
#include "base/file.h"
#include "transcoder/package.h"
#include "transcoder/playlist.h"

namespace lectern::transcoder {
namespace {

namespace fs = std::filesystem;

void write_playlist(const fs::path& folder, std::string_view track, const char* name,
                    const std::string& text) {
  fs::create_directories(folder / track);
  write_file_atomically(folder / track / name, text, 0644);
}

}  // namespace

void write_playlists(const fs::path& folder) {
  const PackageReader reader(folder);
  const auto& contents = reader.contents();
  LECTERN_ASSERT(contents.summary, "Playlists with measured rates need a finished package.");
  for (const auto& [name, index] : contents.tracks) {
    write_playlist(folder, name, "index.m3u8",
                   media_playlist(contents, name, Naming::ByteRange, Stage::Finished));
    if (name == contents.plan.trick.name)
      write_playlist(folder, name, "iframes.m3u8", iframe_playlist(contents, name, Naming::ByteRange));
  }
  for (const auto& track : contents.plan.subtitles)
    write_playlist(folder, track.name, "index.m3u8",
                   subtitle_playlist(contents, track.name, Naming::ByteRange));
  if (const std::string second = second_master(contents); !second.empty())
    write_file_atomically(folder / "second.m3u8", second, 0644);
  write_file_atomically(folder / "master.m3u8", master(contents), 0644);
}

}  // namespace lectern::transcoder
