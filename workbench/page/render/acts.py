"""Buttons in our own HTML: what a click asks for stands in its data (scripts/)."""

from collections.abc import Mapping
from html import escape

from workbench.export.copying import Copied
from workbench.export.html import elements
from workbench.page.texts import briefing as texts


def act(
    label: str,
    do: str,
    *,
    of: str = "",
    lang: str | None = None,
    disabled: bool = False,
    **data: str | int,
) -> str:
    """A button that asks to `do` something with `data`; `of` says to those who hear it of what.

    `edit` has it ask for words in `lang` first, from those given; `fields` and `labels` for
    several.
    """
    given = {"do": do, **data, **(elements.direction(lang) if lang else {})}
    return _button(label, of=of, disabled=disabled, more=_data(given))


def tick(label: str, *, on: bool, of: str, **data: str | int) -> str:
    """A box to tick: chosen for the one brief or not."""
    given = _data({"do": "untick" if on else "tick", **data})
    box = f' role="checkbox" aria-checked="{str(on).lower()}"{given}'
    return _button(label, of=of, style="wb-act wb-tick", more=box)


def copy(label: str, name: str, copied: Copied, *, of: str = "") -> str:
    """A button with what it copies, rich and plain, in its data: gradio draws elements anew by
    their attributes and text, and would leave what stands in a template as it was first.
    """
    given = {"copy": name, "rich": copied.rich, "plain": copied.plain}
    return _button(label, of=of, more=_data(given))


def acts(*buttons: str) -> str:
    """Buttons in a row; nothing where there are none."""
    content = "".join(buttons)
    return f'<span class="wb-acts">{content}</span>' if content else ""


def _button(
    label: str, *, of: str, more: str, style: str = "wb-act", disabled: bool = False
) -> str:
    said = escape(texts.ACT_OF.format(act=label, of=of))
    heard = f' aria-label="{said}"' if of else ""
    off = " disabled" if disabled else ""
    return f'<button type="button" class="{style}"{heard}{off}{more}>{escape(label)}</button>'


def _data(given: Mapping[str, str | int]) -> str:
    return "".join(f' data-{name}="{escape(str(value))}"' for name, value in given.items())
