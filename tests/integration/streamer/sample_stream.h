#pragma once
// A package, a grant and a Delivery in front of them, asked as the server would ask: on the loop first, then
// on a worker where it says so.

#include <initializer_list>
#include <map>
#include <string>
#include <utility>

#include "base/random.h"
#include "sample_database.h"
#include "sample_package.h"
#include "streamer/delivery.h"

namespace lectern::streamer {

struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;
  std::string body;
  bool waited = false;  ///< Was made on a worker.

  std::string header(const std::string& name) const;
};

/// What the one who asked does before the answer is through.
enum class Client { Stays, Leaves };

using HeaderList = std::initializer_list<std::pair<std::string, std::string>>;

class SampleStream {
 public:
  SampleStream();

  Answer get(const std::string& target, HeaderList headers = {}, http::Method method = http::Method::Get);
  /// "/v/<token>/<video>/<generation>/" with a token for `claims`, or for the issued grant.
  std::string root(const PlaybackClaims& claims) const;
  std::string root() const { return root(claims); }
  /// Issues another grant, for a package that need not exist.
  PlaybackClaims issue(const VideoId& video, Allowance allowance);

  Client client = Client::Stays;
  SampleDatabase data;
  VideoId video = new_id<VideoId>(data.clock);
  PackageKey key{decode_id(video.text()).value(), 1};
  std::filesystem::path packages_root = data.folder.path() / "packages";
  SamplePackage package{packages_root, key};
  PlaybackTokens tokens{{{1, std::string(32, 'k')}}};
  Grants grants{data.database, data.clock};
  std::vector<transcoder::SubtitleTrack> captions;  ///< What was brought: each says "Hallo".
  Packages packages;
  Delivery delivery{tokens, grants, packages, data.clock};
  PlaybackClaims claims;

 private:
  std::vector<http::Route> routes_ = delivery.routes();
};

}  // namespace lectern::streamer
