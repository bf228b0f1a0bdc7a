"""The page's controls and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from workbench import languages
from workbench.engines import Models
from workbench.page import choices, render, texts
from workbench.page.choices import CONFIGURED, DEMO, DETECT, Sets
from workbench.records import Task

LINES = 14
FILES = ["text", ".html", ".htm", ".pdf", ".docx", ".eml", ".json", ".jsonl"]
TASKS: Mapping[Task, str] = {"translate": texts.TRANSLATE, "summarise": texts.SUMMARISE}
KINDS = {CONFIGURED: texts.CONFIGURED, DEMO: texts.DEMO}
# An element that is itself replaced would not be read out: the one around the text is marked.
LIVE_JS = "element.setAttribute('role', 'status'); element.setAttribute('aria-live', 'polite');"
ROWS_JS = "element.setAttribute('data-wb-grid', '');"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Where the article comes in; `opened` holds the file whose text stands in the box."""

    text: gr.Textbox
    opened: gr.State
    upload: gr.UploadButton
    examples: tuple[tuple[gr.Button, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Languages and models."""

    from_: gr.Dropdown
    from_note: gr.HTML
    to: gr.Dropdown
    to_note: gr.HTML
    kind: gr.Radio
    translate: gr.Dropdown
    summarise: gr.Dropdown
    about: gr.HTML

    @property
    def of_models(self) -> list[Any]:
        """In the order of `choices.Choices`."""
        return [self.translate, self.summarise, self.to, self.about]


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a run fills; in the order of `handlers.Outputs`."""

    status: gr.HTML
    briefing: gr.HTML
    rows: gr.HTML
    markdown: gr.DownloadButton
    json: gr.DownloadButton
    run: gr.Button
    stop: gr.Button

    @property
    def outputs(self) -> list[Any]:
        return [
            self.status,
            self.briefing,
            self.rows,
            self.markdown,
            self.json,
            self.run,
            self.stop,
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """All that the page is made of; `ticket` is the visitor's hold on a run."""

    article: Article
    options: Options
    results: Results
    ticket: gr.State


def controls(sets: Sets) -> Controls:
    """The controls of a page over these sets of models, drawn into the Blocks being built."""
    gr.HTML(_head(), elem_id="wb-head", apply_default_css=False)
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=320):
            article = _article(sets[DEMO])
        with gr.Column(scale=2, min_width=300):
            options = _options(sets)
    return Controls(article=article, options=options, results=_results(), ticket=gr.State(None))


def _head() -> str:
    intro = texts.INTRO.format(languages=len(languages.table()))
    return f"<h1>{texts.TITLE}</h1><p>{intro}</p>"


def _article(demo: Models) -> Article:
    text = gr.Textbox(
        label=texts.TEXT,
        placeholder=texts.TEXT_HINT,
        # Equal, so that gradio does not measure the text: 12 s for 20,000 Persian characters.
        lines=LINES,
        max_lines=LINES,
        elem_id="wb-text",
    )
    upload = gr.UploadButton(texts.UPLOAD, file_types=FILES, size="sm", elem_id="wb-upload")
    found = choices.examples(demo.registry.path.parent / "examples")
    if found:
        gr.HTML(f"<p>{texts.EXAMPLES}</p>", elem_id="wb-examples-label", apply_default_css=False)
    buttons = tuple(
        (gr.Button(title, size="sm", elem_classes="wb-example"), path) for title, path in found
    )
    return Article(text=text, opened=gr.State(None), upload=upload, examples=buttons)


def _options(sets: Sets) -> Options:
    kind = next(iter(sets))
    models = sets[kind]
    names = {task: choices.default(models, task) for task in TASKS}
    from_ = gr.Dropdown(
        [(texts.FROM_DETECT, DETECT), *choices.labelled(languages.table())],
        value=DETECT,
        label=texts.FROM,
        info=texts.LANGUAGE_HINT,
        allow_custom_value=True,
        elem_id="wb-from",
    )
    from_note = _line("wb-from-note")
    to = gr.Dropdown(
        choices.targets(models, names["translate"]),
        value=models.registry.defaults.target,
        label=texts.TO,
        allow_custom_value=True,
        elem_id="wb-to",
    )
    to_note = _line("wb-to-note")
    radio = gr.Radio(
        [(KINDS[name], name) for name in sets], value=kind, label=texts.MODELS, elem_id="wb-kind"
    )
    with gr.Row():
        translate, summarise = (
            gr.Dropdown(choices.names(models, task), value=name, label=TASKS[task], min_width=130)
            for task, name in names.items()
        )
    about = gr.HTML(
        choices.about(sets, kind, *names.values()), elem_id="wb-about", apply_default_css=False
    )
    return Options(
        from_=from_,
        from_note=from_note,
        to=to,
        to_note=to_note,
        kind=radio,
        translate=translate,
        summarise=summarise,
        about=about,
    )


def _line(elem_id: str) -> gr.HTML:
    return gr.HTML("", elem_id=elem_id, js_on_load=LIVE_JS, apply_default_css=False)


def _results() -> Results:
    with gr.Row():
        run = gr.Button(texts.RUN, variant="primary", min_width=120, elem_id="wb-run")
        stop = gr.Button(texts.STOP, interactive=False, min_width=120, elem_id="wb-stop")
    status = gr.HTML(
        render.status(texts.IDLE), elem_id="wb-status", js_on_load=LIVE_JS, apply_default_css=False
    )
    briefing = gr.HTML(render.empty_briefing(), elem_id="wb-briefing", apply_default_css=False)
    with gr.Row():
        markdown, json = (
            gr.DownloadButton(label, size="sm", interactive=False, min_width=120)
            for label in (texts.MARKDOWN, texts.JSON)
        )
    rows = gr.HTML("", elem_id="wb-rows", js_on_load=ROWS_JS, apply_default_css=False)
    return Results(
        status=status,
        briefing=briefing,
        rows=rows,
        markdown=markdown,
        json=json,
        run=run,
        stop=stop,
    )
