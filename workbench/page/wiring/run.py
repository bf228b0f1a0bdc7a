"""What Run and Stop call."""

from workbench.page.article import preview
from workbench.page.layout import Controls
from workbench.page.run import running, steps
from workbench.page.service import Service
from workbench.page.wiring.listening import CLIP_JS, bound, light, reading

# In the browser: what is asked for is remembered (wiring/article.py), and clipped as by CLIP_JS.
ASK_JS = """(text, ...rest) => {{
  workbench.asked = JSON.stringify([text, ...rest]);
  return [(text ?? '').slice(0, 2 * {most} + 1), ...rest];
}}"""


def connect(service: Service, on_page: Controls) -> None:
    """Connects Run, Stop and the clock of those who wait."""
    results = on_page.results
    begun = light(
        results.run.click,
        bound(service, running.begin),
        on_page.asked,
        [*results.outputs, on_page.clock, results.answer],
        js=ASK_JS.format(most=service.venue.max_characters),
    )
    ran = begun.success(
        bound(service, running.run),
        [],
        results.outputs,
        # One article at a time: two would only share the same cores or device.
        concurrency_id="models",
        concurrency_limit=1,
        show_progress="hidden",
        api_visibility="private",
    )
    # In gradio 6.31 `then` does not follow a failure, whatever its documentation says.
    for ended in (ran.then, ran.failure):
        rested = light(ended, steps.at_rest, [], [results.run, results.stop])
        # How long the next one takes is better known now, or why this one could not be read.
        reading(
            rested.then,
            bound(service, preview.look),
            [on_page.article.text],
            on_page.look,
            js=CLIP_JS.format(most=service.venue.max_characters),
        )
    # Said before it is done: an answer that came after the run's last would stand for good.
    said = light(results.stop.click, running.announce_stop, [], [results.stop])
    light(said.then, bound(service, running.stop), [], [*results.outputs, results.given_up])
    results.given_up.change(None, None, None, cancels=[ran])
    light(
        on_page.clock.tick,
        bound(service, running.turn),
        [],
        [results.waiting, on_page.clock],
    )
