"""The demo translator without the conversion that it brings along."""

import atexit
import shutil
from pathlib import Path
from tempfile import mkdtemp

from workbench.registry import demo_path


def _linked() -> Path:
    """A folder of links to the checkpoint's own files, until the tests end."""
    within = Path(mkdtemp())
    atexit.register(shutil.rmtree, within)
    folder = within / "nllb-demo"
    folder.mkdir()
    for path in (demo_path().parent / "nllb-demo").iterdir():
        if path.is_file():
            (folder / path.name).symlink_to(path)
    return folder


UNCONVERTED = _linked()
