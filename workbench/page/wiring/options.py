"""What languages, models and the other options call."""

from types import MethodType

from workbench.page import choices, opening, preview
from workbench.page.layout import Controls
from workbench.page.service import Service
from workbench.page.wiring.listening import bound, light


def connect(service: Service, on_page: Controls) -> None:
    """Connects what can be chosen."""
    options = on_page.options
    light(
        options.from_.input,
        bound(service, preview.name_source),
        [options.from_],
        [options.from_, options.from_note],
    )
    light(
        options.to.input,
        MethodType(choices.name_target, service.sets),
        [options.kind, options.translate, options.to],
        [options.to, options.to_note],
    )
    light(
        options.kind.input,
        MethodType(choices.choose_models, service.sets),
        [options.kind],
        options.of_models,
    )
    light(
        options.translate.input,
        MethodType(choices.choose_translator, service.sets),
        [options.kind, options.translate, options.summarise, options.to],
        [options.to, options.beams, options.about],
    )
    light(
        options.summarise.input,
        MethodType(choices.about, service.sets),
        [options.kind, options.translate, options.summarise],
        [options.about],
    )
    light(
        options.glossary.upload,
        bound(service, opening.terms),
        [options.glossary],
        [options.glossary_note],
    )
