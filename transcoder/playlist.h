#pragma once
// HLS playlists (RFC 8216, Apple's authoring rules) as text, made from a package's contents. Pure: the same
// contents give the same bytes for every viewer. Every address is relative to the package, so that a token in
// the path is inherited.

#include <span>
#include <string>
#include <string_view>

#include "transcoder/package.h"

namespace lectern::transcoder {

/// How a segment is named: by its own address (<track>/<n>.m4s) or as a range of ../<track>.mp4.
enum class Naming { Numbered, ByteRange };
/// An EVENT playlist while it is made (with an end once it is made), or the VOD playlist of a finished
/// package.
enum class Stage { Early, Finished };

/// Every track of the early set has a segment.
bool is_playable(const PackageContents& contents);

/// early.m3u8: what can be watched while the rest is made; rates are the encoders' caps.
std::string early_master(const PackageContents& contents);
/// master.m3u8: everything, with measured rates, and `brought` beside the subtitles of the file. Needs a
/// finished package.
std::string master(const PackageContents& contents, std::span<const SubtitleTrack> brought = {});
/// second.m3u8: the second view's pictures alone; measured rates where the package is finished. "" when there
/// is none.
std::string second_master(const PackageContents& contents);

/// <track>/index.m3u8 (Finished) or <track>/early.m3u8 (Early). The track must be in `contents`.
std::string media_playlist(const PackageContents& contents, std::string_view track, Naming naming,
                           Stage stage);
/// i0/iframes.m3u8.
std::string iframe_playlist(const PackageContents& contents, std::string_view track, Naming naming);
/// s0/index.m3u8: one segment, s0/all.vtt, over the whole duration. With ByteRange naming it is ../s0.vtt.
std::string subtitle_playlist(const PackageContents& contents, std::string_view track,
                              Naming naming = Naming::Numbered);

/// The line that ties WebVTT to the media's clock (RFC 8216 §3.5): its zero is at `offset`.
std::string timestamp_map(Microseconds offset);
/// WebVTT that counts from the start of the recording, as it goes with a package.
std::string webvtt_on_media_clock(std::string_view text);

}  // namespace lectern::transcoder
