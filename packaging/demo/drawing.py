"""Small SVG vocabulary of the demo lecture's slides: every function answers a piece of SVG."""

from html import escape

INK = "#1f3a5f"
TEXT = "#26313f"
SOFT = "#66758a"
PAPER = "#faf8f4"
LINE = "#c9d2de"
BLUE = "#2f6db3"
GREEN = "#2e8b57"
AMBER = "#c77d0a"
RED = "#b5403a"
WIDTH, HEIGHT = 1920, 1080


def text(x, y, size, words, color=TEXT, weight=400, anchor="start", family="Lato, DejaVu Sans"):
    return (f'<text x="{x}" y="{y}" font-family="{family}" font-size="{size}" font-weight="{weight}" '
            f'fill="{color}" text-anchor="{anchor}" xml:space="preserve">{escape(words)}</text>')


def mono(x, y, size, words, color=TEXT):
    return text(x, y, size, words, color, family="DejaVu Sans Mono")


def box(x, y, width, height, fill="white", stroke=LINE, radius=14):
    return (f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{fill}" '
            f'stroke="{stroke}" stroke-width="3"/>')


def label(x, y, width, height, words, fill="white", stroke=LINE, color=TEXT, size=34):
    return box(x, y, width, height, fill, stroke) + text(
        x + width / 2, y + height / 2 + size * 0.36, size, words, color, 700, "middle")


def arrow(x1, y1, x2, y2, color=SOFT):
    """A straight arrow; its head is drawn by hand, since the renderer's markers differ."""
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    bx, by = x2 - ux * 24, y2 - uy * 24
    return (f'<line x1="{x1}" y1="{y1}" x2="{bx:.1f}" y2="{by:.1f}" stroke="{color}" stroke-width="5"/>'
            f'<polygon points="{x2},{y2} {bx - uy * 13:.1f},{by + ux * 13:.1f} {bx + uy * 13:.1f},{by - ux * 13:.1f}" '
            f'fill="{color}"/>')


def path(points, color, width=6, fill="none"):
    joined = " ".join(f"{x},{y}" for x, y in points)
    return (f'<polyline points="{joined}" fill="{fill}" stroke="{color}" stroke-width="{width}" '
            f'stroke-linejoin="round" stroke-linecap="round"/>')


def bullet(y, words, x=120):
    return f'<circle cx="{x + 8}" cy="{y - 13}" r="8" fill="{BLUE}"/>' + text(x + 40, y, 42, words)


def page(title, number, count, body):
    """A whole slide: heading, page number, and the pieces shown so far."""
    heading = "" if not title else (text(120, 150, 64, title, INK, 700) +
                                    f'<rect x="120" y="182" width="120" height="8" fill="{BLUE}"/>')
    foot = text(120, 1030, 28, f"How a lecture reaches you   ·   {number} / {count}", SOFT)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
            f'{heading}{foot}{"".join(body)}</svg>')
