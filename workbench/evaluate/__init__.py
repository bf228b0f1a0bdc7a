"""Quality figures over labelled data; none without the signature of what was measured."""

from workbench.evaluate.checks import checks
from workbench.evaluate.detect import detect
from workbench.evaluate.evidence import evidence
from workbench.evaluate.extract import extract
from workbench.evaluate.points import points
from workbench.evaluate.split import split

__all__ = ["checks", "detect", "evidence", "extract", "points", "split"]
