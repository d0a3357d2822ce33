"""The child process that draws preview images, one after another: started and fed by `card_drawing`.

On stdin a line of JSON and a photo's bytes; on stdout a line of JSON and the JPEG. It ends with its stdin, or when
nothing was asked for a while.
"""

import json
import os
import select
import sys

from app.media import preview_image
from app.media.card_drawing import card_from
from app.media.one_sheet_press import give_up_the_world

NICENESS = 5
"""Readers first: where both want the processor, they get three quarters of it. An artist waits too, so not more."""

IDLE_S = 120.0


def main() -> None:
    preview_image.load_libraries()
    os.nice(NICENESS)
    give_up_the_world(cpu_s=None)
    asking, answering = sys.stdin.buffer, sys.stdout.buffer
    while select.select([asking], [], [], IDLE_S)[0]:
        line = asking.readline()
        if not line:
            return
        head = json.loads(line)
        photo = asking.read(head["photo"])
        try:
            image = preview_image.draw(card_from(head["card"]), photo or None)
        except Exception as exc:  # whoever asked raises it
            told, jpeg = json.dumps({"failed": f"{type(exc).__name__}: {exc}"[:500], "bytes": 0}), b""
        else:
            told, jpeg = json.dumps({"missing": image.missing, "bytes": len(image.jpeg)}), image.jpeg
        answering.write(told.encode() + b"\n" + jpeg)
        answering.flush()


if __name__ == "__main__":
    main()
