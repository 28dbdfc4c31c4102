#include <span>

#include "streamer/streamer_api.h"

namespace lectern::streamer {
namespace {

constexpr http::Schema kSchemas[] = {
    {"Playback", R"json({
      "type": "object",
      "required": ["state", "early", "title", "master_url", "poster_url", "storyboard_url", "download_url",
                   "original_url", "captions", "chapters", "views", "duration_seconds", "resume_seconds", "reach_seconds", "expires_at"],
      "properties": {
        "state": {"type": "string", "enum": ["playable", "ready"]},
        "early": {"type": "boolean", "description": "Still being made: the playlists grow."},
        "title": {"type": "string"},
        "master_url": {"type": "string"},
        "poster_url": {"type": ["string", "null"]},
        "storyboard_url": {"type": ["string", "null"]},
        "download_url": {"type": ["string", "null"]},
        "original_url": {"type": ["string", "null"]},
        "captions": {"type": "array", "items": {
          "type": "object", "required": ["language", "label", "url"],
          "properties": {"language": {"type": "string"}, "label": {"type": "string"}, "url": {"type": "string"}}}},
        "chapters": {"type": "array", "items": {
          "type": "object", "required": ["start_seconds", "end_seconds", "title"],
          "properties": {"start_seconds": {"type": "number"}, "end_seconds": {"type": "number"},
                         "title": {"type": "string"}}}},
        "views": {"type": "array", "items": {
          "type": "object", "required": ["name", "master_url"],
          "properties": {"name": {"type": "string", "enum": ["first", "second"]}, "master_url": {"type": "string"}}}},
        "duration_seconds": {"type": "number"},
        "resume_seconds": {"type": "number"},
        "reach_seconds": {"type": ["number", "null"], "description": "Of a lecture that is watched in order: how far one has come"},
        "expires_at": {"type": "string", "format": "date-time"}
      }
    })json"},
    {"DocumentAccess", R"json({
      "type": "object",
      "required": ["filename", "type", "shown", "size", "view_url", "file_url", "expires_at"],
      "properties": {
        "filename": {"type": "string"},
        "type": {"type": "string"},
        "shown": {"type": "string", "enum": ["pdf", "picture", "text", "nowhere"]},
        "size": {"type": "integer"},
        "view_url": {"type": ["string", "null"], "description": "null where no browser shows it"},
        "file_url": {"type": ["string", "null"], "description": "null where it may be read but not saved"},
        "expires_at": {"type": "string", "format": "date-time"}
      }
    })json"},
    {"Embedding", R"json({
      "type": "object",
      "required": ["type", "version", "title", "html", "width", "height", "provider_name", "provider_url"],
      "properties": {
        "type": {"type": "string", "enum": ["video"]},
        "version": {"type": "string", "enum": ["1.0"]},
        "title": {"type": "string"},
        "html": {"type": "string"},
        "width": {"type": "integer"},
        "height": {"type": "integer"},
        "provider_name": {"type": "string"},
        "provider_url": {"type": "string"}
      }
    })json"},
    {"Grant", R"json({
      "type": "object",
      "required": ["id", "user_id", "created_at", "expires_at", "ended_at", "last_seen_at", "requests", "bytes",
                   "segments_delivered"],
      "properties": {
        "id": {"type": "string"},
        "user_id": {"type": ["string", "null"], "description": "Null: all who are not signed in."},
        "created_at": {"type": "string", "format": "date-time"},
        "expires_at": {"type": "string", "format": "date-time"},
        "ended_at": {"type": ["string", "null"], "format": "date-time"},
        "last_seen_at": {"type": ["string", "null"], "format": "date-time"},
        "requests": {"type": "integer"},
        "bytes": {"type": "integer"},
        "segments_delivered": {"type": "integer"}
      }
    })json"},
    {"GrantList", R"json({
      "type": "object",
      "required": ["items", "next"],
      "properties": {
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/Grant"}},
        "next": {"type": "null"}
      }
    })json"},
};

}  // namespace

std::span<const http::Schema> schemas() {
  return kSchemas;
}

}  // namespace lectern::streamer
