"""The lecturer in the corner: a drawn room and a drawn person that sway, nod and speak, with the grain of a
small sensor over them. Not a film of anybody, but to an encoder it behaves like one: nothing ever stands still."""

import random

WIDTH, HEIGHT = 420, 316
MARGIN = 24  # how far the picture may wander, as if held in a hand
SEED = 4


def svg(width, height, body):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}">{body}</svg>')


def books(chance, y, width):
    pieces, x = [], 0
    while x < width:
        thick, tall = chance.randint(9, 19), chance.randint(46, 72)
        color = chance.choice(["#7b4b3a", "#36506b", "#6b6f3a", "#8a6d3b", "#4a3f5c", "#2f5d50", "#94534a", "#bfae8e"])
        pieces.append(f'<rect x="{x}" y="{y - tall}" width="{thick - 1}" height="{tall}" fill="{color}"/>'
                      f'<rect x="{x + 2}" y="{y - tall + 10}" width="{thick - 5}" height="4" fill="#e6d9bd" opacity="0.6"/>')
        x += thick
    return "".join(pieces)


def room():
    chance = random.Random(SEED)
    width, height = WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN
    shelves = "".join(books(chance, y, width) + f'<rect x="0" y="{y}" width="{width}" height="9" fill="#5b4632"/>'
                      for y in (96, 190, 284))
    lamp = ('<radialGradient id="lamp" cx="0.15" cy="0.1" r="0.9"><stop offset="0" stop-color="#ffdf9e" stop-opacity="0.55"/>'
            '<stop offset="1" stop-color="#1a1410" stop-opacity="0.55"/></radialGradient>')
    return svg(width, height, f'<defs>{lamp}</defs><rect width="{width}" height="{height}" fill="#3b3026"/>{shelves}'
               f'<rect width="{width}" height="{height}" fill="url(#lamp)"/>')


def body():
    return svg(260, 170, '<path d="M10 170 C20 70 70 46 105 40 L155 40 C190 46 240 70 250 170 Z" fill="#30475e"/>'
               '<path d="M104 40 L130 92 L156 40 Z" fill="#e9e4da"/><path d="M124 60 L136 60 L141 120 L130 134 L119 120 Z" fill="#8c2f39"/>')


def head():
    return svg(130, 160, '<rect x="48" y="112" width="34" height="44" rx="14" fill="#c58f6e"/>'
               '<ellipse cx="65" cy="78" rx="44" ry="56" fill="#d9a583"/>'
               '<path d="M20 74 C14 20 50 4 70 6 C104 8 116 40 110 78 C104 52 92 40 66 40 C44 40 28 50 20 74 Z" fill="#4a342a"/>'
               '<circle cx="47" cy="76" r="5" fill="#2a211c"/><circle cx="83" cy="76" r="5" fill="#2a211c"/>'
               '<g fill="none" stroke="#2a2a2e" stroke-width="3"><circle cx="47" cy="76" r="14"/><circle cx="83" cy="76" r="14"/>'
               '<path d="M61 76 L69 76"/></g><path d="M62 84 L60 96 L68 97" fill="none" stroke="#b07f60" stroke-width="3"/>'
               '<path d="M50 112 Q65 118 80 112" fill="none" stroke="#8a4a42" stroke-width="4"/>')


def mouth():
    return svg(130, 160, '<ellipse cx="65" cy="113" rx="14" ry="9" fill="#6d2e2b"/><rect x="56" y="106" width="18" height="4" fill="#efe7df"/>')


LAYERS = {"room": room, "body": body, "head": head, "mouth": mouth}


def graph(first_input, speaking, rate):
    """The filter graph that makes [camera] from the four layers, in the order of LAYERS, from `first_input` on.
    `speaking` is an expression in t that is not zero while a sentence is spoken."""
    still = "loop=-1:1:0,setpts=N/({rate}*TB),format=rgba".format(rate=rate)
    loops = ";".join(f"[{first_input + index}:v]{still}[{name}]" for index, name in enumerate(LAYERS))
    sway, nod = "7*sin(t*0.83)+3*sin(t*2.1)", "3*sin(t*1.7)+4*sin(t*0.6)"
    head_x, head_y = f"{WIDTH // 2 - 65}+1.4*({sway})", f"34+{nod}"
    return (f"{loops};"
            f"[room]crop={WIDTH}:{HEIGHT}:x='{MARGIN}+9*sin(t*0.37)+2*sin(t*3.1)':y='{MARGIN}+6*sin(t*0.29)+2*sin(t*2.7)'[view];"
            f"[view][body]overlay=x='{WIDTH // 2 - 130}+{sway}':y='{HEIGHT - 150}+2*sin(t*1.9)':shortest=1[a];"
            f"[a][head]overlay=x='{head_x}':y='{head_y}':shortest=1[b];"
            f"[b][mouth]overlay=x='{head_x}':y='{head_y}':shortest=1:enable='gt(({speaking})*sin(t*23)*cos(t*7.3),-0.05)*({speaking})'[c];"
            f"[c]format=yuv420p,eq=brightness='0.02*sin(t*0.5)':eval=frame,"
            f"noise=alls=4:allf=t+u:all_seed={SEED}[camera]")
