"""Blocks that say again what an earlier one said."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from workbench.clean import marks
from workbench.clean.folding import UNSPACED, key_of
from workbench.clean.lines import Line, Page, Verdict, undecided

ENOUGH = 0.9  # of the words of the longer one
SHORTEST = 8  # words; a shorter one is a repeat only if it is the same
PARTICLE = 3  # letters; a longer word that is put in denies nothing
MOST_CANDIDATES = 5


def exact(page: Page) -> Iterator[Verdict]:
    """Lines of the same letters and digits as an earlier one."""
    first = dict[str, int]()
    for place, line in enumerate(page.lines):
        if not (line.undecided or line.block.role in {"title", "quote", "caption"}) or not line.key:
            continue
        earlier = first.setdefault(line.key, place)
        if earlier != place and line.undecided:
            yield Verdict(place, "duplicate", f"repeats block {earlier + 1}", first=earlier)


def near(page: Page) -> Iterator[Verdict]:
    """Sentences with the same numbers and names and nine tenths of the words of an earlier one.

    Two such texts share one of their rarest tenth of words, so only those are looked up.
    """
    counts = Counter(word for line in page.lines for word in set(tokens(line)))
    rare = defaultdict[str, list[int]](list)
    for place, line in undecided(page):
        words = tokens(line)
        if len(words) < SHORTEST:
            continue
        ordered = sorted(set(words), key=lambda word: (counts[word], word))
        prefix = ordered[: len(ordered) - int(ENOUGH * len(ordered)) + 1]
        candidates = sorted({p for word in prefix for p in rare[word][-MOST_CANDIDATES:]})
        for earlier in candidates[-MOST_CANDIDATES:]:
            if says_the_same(page.lines[earlier], line):
                yield Verdict(place, "duplicate", f"repeats block {earlier + 1}", first=earlier)
                break
        else:
            for word in prefix:
                rare[word].append(place)


def tokens(line: Line) -> Sequence[str]:
    """Words, or letters where words stand without spaces."""
    if UNSPACED.search(line.key):
        return line.key
    return line.words


def says_the_same(first: Line, second: Line) -> bool:
    """Whether the second adds nothing to the first; a title and a sentence never say the same."""
    sizes = sorted((len(tokens(first)), len(tokens(second))))
    if first.sentence != second.sentence or sizes[0] < ENOUGH * sizes[1]:
        return False
    one, other = Counter(tokens(first)), Counter(tokens(second))
    shared = (one & other).total()
    if shared < ENOUGH * max(one.total(), other.total()):
        return False
    missing, added = one - other, other - one
    differing = {*missing, *added}
    if any(map(has_digit, differing)) or differing & marks.words("negations"):
        return False
    if not (missing and added) and not cased(first):
        return all(len(word) > PARTICLE for word in differing - marks.words("function words"))
    plain = harmless(missing, added) | written_small(first) | written_small(second)
    return not differing - plain


def cased(line: Line) -> bool:
    """Whether a line's script has capitals, by which names are told.

    Where it has none, one word for another may be one name for another, a word put in is none.
    """
    return any(character.islower() for character in line.block.text)


def written_small(line: Line) -> set[str]:
    """Words that are no names because a script with capitals writes them small."""
    return {key_of(word) for word in line.block.text.split() if word[0].islower()}


def has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def harmless(missing: Counter[str], added: Counter[str]) -> set[str]:
    """Words that differ but name nothing: of the language's grammar, or forms of one another."""
    plain = marks.words("openers") | marks.words("continuing") | marks.words("function words")
    found = {word for word in (*missing, *added) if word in plain}
    for word in missing:
        for other in added:
            if len(word) > 3 and len(other) > 3 and (word in other or other in word):
                found |= {word, other}
    return found
