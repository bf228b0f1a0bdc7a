"""What is asked for when Run is clicked, or why it cannot be had, before anything is done."""

from workbench import languages
from workbench.page.article.choices import DETECT, check_target
from workbench.page.article.incoming import sources_of
from workbench.page.service import Service
from workbench.page.visitor.drafts import Asked, Draft, fingerprint
from workbench.page.visitor.tickets import Work
from workbench.records import PUBLIC, Settings


def work_of(service: Service, draft: Draft, asked: Asked) -> Work:
    """What the controls and the draft ask for."""
    settings = _settings(service, draft, asked)
    check_target(service.sets, asked.kind, asked.translate, settings.to)
    return Work(
        sources=tuple(sources_of(service.venue, draft, asked.text)),
        settings=settings,
        kind=asked.kind,
    )


def _settings(service: Service, draft: Draft, asked: Asked) -> Settings:
    own = draft.of == fingerprint(asked.text)
    return Settings(
        to=languages.find(asked.to or "").code,
        from_=None if asked.from_ == DETECT else languages.find(asked.from_ or "").code,
        translate=asked.translate,
        summarise=asked.summarise,
        restore=draft.restored if own else (),
        offered=draft.offered if own else None,
        two_routes=asked.two_routes,
        num_beams=asked.beams,
        terms=draft.terms,
        network=service.venue.network or PUBLIC,
    )
