"""Words that look like slips of the hand for a name that the article writes elsewhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.lexicon import glosses
from workbench.names import names as mentions
from workbench.names.affixes import bare_forms
from workbench.records import Finding, Name, Sentence
from workbench.words import unify

KIND = "mistyped name"
OFTEN = 3  # times that a name stands in an article, so that its spelling is the article's own
# Letters of a name that another word is not likely to be one slip away from; two letters
# exchanged are seldom another word's.
LONG, LONG_ENOUGH_TO_EXCHANGE = 6, 5
LONGEST = 40

_WORD = re.compile(r"[^\W\d_][\w\u200c\u200d\u0640'’-]*")


def mistyped(sentences: Sequence[Sentence], names: Sequence[Name]) -> Iterator[tuple[int, Finding]]:
    """(id of a sentence, finding) for each word that stands once and is one slip from a name."""
    times: Counter[str] = Counter()
    for sentence in sentences:
        for word in _WORD.findall(sentence.source):
            times.update(set(_forms(word, sentence.language)))
    written = {unify(word): word for name in names for word in name.source.split()}
    often = _by_ends(word for word in written if times[word] >= OFTEN)
    if not often:
        return
    for sentence in sentences:
        known = _known(sentence)
        for found in _WORD.finditer(sentence.source):
            forms = _forms(found[0], sentence.language)
            if found.start() in known or found[0][0].islower() or times[forms[0]] > 1:
                continue
            if name := _name(forms, often):
                yield sentence.id, _finding(found, written[name], times[name])


def _forms(word: str, lang: str) -> tuple[str, ...]:
    return bare_forms(word[:LONGEST], lang)


def _known(sentence: Sentence) -> set[int]:
    """Where words begin that are somebody else's: of a lexicon, or another country's name."""
    lang = sentence.language
    meant = {gloss.start for gloss in glosses(sentence.source, lang=lang)}
    return meant | {name.start for name in mentions(sentence.source, lang=lang) if name.entity}


def _by_ends(names: Iterable[str]) -> Mapping[tuple[str, str], list[str]]:
    """The names by first and last letter, where slips are rarer than endings of the language."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(names):
        found[name[0], name[-1]].append(name)
    return found


def _name(forms: Sequence[str], often: Mapping[tuple[str, str], Sequence[str]]) -> str | None:
    """The name that one of the forms is a slip for."""
    for form in forms:
        for name in often.get((form[0], form[-1]), ()):
            if _is_slip(form, name):
                return name
    return None


def _is_slip(word: str, name: str) -> bool:
    """Whether one letter was left out, put in or changed, or two were exchanged."""
    shorter = min(len(word), len(name))
    if word == name or shorter < LONG_ENOUGH_TO_EXCHANGE:
        return False
    start = next(at for at in range(len(name) + 1) if word[at : at + 1] != name[at : at + 1])
    rest, own = word[start:], name[start:]
    if rest[:2] == own[1::-1] and rest[2:] == own[2:]:
        return True
    changed = rest[1:] == own[1:] or rest[1:] == own or rest == own[1:]
    return changed and shorter >= LONG


def _finding(found: "re.Match[str]", name: str, times: int) -> Finding:
    return Finding(
        kind=KIND,
        severity="low",
        message=f"“{found[0]}” may be a slip for “{name}”, which the article has {times} times.",
        source_span=found.span(),
        about="source",
    )
