"""The folders of this machine that the workbench reads and writes."""

import os
from pathlib import Path


def models_folder() -> Path:
    """Where downloaded models lie: the cache that everything else from the hub shares.

    The same environment variables, in the same order, as huggingface_hub has them; asking that
    library instead would import it in every `workbench --help`.
    """
    home = _from_environment("HF_HOME") or _cache_home() / "huggingface"
    return (
        _from_environment("HF_HUB_CACHE")
        or _from_environment("HUGGINGFACE_HUB_CACHE")
        or home / "hub"
    )


def cache_folder() -> Path:
    """Where what can be made again is kept: converted models, remembered translations."""
    return _from_environment("WORKBENCH_CACHE") or _cache_home() / "briefing-workbench"


def data_folder() -> Path:
    """Where what people made is kept, and nothing could make again: their corrections."""
    home = _from_environment("XDG_DATA_HOME") or Path("~/.local/share").expanduser()
    return _from_environment("WORKBENCH_DATA") or home / "briefing-workbench"


def _cache_home() -> Path:
    return _from_environment("XDG_CACHE_HOME") or Path("~/.cache").expanduser()


def _from_environment(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(os.path.expandvars(value)).expanduser() if value else None
