"""The lines of a page that say where, by whom and when: their labels, and what those ask for."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from workbench.clean.folding import words_of
from workbench.clean.marks import words
from workbench.mentions import parts_of

LABELLED, PLAIN, DATELINE, UPDATED = range(4)
"""How surely a day is that of publication, surest first."""
LONGEST_LABEL = 4
LONGEST_NAME = 8
LONGEST_BARE_NAME = 4
LABEL = re.compile(r"\s*([^:：|\n]{1,60}?)\s*[:：|]\s*(.*)", re.DOTALL)
END = re.compile(r"[|\n•·]|\s[-–—]\s")
COMMA = re.compile(r"\s*[,،，]\s*")
# Behind a name with a slash stands the agency of a picture.
RIGHTS = re.compile(r"(?:©|\(c\))\s*([^.,،|/–—\n]{2,80}+)(?!/)", re.IGNORECASE)
YEARS = re.compile(r"\d+(?:\s?[-–]\s?\d+)?")
EDGES = " .،,:：\"'«»“”„"


def labelled(text: str) -> tuple[str | None, str]:
    """What the label of a line asks for, and what stands behind it; None where it has none."""
    match = LABEL.match(text)
    words = parts_of(match[1]) if match else ()
    for kind, phrases in labels().items():
        if match and words in phrases:
            return kind, END.split(match[2], maxsplit=1)[0].strip(EDGES)
    return None, ""


def author(text: str) -> str:
    """The name on an author's line without a colon: "By Jane Doe", or two words or more alone."""
    said = without_role(END.split(text, maxsplit=1)[0]).split()
    least = 2
    for length in range(min(LONGEST_LABEL, len(said)), 0, -1):
        if means(said[:length], "byline"):
            said, least = said[length:], 1
        elif means(said[-length:], "byline"):
            said, least = said[:-length], 1
    name = " ".join(said).strip(EDGES)
    return name if least <= len(said) <= LONGEST_BARE_NAME and not YEARS.search(name) else ""


def without_role(text: str) -> str:
    """Names without what one of them does: "Jane Doe" of "Jane Doe, special correspondent"."""
    roles = words("correspondent words")
    parts = [part for part in COMMA.split(text) if roles.isdisjoint(words_of(part))]
    return ", ".join(parts) or text


def rights_holder(text: str) -> str:
    """Whose a page says it is: the name behind ©, without years and the words of rights."""
    match = RIGHTS.search(text)
    said = YEARS.sub(" ", match[1]).split() if match else []
    name: list[str] = []
    while said:
        lengths = range(LONGEST_LABEL, 0, -1)
        length = next((n for n in lengths if means(said[:n], "rights")), 0)
        if length and name:
            break
        name += [] if length else said[:1]
        said = said[length or 1 :]
    return " ".join(name).strip(EDGES)


def means(words: Sequence[str], kind: str) -> bool:
    """Whether the words are a phrase of that kind."""
    return parts_of(" ".join(words)) in labels()[kind]


def is_name(text: str) -> bool:
    return any(map(str.isalpha, text)) and len(text.split()) <= LONGEST_NAME


def rank_of(words: Sequence[str]) -> int | None:
    """What the words before a date say of it; of two labels, the nearer one."""
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - LONGEST_LABEL), end):
            for rank, label in ((UPDATED, "updated"), (LABELLED, "published")):
                if tuple(words[start:end]) in labels()[label]:
                    return rank
    return None


@cache
def labels() -> Mapping[str, frozenset[tuple[str, ...]]]:
    table = tomllib.loads(files("workbench.clean").joinpath("credits.toml").read_text("utf-8"))
    return {kind: frozenset(map(parts_of, phrases)) for kind, phrases in table.items()}
