"""The articles on the desk as a list, and the one brief made of them."""

from html import escape

from workbench.page.desk import Desk, Entry
from workbench.page.render.acts import act, acts
from workbench.page.texts import desk as texts


def desk(whole: Desk) -> str:
    """The list of articles; nothing while there is but one."""
    if len(whole.entries) < 2:
        return ""
    rows = "".join(map(_row, whole.entries))
    return f'<table class="wb-desk"><tbody>{rows}</tbody></table>'


def _row(entry: Entry) -> str:
    said = entry.briefing.briefing.headline if entry.briefing else entry.fault
    opened = act(texts.OPEN, "show", entry=entry.id) if entry.briefing else ""
    return (
        f"<tr><td><bdi>{escape(said or entry.name)}</bdi></td>"
        f"<td>{acts(opened, act(texts.REMOVE, 'remove', entry=entry.id))}</td></tr>"
    )
