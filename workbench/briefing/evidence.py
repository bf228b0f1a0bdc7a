"""What the briefing says, each statement with its verdict and the sentences that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench import languages
from workbench.briefing.cast import Cast
from workbench.evidence import Evidence, Support
from workbench.records import Sentence, Statement, TranslatedSentence, Use, Window
from workbench.split import sentences_of
from workbench.statements import doubts, evidence_of, judged
from workbench.translate import BROKEN, translate

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


def written(
    windows: Sequence[Window], use: Use, evidence: Evidence, engines: Cast, *, lang: str, to: str
) -> list[Written]:
    """The sentences of the windows of one use, judged in `lang` and shown in `to`.

    A window of which some sentence has no whole translation gives none.
    """
    found: list[Written] = []
    for window in windows:
        if window.use != use:
            continue
        originals = sentences_of(window.text, lang=lang)
        shown = _in_target(originals, engines, lang=lang, to=to)
        found += [
            Written(original, _statement(row, evidence.support(original)))
            for original, row in zip(originals, shown, strict=False)
        ]
    return found


def _statement(row: TranslatedSentence, support: Support) -> Statement:
    verdict, reasons = support.verdict, support.reasons
    if row.to_check:
        kinds = ", ".join(doubts(row))
        reasons = (
            *reasons,
            IN_TRANSLATION.format(lang=languages.get(row.language).name, kinds=kinds),
        )
        verdict = "partly" if verdict == "supported" else verdict
    return Statement(
        row.translation,
        support.sentences,
        verdict=verdict,
        unsupported=support.unsupported,
        reasons=reasons,
    )


def _in_target(
    texts: Sequence[str], engines: Cast, *, lang: str, to: str
) -> list[TranslatedSentence]:
    """A row for each text, or none at all where one of them has no whole translation."""
    sentences = [
        Sentence(id=n, block=0, start=0, end=len(text), source=text, language=lang)
        for n, text in enumerate(texts)
    ]
    made = translate(sentences, engines.translator, target=to, memory=engines.memory)
    rows = sorted(made, key=lambda row: row.id)
    whole = len(rows) == len(texts) and not any(BROKEN & set(r.flags) for r in rows)
    return rows if whole else []
