"""Speaks the sentences with espeak-ng and says when each begins and ends."""

import subprocess
import wave
from dataclasses import dataclass

BETWEEN_SENTENCES = 0.45  # seconds of quiet
BETWEEN_SLIDES = 1.1


@dataclass
class Spoken:
    slide: int
    step: int
    words: str
    start: float
    end: float


def speak(words, file):
    subprocess.run(["espeak-ng", "-v", "en-us+Mike", "-s", "138", "-p", "38", "-g", "4", "-w", file, words], check=True,
                   stdin=subprocess.DEVNULL)
    with wave.open(file, "rb") as sound:
        return sound.getparams(), sound.readframes(sound.getnframes())


def narrate(slides, folder):
    """Writes folder/voice.wav; answers the sentences with their times and the whole length in seconds."""
    spoken, pieces, position = [], [], 0
    parameters = None
    for slide, (_, steps) in enumerate(slides):
        for step, (words, _) in enumerate(steps):
            parameters, frames = speak(words, f"{folder}/sentence.wav")
            rate, width = parameters.framerate, parameters.sampwidth * parameters.nchannels
            quiet = int((BETWEEN_SLIDES if step == 0 else BETWEEN_SENTENCES) * rate)
            start = position + quiet
            position = start + len(frames) // width
            pieces += [bytes(quiet * width), frames]
            spoken.append(Spoken(slide, step, words, start / rate, position / rate))
    tail = 2 * parameters.framerate
    pieces.append(bytes(tail * parameters.sampwidth * parameters.nchannels))
    with wave.open(f"{folder}/voice.wav", "wb") as sound:
        sound.setparams(parameters)
        sound.writeframes(b"".join(pieces))
    return spoken, (position + tail) / parameters.framerate
