"""The page put together: each control and what it calls."""

from functools import partial
from typing import Any

import gradio as gr

from workbench.engines import Models
from workbench.page import choices, handlers, texts
from workbench.page.choices import CONFIGURED, DEMO, Sets
from workbench.page.layout import Controls, controls
from workbench.records import Network

# Files made for a visitor are deleted when they are an hour old.
DELETE_EVERY_S, DELETE_AGE_S = 600, 3600

# Functions in the browser: only what is needed leaves it, and not at every key.
GLANCE_JS = f"""async (text, from_) => {{
  await new Promise((resume) => setTimeout(resume, 350));
  return [(text ?? '').slice(0, {choices.GLANCE}), from_];
}}"""
CLIP_JS = "(text, ...rest) => [(text ?? '').slice(0, {most} + 1), ...rest]"


def compose(models: Models, *, demo: Models, network: Network | None) -> gr.Blocks:
    """The page; see `workbench.page.build`."""
    same = models.registry.path == demo.registry.path
    sets: Sets = {DEMO: demo} if same else {CONFIGURED: models, DEMO: demo}
    with gr.Blocks(
        title=texts.TITLE, analytics_enabled=False, delete_cache=(DELETE_EVERY_S, DELETE_AGE_S)
    ) as blocks:
        on_page = controls(sets)
        _connect_article(sets, on_page)
        _connect_options(sets, on_page)
        most = models.registry.page.max_characters
        _connect_run(sets, on_page, most=most, network=network)
    blocks.queue(api_open=False)
    return blocks


def _light(listener: Any, function: Any, inputs: list[Any], outputs: list[Any], **more: Any) -> Any:
    """A listener that answers at once, whatever run is under way."""
    return listener(
        function,
        inputs,
        outputs,
        concurrency_limit=None,
        show_progress="hidden",
        api_visibility="private",
        **more,
    )


def _connect_article(sets: Sets, on_page: Controls) -> None:
    article, options = on_page.article, on_page.options
    _light(
        article.text.change,
        choices.detect,
        [article.text, options.from_],
        [options.from_note],
        js=GLANCE_JS,
        trigger_mode="always_last",
    )
    _light(
        article.upload.upload, choices.open_file, [article.upload], [article.text, article.opened]
    )
    for button, path in article.examples:
        _light(
            button.click,
            partial(choices.open_example, sets, path),
            [],
            [
                article.text,
                article.opened,
                options.from_,
                options.from_note,
                options.kind,
                *options.of_models,
            ],
        )


def _connect_options(sets: Sets, on_page: Controls) -> None:
    options = on_page.options
    _light(
        options.from_.input,
        choices.name_source,
        [on_page.article.text, options.from_],
        [options.from_, options.from_note],
    )
    _light(
        options.to.input,
        partial(choices.name_target, sets),
        [options.kind, options.translate, options.to],
        [options.to, options.to_note],
    )
    _light(
        options.kind.input,
        partial(choices.choose_models, sets),
        [options.kind],
        options.of_models,
    )
    for choice in (options.translate, options.summarise):
        _light(
            choice.input,
            partial(choices.choose_model, sets),
            [options.kind, options.translate, options.summarise, options.to],
            [options.to, options.about],
        )


def _connect_run(sets: Sets, on_page: Controls, *, most: int, network: Network | None) -> None:
    article, options, results = on_page.article, on_page.options, on_page.results
    clip = CLIP_JS.format(most=most)
    begun = _light(
        results.run.click,
        partial(handlers.begin, most),
        [article.text],
        [on_page.ticket, *results.outputs],
        js=clip,
    )
    ran = begun.success(
        partial(handlers.run, sets, most, network),
        [article.text],
        results.outputs,
        inputs_kwargs={
            "opened": article.opened,
            "from_": options.from_,
            "to": options.to,
            "kind": options.kind,
            "translate": options.translate,
            "summarise": options.summarise,
            "ticket": on_page.ticket,
        },
        js=clip,
        # One article at a time: two would only share the same cores or device.
        concurrency_id="models",
        concurrency_limit=1,
        show_progress="hidden",
        api_name="run",
        api_visibility="undocumented",
    )
    _light(ran.then, handlers.idle, [], [results.run, results.stop])
    # Said before it is done: an answer that came after the run's last would stand for good.
    said = _light(results.stop.click, handlers.announce_stop, [], [results.stop])
    _light(said.then, handlers.stop, [on_page.ticket], [])
