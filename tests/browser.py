"""A served page and a browser to use it with; run as a program it serves the page itself.

`python -m tests.browser` serves the page with the demo models; each visitor's desk already holds
the articles of `sample_briefing` and `long_article`, so that reading and editing need no run.
Gradio leaves event loops and sockets to the garbage collector, and a test run in which warnings
are errors must not collect them: hence a process of its own. The address is the only line on
standard output.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.sample_briefing import sample
from workbench.page.visitor.desk import Desk
from workbench.records import Briefing

ROOT = Path(__file__).parent.parent
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 60_000  # how long a test waits for what never comes; no test waits so long to pass
needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no {CHROMIUM} on this machine"),
]


@contextmanager
def serving(*command: str) -> Iterator[str]:
    """The address that a program of ours prints, until it is closed."""
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


@contextmanager
def browsing() -> Iterator[Any]:
    """Debian's Chromium."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as runner:
        browser = runner.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(chromium: Any, address: str, **options: Any) -> Iterator[Any]:
    """The page open at 1440 pixels; afterwards: nothing was asked of another host, no faults."""
    context = chromium.new_context(**{"viewport": {"width": 1440, "height": 1000}, **options})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(f"a dialog: {dialog.message}"))
    page.goto(address)
    page.locator("#wb-run:enabled").wait_for()
    yield page
    context.close()
    schemes = {urlsplit(url).scheme for url in asked} - {"data", "blob"}
    hosts = {urlsplit(url).hostname for url in asked if urlsplit(url).scheme in {"http", "https"}}
    assert (schemes, hosts) == ({"http"}, {urlsplit(address).hostname})
    assert faults == []


def busy(page: Any, act: Callable[[], object]) -> float:
    """Seconds of the CPU that the page itself works for what is done to it."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        figures = session.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in figures if one["name"] == "TaskDuration")

    before = worked()
    act()
    return worked() - before


def boxes(*elements: Any) -> list[dict[str, float]]:
    """Where elements stand at one and the same moment, in pixels of the window."""
    page = elements[0].page
    found: list[dict[str, float]] = page.evaluate(
        "all => all.map(element => element.getBoundingClientRect().toJSON())",
        [element.element_handle() for element in elements],
    )
    return found


def wheel(page: Any, down: int) -> None:
    """Turns the wheel by pixels, until the page rests: Playwright waits for no scrolling."""
    page.evaluate(
        """() => {
          const from = scrollY;
          window.rested = false;
          addEventListener('scrollend', () => (window.rested ||= scrollY !== from));
        }"""
    )
    page.mouse.wheel(0, down)
    page.wait_for_function("() => window.rested")


def keep(page: Any, name: str) -> None:
    """A screenshot for a person to look at."""
    folder = ROOT / "artefacts"
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"page-{name}.png", full_page=True)


def show(page: Any, entry: int) -> None:
    """Opens an article of the ready desk."""
    page.evaluate("entry => workbench.send({do: 'show', entry})", str(entry))
    page.locator("#wb-rows .wb-translation").first.wait_for()


def long_article() -> Briefing:
    """Forty rows; 5, 12, 23 and 40 are to check; two key points, on rows 12 and 40."""
    from dataclasses import replace

    from tests.page_doubles import article, briefing, sentences, translated
    from workbench.records import Digest, Finding, Statement

    read = article("\n".join(f"وزیر امور خارجه گفت که جمله {n} است." for n in range(1, 41)))
    doubt = Finding(kind="number", severity="high", message="a number is missing")
    rows = tuple(
        replace(
            translated(sentence, f"The minister said that this is sentence {sentence.id}. " * 3),
            findings=(doubt,) if sentence.id in {5, 12, 23, 40} else (),
        )
        for sentence in sentences(read)
    )
    points = tuple(Statement(f"This is sentence {n}.", (n,), "supported") for n in (12, 40))
    return briefing(read, rows, Digest(headline="Forty sentences", points=points))


def ready() -> Desk:
    """What each visitor finds: article 1 is the sample, 2 is the long one."""
    return Desk().added("sample", briefing=sample()).added("long", briefing=long_article())


def main() -> None:
    """Serves the page over ready desks until standard input ends."""
    from dataclasses import replace

    from workbench import page
    from workbench.engines import open_models
    from workbench.page.service import service_of
    from workbench.page.visitor.visits import Asking, Visit, Visits
    from workbench.page.wiring import compose
    from workbench.records import PUBLIC

    class Ready(Visits):
        """Visits whose desk is laid when they begin."""

        def of(self, request: Asking) -> Visit:
            visit = super().of(request)
            if not visit.desk.entries:
                visit.desk = ready()
            return visit

    demo = open_models(demo=True)
    service = service_of(demo, demo=demo, public=True, network=PUBLIC)
    built = page.Page(compose(replace(service, visits=Ready(None))), lambda: None)
    print(page.launch(built, wait=False), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
