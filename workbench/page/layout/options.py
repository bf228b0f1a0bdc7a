"""Languages, models, and what else can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from workbench.page import render
from workbench.page.article import choices
from workbench.page.article.choices import DETECT
from workbench.page.layout.lines import line
from workbench.page.layout.uploads import upload
from workbench.page.service import CONFIGURED, DEMO, Sets
from workbench.page.texts import input as texts
from workbench.records import Task

TASKS: Mapping[Task, str] = {"translate": texts.TRANSLATE, "summarise": texts.SUMMARISE}
LABELS = {"from": texts.FROM, "to": texts.TO}
KINDS = {CONFIGURED: texts.CONFIGURED, DEMO: texts.DEMO}


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
    beams: gr.Dropdown
    two_routes: gr.Checkbox
    glossary: gr.UploadButton
    glossary_note: gr.HTML
    about: gr.HTML

    @property
    def of_models(self) -> list[Any]:
        """In the order of `choices.Choices`."""
        return [
            self.translate,
            self.summarise,
            self.to,
            self.to_note,
            self.beams,
            self.about,
        ]


def options(sets: Sets) -> Options:
    """The controls at the defaults of the first set of models."""
    kind = next(iter(sets))
    models = sets[kind]
    names = {task: choices.default(models, task) for task in TASKS}
    from_ = _language("from", choices.sources(()), DETECT, info=texts.LANGUAGE_HINT)
    from_note = line("wb-from-note")
    written = choices.targets(models, names["translate"])
    to = _language("to", written, models.registry.defaults.target)
    to_note = line("wb-to-note")
    radio = gr.Radio(
        [(KINDS[name], name) for name in sets], value=kind, label=texts.MODELS, elem_id="wb-kind"
    )
    with gr.Accordion(texts.OPTIONS, open=False, elem_id="wb-options"):
        translate, summarise = (
            gr.Dropdown(
                choices.names(models, task), value=name, label=TASKS[task], elem_id=f"wb-{task}"
            )
            for task, name in names.items()
        )
        beams = gr.Dropdown(
            choices.beams(models, names["translate"]),
            value=choices.usual_beams(models, names["translate"]),
            label=texts.BEAMS,
            info=texts.BEAMS_HINT,
            elem_id="wb-beams",
        )
        two_routes = gr.Checkbox(
            False, label=texts.TWO_ROUTES, info=texts.TWO_ROUTES_HINT, elem_id="wb-two-routes"
        )
        glossary = upload(texts.GLOSSARY, elem_id="wb-glossary")
        gr.HTML(
            render.quiet(texts.GLOSSARY_HINT), elem_id="wb-glossary-hint", apply_default_css=False
        )
        glossary_note = line("wb-glossary-note")
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
        beams=beams,
        two_routes=two_routes,
        glossary=glossary,
        glossary_note=glossary_note,
        about=about,
    )


def _language(
    name: str, offered: list[tuple[str, str]], value: str, *, info: str | None = None
) -> gr.Dropdown:
    """A language, chosen from a list or typed."""
    return gr.Dropdown(
        offered,
        value=value,
        label=LABELS[name],
        info=info,
        allow_custom_value=True,
        elem_id=f"wb-{name}",
    )
