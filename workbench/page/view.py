"""What of a visitor's desk stands on the page, and how a fault is shown."""

from html import escape
from typing import Any, NamedTuple

import gradio as gr

from workbench.errors import WorkbenchError
from workbench.page import render
from workbench.page.texts import desk as texts
from workbench.page.visitor.desk import Desk


class View(NamedTuple):
    """The list of articles, the one that stands open, and which files can be taken along.

    HTML, then what gradio is told of the buttons; in the order of `layout.Results.view`.
    """

    desk: Any
    briefing: Any
    tools: Any
    rows: Any
    docx: Any
    html: Any
    md: Any
    json: Any
    all: Any
    brief_docx: Any
    brief_md: Any


UNCHANGED = View(*[gr.skip() for _ in View._fields])


def of(desk: Desk) -> View:
    """The desk as it is."""
    entry = desk.open
    one = _enabled(entry is not None and entry.briefing is not None)
    every = _enabled(any(entry.briefing for entry in desk.entries))
    brief = gr.update(visible=bool(desk.ticks) and desk.open is None)
    buttons = (one, one, one, one, every, brief, brief)
    if entry is None or entry.briefing is None:
        empty = render.empty_briefing(texts.CHOOSE if desk.entries else "")
        return View(render.desk(desk), empty, "", "", *buttons)
    ticked = frozenset(tick.text for tick in desk.ticks if tick.entry == entry.id)
    return View(
        render.desk(desk),
        render.briefing(entry.briefing, entry=entry.id, ticked=ticked, undoable=bool(entry.before)),
        render.tools(),
        render.rows(entry.briefing),
        *buttons,
    )


def changed(old: View, new: View) -> View:
    """What of `new` has to be sent where `old` stands."""
    pairs = zip(old, new, strict=True)
    return View(*[after if after != before else gr.skip() for before, after in pairs])


def fault(error: WorkbenchError) -> gr.Error:
    """Our sentence as gradio's message, which it would otherwise read as HTML."""
    lines = escape(error.on_page).replace("\n", "<br>")
    return gr.Error(lines, duration=20, print_exception=False)


def _enabled(enabled: bool) -> Any:
    return gr.update(interactive=enabled)
