"""The demo lecture: each slide is a title and steps; a step is a spoken sentence and what appears with it.
The lower right corner stays free for the camera."""

from drawing import (AMBER, BLUE, GREEN, INK, LINE, RED, SOFT, TEXT, arrow, box, bullet, label, mono, path, text)


def ladder_rung(row, name, rate, width, color):
    y = 270 + row * 130
    return (label(120, y, 200, 90, name, "white", LINE, TEXT) + box(360, y, width, 90, color, color) +
            text(360 + width + 24, y + 58, 36, rate, SOFT))


def film(y, color, letters, x=120, width=86):
    pieces = []
    for index, letter in enumerate(letters):
        fill = color if letter == "I" else "white"
        ink = "white" if letter == "I" else SOFT
        pieces.append(label(x + index * (width + 8), y, width, 110, letter, fill, color, ink, 40))
    return "".join(pieces)


def segments(y, name, color, count=7):
    pieces = [text(120, y + 58, 36, name, TEXT, 700)]
    for index in range(count):
        pieces.append(label(300 + index * 160, y, 148, 90, f"{index * 6} s", color, color, "white", 30))
    return "".join(pieces)


def network_curve():
    heights = [300, 290, 310, 280, 150, 120, 110, 140, 260, 330, 340, 320, 330]
    return path([(200 + index * 95, 800 - height) for index, height in enumerate(heights)], SOFT, 5)


def chosen_steps():
    steps = [(0, 4, 250), (4, 8, 90), (8, 9, 160), (9, 12, 250)]
    points = []
    for first, last, height in steps:
        points += [(200 + first * 95, 800 - height), (200 + last * 95, 800 - height)]
    return path(points, BLUE, 10)


def axes(across, upwards):
    return (arrow(200, 800, 1400, 800) + arrow(200, 800, 200, 400) + text(1400, 850, 30, across, SOFT, 400, "end") +
            text(200, 375, 30, upwards, SOFT, 400, "middle"))


def tank(x, level, color, words):
    return (box(x, 330, 260, 420, "white") + box(x + 12, 738 - level, 236, level, color, color, 6) +
            text(x + 130, 810, 34, words, TEXT, 700, "middle"))


SLIDES = [
    ("", [
        ("Welcome. This is a short lecture about how a lecture reaches your screen.",
         text(120, 430, 104, "How a lecture", INK, 700) + text(120, 550, 104, "reaches you", INK, 700) +
         box(120, 600, 160, 10, BLUE, BLUE, 0)),
        ("In about four minutes we will follow a recording from the camera to the student.",
         text(120, 700, 46, "Adaptive streaming, from the camera to the student", SOFT)),
    ]),
    ("One recording, many networks", [
        ("A lecturer uploads one file, and it is large.",
         label(140, 430, 330, 170, "Recording", "white", INK, INK, 44) + text(305, 660, 34, "1080p, 6 Mbit/s", SOFT, 400, "middle")),
        ("One student sits at home with a fast cable.", arrow(490, 480, 870, 330) +
         label(880, 270, 560, 110, "Cable: 50 Mbit/s", "white", GREEN, GREEN)),
        ("Another shares a wireless network with two hundred people.", arrow(490, 515, 870, 505) +
         label(880, 450, 560, 110, "Lecture hall Wi-Fi: 3 Mbit/s", "white", AMBER, AMBER)),
        ("And a third is on a train, where the signal comes and goes.", arrow(490, 550, 870, 680) +
         label(880, 630, 480, 110, "Train: 0 to 2 Mbit/s", "white", RED, RED)),
        ("No single file can serve all three of them well.", bullet(900, "One size does not fit all", 140)),
    ]),
    ("A ladder of renditions", [
        ("So the server makes several versions of the same video.", ladder_rung(0, "1080p", "4.5 Mbit/s", 940, INK)),
        ("Each version is called a rendition, and each has its own size and rate.",
         ladder_rung(1, "720p", "2.5 Mbit/s", 560, BLUE) + ladder_rung(2, "480p", "1.1 Mbit/s", 270, GREEN)),
        ("Together they form a ladder, and the player may stand on any rung.",
         ladder_rung(3, "240p", "0.3 Mbit/s", 90, AMBER)),
        ("A good server decodes the recording only once, and makes every rung from that one pass.",
         bullet(880, "Decode once, encode many", 120)),
    ]),
    ("Cut into segments", [
        ("Next, every rendition is cut into short pieces of about six seconds.", segments(300, "1080p", INK)),
        ("The cuts fall at exactly the same moments on all rungs.",
         segments(430, "720p", BLUE) + segments(560, "480p", GREEN)),
        ("That is why a player can leave one rung and continue on another without a gap.",
         path([(374, 280), (374, 250), (614, 250), (614, 690)], RED, 7) +
         arrow(614, 690, 820, 690, RED) + text(614, 745, 32, "switch here, unnoticed", RED)),
        ("Each segment is an ordinary file, fetched with an ordinary web request.",
         bullet(880, "Segments travel over plain HTTP", 120)),
    ]),
    ("Key frames", [
        ("Most pictures in a video only describe what has changed.", film(300, BLUE, "PPPPPP", 214)),
        ("A key frame is different: it can be shown without any picture before it.", film(300, BLUE, "I")),
        ("Every segment must begin with one, or nobody could join there.",
         film(300, BLUE, "IPPPPPP", 872) + text(120, 480, 34, "segment 1", SOFT) + text(872, 480, 34, "segment 2", SOFT)),
        ("Key frames are also what you see while you drag along the time bar.",
         box(120, 600, 1200, 16, LINE, LINE, 8) + box(120, 600, 520, 16, BLUE, BLUE, 8) +
         f'<circle cx="640" cy="608" r="22" fill="{BLUE}"/>' + label(540, 640, 200, 112, "12:40", "white", BLUE, INK)),
    ]),
    ("The playlist", [
        ("How does the player know which pieces there are? It reads a playlist, which is a plain text file.",
         box(120, 250, 1000, 560, "#ffffff") + mono(160, 320, 34, "#EXTM3U", SOFT)),
        ("The first playlist names the renditions with their rates and sizes.",
         mono(160, 385, 34, "#EXT-X-STREAM-INF:BANDWIDTH=4500000", INK) + mono(160, 435, 34, "1080/index.m3u8", BLUE) +
         mono(160, 500, 34, "#EXT-X-STREAM-INF:BANDWIDTH=2500000", INK) + mono(160, 550, 34, "720/index.m3u8", BLUE)),
        ("The others list the segments, one after another.",
         mono(160, 640, 34, "#EXTINF:6.000,", INK) + mono(160, 690, 34, "0.m4s", GREEN) + mono(160, 740, 34, "1.m4s", GREEN)),
    ]),
    ("The player decides", [
        ("While it plays, the player measures how fast the segments arrive.",
         axes("time", "Mbit/s") + network_curve()),
        ("If the network slows down, it steps down the ladder.", chosen_steps()),
        ("When the network recovers, it climbs again.", text(1290, 610, 34, "rung chosen", BLUE, 700)),
        ("The picture may get softer for a moment, but the voice never stops.",
         bullet(930, "A soft picture beats a spinning wheel", 120)),
    ]),
    ("The buffer", [
        ("To survive a tunnel, the player keeps some seconds in store.", tank(160, 320, GREEN, "30 s: calm")),
        ("A full buffer means that it can be patient.", text(290, 870, 30, "may climb", SOFT, 400, "middle")),
        ("A buffer that runs low means that it must act quickly.",
         tank(560, 150, AMBER, "12 s: careful") + tank(960, 40, RED, "3 s: step down")),
    ]),
    ("Slides are cheap", [
        ("A camera picture changes everywhere, thirty times a second.",
         text(120, 340, 40, "Camera", TEXT, 700) + box(420, 280, 960, 90, AMBER, AMBER)),
        ("A slide does not change at all until the next one appears.",
         text(120, 490, 40, "Slides", TEXT, 700) + box(420, 430, 120, 90, GREEN, GREEN)),
        ("So a lecture of slides needs only a fraction of the bits, at the same sharpness.",
         text(580, 490, 40, "same sharpness, far fewer bits", SOFT)),
        ("A server that looks at the content first saves storage, time and energy.",
         bullet(660, "Look first, then choose the ladder", 120)),
    ]),
    ("Who may watch", [
        ("Finally, a lecture is not always for everyone.",
         label(140, 300, 300, 130, "Student", "white", INK, INK, 40) + label(1120, 300, 300, 130, "Server", "white", INK, INK, 40)),
        ("The address of the video carries a small signed token.",
         arrow(460, 365, 1100, 365, BLUE) + mono(470, 335, 30, "/v/<token>/…/12.m4s", BLUE)),
        ("The server checks it for every single segment.",
         bullet(580, "Checked on every request", 140) + bullet(660, "Made for one viewer and one video", 140)),
        ("If the right to watch ends, the stream ends with the next request.",
         bullet(740, "Revoked at once", 140)),
    ]),
    ("To take home", [
        ("Let us sum up.", ""),
        ("One recording becomes a ladder of renditions, cut at the same moments.",
         bullet(320, "One recording, a ladder of renditions")),
        ("A playlist names the pieces, and the player chooses the rung that fits the network.",
         bullet(410, "Segments, named by playlists") + bullet(500, "The player picks the rung")),
        ("A token in the address decides who may watch.", bullet(590, "The address carries the right to watch")),
        ("That is how this very lecture has just reached you. Thank you for watching.",
         text(120, 760, 60, "Thank you", INK, 700)),
    ]),
]
