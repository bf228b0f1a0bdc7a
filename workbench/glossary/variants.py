"""Words of names that an article's translation spells in two ways."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from workbench.glossary.sightings import Key, Sighted, Sighting
from workbench.glossary.spelling import comparable, derived, near
from workbench.records import Finding

MOST_LISTED = 3
"""Sentences that a message lists."""


def full_names(keys: Mapping[Key, object]) -> dict[Key, Key]:
    """By short form the longer name that has all its words; no entry where two unlike ones have."""
    with_word: dict[str, set[Key]] = {}
    for key in keys:
        for word in key:
            with_word.setdefault(word, set()).add(key)
    full = {}
    for key in keys:
        common = set.intersection(*(with_word[word] for word in key))
        longer = sorted((one for one in common if len(one) > len(key)), key=len)
        if longer and all(set(one) <= set(longer[-1]) for one in longer):
            full[key] = longer[-1]
    return full


def variants(found: Sequence[Sighted]) -> Iterator[tuple[int, Finding]]:
    """(row, finding) of each word that a row spells as the rest of the article does not.

    A short form is measured by the full name that it belongs to; where several have its word,
    each of their spellings is right.
    """
    full = full_names(dict.fromkeys(name.key for name in found))
    by_word: dict[str, dict[Key, list[Sighting]]] = {}
    for name in found:
        bearer = full.get(name.key, name.key)
        for word in name.words:
            by_word.setdefault(word.word, {}).setdefault(bearer, []).append(word)
    in_full = frozenset(word for name in found if len(name.words) > 1 for word in name.words)
    for by_bearer in by_word.values():
        if not any(word.entity for of_bearer in by_bearer.values() for word in of_bearer):
            yield from _of_word(by_bearer, in_full)


def _of_word(
    by_bearer: Mapping[Key, Sequence[Sighting]], in_full: frozenset[Sighting]
) -> Iterator[tuple[int, Finding]]:
    persons = [bearer for bearer in by_bearer if len(bearer) > 1]
    for bearer, of_bearer in by_bearer.items():
        bearers = [bearer] if bearer in persons or not persons else persons
        right = [_usual(by_bearer[one], in_full) for one in bearers]
        as_right = [
            word
            for one in bearers
            for word in by_bearer[one]
            if comparable(word.english) == right[0]
        ]
        others = {
            word.row.id: word
            for word in of_bearer
            if not any(derived(word.english, spelling) for spelling in right)
        }
        for row, word in others.items():
            yield row, _doubt(word, as_right, "person" if persons else "name")


def _usual(words: Sequence[Sighting], in_full: frozenset[Sighting]) -> str:
    """The spelling that the others are measured by: in the full name, else the commonest."""
    full = [word for word in words if word in in_full]
    return Counter(comparable(word.english) for word in full or words).most_common(1)[0][0]


def _doubt(word: Sighting, as_right: Sequence[Sighting], what: str) -> Finding:
    right = as_right[0].english
    ids = sorted({other.row.id for other in as_right})
    return Finding(
        kind="spelling",
        severity="low" if near(word.english, right) else "medium",
        message=f"“{word.english}” here, “{right}” in {_listed(ids)}: the same {what}?",
        source_span=word.source,
        target_span=word.target,
    )


def _listed(ids: Sequence[int]) -> str:
    """Some of the ids as a sentence has them."""
    if len(ids) == 1:
        return f"sentence {ids[0]}"
    if len(ids) > MOST_LISTED:
        return f"sentences {', '.join(map(str, ids[:MOST_LISTED]))} and others"
    return f"sentences {', '.join(map(str, ids[:-1]))} and {ids[-1]}"
