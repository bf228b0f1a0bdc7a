"""Labelled data written for a test."""

import json
from pathlib import Path
from typing import Any


def write(path: Path, *entries: Any) -> Path:
    """A file of JSON Lines; an entry that is text stands as it is."""
    lines = [
        entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False)
        for entry in entries
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
