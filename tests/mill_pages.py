"""Small pages about a mill, and what is read of them."""

from workbench.load.loaded import Loaded

SENTENCE = "The old mill by the river grinds flour again, and people come to see its wheel turn."


def page(body: str, *, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def article(*paragraphs: str, count: int = 3) -> str:
    shown = [f"<p>Paragraph {i}. {SENTENCE}</p>" for i in range(count)]
    return f"<article><h1>The mill</h1>{''.join(shown)}{''.join(paragraphs)}</article>"


def texts(loaded: Loaded) -> list[str]:
    return [block.text for block in loaded.blocks]
