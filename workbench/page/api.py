"""The page's endpoints for programs: typed, documented, under the limits of its visitors."""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

import gradio as gr

from workbench import languages
from workbench.errors import InputError, WorkbenchError
from workbench.export.json import plain
from workbench.page import texts
from workbench.page.article.choices import chosen
from workbench.page.article.incoming import check_article, sources_of
from workbench.page.hosting.rates import visitor_of
from workbench.page.service import DEMO, Service
from workbench.page.texts import input as words
from workbench.page.visitor.drafts import Draft
from workbench.reading import read_article
from workbench.records import PUBLIC, Article, Briefing, Read, Settings, Source

log = logging.getLogger(__name__)


def connect(service: Service) -> None:
    """Adds the endpoints to the Blocks being built: they take turns with the page's own runs, and
    with its reading of what visitors bring (`wiring.listening`).
    """
    for endpoint in (_brief(service), _translate(service), _summarise(service)):
        gr.api(endpoint, concurrency_id="models", concurrency_limit=1)
    gr.api(_extract(service), concurrency_id="reading", concurrency_limit=2)


def _brief(service: Service) -> Callable[..., Any]:
    def brief(
        request: gr.Request,
        article: str,
        from_language: str = "",
        to_language: str = "",
        demo: bool = False,
    ) -> dict[str, Any]:
        """Give the whole briefing of an article, as docs/briefing-json.md describes it.

        Args:
            article: the article's text, or the address of its page alone
            from_language: any name or code of its language; detected where it is empty
            to_language: any name or code; the default of models.yaml where it is empty
            demo: read with the demo models, which know a few hundred words
        """
        asked = _Asked(article, from_language, to_language, demo)
        result: dict[str, Any] = plain(_briefed(service, request, asked))
        return result

    return brief


def _translate(service: Service) -> Callable[..., Any]:
    def translate(
        request: gr.Request,
        article: str,
        from_language: str = "",
        to_language: str = "",
        demo: bool = False,
    ) -> list[dict[str, Any]]:
        """Give each sentence of an article with its translation and what is doubtful about it.

        Args:
            article: the article's text, or the address of its page alone
            from_language: any name or code of its language; detected where it is empty
            to_language: any name or code; the default of models.yaml where it is empty
            demo: read with the demo models, which know a few hundred words
        """
        asked = _Asked(article, from_language, to_language, demo)
        briefing = _briefed(service, request, asked, summary=False)
        rows: list[dict[str, Any]] = plain(briefing.sentences)
        return rows

    return translate


def _summarise(service: Service) -> Callable[..., Any]:
    def summarise(
        request: gr.Request,
        article: str,
        from_language: str = "",
        to_language: str = "",
        demo: bool = False,
    ) -> dict[str, Any]:
        """Give what a reader reads first: headline, summary, statements with their sentences.

        Args:
            article: the article's text, or the address of its page alone
            from_language: any name or code of its language; detected where it is empty
            to_language: any name or code; the default of models.yaml where it is empty
            demo: read with the demo models, which know a few hundred words
        """
        asked = _Asked(article, from_language, to_language, demo)
        briefing = _briefed(service, request, asked)
        digest: dict[str, Any] = plain(briefing.briefing)
        return digest

    return summarise


def _extract(service: Service) -> Callable[..., Any]:
    def extract(request: gr.Request, article: str, from_language: str = "") -> dict[str, Any]:
        """Give what cleaning makes of an article: each block with its role and reason.

        Args:
            article: the article's text, or the address of its page alone
            from_language: any name or code of its language; detected where it is empty
        """
        with _answering():
            source = _source(service, article, request)
            lang = languages.find(from_language).code if from_language else None
            network = service.venue.network or PUBLIC
            found: Article = read_article(source, lang=lang, network=network)
            check_article(found, most=service.venue.max_characters)
            result: dict[str, Any] = plain(found)
            return result

    return extract


class _Asked(NamedTuple):
    article: str
    from_: str
    to: str
    demo: bool


def _briefed(
    service: Service, request: gr.Request, asked: _Asked, *, summary: bool = True
) -> Briefing:
    with _answering():
        kind = DEMO if asked.demo else next(iter(service.sets))
        target = chosen(service.sets, kind).registry.defaults.target
        settings = Settings(
            from_=languages.find(asked.from_).code if asked.from_ else None,
            to=languages.find(asked.to).code if asked.to else target,
            summary=summary,
            network=service.venue.network or PUBLIC,
        )
        source = _source(service, asked.article, request)
        memory = service.visits.shared
        with closing(service.start(source, kind=kind, settings=settings, memory=memory)) as run:
            read = next(event for event in run if isinstance(event, Read))
            check_article(read.article, most=service.venue.max_characters)
            return run.result()


def _source(service: Service, article: str, request: gr.Request) -> Source:
    """What was sent as a source, within the limits of a visitor."""
    sources = sources_of(service.venue, Draft(), article)
    if len(sources) > 1:
        raise InputError(words.ONE_AT_A_TIME)
    service.rates.take(visitor_of(request))
    return sources[0]


@contextmanager
def _answering() -> Iterator[None]:
    """Faults as gradio's own, in our sentences; a program shows them, no page does."""
    try:
        yield
    except WorkbenchError as error:
        raise gr.Error(str(error), print_exception=False) from error
    except Exception as error:
        log.exception("an endpoint failed")
        raise gr.Error(texts.UNEXPECTED, print_exception=False) from error
