"""What the page's fields and choices do, as plain functions over the models it was built with."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr

from workbench import languages
from workbench.engines import Models
from workbench.errors import ConfigError, LanguageError, WorkbenchError
from workbench.page import render
from workbench.page.service import Sets
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Asked
from workbench.records import Task

DETECT = "detect"
MOST_RECENT = 5
BEAMS = (1, 2, 4, 6, 8)


def sources(recent: Sequence[str]) -> list[tuple[str, str]]:
    """(label, value) of the languages that an article may be in, those chosen last first."""
    first = [(render.language_name(code), code) for code in known(recent)]
    rest = [choice for choice in labelled(languages.table()) if choice not in first]
    return [(texts.FROM_DETECT, DETECT), *first, *rest]


def known(codes: Iterable[str]) -> tuple[str, ...]:
    """Those of the codes that are languages of ours, each once, and no more than are offered."""
    found = dict.fromkeys(code for code in codes if code in languages.table())
    return tuple(found)[:MOST_RECENT]


def recent_first(recent: Sequence[str], *, value: str) -> Any:
    """The dropdown of the article's language, those chosen last at its top."""
    return gr.Dropdown(choices=sources(recent), value=value)


def name_target(sets: Sets, kind: str, translate: str | None, typed: str) -> tuple[Any, str]:
    """The dropdown and the line below it, after a language to write was chosen or typed."""
    try:
        found = languages.find(typed or "")
        check_target(sets, kind, translate, found.code)
    except WorkbenchError as error:
        return gr.skip(), render.quiet(error.on_page, bad=True)
    return gr.update(value=found.code), render.quiet(noted(found))


def noted(found: languages.Found) -> str:
    """What was decided where a name could mean several languages."""
    note = found.note or ""
    return texts.NOTE.format(note=note[:1].upper() + note[1:]) if note else ""


def check_target(sets: Sets, kind: str, translate: str | None, code: str) -> None:
    """Refuses a target language that the model does not write."""
    spec = chosen(sets, kind).spec("translate", translate)
    if code not in spec.targets:
        raise LanguageError(texts.NOT_WRITTEN.format(name=spec.name, code=code))


class Choices(NamedTuple):
    """The controls that depend on the models, in the order of the layout's outputs."""

    translate: Any
    summarise: Any
    to: Any
    to_note: str
    beams: Any
    about: str


def choose_models(sets: Sets, kind: str) -> Choices:
    """The controls for one set of models, at that set's defaults."""
    return as_asked(sets, usual(sets, kind))


def as_asked(sets: Sets, asked: Asked) -> Choices:
    """The controls as they were when that was asked for."""
    models = chosen(sets, asked.kind)
    translate, summarise = asked.translate, asked.summarise
    return Choices(
        translate=gr.Dropdown(choices=names(models, "translate"), value=translate),
        summarise=gr.Dropdown(choices=names(models, "summarise"), value=summarise),
        to=gr.Dropdown(choices=targets(models, translate), value=asked.to),
        to_note="",
        beams=gr.Dropdown(choices=beams(models, translate), value=asked.beams),
        about=about(sets, asked.kind, translate, summarise),
    )


def choose_translator(
    sets: Sets, kind: str, translate: str | None, summarise: str | None, to: str
) -> tuple[Any, str, Any, str]:
    """Target languages, beams and what is said of the models, for another translation model."""
    models = chosen(sets, kind)
    choices = targets(models, translate)
    kept = to if to in {code for _, code in choices} else models.registry.defaults.target
    return (
        gr.Dropdown(choices=choices, value=kept),
        "",
        gr.Dropdown(choices=beams(models, translate), value=usual_beams(models, translate)),
        about(sets, kind, translate, summarise),
    )


def usual(sets: Sets, kind: str | None = None) -> Asked:
    """What the controls say from the start, or once a set of models was chosen."""
    kind = kind or next(iter(sets))
    models = chosen(sets, kind)
    translate = default(models, "translate")
    return Asked(
        from_=DETECT,
        to=models.registry.defaults.target,
        kind=kind,
        translate=translate,
        summarise=default(models, "summarise"),
        beams=usual_beams(models, translate),
    )


def usual_beams(models: Models, translate: str | None) -> int | None:
    """How many beams models.yaml gives the model."""
    return models.spec("translate", translate).decoding.num_beams if translate else None


def beams(models: Models, translate: str | None) -> list[tuple[str, int]]:
    """(label, count) of the beams that are offered, the model's own among them."""
    own = usual_beams(models, translate)
    return [(str(count), count) for count in sorted({*BEAMS, *([own] if own else [])})]


def about(sets: Sets, kind: str, translate: str | None, summarise: str | None) -> str:
    """What has to be known of the chosen models."""
    known = chosen(sets, kind).registry.models
    return render.about_models(
        known[name] for name in (translate, summarise) if name and name in known
    )


def chosen(sets: Sets, kind: str) -> Models:
    """The set of models of that name."""
    if kind not in sets:
        listed = " or ".join(sets)
        raise ConfigError(texts.UNKNOWN_CHOICE.format(choice=kind, choices=listed))
    return sets[kind]


def names(models: Models, task: Task) -> list[str]:
    """The models for a task, in the order of the file."""
    return [name for name, spec in models.registry.models.items() if spec.task == task]


def default(models: Models, task: Task) -> str | None:
    """The model chosen from the start: the file's default, else its first, if it has any."""
    own = getattr(models.registry.defaults, task)
    return own or next(iter(names(models, task)), None)


def targets(models: Models, translate: str | None) -> list[tuple[str, str]]:
    """(label, code) of every language that a model writes, by name."""
    return labelled(models.spec("translate", translate).targets) if translate else []


def labelled(codes: Iterable[str]) -> list[tuple[str, str]]:
    """(label, code) of languages, by name."""
    return sorted((render.language_name(code), code) for code in codes)


def examples(folder: Path) -> Sequence[tuple[str, Path]]:
    """(title, file) of each example article in a folder."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        title = path.read_text(encoding="utf-8").lstrip().partition("\n")[0]
        found.append((title.strip(), path))
    return found
