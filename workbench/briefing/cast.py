"""Which models play in a run, decided before the first sentence is translated."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench import languages
from workbench.engines import Models, check_pair
from workbench.memory import Memory, Remembered
from workbench.records import (
    BY_MACHINE,
    Article,
    Digest,
    Engine,
    Sentence,
    Settings,
    TranslatedSentence,
)
from workbench.translate import is_copied
from workbench.vocabulary import TOLERATED, unknown_share


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """`translator` is None when nothing needs translating, `summariser` when it cannot help.

    `summary_lang` is what the summariser reads and writes; `silence` says why there will be no
    summary, `withheld` why headline, summary and points are not shown at all. `second_lang` is
    the language of a second summary, if one was asked for and can be made; if it cannot,
    `no_second` says why. Both engines have `memory` before them, where there is one.
    """

    translator: Engine | None
    summariser: Engine | None
    summary_lang: str
    silence: str | None
    withheld: str | None
    second_lang: str | None = None
    no_second: str | None = None
    memory: Memory | None = None

    def used(self, rows: Sequence[TranslatedSentence], digest: Digest) -> list[Engine]:
        """The engines that had a part in the result."""
        parts = (
            (self.translator, any(row.made in BY_MACHINE for row in rows)),
            (self.summariser, bool(digest.windows)),
        )
        return [engine for engine, had_part in parts if engine and had_part]

    @property
    def notices(self) -> tuple[str, ...]:
        notices = (engine.spec.notice for engine in (self.translator, self.summariser) if engine)
        return tuple(dict.fromkeys(notice for notice in notices if notice))


def cast(
    models: Models,
    settings: Settings,
    article: Article,
    sentences: Sequence[Sentence],
    memory: Memory | None,
) -> Cast:
    """Opens the engines that the run needs; refuses a pair that the translator lacks."""
    lang = article.language.code
    foreign = [s for s in sentences if not is_copied(s, settings.to)]
    translator = _translator(models, settings, foreign, lang)
    summariser, summary_lang, silence = _summariser(models, settings, lang)
    second_lang, no_second = _second(summariser, summary_lang, settings, lang)
    copied = [s for s in sentences if is_copied(s, settings.to)]
    summed = copied if summary_lang == settings.to and not second_lang else sentences
    return Cast(
        translator=_remembered(translator, memory),
        summariser=_remembered(summariser, memory),
        summary_lang=summary_lang,
        silence=silence,
        withheld=_withheld(translator, foreign) or _withheld(summariser, summed),
        second_lang=second_lang,
        no_second=no_second,
        memory=memory,
    )


def _remembered(engine: Engine | None, memory: Memory | None) -> Engine | None:
    return Remembered(engine, memory) if engine and memory else engine


def _translator(
    models: Models, settings: Settings, foreign: Sequence[Sentence], lang: str
) -> Engine | None:
    """None where all is copied; a paragraph in a third language is no reason to refuse."""
    if not foreign:
        return None
    spec = models.spec("translate", settings.translate)
    if any(s.language == lang for s in foreign):
        check_pair(spec, source=lang, target=settings.to)
    engine = models.engine(spec.name)
    return engine.decoding(num_beams=settings.num_beams) if settings.num_beams else engine


def _summariser(
    models: Models, settings: Settings, lang: str
) -> tuple[Engine | None, str, str | None]:
    """The engine, the language it works in, and why there is none.

    Over the translations where it knows the target language, else over the source.
    """
    if not settings.summary:
        return None, settings.to, None
    if not (settings.summarise or models.registry.defaults.summarise):
        return None, settings.to, f"No summary: {models.registry.path} names no model for it."
    spec = models.spec("summarise", settings.summarise)
    for code in (settings.to, lang):
        if code in spec.languages:
            return models.engine(spec.name), code, None
    reason = f"No summary: model '{spec.name}' knows neither {settings.to} nor {lang}."
    return None, settings.to, reason


def _second(
    summariser: Engine | None, first: str, settings: Settings, lang: str
) -> tuple[str | None, str | None]:
    """The language of the second route, or why there is none though it was asked for."""
    if not settings.two_routes or summariser is None:
        return None, None
    if lang == settings.to:
        return None, "No second summary: the article needs no translation."
    if first != settings.to:
        return None, "No second summary: the first one is made from the source already."
    if lang not in summariser.spec.languages:
        name = languages.get(lang).name
        return None, f"No second summary: model '{summariser.spec.name}' does not know {name}."
    return lang, None


def _withheld(engine: Engine | None, read: Sequence[Sentence]) -> str | None:
    """Why not to trust a model of a listed vocabulary with the words that it would read."""
    if engine is None or engine.spec.words is None:
        return None
    texts = [(s.language, s.source) for s in read]
    share = unknown_share(texts, words=engine.spec.words)
    if share <= TOLERATED:
        return None
    return (
        f"Headline, summary and key points are withheld: {share:.0%} of the article's words are "
        f"unknown to model '{engine.spec.name}'."
    )
