"""What languages, models and the other options call."""

from functools import partial
from types import MethodType

from workbench.page.article import choices, opening, preview
from workbench.page.layout import Controls
from workbench.page.service import Service
from workbench.page.wiring.listening import ahead, bound, light, reading

# Who chooses twice means the second, also while the first still waits.
heard = partial(light, trigger_mode="always_last")


def connect(service: Service, on_page: Controls) -> None:
    """Connects what can be chosen."""
    options = on_page.options
    named = heard(
        options.from_.input,
        bound(service, preview.name_source),
        [options.from_],
        [options.from_, options.from_note],
    )
    aimed = heard(
        options.to.input,
        MethodType(choices.name_target, service.sets),
        [options.kind, options.translate, options.to],
        [options.to, options.to_note],
    )
    kind = heard(
        options.kind.input,
        MethodType(choices.choose_models, service.sets),
        [options.kind],
        options.of_models,
    )
    translate = heard(
        options.translate.input,
        MethodType(choices.choose_translator, service.sets),
        [options.kind, options.translate, options.summarise, options.to],
        [options.to, options.to_note, options.beams, options.about],
    )
    summarise = heard(
        options.summarise.input,
        MethodType(choices.about, service.sets),
        [options.kind, options.translate, options.summarise],
        [options.about],
    )
    # Not before the controls agree: gradio refuses a model that is not among those offered.
    for settled in (
        *(one.then for one in (named, aimed, kind, translate, summarise)),
        options.beams.input,
        options.two_routes.input,
    ):
        told = reading(
            settled,
            bound(service, preview.chose),
            on_page.asked[1:],
            on_page.look,
            trigger_mode="always_last",
        )
        ahead(told.then, bound(service, preview.read_on), on_page.look)
    heard(
        options.glossary.upload,
        bound(service, opening.terms),
        [options.glossary],
        [options.glossary_note],
    )
