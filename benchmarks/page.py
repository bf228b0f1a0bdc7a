"""How quick the page is with the demo models, and how much memory it takes: see docs/benchmarks.md.

`python -m benchmarks.page [--runs 200]` prints Markdown. It starts the page in a process of its own
and uses it in Debian's Chromium, both on this machine.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from playwright.sync_api import sync_playwright

from workbench.registry import demo_path

CHROMIUM = "/usr/bin/chromium"
ROUNDS = 3
LATER_RUNS = 5
VISITORS = 10
MARKS = (20, 60, 100, 150, 200)
SLOW_MS = 120_000
MB = 1_000_000
EXAMPLES = demo_path().parent / "examples"
PRICE = "قیمت هر تن گندم در استانبول روز یکشنبه به {dollars} دلار رسید."
DONE = "document.querySelector('#wb-status')?.textContent.includes('Done: ')"
ARTICLE = "document.querySelector('#wb-briefing [data-article]')?.dataset.article"

Row = tuple[str, str]


def prices(number: int, *, sentences: int = 8) -> str:
    """An article that no other number gives, so that nothing of it is remembered."""
    first = 1000 + number * sentences
    lines = (PRICE.format(dollars=first + n) for n in range(sentences))
    return "\n\n".join([f"بازار گندم {number}", *lines])


@contextmanager
def served(cache: Path) -> Iterator[tuple[psutil.Process, str, float]]:
    """The page's process, its address, and how long its start took."""
    with TemporaryDirectory() as data:
        env = os.environ | {"WORKBENCH_CACHE": str(cache), "WORKBENCH_DATA": data}
        began = time.perf_counter()
        command = [sys.executable, "-m", "workbench", "app", "--demo"]
        with subprocess.Popen(  # noqa: S603
            command, env=env, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            address = re.search(r"http://\S+", process.stdout.readline())
            assert address is not None, "the page did not start"
            yield psutil.Process(process.pid), address.group(), time.perf_counter() - began
            process.terminate()


def timed(work: Callable[[], object]) -> float:
    """Seconds that it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def visit(browser: Any, address: str) -> Any:
    """The page, opened by somebody who was never here, once Run can be clicked."""
    page = browser.new_context().new_page()
    page.set_default_timeout(SLOW_MS)
    page.goto(address)
    page.locator("#wb-run:enabled").wait_for()
    return page


def fill(page: Any, text: str) -> None:
    """Puts a text into the box and waits until it was looked through."""
    page.locator("#wb-text textarea").fill(text)
    page.locator("#wb-preview summary").wait_for()


def run(page: Any) -> tuple[float, float]:
    """Seconds from Run to the first row, and to the end."""
    before = page.evaluate(ARTICLE)
    page.locator("#wb-run:enabled").wait_for()
    page.evaluate("document.querySelector('#wb-rows [data-wb-grid]').replaceChildren()")
    began = time.perf_counter()
    page.locator("#wb-run").click()
    page.locator(".wb-translation").first.wait_for(state="attached")
    first = time.perf_counter() - began
    page.wait_for_function(f"before => ![undefined, before].includes({ARTICLE})", arg=before)
    return first, time.perf_counter() - began


def at_once(browser: Any, address: str) -> float:
    """Seconds until the last of ten who click Run together has a briefing."""
    pages = [visit(browser, address) for _ in range(VISITORS)]
    for number, page in enumerate(pages):
        fill(page, prices(10_000 + number))
    began = time.perf_counter()
    for page in pages:
        page.locator("#wb-run").click()
    for page in pages:
        page.wait_for_function(DONE)
    took = time.perf_counter() - began
    for page in pages:
        page.context.close()
    return took


def speed(browser: Any, cache: Path) -> dict[str, float]:
    """One round over a new process of the page."""
    with served(cache) as (_, address, start):
        pages: list[Any] = []
        usable = timed(lambda: pages.append(visit(browser, address)))
        (page,) = pages
        fill(page, (EXAMPLES / "wheat-imports.pes_Arab.txt").read_text(encoding="utf-8"))
        first, whole = run(page)
        later = []
        for number in range(LATER_RUNS):
            fill(page, prices(number))
            later.append(run(page)[0])
        page.context.close()
        return {
            "start of the process to its address": start,
            "page usable after that": usable,
            "first row of the first run": first,
            "all of the first run (16 sentences)": whole,
            f"first row of later runs (median of {LATER_RUNS})": median(later),
            f"{VISITORS} visitors at once, all served": at_once(browser, address),
        }


def memory(browser: Any, cache: Path, runs: int) -> Iterator[Row]:
    """Resident memory of the page's process after so many runs of one visitor."""
    with served(cache) as (process, address, _):
        page = visit(browser, address)
        for number in range(1, runs + 1):
            fill(page, prices(number))
            run(page)
            if number in MARKS or number == runs:
                yield f"memory after {number} runs", f"{process.memory_info().rss / MB:.0f} MB"
        page.context.close()


def sizes(browser: Any, cache: Path) -> Iterator[Row]:
    """What the browser loads, and how large the HTML of an article is."""
    with served(cache) as (_, address, _):
        page = browser.new_context().new_page()
        page.set_default_timeout(SLOW_MS)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        loaded: list[int] = []
        wire.on("Network.loadingFinished", lambda told: loaded.append(told["encodedDataLength"]))
        html = page.goto(address).body()
        page.locator("#wb-run:enabled").wait_for()
        page.wait_for_timeout(1000)
        yield "HTML of the page", f"{len(html) / 1000:.0f} KB"
        yield "all that it loads", f"{sum(loaded) / MB:.1f} MB in {len(loaded)} files"
        fill(page, (EXAMPLES / "gas-exports.pes_Arab.txt").read_text(encoding="utf-8"))
        run(page)
        for place in ("briefing", "rows"):
            length = page.evaluate(
                "css => new Blob([document.querySelector(css).innerHTML]).size", f"#wb-{place}"
            )
            yield f"HTML of the {place} of 72 sentences", f"{length / 1000:.0f} KB"
        with page.expect_download() as download:
            page.locator("#wb-take-html").click()
        length = Path(download.value.path()).stat().st_size
        yield "HTML file of 72 sentences", f"{length / 1000:.0f} KB"
        page.context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200, help="of which memory is measured")
    runs = parser.parse_args().runs
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the start\n")
    with TemporaryDirectory() as folder, sync_playwright() as runner:
        cache = Path(folder)
        browser = runner.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        rounds = [speed(browser, cache) for _ in range(ROUNDS)]
        print(f"| what | {' | '.join(f'round {n + 1}' for n in range(ROUNDS))} |")
        print("| --- |" + " --- |" * ROUNDS)
        for what in rounds[0]:
            print(f"| {what} | " + " | ".join(f"{one[what]:.2f} s" for one in rounds) + " |")
        print("\n| what | |\n| --- | --- |")
        for rows in (sizes(browser, cache), memory(browser, cache, runs)):
            for what, figure in rows:
                print(f"| {what} | {figure} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
