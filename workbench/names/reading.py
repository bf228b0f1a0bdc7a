"""The names in a text."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from workbench.names.entities import Hit, entities, longest
from workbench.names.lists import has_common, is_common, is_given_name
from workbench.names.tokens import Word, words_in
from workbench.words import unify

_OPENERS = "\"'“”‘’«»([{—–- "
_ENDS = ".!?:;…"
_REACH = 8  # words of a phrase on each side, and letters before the first word of a sentence
_INSIDE = " '’s&-–."  # between the words of a phrase
_LINKS = frozenset({"of", "the", "for", "de"})
_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "president", "minister", "senator", "governor", "judge", "justice",
     "sir", "lord", "captain", "colonel", "general", "king", "queen", "prince", "princess", "pope",
     "mayor", "secretary", "chancellor"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name at `text[start:end]`: a word, or the words of an entry of the table.

    A full name is as many mentions as it has words. `entity` is the usual English name of what
    the table knows: a country also for its people and language; `kind` is what part of the table
    that is from, such as "countries". `within` says that it stands
    among capitalised common words, whose meaning is translated: "Mystic River".
    """

    start: int
    end: int
    text: str
    entity: str | None = None
    kind: str | None = None
    within: bool = False


def names(text: str, *, lang: str) -> tuple[NameMention, ...]:
    """The names that can be told in a text, in order.

    In a script with capitals: capitalised words that are not common ones, and where a sentence
    begins only what can be nothing else. In other scripts: entries of the table, and words in
    Latin letters.
    """
    words = words_in(text)
    capitals = [place for place, word in enumerate(words) if word.text[0].isupper()]
    known = _known(words, lang)
    small = {word.text for word in words if word.text[0].islower()}
    found = []
    taken = 0
    for place in sorted({*capitals, *known}):
        if place < taken:
            continue
        hit = known.get(place)
        if hit is None and not _is_name(text, words, place, lang, small):
            continue
        taken = hit.last if hit else place + 1
        start, end = words[place].start, words[taken - 1].end
        mention = NameMention(
            start=start,
            end=end,
            text=text[start:end],
            entity=hit.form.entity if hit else None,
            kind=hit.form.kind if hit else None,
            within=_stands_within(text, words, place, taken, lang),
        )
        found.append(mention)
    return tuple(found)


def _stands_within(text: str, words: Sequence[Word], first: int, last: int, lang: str) -> bool:
    """Whether a capitalised common word follows in the same phrase, or rules it with "of"."""
    after = _phrase(text, words, range(last, min(last + _REACH, len(words))))
    before = list(_phrase(text, words, range(first - 1, max(first - 1 - _REACH, -1), -1)))
    linked = [place for place in before if words[place].text in _LINKS]
    return any(_is_capitalised_common(words[place].text, lang) for place in after) or any(
        _is_capitalised_common(words[place].text, lang)
        for place in before
        if linked and place < linked[0]
    )


def _phrase(text: str, words: Sequence[Word], step: range) -> Iterator[int]:
    """Places of words in one direction as long as they belong to one phrase."""
    for place in step:
        left, right = sorted((place, place - step.step))
        between = text[words[left].end : words[right].start]
        small = not words[place].text[0].isupper()
        if between.strip(_INSIDE) or (small and words[place].text not in _LINKS):
            return
        yield place


def _is_capitalised_common(word: str, lang: str) -> bool:
    return (
        word[0].isupper() and len(word) > 1 and unify(word) not in _TITLES and is_common(word, lang)
    )


def _known(words: Sequence[Word], lang: str) -> Mapping[int, Hit]:
    """By place of its first word, the longest entry of the table that begins there."""
    hits = entities([word.text for word in words], lang)
    cased = (hit for hit in hits if _has_its_capitals(words[hit.first : hit.last], hit))
    return {hit.first: hit for hit in longest(cased)}


def _has_its_capitals(words: Sequence[Word], hit: Hit) -> bool:
    """Whether an entry stands in capitals where it has them: "US" is a country, "us" is not."""
    written = words[0].text
    if hit.form.capitals and len(words) == 1:
        return written.rstrip("s'’").isupper()
    return not written[0].islower() or hit.form.small


def _is_name(text: str, words: Sequence[Word], place: int, lang: str, small: Set[str]) -> bool:
    """Whether a capitalised word that the table does not know is a name.

    `small` are the words of the text that begin with a small letter.
    """
    word = words[place].text
    if len(word.rstrip(".")) < 2:
        return False
    if is_common(word, lang) or word.lower() in small:
        return _follows_given_name(words, place)
    return has_common(lang) or not _begins(text, words[place].start) or is_given_name(word)


def _follows_given_name(words: Sequence[Word], place: int) -> bool:
    if not place or words[place].start - words[place - 1].end > 2:
        return False
    before = words[place - 1].text
    return before[0].isupper() and (is_given_name(before) or unify(before) in _TITLES)


def _begins(text: str, start: int) -> bool:
    """Whether a sentence begins at a place."""
    before = text[max(0, start - _REACH) : start].rstrip(_OPENERS)
    return not before or before[-1] in _ENDS
