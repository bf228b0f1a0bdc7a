"""Words, phrases and letters that the translation repeats and the source does not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import eq

from workbench.checks.pair import Pair, is_unspaced, quoted
from workbench.records import Finding, Severity

_FARTHEST = 40  # units (words or letters) between a repeat and what it repeats
_LONGEST = 10_000  # letters of a text, or a word, that are searched for loops
_LETTERS = 12  # that a loop inside a word has at least
# How often a unit of so many words stands in a row, and what that is, from light to grave. One word
# twice may be meant ("very very").
_WORDS_IN_A_ROW: tuple[tuple[int, int, Severity], ...] = (
    (1, 2, "low"),
    (1, 3, "medium"),
    (1, 4, "high"),
    (2, 2, "medium"),
    (2, 3, "high"),
)
# The same where a comma or bracket parts them: "in the old town, the old town hall".
_PARTED: tuple[tuple[int, int, Severity], ...] = (
    (1, 4, "medium"),
    (5, 2, "medium"),
    (2, 3, "high"),
)
# The same of letters, where a script sets no spaces.
_LETTERS_IN_A_ROW: tuple[tuple[int, int, Severity], ...] = (
    (8, 2, "medium"),
    (1, 8, "high"),
    (2, 4, "high"),
    (4, 3, "high"),
)
# Words of a phrase that comes again later, and how often. Of the 997 human English translations of
# FLORES dev one has a phrase of six words twice; none has a longer one, or one of four three times.
_LATER = ((8, 2), (4, 3))
_TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times", 6: "six times"}


@dataclass(frozen=True, slots=True)
class _Run:
    """From `first` on the same `period` units stand `times` in a row."""

    first: int
    period: int
    times: int

    @property
    def last(self) -> int:
        return self.first + self.period * self.times - 1

    def severity(self, table: Sequence[tuple[int, int, Severity]]) -> Severity | None:
        """What the table, which goes from light to grave, has for so many units so many times."""
        fitting = [s for period, times, s in table if self.period >= period and self.times >= times]
        return fitting[-1] if fitting else None


def find(pair: Pair) -> Iterator[Finding]:
    """The longest loop; without one, a phrase that comes again later in the sentence."""
    if is_unspaced(pair.target_lang):
        found = _of_letters(pair)
    else:
        found = _of_words(pair) or _inside_a_word(pair) or _later(pair)
    if found:
        yield found


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so: it always can."""
    return None


def _of_words(pair: Pair) -> Finding | None:
    run = _longest(pair.target_texts)
    if run is None or run.times <= _own_times(pair):
        return None
    words, text = pair.target_words, pair.translation
    first, last, again = words[run.first], words[run.last], words[run.first + run.period]
    end = words[run.first + run.period - 1].end
    parted = not text[end : again.start].isspace()
    table = _PARTED if parted else _WORDS_IN_A_ROW
    return _finding(text[first.start : end], run, table, (first.start, last.end))


def _inside_a_word(pair: Pair) -> Finding | None:
    for place, text in enumerate(pair.target_texts):
        if len(text) >= _LETTERS and len(set(text)) * 3 <= len(text):
            run = _longest(text[:_LONGEST])
            if run and run.period * run.times >= _LETTERS:
                unit, word = text[run.first : run.first + run.period], pair.target_words[place]
                return _finding(unit, run, ((1, 4, "high"),), (word.start, word.end))
    return None


def _of_letters(pair: Pair) -> Finding | None:
    places = [n for n, char in enumerate(pair.translation[:_LONGEST]) if char.isalpha()]
    run = _longest([pair.translation[n] for n in places])
    if run is None or run.times <= _own_times(pair):
        return None
    start = places[run.first]
    unit = pair.translation[start : places[run.first + run.period - 1] + 1]
    return _finding(unit, run, _LETTERS_IN_A_ROW, (start, places[run.last] + 1))


def _later(pair: Pair) -> Finding | None:
    """A phrase that comes again, unless the source says one of two words again as well."""
    for length, times in _LATER:
        again = _again(pair.target_texts, length, times)
        if again is not None and _again(pair.source_texts, 2, 2) is None:
            first, last = pair.target_words[again], pair.target_words[again + length - 1]
            phrase = quoted(pair.translation[first.start : last.end])
            return Finding(
                kind="repetition",
                severity="medium",
                message=f"{phrase} stands {_TIMES[times]} in the translation, not in the source",
                target_span=(first.start, last.end),
            )
    return None


def _again(units: Sequence[str], length: int, times: int) -> int | None:
    """Where the last of `times` equal phrases begins that do not overlap."""
    seen: dict[tuple[str, ...], tuple[int, int]] = {}  # how often, and from where it may be again
    if len(units) - len(set(units)) < length * (times - 1):
        return None
    for place in range(len(units) - length + 1):
        phrase = tuple(units[place : place + length])
        count, free = seen.get(phrase, (0, 0))
        if place >= free:
            seen[phrase] = (count + 1, place + length)
            if count + 1 == times:
                return place
    return None


def _own_times(pair: Pair) -> int:
    """How often the source itself says something in a row."""
    if is_unspaced(pair.source_lang):
        run = _longest([char for char in pair.source[:_LONGEST] if char.isalpha()])
    else:
        run = _longest(pair.source_texts)
    return run.times if run else 1


def _longest(units: Sequence[str]) -> _Run | None:
    """The run over the most units; of equally long ones that of the shortest unit."""
    found = (run for period in _periods(units) for run in _runs(units, period))
    return max(found, key=lambda run: (run.times * run.period, run.times), default=None)


def _periods(units: Sequence[str]) -> Iterator[int]:
    """The distances at which enough units come again to be a repeated phrase of that length."""
    if not _repeat(units):
        return
    last: dict[str, int] = {}
    distances = Counter[int]()
    for place, unit in enumerate(units):
        if unit in last:
            distances[place - last[unit]] += 1
        last[unit] = place
    # A unit that stands twice in a phrase is nearer to itself than the phrase is long.
    yield from (d for d, times in distances.items() if d <= _FARTHEST and times * 2 >= d)


def _repeat(units: Sequence[str]) -> bool:
    """Whether two units in a row come again, or one comes twice in a row."""
    rows = list(pairwise(units))
    return len(set(rows)) < len(rows) or any(map(eq, units, islice(units, 1, None)))


def _runs(units: Sequence[str], period: int) -> Iterator[_Run]:
    """The runs of one period that come at least twice."""
    same = 0
    for place in range(period, len(units) + 1):
        if place < len(units) and units[place] == units[place - period]:
            same += 1
            continue
        if same >= period:
            yield _Run(place - same - period, period, same // period + 1)
        same = 0


def _finding(
    unit: str, run: _Run, table: Sequence[tuple[int, int, Severity]], span: tuple[int, int]
) -> Finding | None:
    severity = run.severity(table)
    if severity is None:
        return None
    times = _TIMES.get(run.times, f"{run.times} times")
    message = f"{quoted(unit)} stands {times} in a row"
    return Finding(kind="repetition", severity=severity, message=message, target_span=span)
