"""Where sentences end: a mark, what stands before it and what comes after.

Every mark is judged once, on a bounded stretch of text on both sides, so that time grows with the
text alone whatever it holds.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from workbench.split.rules import Rules

_SOFT = ".．…།"  # these may also be part of a word, or a pause
# Full stops, question and exclamation marks of all scripts that NLLB's languages are written in.
_GLUED = "؟۔。！？｡।॥።፧፨။។៕༎᱾᱿꯫܀܁܂߹։෴"  # they end a sentence without a space after them too
_MARKS = re.escape(f"{_SOFT}{_GLUED}!?‼⁇⁈⁉⸮;\u037e:")
_CLOSING = r"""
    (?: ["'’”»›)\]}」』》〉】〕）］｣]
      | [“„«‹‘](?=\s|$)                 # closing marks of German, Danish and Finnish
      | [ \u00a0][”»」』）)\]](?!\w)
      | \[\d{1,3}\]                     # the number of a footnote
    )*+"""
_CANDIDATE = re.compile(
    rf"""
    (?P<mark> (?: [{_MARKS}] | ፡፡ )++ (?: [ \u00a0][{_MARKS}]++(?!\w) )*+ )
    (?P<closing> {_CLOSING} )
    | (?P<line> \n[^\S\n]*+\n
              | \n(?=[^\S\n]*+(?: [-–—•*▪●] | \w{{1,3}}[.)] )\s) )  # or a list's next item
    """,
    re.VERBOSE,
)
_NEXT = re.compile(r"""[\s"'“”„«»‹›‘’(\[{（【《「『¿¡–—―*•-]*+(\w{0,24})(.?)""", re.DOTALL)
_CONTINUING = frozenset(",;:،؛，、；：%)]}")
_OPENERS = "([{«“\"'‘„¿¡（「『《"
_LEADING = f"{_OPENERS} \n\t\u00a0-–—•*▪●⁃"
_QUOTES = frozenset("\"'’”»“«„」』》›‹")
_BRACKETS = {")": "(", "）": "（"}
_LONGEST_REMARK = 200  # code points in brackets within which a full stop ends no sentence
_REACH = 40  # code points before a mark that are read
_ARABIC = re.compile("[\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u200c]")
_GLUED_AFTER = frozenset(' \u00a0)»"”')
_INNER = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
_ROMAN = re.compile(r"[IVXLC]{1,5}")
_BULLET = re.compile(r"\d{1,3}|\w|[ivxlcIVXLC]{1,5}")
_DATELINE = re.compile(r"\s*+(?:\w[\w.\u200c'’-]*+ ){1,3}[-–—] (?:\w[\w.\u200c]*+ ?){1,4}")


class _Mark(NamedTuple):
    """A run of marks at `start` in a sentence that began at `begun`, and what stands around it."""

    text: str
    begun: int
    start: int
    mark: str
    closing: str
    end: int

    @property
    def before(self) -> str:
        """The run of letters up to the mark, without opening quotation marks and brackets."""
        reach = self.text[max(self.begun, self.start - _REACH) : self.start]
        pieces = reach.rsplit(maxsplit=1)
        return pieces[-1].lstrip(_OPENERS) if pieces and not reach[-1].isspace() else ""

    @property
    def numbered(self) -> bool:
        """Whether a number stands before `before`."""
        end = self.start - len(self.before)
        return self.text[max(self.begun, end - 3) : end].rstrip()[-1:].isdigit()

    @property
    def opens(self) -> bool:
        """Whether `before` is all there is of the sentence so far."""
        so_far = self.text[self.begun : min(self.start, self.begun + _REACH)]
        return so_far.lstrip(_LEADING) == self.before


def sentence_ends(text: str, rules: Rules) -> Iterator[int]:
    """Where each sentence ends, quotation marks and brackets that close it included."""
    begun = 0
    for found in _CANDIDATE.finditer(text):
        if found["line"] is not None:
            begun = found.end()
            yield begun
            continue
        mark = _Mark(text, begun, found.start(), found["mark"], found["closing"], found.end())
        if mark.end < len(text) and _is_end(mark, rules):
            begun = mark.end
            yield begun
    if begun < len(text):
        yield len(text)


def _is_end(mark: _Mark, rules: Rules) -> bool:
    kind = _kind(mark, rules)
    after = _NEXT.match(mark.text, mark.end)
    word, then = (after[1], after[2]) if after else ("", "")
    if kind == "none" or _reads_on(mark, word, then, rules):
        return False
    starts = word.casefold() in rules.starters and not (len(word) == 1 and then == ".")
    if kind == "pause":
        conjoined = len(word) > 3 and word[0] in rules.openers and mark.mark != ".."
        return starts or conjoined or word[:1].isupper()
    own = kind == "stop" and (word in rules.joiners or _abbreviates(mark, word, starts, rules))
    return not own


def _reads_on(mark: _Mark, word: str, then: str, rules: Rules) -> bool:
    """Whether what follows a mark, `word` or the character `then`, goes on with the sentence."""
    if not word and then in _CONTINUING:
        return True
    if _is_small(word) and not (then == ")" and len(word) < 3):
        return True
    return bool(mark.closing) and (_in_brackets(mark, word) or _goes_on(mark, rules))


def _kind(mark: _Mark, rules: Rules) -> str:
    """`end`, `stop` (a full stop, which may belong to a word), `pause` (dots), or `none`."""
    spaced = mark.text[mark.end].isspace()
    run = mark.mark.replace(" ", "").replace("\u00a0", "")
    if set(run) <= set(";:\u037e"):
        return _colon(mark, rules, run) if spaced else "none"
    if "།" in run:
        return "end" if len(run) > 1 or mark.before.rstrip("་").endswith(rules.final) else "none"
    if "۔" in run:
        return "stop" if spaced or not _glues_numbers(mark) else "none"
    if set(run) - set(_SOFT) - set(";:\u037e"):
        glued = not set(run).isdisjoint(_GLUED) or _is_wide(mark.text[mark.end])
        return "end" if spaced or glued else "none"
    if not rules.full_stop or not (spaced or (run == "." and _is_glued(mark))):
        return "none"
    return "stop" if run in (".", "．") or mark.mark == ". ." else "pause"


def _colon(mark: _Mark, rules: Rules, run: str) -> str:
    """The marks that end a sentence in some languages only, and the colon after a dateline."""
    if run in rules.ends:
        return "end"
    if run != ":" or mark.start - mark.begun > 2 * _REACH:
        return "none"
    return "end" if _DATELINE.fullmatch(mark.text, mark.begun, mark.start) else "none"


def _is_wide(character: str) -> bool:
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"


def _is_glued(mark: _Mark) -> bool:
    """Whether the space after a full stop was left out, as it often is in the Arabic script."""
    before, after = mark.text[mark.start - 1 : mark.start], mark.text[mark.end]
    return _ARABIC.match(after) is not None and (
        before in _GLUED_AFTER or (_ARABIC.match(before) is not None and len(mark.before) > 1)
    )


def _glues_numbers(mark: _Mark) -> bool:
    return mark.text[mark.start - 1 : mark.start].isdigit() and mark.text[mark.end].isdigit()


def _is_small(word: str) -> bool:
    """Whether a word begins in lower case; the letters of Georgian only look as if they did."""
    return word[:1].islower() and not "\u10d0" <= word[0] <= "\u10ff"


def _in_brackets(mark: _Mark, word: str) -> bool:
    """Whether the mark is inside brackets that stand inside the sentence: a remark, or "(?)"."""
    opening = _BRACKETS.get(mark.closing[0])
    if opening is None or word[:1].isupper():
        return False
    nearest = max(mark.begun, mark.start - _LONGEST_REMARK)
    opened = mark.text.rfind(opening, nearest, mark.start)
    return bool(mark.text[nearest:opened].strip()) if opened >= 0 else False


def _goes_on(mark: _Mark, rules: Rules) -> bool:
    """Whether the sentence around a quotation goes on after it: «…» and left, 「…」と."""
    if _QUOTES.isdisjoint(mark.closing):
        return False
    rest = mark.text[mark.end : mark.end + _REACH].lstrip()
    for phrase in rules.after_quote:
        if rest.startswith(phrase):
            following = rest[len(phrase) : len(phrase) + 1]
            if not (rules.spaced and (following.isalnum() or following == "\u200c")):
                return True
    return False


def _abbreviates(mark: _Mark, word: str, starts: bool, rules: Rules) -> bool:
    """Whether the full stop belongs to the word before it rather than to the sentence.

    `word` is the next one; `starts` tells that it opens sentences.
    """
    token = mark.before
    key = token.casefold()
    if mark.opens and _BULLET.fullmatch(token):
        return True
    if not token or mark.closing or (key in rules.closing and mark.numbered):
        return False
    bare = {key, *(key.removeprefix(stuck) for stuck in rules.prefixes)}
    if not bare.isdisjoint(rules.before):
        return True
    inside = key in rules.within or _INNER.fullmatch(token) is not None
    if word[:1].isdigit():
        return inside or not bare.isdisjoint(rules.number) or (rules.ordinals and token.isdigit())
    return not (starts or key in rules.closing) and (inside or _is_number_or_initial(token, rules))


def _is_number_or_initial(token: str, rules: Rules) -> bool:
    short = token.isdigit() and len(token) < 3
    ordinal = rules.ordinals and (short or _ROMAN.fullmatch(token) is not None)
    return ordinal or (len(token) == 1 and token.isalpha())
