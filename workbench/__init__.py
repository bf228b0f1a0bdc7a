"""Read an article in any NLLB language in English, with a briefing traced to its source.

>>> from workbench import brief, open_models
>>> briefing = brief("...", models=open_models())  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.briefing import brief as brief
    from workbench.briefing import start as start
    from workbench.engines import open_models as open_models
    from workbench.memory import open_memory as open_memory
    from workbench.records import Metadata as Metadata
    from workbench.records import Source as Source

__version__ = "0.1.0"

_HOMES = {
    "brief": "briefing",
    "start": "briefing",
    "open_models": "engines",
    "open_memory": "memory",
    "Metadata": "records",
    "Source": "records",
}
__all__ = ["Metadata", "Source", "brief", "open_memory", "open_models", "start"]


def __getattr__(name: str) -> Any:
    """Public names, imported when first used: importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'workbench' has no attribute {name!r}")
    return getattr(import_module(f"workbench.{_HOMES[name]}"), name)
