#include "lms/certificates/drawing.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>
#include <webp/decode.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <vector>

#include "base/error.h"
#include "lms/certificates/pdf_language.h"

namespace lectern::lms {

namespace {

// Points of 1/72 inch: A4 (ISO 216).
constexpr double kLong = 841.89;
constexpr double kShort = 595.28;
constexpr double kFrame = 26;
constexpr double kMargin = 76;
constexpr double kFoot = 168;  ///< What signature and QR code need at the bottom.
constexpr double kQrSide = 78;
constexpr double kPngScale = 1.6;
constexpr char kFonts[] = "Lato, Noto Sans, DejaVu Sans, sans-serif";

template <auto Free>
struct Deleter {
  template <typename T>
  void operator()(T* thing) const noexcept {
    Free(thing);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Deleter<cairo_surface_destroy>>;
using Canvas = std::unique_ptr<cairo_t, Deleter<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Deleter<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Deleter<pango_font_description_free>>;
using Qr = std::unique_ptr<QRcode, Deleter<QRcode_free>>;
using Pixels = std::unique_ptr<std::uint8_t, Deleter<WebPFree>>;

[[noreturn]] void fail(const char* detail) {
  throw Error(ErrorCode::Internal, "The certificate could not be drawn.", detail);
}

cairo_status_t append(void* text, const unsigned char* bytes, unsigned length) noexcept {
  static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
};
constexpr Colour kInk{0.11, 0.13, 0.17};
constexpr Colour kDim{0.36, 0.39, 0.45};

Colour colour_of(const std::string& hex) {
  unsigned red = 0;
  unsigned green = 0;
  unsigned blue = 0;
  if (std::sscanf(hex.c_str(), "#%2x%2x%2x", &red, &green, &blue) != 3) fail("a colour that is none");
  return {red / 255.0, green / 255.0, blue / 255.0};
}

void use(cairo_t* canvas, const Colour& colour) {
  cairo_set_source_rgb(canvas, colour.red, colour.green, colour.blue);
}

struct Style {
  double size = 12;
  bool is_bold = false;
  Colour colour = kInk;
  const char* tag = "P";  ///< ISO 32000-1 §14.8.4: what a screen reader takes it for.
};

Layout layout_of(cairo_t* canvas, const std::string& text, const std::string& language, double size,
                 bool is_bold, double width) {
  Layout layout{pango_cairo_create_layout(canvas)};
  auto* context = pango_layout_get_context(layout.get());
  pango_context_set_language(context, pango_language_from_string(language.c_str()));
  pango_context_set_base_dir(context, is_right_to_left(language) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  // Widths must not depend on where on the page a line stands.
  pango_context_set_round_glyph_positions(context, FALSE);
  const Font font{pango_font_description_from_string(kFonts)};
  pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

double height_of(PangoLayout* layout) {
  int height = 0;
  pango_layout_get_size(layout, nullptr, &height);
  return static_cast<double>(height) / PANGO_SCALE;
}

/// Something of the column in the middle: how high it is, and how it is drawn from its upper edge.
struct Block {
  double height = 0;
  double gap = 0;  ///< To the next one.
  std::function<void(double top)> draw;
};

class Sheet {
 public:
  Sheet(cairo_t* canvas, const CertificateSheet& sheet, double width, double height)
      : canvas_(canvas), sheet_(sheet), width_(width), height_(height), accent_(colour_of(sheet.accent)) {}

  void draw() {
    use(canvas_, {1, 1, 1});
    cairo_paint(canvas_);
    cairo_tag_begin(canvas_, "Document", nullptr);
    draw_frame();
    draw_column();
    const bool is_mirrored = is_right_to_left(sheet_.language);
    const double near = kMargin;
    const double far = width_ - kMargin;
    draw_signature(is_mirrored ? far - 200 : near);
    draw_check(is_mirrored ? near : far - kQrSide, is_mirrored);
    cairo_tag_end(canvas_, "Document");
  }

 private:
  void draw_frame() {
    use(canvas_, accent_);
    for (const auto& [inset, stroke] : {std::pair{kFrame, 2.4}, std::pair{kFrame + 6, 0.6}}) {
      cairo_set_line_width(canvas_, stroke);
      cairo_rectangle(canvas_, inset, inset, width_ - 2 * inset, height_ - 2 * inset);
      cairo_stroke(canvas_);
    }
  }

  void show(PangoLayout* layout, const Style& style, double left, double top) {
    cairo_tag_begin(canvas_, style.tag, nullptr);
    use(canvas_, style.colour);
    cairo_move_to(canvas_, left, top);
    pango_cairo_show_layout(canvas_, layout);
    cairo_tag_end(canvas_, style.tag);
  }

  /// Smaller, until it is no higher than that.
  Block text_block(const std::string& text, Style style, double highest, double gap) {
    const double width = width_ - 2 * kMargin;
    auto layout = layout_of(canvas_, text, sheet_.language, style.size, style.is_bold, width);
    while (height_of(layout.get()) > highest && style.size > 7) {
      style.size *= 0.94;
      layout = layout_of(canvas_, text, sheet_.language, style.size, style.is_bold, width);
    }
    const double height = height_of(layout.get());
    std::shared_ptr<PangoLayout> kept{std::move(layout)};
    return {height, gap, [this, kept, style](double top) { show(kept.get(), style, kMargin, top); }};
  }

  void draw_column() {
    std::vector<Block> blocks;
    if (const auto logo = picture(sheet_.logo))
      blocks.push_back(picture_block(logo, 240, height_ > width_ ? 84 : 62));
    if (!sheet_.institution.empty())
      blocks.push_back(text_block(sheet_.institution, {13, false, kDim}, 34, 18));
    blocks.push_back(text_block(sheet_.title, {36, true, accent_, "H1"}, 92, 18));
    if (!sheet_.opening.empty()) blocks.push_back(text_block(sheet_.opening, {14, false, kDim}, 40, 8));
    blocks.push_back(text_block(sheet_.name, {32, true}, 86, 10));
    if (!sheet_.statement.empty()) blocks.push_back(text_block(sheet_.statement, {15, false}, 104, 14));
    blocks.push_back(text_block(sheet_.dates, {11, false, kDim}, 40, 0));
    double whole = 0;
    double gaps = 0;
    for (const auto& block : blocks) {
      whole += block.height + block.gap;
      gaps += block.gap;
    }
    // Where there is room, a part of it goes between the lines.
    const double left_over = std::max(0.0, height_ - kFrame - 22 - kFoot - whole);
    const double spread = std::min(gaps * 0.8, left_over * 0.5);
    double top = kFrame + 22 + (left_over - spread) / 2;
    for (const auto& block : blocks) {
      block.draw(top);
      top += block.height + block.gap * (1 + spread / std::max(1.0, gaps));
    }
  }

  void draw_signature(double left) {
    constexpr double kWidth = 200;
    const double line = height_ - 92;
    if (const auto signature = picture(sheet_.signature)) {
      const auto [shown_width, shown_height] = fitted(signature.get(), kWidth - 20, 52);
      put(signature.get(), left + (kWidth - shown_width) / 2, line - 4 - shown_height, shown_width);
    }
    if (sheet_.signer.empty() && sheet_.signature.empty()) return;
    use(canvas_, kDim);
    cairo_set_line_width(canvas_, 0.6);
    cairo_move_to(canvas_, left, line);
    cairo_line_to(canvas_, left + kWidth, line);
    cairo_stroke(canvas_);
    const auto name = layout_of(canvas_, sheet_.signer, sheet_.language, 11.5, true, kWidth);
    show(name.get(), {.size = 11.5, .is_bold = true}, left, line + 5);
    const auto role = layout_of(canvas_, sheet_.signer_role, sheet_.language, 10, false, kWidth);
    show(role.get(), {.size = 10, .colour = kDim}, left, line + 7 + height_of(name.get()));
  }

  /// The QR code, and beside it the same address for who has no camera at hand.
  void draw_check(double left, bool is_mirrored) {
    const double top = height_ - 62 - kQrSide;
    draw_qr(left, top);
    constexpr double kWidth = 190;
    const double text_left = is_mirrored ? left + kQrSide + 12 : left - 12 - kWidth;
    const auto words = sheet_.check + "\n" + sheet_.check_url;
    const auto layout = layout_of(canvas_, words, sheet_.language, 8.5, false, kWidth);
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_alignment(layout.get(), is_mirrored ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
    const double text_top = top + kQrSide - height_of(layout.get());
    const auto link = "uri='" + sheet_.check_url + "'";
    cairo_tag_begin(canvas_, CAIRO_TAG_LINK, link.c_str());
    show(layout.get(), {.size = 8.5, .colour = kDim}, text_left, text_top);
    cairo_tag_end(canvas_, CAIRO_TAG_LINK);
  }

  void draw_qr(double left, double top) {
    const Qr code{QRcode_encodeString8bit(sheet_.check_url.c_str(), 0, QR_ECLEVEL_M)};
    if (!code) fail("no QR code");
    const double module = kQrSide / code->width;
    use(canvas_, {0, 0, 0});
    for (int y = 0; y < code->width; ++y) {
      // Dark modules beside each other are one rectangle: seams between them confuse cameras.
      for (int x = 0, run = 0; x < code->width; x += run + 1) {
        run = 0;
        while (x + run < code->width && (code->data[y * code->width + x + run] & 1U) != 0) ++run;
        if (run > 0) cairo_rectangle(canvas_, left + x * module, top + y * module, run * module, module);
      }
    }
    cairo_fill(canvas_);
  }

  static std::shared_ptr<cairo_surface_t> picture(const std::string& webp) {
    if (webp.empty()) return nullptr;
    int width = 0;
    int height = 0;
    const Pixels pixels{
        WebPDecodeBGRA(reinterpret_cast<const std::uint8_t*>(webp.data()), webp.size(), &width, &height)};
    if (!pixels) fail("a picture that is no WebP");
    Surface surface{cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)};
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) fail("a picture that is too large");
    auto* to = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) {
        const auto* from = pixels.get() + (static_cast<std::ptrdiff_t>(y) * width + x) * 4;
        auto* pixel = to + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4;
        // cairo wants colours multiplied by their opacity.
        for (int channel = 0; channel < 3; ++channel)
          pixel[channel] = static_cast<unsigned char>((from[channel] * from[3] + 127) / 255);
        pixel[3] = from[3];
      }
    }
    cairo_surface_mark_dirty(surface.get());
    return std::shared_ptr<cairo_surface_t>{std::move(surface)};
  }

  static std::pair<double, double> fitted(cairo_surface_t* picture, double widest, double highest) {
    const double width = cairo_image_surface_get_width(picture);
    const double height = cairo_image_surface_get_height(picture);
    const double scale = std::min(widest / width, highest / height);
    return {width * scale, height * scale};
  }

  Block picture_block(const std::shared_ptr<cairo_surface_t>& logo, double widest, double highest) {
    const auto [width, height] = fitted(logo.get(), widest, highest);
    return {height, 14,
            [this, logo, width = width](double top) { put(logo.get(), (width_ - width) / 2, top, width); }};
  }

  void put(cairo_surface_t* picture, double left, double top, double width) {
    cairo_save(canvas_);
    cairo_translate(canvas_, left, top);
    const double scale = width / cairo_image_surface_get_width(picture);
    cairo_scale(canvas_, scale, scale);
    cairo_set_source_surface(canvas_, picture, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(canvas_), CAIRO_FILTER_BEST);
    cairo_paint(canvas_);
    cairo_restore(canvas_);
  }

  cairo_t* canvas_;
  const CertificateSheet& sheet_;
  double width_;
  double height_;
  Colour accent_;
};

void describe(cairo_surface_t* pdf, const CertificateSheet& sheet) {
  const auto title = sheet.title + " – " + sheet.name;
  const auto at = to_rfc3339(sheet.issued).substr(0, 19) + "Z";
  const std::pair<cairo_pdf_metadata_t, const std::string&> facts[] = {
      {CAIRO_PDF_METADATA_TITLE, title},
      {CAIRO_PDF_METADATA_AUTHOR, sheet.institution},
      {CAIRO_PDF_METADATA_SUBJECT, sheet.statement},
      {CAIRO_PDF_METADATA_CREATE_DATE, at},
      {CAIRO_PDF_METADATA_MOD_DATE, at}};
  for (const auto& [what, value] : facts) cairo_pdf_surface_set_metadata(pdf, what, value.c_str());
}

void require(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS) fail(cairo_status_to_string(status));
}

std::string draw_pdf(const CertificateSheet& sheet, double width, double height) {
  std::string bytes;
  const Surface surface{cairo_pdf_surface_create_for_stream(append, &bytes, width, height)};
  describe(surface.get(), sheet);
  const Canvas canvas{cairo_create(surface.get())};
  Sheet(canvas.get(), sheet, width, height).draw();
  require(cairo_status(canvas.get()));
  cairo_surface_finish(surface.get());
  require(cairo_surface_status(surface.get()));
  return with_language(std::move(bytes), sheet.language);
}

std::string draw_png(const CertificateSheet& sheet, double width, double height) {
  const Surface surface{cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width * kPngScale),
                                                   static_cast<int>(height * kPngScale))};
  const Canvas canvas{cairo_create(surface.get())};
  cairo_scale(canvas.get(), kPngScale, kPngScale);
  Sheet(canvas.get(), sheet, width, height).draw();
  require(cairo_status(canvas.get()));
  std::string bytes;
  require(cairo_surface_write_to_png_stream(surface.get(), append, &bytes));
  return bytes;
}

}  // namespace

std::string draw(const PrintOrder& order) {
  const bool is_wide = order.sheet.orientation == Orientation::Landscape;
  const double width = is_wide ? kLong : kShort;
  const double height = is_wide ? kShort : kLong;
  return order.format == SheetFormat::Pdf ? draw_pdf(order.sheet, width, height)
                                          : draw_png(order.sheet, width, height);
}

}  // namespace lectern::lms
