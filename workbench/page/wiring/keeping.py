"""What the browser asks for to keep briefings, and to open them again."""

from workbench.page.layout import Controls
from workbench.page.results import keeping
from workbench.page.service import Service
from workbench.page.wiring.listening import answered, bound, in_browser, light, reading

KEEP_JS = "(json) => workbench.keep(json)"


def connect(service: Service, on_page: Controls) -> None:
    """Connects the bus with what is kept."""
    results, json = on_page.results, on_page.keeping.json
    given = light(on_page.bus.keep, bound(service, keeping.kept), [], [json])
    in_browser(given.success, [json], KEEP_JS)
    opened = reading(
        on_page.bus.open_kept,
        bound(service, keeping.reopened),
        [],
        [results.answer, *results.view],
    )
    for asked in (given, opened):
        answered(asked)
