"""Buttons in our own HTML: what a click asks for stands in its data (scripts/bus.js)."""

from html import escape


def act(label: str, do: str, *, hint: str = "", **data: str | int) -> str:
    """A button that asks to `do` something; `edit` has it ask for words first, from those given."""
    given = "".join(f' data-{name}="{escape(str(value))}"' for name, value in data.items())
    title = f' title="{escape(hint)}"' if hint else ""
    return (
        f'<button type="button" class="wb-act" data-do="{escape(do)}"{given}{title}>'
        f"{escape(label)}</button>"
    )


def acts(*buttons: str) -> str:
    """Buttons in a row; nothing where there are none."""
    content = "".join(buttons)
    return f'<span class="wb-acts">{content}</span>' if content else ""
