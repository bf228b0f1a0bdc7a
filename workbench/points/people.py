"""The one person an English sentence opens with, where that is certain."""

import re
from collections.abc import Sequence
from itertools import pairwise

from workbench.points.cues import Cues
from workbench.words import starts, words

_LONGEST_NAME = 5
_LONGEST_OPENING = 10  # words of "The Foreign Minister of ...", before its comma
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")


def _is(token: str, phrases: frozenset[tuple[str, ...]]) -> bool:
    return starts([w for word in words(token) for w in word.split("-")][:1], phrases)


def _is_name(token: str) -> bool:
    return token[:1].isupper() and bool(_NAME.fullmatch(token.rstrip(",")))


def _run(tokens: Sequence[str], cues: Cues) -> list[str]:
    """Capitalised words and titles from the start, up to and with a comma."""
    run: list[str] = []
    for token in tokens:
        if not (_is_name(token) or _is(token, cues.titles)):
            break
        run.append(token.rstrip(","))
        if token.endswith(","):
            break
    return run


def _titled(run: Sequence[str], cues: Cues) -> str | None:
    """A title, then a name: "President Ilham Aliyev"."""
    places = [i for i, token in enumerate(run) if _is(token, cues.titles)]
    if not places or not run[places[-1] + 1 :] or len(run) - places[-1] > _LONGEST_NAME:
        return None
    named = run[places[-1] + 1 :]
    possessive = run[-1].endswith(("'s", "’s", "'"))
    office = any(_is(token, cues.not_persons) for token in named)
    return None if possessive or office else " ".join(run)


def _is_person(run: Sequence[str], cues: Cues) -> bool:
    return 2 <= len(run) <= _LONGEST_NAME and not any(
        _is(token, cues.not_persons) or _is(token, cues.titles) for token in run
    )


def opening_person(text: str, cues: Cues) -> str | None:
    """Name of the person who is the sentence's first words, with a title beside it to prove it.

    None when it might be an office, a country or several people.
    """
    text = text.partition(", ")[2] if text.startswith("According to ") else text
    text = text.removeprefix("The ")
    tokens = text.split()
    run = _run(tokens, cues)
    if run and "and" in tokens[len(run) : len(run) + 1]:
        return None
    return _titled(run, cues) or _described(text, run, cues)


def _described(text: str, run: Sequence[str], cues: Cues) -> str | None:
    """A name beside its office: "Sara Amin, the minister of trade," or the other way round."""
    parts = [part.split() for part in text.split(",")]
    if len(parts) < 3:
        return None
    first, second = parts[0], parts[1]
    if first == run and _is_person(run, cues) and _apposition(second, cues):
        return " ".join(run)
    described = len(first) <= _LONGEST_OPENING and _apposition(first, cues) and "and" not in first
    named = _is_person(second, cues) and all(map(_is_name, second))
    return " ".join(second) if described and named else None


def _apposition(tokens: Sequence[str], cues: Cues) -> bool:
    if not tokens or _is(tokens[0], cues.relatives):
        return False
    return any(_is(token, cues.titles) for token in tokens)


def alone(text: str, name: str, cues: Cues) -> bool:
    """Whether the sentence shows no other person than `name`, by title or by two capitals."""
    before, _, after = text.partition(name)
    tokens = (before + " " + after).split()
    end = 1 + next((i for i, token in enumerate(after.split()[1:]) if token.endswith(",")), 0)
    appositive = len(before.split()) + end if after.startswith(",") else 0
    later = tokens[appositive + 1 :] if appositive else tokens[len(before.split()) :]
    if any(_is(token, cues.titles) for token in later):
        return False
    pairs = pairwise(later)
    return not any(
        _is_name(a)
        and not a.endswith(",")
        and _is_name(b)
        and not (_is(a, cues.not_persons) or _is(b, cues.not_persons))
        for a, b in pairs
    )
