"""Day words of a digest with the dates they mean, where the publication date tells."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from workbench.days import Dated, date_day_words
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


def with_dates(digest: Digest, published: date | None, *, lang: str) -> Digest:
    """The digest with dates in brackets after its day words, or one note that they are unknown."""
    seen: list[Dated] = []

    def dated(text: str) -> str:
        seen.append(date_day_words(text, published, lang=lang))
        return seen[-1].text

    def all_dated(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(replace(s, text=dated(s.text)) for s in statements)

    statements, second = all_dated(digest.statements), digest.second_route
    told = replace(
        digest,
        headline=dated(digest.headline) if digest.headline else None,
        summary=" ".join(statement.text for statement in statements) or None,
        statements=statements,
        also=all_dated(digest.also),
        points=all_dated(digest.points),
        not_found=all_dated(digest.not_found),
        second_route=second and replace(second, statements=all_dated(second.statements)),
    )
    undated = published is None and any(text.relative for text in seen)
    return replace(told, notes=(*told.notes, UNDATED)) if undated else told
