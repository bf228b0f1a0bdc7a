"""The second route: the article summarised in its own language, and that translated."""

import threading
from collections.abc import Generator, Sequence

from workbench.briefing.cast import Cast
from workbench.briefing.evidence import Basis, written
from workbench.briefing.summary import Told, read, readable_rows
from workbench.evidence import agree
from workbench.records import Event, SecondRoute, TranslatedSentence

NONE = "No second summary: {reason}."
NOT_WHOLE = "it was not whole in translation"
STOPPED = NONE.format(reason="it was stopped before the end")


def second_route(
    rows: Sequence[TranslatedSentence],
    title: TranslatedSentence | None,
    engines: Cast,
    first: Told,
    *,
    to: str,
    stopping: threading.Event,
) -> Generator[Event, None, tuple[SecondRoute | None, str | None]]:
    """The other summary beside the first, or why there is none; nothing where none was asked for.

    Each of its sentences is judged twice: as it was written, against the source, and as it is
    shown, against the translations.
    """
    lang = engines.second_lang
    if lang is None or not first.windows:
        return None, engines.no_second
    own = [r for r in readable_rows(rows, translated=False) if r.language == lang]
    windows = yield from read(own, title, engines, lang=lang, to=to, stopping=stopping)
    if not windows:
        return None, STOPPED
    texts = written(windows, "summary", Basis(own, lang=lang, to=to), engines)
    if not texts:
        return None, NONE.format(reason=windows[0].reason or NOT_WHOLE)
    statements = tuple(one.statement for one in texts)
    said = [] if first.from_article else [s.text for s in first.statements]
    compared = agree(said, [s.text for s in statements], lang=to)
    return SecondRoute(
        lang=lang,
        originals=tuple(one.original for one in texts),
        statements=statements,
        agreeing=compared.same,
        only_first=compared.only_first,
        only_second=compared.only_second,
    ), None
