"""What a person does on the page of one's own computer, and what the files say that come of it.

The page is what `workbench app --demo` serves, in a process of its own: gradio leaves sockets to
the garbage collector, which a test run in which warnings are errors must not collect.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docx

from tests.browser import serving

OPEN = "document.querySelector('#wb-briefing [data-article]')?.dataset.article"
ARTICLE = """\
توقف واردات گندم از روسیه

نویسنده: مریم تهرانی

تاریخ انتشار: ۴ مارس ۲۰۲۵

کریم پترانو، وزیر کشاورزی مصر، روز دوشنبه گفت که مصر به دلیل تأخیرهای مرزی واردات گندم \
از روسیه را متوقف کرده است.

سیل در خوزستان ۱۲٬۳۴۵ خانه را ویران کرد. صادرات ذرت روسیه سال گذشته ۲۱ درصد کاهش یافت.

پترانو گفت: «بدون شفافیت، بخش کشاورزی در مصر رشد نمی‌کند.»

زلزله در کرمان ۹۸۷٬۶۵۴ مدرسه را ویران کرد. پترانو بر اهمیت قواعد روشن میان مصر و روسیه تأکید کرد.

مبادلات تجاری مصر و روسیه سال گذشته به ۷ میلیارد دلار رسید.
"""


@contextmanager
def own_page(*options: str) -> Iterator[str]:
    """The address of a page for this computer alone, with the demo models."""
    with serving("workbench", "app", "--demo", *options) as said:
        found = re.search(r"http://\S+", said)
        assert found, said
        yield found.group()


def box(page: Any) -> Any:
    return page.get_by_label("Article", exact=True)


def button(page: Any, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def made(page: Any, row: int) -> Any:
    return page.locator(f'.wb-translation[data-row="{row}"]')


def runs(page: Any) -> None:
    """Presses the keys for Run and waits until its briefing stands there."""
    before = page.evaluate(OPEN)
    page.keyboard.press("Control+Enter")
    page.wait_for_function(f"before => ![undefined, before].includes({OPEN})", arg=before)
    page.locator("#wb-run:enabled").wait_for()


def takes_its_time(page: Any) -> None:
    """Has the models search as widely as they can, so that a run lasts."""
    page.locator("#wb-options button").first.click()
    page.get_by_label("Beams").click()
    page.get_by_role("option", name="8", exact=True).click()


def brings(page: Any, *files: Path) -> None:
    """Opens files as articles."""
    page.locator("input[type=file]").first.set_input_files(files)


def writes(page: Any, act: str, text: str) -> None:
    """Opens the editor of that button, writes, and saves by key."""
    button(page, act).click()
    field = page.get_by_role("form", name=act, exact=True).get_by_role("textbox")
    field.fill(text)
    field.press("Control+Enter")
    page.get_by_role("form", name=act, exact=True).wait_for(state="detached")


def takes(page: Any, name: str) -> Path:
    """The file that a button makes, as the browser saved it."""
    with page.expect_download() as download:
        page.locator(f"#wb-take-{name}").click()
    return Path(download.value.path())


def words_of(file: Path) -> str:
    """Everything in a Word document, tables included."""
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
