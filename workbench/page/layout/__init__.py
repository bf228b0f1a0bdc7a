"""The page's controls and where they stand."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from workbench import languages
from workbench.page import texts
from workbench.page.hosting.venue import Venue
from workbench.page.layout.article import Article, article
from workbench.page.layout.keeping import Keeping, keeping
from workbench.page.layout.lines import line
from workbench.page.layout.options import Options, options
from workbench.page.layout.ready import Ready, ready
from workbench.page.layout.results import Results, results
from workbench.page.service import DEMO, Sets

__all__ = ["Article", "Controls", "Keeping", "Options", "Ready", "Results", "controls"]

# Clicks in our own HTML become events of this one element (scripts/00-bus.js).
# Gradio lets only those events be listened to whose names are quoted in it.
BUS_JS = """// 'order', 'keep', 'open_kept'
window.workbench.connect((name, order) => trigger(name, order));"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """All that the page is made of; `bus` carries the clicks in our own HTML."""

    article: Article
    options: Options
    ready: Ready
    results: Results
    keeping: Keeping
    cost: gr.HTML
    bus: gr.HTML
    clock: gr.Timer

    @property
    def look(self) -> list[Any]:
        """In the order of `preview.Look`."""
        return [
            self.article.fault,
            self.options.from_note,
            self.article.preview,
            self.options.glossary_note,
            self.cost,
        ]

    @property
    def drafted(self) -> list[Any]:
        """What orders about the draft change."""
        return [self.article.text, self.options.from_, *self.look]

    @property
    def chosen(self) -> list[Any]:
        """What a visit that is found again brings back, beside what is `drafted`."""
        return [self.options.kind, self.options.two_routes, *self.options.of_models]

    @property
    def asked(self) -> list[Any]:
        """In the order of `drafts.Asked`."""
        options = self.options
        return [
            self.article.text,
            options.from_,
            options.to,
            options.kind,
            options.translate,
            options.summarise,
            options.beams,
            options.two_routes,
        ]


def controls(sets: Sets, venue: Venue) -> Controls:
    """The controls of a page over these sets of models, drawn into the Blocks being built."""
    gr.HTML(_head(), elem_id="wb-head", apply_default_css=False)
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=320):
            incoming = article(sets[DEMO], venue)
        with gr.Column(scale=2, min_width=300):
            chosen = options(sets)
            models = ready()
    cost = line("wb-cost")
    bus = gr.HTML("", elem_id="wb-bus", js_on_load=BUS_JS, apply_default_css=False)
    return Controls(
        article=incoming,
        options=chosen,
        ready=models,
        results=results(),
        keeping=keeping(),
        cost=cost,
        bus=bus,
        clock=gr.Timer(2, active=False),
    )


def _head() -> str:
    intro = texts.INTRO.format(languages=len(languages.table()))
    return f"<h1>{texts.TITLE}</h1><p>{intro}</p>"
