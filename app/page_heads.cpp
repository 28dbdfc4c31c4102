#include "app/page_heads.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/web_files.h"
#include "base/error.h"
#include "storage/db/database.h"

namespace lectern::app {
namespace {

using catalog::Course;
using http::Request;
using http::Response;
using nlohmann::json;

constexpr std::string_view kTitleTag = "<title>Lectern</title>";
constexpr std::string_view kNoScript = "Lectern needs JavaScript.";
constexpr int kListed = 50;
// Of one sitemap (sitemaps.org, protocol 0.9).
constexpr std::size_t kMostAddresses = 50'000;

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

/// JSON inside a script element: nothing in it may end the element.
std::string script_json(const json& value) {
  std::string result;
  for (const char c : value.dump(-1, ' ', false, json::error_handler_t::replace))
    result += c == '<' ? std::string{"\\u003c"} : std::string(1, c);
  return result;
}

struct Head {
  std::string title;
  std::string description;
  std::string address;
  std::string picture;  ///< Its address; empty: none.
  json data;            ///< JSON-LD.
  std::string outline;  ///< HTML, for who has no script.
};

std::string_view entry_page() {
  for (const WebFile& file : web_files())
    if (std::string_view{file.path} == "/index.html")
      return {file.plain, static_cast<std::size_t>(file.plain_end - file.plain)};
  return {};
}

void replace_first(std::string& text, std::string_view what, std::string_view with) {
  if (const auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), with);
}

Response page_with(const std::string& head, const std::string& outline) {
  std::string page{entry_page()};
  if (page.empty()) return Response::text("There is no such page.\n", "text/plain; charset=utf-8", 404);
  replace_first(page, kTitleTag, head);
  if (!outline.empty()) replace_first(page, kNoScript, outline);
  return Response::text(std::move(page), "text/html; charset=utf-8").with("Cache-Control", "no-cache");
}

Response page_with(const Head& head, std::string_view site) {
  const auto title = escaped(head.title);
  const auto description = escaped(head.description);
  const auto tags = fmt::format(
      R"(<title>{0} · {4}</title>
    <meta name="description" content="{1}" />
    <link rel="canonical" href="{2}" />
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="{4}" />
    <meta property="og:title" content="{0}" />
    <meta property="og:description" content="{1}" />
    <meta property="og:url" content="{2}" />{5}
    <script type="application/ld+json">{3}</script>)",
      title, description, escaped(head.address), script_json(head.data), escaped(site),
      head.picture.empty()
          ? std::string{}
          : fmt::format("\n    <meta property=\"og:image\" content=\"{}\" />", escaped(head.picture)));
  return page_with(tags, head.outline);
}

Response unlisted_page() {
  return page_with(std::string{kTitleTag} + R"(<meta name="robots" content="noindex" />)", "");
}

// What most currencies have after the point, hundredths, these have not (ISO 4217).
constexpr std::string_view kWithoutDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view kWithThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

int digits_of(std::string_view currency) {
  if (kWithoutDigits.find(currency) != std::string_view::npos) return 0;
  return kWithThreeDigits.find(currency) != std::string_view::npos ? 3 : 2;
}

json offer_of(const Course& course) {
  json offer = {{"@type", "Offer"}, {"category", course.price ? "Paid" : "Free"}};
  if (course.price) {
    // schema.org counts in whole units.
    offer["price"] =
        static_cast<double>(course.price->amount) / std::pow(10.0, digits_of(course.price->currency));
    offer["priceCurrency"] = course.price->currency;
  }
  return offer;
}

json course_data(const catalog::CourseView& view, const std::string& address, const std::string& site) {
  const Course& course = view.course;
  json data = {{"@context", "https://schema.org"},
               {"@type", "Course"},
               {"name", course.title},
               {"description", course.summary.empty() ? course.title : course.summary},
               {"url", address},
               {"inLanguage", course.language},
               {"provider", {{"@type", "Organization"}, {"name", site}}},
               {"offers", offer_of(course)}};
  for (const auto& person : view.instructors)
    data["instructor"].push_back({{"@type", "Person"}, {"name", person.name}});
  if (course.rating.count > 0)
    data["aggregateRating"] = {
        {"@type", "AggregateRating"},
        {"ratingCount", course.rating.count},
        {"ratingValue", static_cast<double>(course.rating.sum) / static_cast<double>(course.rating.count)}};
  return data;
}

std::string course_outline(const catalog::Outline& outline) {
  const Course& course = outline.course.course;
  std::string html = fmt::format("<h1>{}</h1><p>{}</p>", escaped(course.title), escaped(course.summary));
  if (!course.description.empty())
    html += fmt::format(R"(<p style="white-space:pre-line">{}</p>)", escaped(course.description));
  for (const auto& section : outline.sections) {
    html += fmt::format("<h2>{}</h2><ul>", escaped(section.section.title));
    for (const auto& lesson : section.lessons)
      html += fmt::format("<li>{}</li>", escaped(lesson.lesson.title));
    html += "</ul>";
  }
  return html;
}

}  // namespace

// clang-format off
const http::Entry<PageHeads> PageHeads::kRoutes[] = {
    {http::Method::Get, "/courses",      http::Who::Anyone, http::Body::None, http::Lane::Worker, &PageHeads::course_list, "The page of all courses",               {}},
    {http::Method::Get, "/courses/{id}", http::Who::Anyone, http::Body::None, http::Lane::Worker, &PageHeads::course,      "The page of a course",                  {}},
    {http::Method::Get, "/sitemap.xml",  http::Who::Anyone, http::Body::None, http::Lane::Worker, &PageHeads::sitemap,     "The public pages, for search engines",  {}},
    {http::Method::Get, "/robots.txt",   http::Who::Anyone, http::Body::None, http::Lane::Worker, &PageHeads::robots,      "What search engines may read",          {}},
};
// clang-format on

std::vector<http::Route> PageHeads::routes() {
  return http::bind(*this, std::span<const http::Entry<PageHeads>>{kRoutes});
}

Response PageHeads::course_list(const Request& request) {
  const auto list = courses_.list({}, {}, {.limit = kListed, .after = {}});
  const auto base = base_of(request);
  Head head;
  head.title = "Courses";
  head.description = list.total == 1 ? "One course to watch and learn from."
                                     : fmt::format("{} courses to watch and learn from.", list.total);
  head.address = base + "/courses";
  head.data = {{"@context", "https://schema.org"}, {"@type", "ItemList"}, {"itemListElement", json::array()}};
  head.outline = "<h1>Courses</h1><ul>";
  for (const auto& view : list.items) {
    const auto address = base + "/courses/" + view.course.id.text();
    head.data["itemListElement"].push_back({{"@type", "ListItem"},
                                            {"position", head.data["itemListElement"].size() + 1},
                                            {"url", address},
                                            {"name", view.course.title}});
    head.outline +=
        fmt::format(R"(<li><a href="{}">{}</a></li>)", escaped(address), escaped(view.course.title));
  }
  head.outline += "</ul>";
  return page_with(head, site_());
}

Response PageHeads::course(const Request& request) {
  const auto id = CourseId::parse(request.parameter("id"));
  if (!id) return unlisted_page();
  try {
    const auto outline = outlines_.get({}, *id);
    const Course& course = outline.course.course;
    if (course.visibility != catalog::Visibility::Public) return unlisted_page();
    const auto base = base_of(request);
    Head head;
    head.title = course.title;
    head.description = course.summary.empty() ? course.title : course.summary;
    head.address = base + "/courses/" + id->text();
    if (const auto& cover = outline.course.cover)
      head.picture = base + cover->url(catalog::sizes_of(cover->use).back());
    head.data = course_data(outline.course, head.address, site_());
    head.outline = course_outline(outline);
    return page_with(head, site_());
  } catch (const Error& error) {
    // The app itself says that there is no such course, or asks who wants to know.
    if (error.code() == ErrorCode::NotFound) return unlisted_page();
    throw;
  }
}

Response PageHeads::sitemap(const Request& request) {
  const auto base = base_of(request);
  const auto entries =
      database_.read([&](const storage::Reader& db) { return courses_.shelf().entries(db); });
  std::string xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
)";
  xml += fmt::format("<url><loc>{}/courses</loc></url>\n", escaped(base));
  std::size_t count = 1;
  for (const auto& entry : *entries) {
    if (!catalog::may_find(*entry, {}) || ++count > kMostAddresses) continue;
    xml += fmt::format("<url><loc>{}/courses/{}</loc><lastmod>{}</lastmod></url>\n", escaped(base),
                       entry->course.id.text(), to_rfc3339(entry->course.updated_at));
  }
  return Response::text(xml + "</urlset>\n", "application/xml; charset=utf-8");
}

Response PageHeads::robots(const Request& request) {
  // The API stays open: a search engine that runs the pages sees nothing on them without it.
  return Response::text("User-agent: *\nDisallow: /v/\nDisallow: /embed/\nSitemap: " + base_of(request) +
                        "/sitemap.xml\n");
}

std::string PageHeads::base_of(const Request& request) const {
  if (!public_url_.empty())
    return public_url_.ends_with('/') ? public_url_.substr(0, public_url_.size() - 1) : public_url_;
  return std::string{request.secure ? "https://" : "http://"} +
         std::string{request.headers.find("Host").value_or("localhost")};
}

}  // namespace lectern::app
