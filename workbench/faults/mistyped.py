"""Words that look like slips of the hand for a name that the article writes elsewhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from workbench.lexicon import glosses
from workbench.names import names
from workbench.names.affixes import bare_forms
from workbench.records import Finding, Sentence
from workbench.words import unify

KIND = "mistyped name"
OFTEN = 3  # times that a name stands in an article, so that its spelling is the article's own
# Letters of a name that another word is not likely to be one slip away from; two letters
# exchanged are seldom another word's.
LONG, LONG_ENOUGH_TO_EXCHANGE = 6, 5
LONGEST = 40

_WORD = re.compile(r"[^\W\d_][\w\u200c\u200d\u0640'’-]*")
Names = Mapping[tuple[str, str], set[str]]


def mistyped(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Finding]]:
    """(id of a sentence, finding) for each such word: once in the article, no word known to us."""
    ordered = sorted(sentences, key=lambda s: s.language)
    for lang, group in groupby(ordered, key=lambda s: s.language):
        own = list(group)
        times = _names(own, lang)
        often = {name: count for name, count in times.items() if count >= OFTEN}
        if often:
            yield from _slips(own, lang, often, known=times)


def _names(sentences: Sequence[Sentence], lang: str) -> dict[str, int]:
    """How often each name of one word stands there, by all its forms without affixes."""
    times: Counter[str] = Counter()
    for sentence in sentences:
        for mention in names(sentence.source, lang=lang):
            if mention.entity or not mention.text[0].islower():
                times.update(set(bare_forms(mention.text, lang)))
    return times


def _slips(
    sentences: Sequence[Sentence], lang: str, often: Mapping[str, int], *, known: Mapping[str, int]
) -> Iterator[tuple[int, Finding]]:
    by_ends: Names = defaultdict(set)
    for often_written in often:
        by_ends[often_written[0], often_written[-1]].add(often_written)
    words = Counter(unify(word) for s in sentences for word in _WORD.findall(s.source))
    for sentence in sentences:
        meant = {gloss.start for gloss in glosses(sentence.source, lang=lang)}
        for found in _WORD.finditer(sentence.source):
            if words[unify(found[0])] > 1 or found.start() in meant or found[0][0].islower():
                continue
            name = _slip(found[0], lang, by_ends, known)
            if name:
                yield sentence.id, _finding(found, name, often[name])


def _slip(word: str, lang: str, by_ends: Names, known: Mapping[str, int]) -> str | None:
    """The name that a word is one slip of the hand away from."""
    if not LONG_ENOUGH_TO_EXCHANGE <= len(word) <= LONGEST:
        return None
    for form in bare_forms(word, lang):
        for name in sorted(by_ends.get((form[0], form[-1]), ())):
            if _is_slip(form, name) and known.get(form, 0) < 2:
                return name
    return None


def _is_slip(word: str, name: str) -> bool:
    """Whether one letter inside was left out, put in or changed, or two were exchanged."""
    if word == name or min(len(word), len(name)) < LONG_ENOUGH_TO_EXCHANGE:
        return False
    start = next(i for i in range(len(name) + 1) if word[i : i + 1] != name[i : i + 1])
    rest, own = word[start:], name[start:]
    if rest[:2] == own[1::-1] and rest[2:] == own[2:]:
        return True
    changed = rest[1:] == own[1:] or rest[1:] == own or rest == own[1:]
    return changed and min(len(word), len(name)) >= LONG


def _finding(found: "re.Match[str]", name: str, times: int) -> Finding:
    return Finding(
        kind=KIND,
        severity="low",
        message=f"“{found[0]}” may be a slip for “{name}”, which the article has {times} times.",
        source_span=found.span(),
        about="source",
    )
