#pragma once
// The routes of signing in through others, of one's links to them, and of setting providers up.

#include <memory>
#include <string>
#include <vector>

#include "http/route.h"
#include "http/schema.h"
#include "lms/identity/oidc.h"

namespace lectern::lms {

class OidcApi {
 public:
  /// `public_url` as in the settings; empty: the address that a request came to.
  OidcApi(storage::Database& database, Identity& identity, Providers& providers, ExternalAccounts& accounts,
          OidcSignIn& sign_in, OidcClient& client, std::string public_url);

  std::vector<http::Route> routes();

 private:
  static const http::Entry<OidcApi> kRoutes[];
  static const http::StreamEntry<OidcApi> kStreams[];

  http::Response list_ways(const http::Request& request);
  http::Response start(const http::Request& request);
  http::Response callback(const http::Request& request);
  http::Response logout(const http::Request& request);
  std::unique_ptr<http::BodySink> backchannel_logout(const http::Request& request);
  http::Response list_links(const http::Request& request);
  http::Response start_link(const http::Request& request);
  http::Response unlink(const http::Request& request);
  http::Response list_providers(const http::Request& request);
  http::Response add_provider(const http::Request& request);
  http::Response change_provider(const http::Request& request);
  http::Response remove_provider(const http::Request& request);
  http::Response test_provider(const http::Request& request);

  http::Response arrived(const http::Request& request, const Arrival& arrival) const;
  std::string origin_of(const http::Request& request) const;

  storage::Database& database_;
  Identity& identity_;
  Providers& providers_;
  ExternalAccounts& accounts_;
  OidcSignIn& sign_in_;
  OidcClient& client_;
  std::string public_url_;
};

}  // namespace lectern::lms
