"""What the briefing says, each statement with its verdict and the sentences that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench import languages
from workbench.briefing.cast import Cast
from workbench.records import BROKEN, Sentence, Statement, TranslatedSentence, Use, Verdict, Window
from workbench.split import sentences_of
from workbench.statements import doubts, evidence_of, judged
from workbench.translate import translate

_FROM_BEST: tuple[Verdict, ...] = ("supported", "partly", "not found")
IN_TRANSLATION = "Its translation from {lang} is marked: {kinds}."


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence that the summariser wrote, as it wrote it, and what is shown of it."""

    original: str
    statement: Statement

    @property
    def found(self) -> bool:
        return self.statement.verdict != "not found"


def own_words(rows: Sequence[TranslatedSentence], *, lang: str) -> tuple[Statement, ...]:
    """Sentences of the article as statements of its briefing."""
    evidence = evidence_of(rows, lang=lang, to=lang)
    return tuple(judged(Statement(r.translation, (r.id,)), evidence, own=True) for r in rows)


class Basis:
    """The rows that a summariser read, as evidence for what it wrote in `lang`, shown in `to`."""

    def __init__(self, rows: Sequence[TranslatedSentence], *, lang: str, to: str) -> None:
        self.lang = lang
        self.to = to
        self._originals = evidence_of(rows, lang=lang, to=to)
        self._shown = evidence_of(rows, lang=to, to=to) if lang != to else None

    def statement(self, original: str, row: TranslatedSentence) -> Statement:
        """What is shown of a sentence, with the worse of two verdicts.

        The sentence was written from the source, its translation is read: each may be false
        where the other is true.
        """
        support = shown = self._originals.support(original)
        if self._shown:
            shown = self._shown.support(row.translation, besides=support.sentences)
        marked = _marked(row)
        least: Verdict = "partly" if marked else "supported"
        verdict = max((support.verdict, shown.verdict, least), key=_FROM_BEST.index)
        ids = () if verdict == "not found" else (*support.sentences, *shown.sentences)
        return Statement(
            row.translation,
            tuple(dict.fromkeys(ids)),
            verdict=verdict,
            unsupported=tuple(dict.fromkeys((*shown.unsupported, *support.unsupported))),
            reasons=tuple(dict.fromkeys((*shown.reasons, *support.reasons, *marked))),
        )


def written(windows: Sequence[Window], use: Use, basis: Basis, engines: Cast) -> list[Written]:
    """The sentences of the windows of one use, judged.

    A window of which some sentence has no whole translation gives none.
    """
    found: list[Written] = []
    for window in windows:
        if window.use != use:
            continue
        originals = sentences_of(window.text, lang=basis.lang)
        shown = _in_target(originals, engines, lang=basis.lang, to=basis.to)
        found += [
            Written(original, basis.statement(original, row))
            for original, row in zip(originals, shown, strict=False)
        ]
    return found


def _marked(row: TranslatedSentence) -> tuple[str, ...]:
    """What a check has found in the translation of a sentence, said in one."""
    if not row.to_check:
        return ()
    lang = languages.get(row.language).name
    return (IN_TRANSLATION.format(lang=lang, kinds=", ".join(doubts(row))),)


def _in_target(
    texts: Sequence[str], engines: Cast, *, lang: str, to: str
) -> list[TranslatedSentence]:
    """A row for each text, or none at all where one of them has no whole translation."""
    sentences = [
        Sentence(id=n, block=0, start=0, end=len(text), source=text, language=lang)
        for n, text in enumerate(texts)
    ]
    made = translate(sentences, engines.translator, target=to, memory=engines.memory)
    rows = list({row.id: row for row in sorted(made, key=lambda row: row.id)}.values())
    whole = len(rows) == len(texts) and not any(BROKEN & set(r.flags) for r in rows)
    return rows if whole else []
