"""Detection: the script first, then telling letters and words, then statistics."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp

from workbench.languages.names import table
from workbench.languages.scripts import Script, main_script, sample
from workbench.languages.statistical import probabilities
from workbench.languages.telling import has_words, neighbour, points, script_of_text
from workbench.languages.varieties import variety
from workbench.records import Detection

UNKNOWN = "und"
Points = defaultdict[str, float]

# A guess below the first is no answer. A block is said to be in another language than its
# article only from the second on, because a wrong guess costs that block its translation.
_SURE = 0.4
_CLEAR = 0.75
_SHORT = 5  # words
_LITTLE = 2  # letters; that many make the confidence half of what it would be
_LOUDEST = 150  # words; a longer block has no louder voice

_MOST_POINTS = 12.0
_MOST_WITHOUT_WORDS = 1.0  # of a language without words in the table, which can have no points
_UNSEEN = 0.02  # probability of a language that the statistics did not see
_UNSEEN_IN_DOUBT = 0.4  # the same, as a share of their doubt
_CONFUSED = 0.5  # the same, as a share of the probability of the language it is taken for
_CANTONESE = 0.02  # share of the letters


def detect(text: str) -> Detection:
    """The language of a text and a confidence; `und` when unsure or without letters.

    Reads 3,000 characters at most. Dari and the Arabic dialects are said only where several
    words tell them; else it is pes_Arab and arb_Arab.
    """
    return _detect(text)[0]


def detect_article(texts: Sequence[str]) -> tuple[Detection, tuple[str, ...]]:
    """The language of an article, and that of each of its blocks.

    A block under five words, or of which there is doubt, has the article's; a longer one that
    is clearly in another language keeps its own.
    """
    found = [_detect(text, shortest=_SHORT) for text in texts]
    whole = _whole(texts, found)
    codes = []
    for own, _ in found:
        apart = own.confidence >= _CLEAR and not _alike(own.code, whole.code)
        codes.append(own.code if apart else whole.code)
    return whole, tuple(codes)


def contradicts(found: Detection, said: str) -> bool:
    """Whether a text is surely not in the language that it is said to be in.

    Not where the detection is unsure, or the two are varieties or easily taken for one another.
    """
    return found.confidence >= _CLEAR and not _alike(said, found.code)


def contradiction(said: str, found: Detection) -> str | None:
    """What to tell somebody who said that a text is in one language when it reads like another."""
    if not contradicts(found, said):
        return None
    return f"the text reads like {_named(found.code)}, not {_named(said)} as you said"


def _named(code: str) -> str:
    return f"{table()[code].name} ({code})"


def _detect(text: str, *, shortest: int = 0) -> tuple[Detection, Script | None]:
    """The guess and the script; none of a text of fewer than `shortest` words."""
    read = sample(text)
    script = main_script(read)
    if script is None or script.words < shortest:
        return Detection(UNKNOWN, 0.0), None
    language, likely = _guess(read, script)
    code, clear = variety(language, read)
    probability = likely * clear
    confidence = round(probability * script.share * script.amount / (script.amount + _LITTLE), 3)
    return Detection(code if confidence >= _SURE else UNKNOWN, confidence), script


def _whole(texts: Sequence[str], found: Sequence[tuple[Detection, Script | None]]) -> Detection:
    """The language with the most words in blocks that are sure, in its most frequent variety.

    Without a block that is sure, that of all the text.
    """
    votes, varieties = Counter[str](), Counter[str]()
    for detection, script in found:
        if script and detection.code != UNKNOWN:
            words = min(round(script.words), _LOUDEST)
            votes[_standard(detection.code)] += words
            varieties[detection.code] += words
    if not votes:
        return detect("\n".join(texts))
    standard, words = votes.most_common(1)[0]
    code = next(code for code, _ in varieties.most_common() if _standard(code) == standard)
    best = max(own.confidence for own, _ in found if own.code == code)
    return Detection(code, round(best * words / votes.total(), 3))


def _standard(code: str) -> str:
    """The standard variety of the language that a code is a variety of."""
    return table()[code].variety_of or code


def _alike(code: str, other: str) -> bool:
    """Whether two codes are varieties of one language or taken for one another, or one is none."""
    return (
        UNKNOWN in {code, other}
        or _standard(code) == _standard(other)
        or neighbour(code) == other
        or neighbour(other) == code
    )


def _guess(text: str, script: Script) -> tuple[str, float]:
    """The likeliest language of the script and its probability."""
    languages = _languages(script.code)
    if len(languages) == 1:
        return languages[0], 1.0
    evidence = points(text, script.code)
    if script.code == "Hans":
        return _chinese(evidence, script.letters)
    return _weighed(evidence, probabilities(text, script.code))


def _weighed(evidence: Points, statistics: Mapping[str, float]) -> tuple[str, float]:
    """Both kinds of evidence together; a point makes a language e times as likely."""
    unseen = max(_UNSEEN, _UNSEEN_IN_DOUBT * statistics[UNKNOWN])
    most = max(evidence.values(), default=0.0)
    weights = {
        code: max(statistics.get(code, unseen), _CONFUSED * statistics.get(neighbour(code), 0.0))
        * exp(max(evidence[code] - most, -_most_against(code)))
        for code in evidence.keys() | statistics.keys()
    }
    best = max(sorted(weights), key=lambda code: weights[code])
    return best, weights[best] / sum(weights.values())


def _most_against(code: str) -> float:
    """The most points that other languages' signs may count against one."""
    return _MOST_POINTS if code == UNKNOWN or has_words(code) else _MOST_WITHOUT_WORDS


def _chinese(evidence: Points, letters: int) -> tuple[str, float]:
    if evidence["yue_Hant"] >= _CANTONESE * letters:
        return "yue_Hant", 0.9
    simplified, traditional = evidence["zho_Hans"], evidence["zho_Hant"]
    code = "zho_Hant" if traditional > simplified else "zho_Hans"
    return code, (max(simplified, traditional) + 1) / (simplified + traditional + 1.5)


@cache
def _languages(script: str) -> tuple[str, ...]:
    return tuple(code for code in table() if script_of_text(code) == script)
