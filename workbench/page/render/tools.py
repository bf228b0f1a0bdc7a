"""What leads through the rows; scripts/reading.js does what its buttons say."""

from html import escape

from workbench.page.render.lines import quiet
from workbench.page.texts import desk as texts

FILTERS = {"all": texts.SHOW_ALL, "check": texts.SHOW_TO_CHECK}
GO = {"previous": texts.PREVIOUS_TO_CHECK, "next": texts.NEXT_TO_CHECK}


def tools() -> str:
    """The filter of the rows, and the way to the next one to check."""
    filters = "".join(
        _button(f'data-filter="{name}" aria-pressed="{str(name == "all").lower()}"', label)
        for name, label in FILTERS.items()
    )
    go = "".join(_button(f'data-go="{name}"', label) for name, label in GO.items())
    return (
        f'<div id="wb-reader" role="toolbar" aria-label="{escape(texts.READER)}">{filters}{go}'
        f"{_button('data-keys', texts.KEYS)}{quiet(texts.KEYS_HINT)}</div>"
    )


def _button(data: str, label: str) -> str:
    return f'<button type="button" class="wb-act" {data}>{escape(label)}</button>'
