"""What a browser is given beside the page itself: style, scripts and fonts, all of them ours."""

import json
from pathlib import Path

from workbench.page.texts import scripts as texts

FOLDER = Path(__file__).parent
STYLES = FOLDER / "styles"
SCRIPTS = FOLDER / "scripts"
STATIC = FOLDER / "static"


def head() -> str:
    """Our style and scripts, each in the order of their names, and what scripts say.

    Not by gradio's `css`, which rewrites selectors and breaks those with a comma inside.
    """
    said = {name: text for name, text in vars(texts).items() if name.isupper()}
    scripts = [*_read(SCRIPTS, "*.js"), f"workbench.texts = {json.dumps(said)};"]
    style = "".join(_read(STYLES, "*.css"))
    return f"<style>{style}</style>" + "".join(f"<script>{part}</script>" for part in scripts)


def _read(folder: Path, names: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob(names))]
