"""Points of several briefings as one brief."""

from workbench.collection.collecting import MOST_POINTS, collect

__all__ = ["MOST_POINTS", "collect"]
