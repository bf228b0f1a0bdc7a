"""English words that say a country or place by its people: "Russian", "Dutch"."""

from functools import cache
from importlib.resources import files

from workbench.glossary.spelling import comparable
from workbench.names import names

ENGLISH = "eng_Latn"
PLACES = frozenset({"countries", "places"})


def is_people(spelling: str, *, lang: str) -> bool:
    """Whether the table of names has this for a country or place, and it is none of its names.

    Known for English alone.

    >>> is_people("Russian", lang="eng_Latn"), is_people("Britain", lang="eng_Latn")
    (True, False)
    """
    if lang != ENGLISH:
        return False
    return any(
        name.text == spelling
        and name.kind in PLACES
        and name.entity
        and comparable(spelling) not in {comparable(name.entity), *_other_names()}
        for name in names(spelling, lang=lang)
    )


@cache
def _other_names() -> frozenset[str]:
    """Names of countries and places beside the usual ones, comparable."""
    lines = (files("workbench.glossary") / "places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(comparable(line) for line in lines if not line.startswith("#"))
