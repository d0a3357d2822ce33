"""Our drawing, one picture for each line on stdin: `python -m bench.preview.ours`."""

import json
import sys
import time

from app.domain.emblem import Ring
from app.media import preview_image
from app.media.preview_image import Card

RINGS = (
    *(Ring("artist", f"a{i}", 1 - i / 6) for i in range(5)),
    *(Ring("album", f"b{i}", 1 - i / 6) for i in range(5)),
    *(Ring("track", f"c{i}", 1 - i / 4) for i in range(3)),
)


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.perf_counter()
        image = preview_image.draw(Card(asked["name"], asked["role"], "anchor.example/mara", "mara", RINGS))
        took = (time.perf_counter() - began) * 1000
        print(json.dumps({"ms": took, "bytes": len(image.jpeg), "missing": image.missing}), flush=True)


if __name__ == "__main__":
    main()
