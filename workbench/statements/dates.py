"""Day words of a digest with the dates they mean, where the publication date tells."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from workbench.days import date_day_words, without_dates
from workbench.records import Digest, Statement, TranslatedSentence

UNDATED = "Days such as “today” or “Wednesday” are relative to a publication date that is unknown."


def dated_rows(
    rows: Sequence[TranslatedSentence], published: date | None, *, lang: str
) -> list[TranslatedSentence]:
    """Rows whose translations have their dates, so that key points count those words as theirs."""
    return [
        replace(r, translation=date_day_words(r.translation, published, lang=lang).text)
        for r in rows
    ]


def with_dates(
    digest: Digest,
    published: date | None,
    *,
    lang: str,
    before: date | None = None,
    own: Collection[str] = (),
) -> Digest:
    """The digest with dates in brackets after its day words, or one note that they are unknown.

    Dates that stand there because it was published on the day `before` give way. Texts that are
    in `own` stay as a person wrote them.
    """
    relative = False

    def dated(text: str) -> str:
        nonlocal relative
        if text in own:
            return text
        found = date_day_words(without_dates(text, before, lang=lang), published, lang=lang)
        relative = relative or found.relative
        return found.text

    def all_dated(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(replace(s, text=dated(s.text)) for s in statements)

    statements, second = all_dated(digest.statements), digest.second_route
    told = replace(
        digest,
        headline=dated(digest.headline) if digest.headline else None,
        summary=" ".join(s.text for s in statements) if statements else digest.summary,
        statements=statements,
        also=all_dated(digest.also),
        points=all_dated(digest.points),
        not_found=all_dated(digest.not_found),
        second_route=second and replace(second, statements=all_dated(second.statements)),
        notes=tuple(note for note in digest.notes if note != UNDATED),
    )
    undated = published is None and relative
    return replace(told, notes=(*told.notes, UNDATED)) if undated else told
