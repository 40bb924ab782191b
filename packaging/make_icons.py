"""Draw the window's icon anew from its SVG: `python packaging/make_icons.py`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from making.icons import png
from making.product import ICON

if __name__ == "__main__":
    ICON.with_suffix(".png").write_bytes(png(256))
