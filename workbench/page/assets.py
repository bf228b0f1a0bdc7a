"""What a browser is given beside the page itself: scripts, style and fonts, all of them ours."""

import json
from pathlib import Path

from workbench.page.texts import scripts as texts

FOLDER = Path(__file__).parent
STYLE = FOLDER / "style.css"
SCRIPTS = FOLDER / "scripts"


def head() -> str:
    """Our scripts in the order of their names, and what they say, for the page's head."""
    said = {name: text for name, text in vars(texts).items() if name.isupper()}
    parts = [path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.glob("*.js"))]
    parts.append(f"workbench.texts = {json.dumps(said)};")
    return "".join(f"<script>{part}</script>" for part in parts)
