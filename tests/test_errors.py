"""What an error says to readers of the page, who have no command line."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.doubles import a_spec
from workbench import languages, store
from workbench.engines import check_pair
from workbench.errors import WorkbenchError
from workbench.load.web.network import guard_of, parse
from workbench.reading import read_article
from workbench.records import ModelSpec, Network, Source

NLLB = ModelSpec(name="nllb", task="translate", repo="nobody/nllb", download_bytes=2_500_000_000)


def _not_among() -> None:
    codes = frozenset(languages.table())
    check_pair(
        a_spec("nllb", "translate", languages=codes - {"pes_Arab"}), source="pes_Arab", target=""
    )


def test_a_text_without_a_command_line_is_the_same_on_the_page() -> None:
    error = WorkbenchError("there is no text yet")
    assert (str(error), error.on_page) == ("there is no text yet", "there is no text yet")


@pytest.mark.parametrize(
    ("fails", "on_page"),
    [
        (
            lambda: read_article(Source("zzqx 12", name="pasted text")),
            "pasted text: the language of this text could not be told; choose it",
        ),
        (
            lambda: languages.find("Klingonn"),
            "unknown language 'Klingonn'; choose one from the list",
        ),
        (
            lambda: store.folder(NLLB),
            "model 'nllb' is not on this machine and has to be downloaded first (2.5 GB); "
            "the demo models need no download",
        ),
        (
            lambda: guard_of(Network()).check_target(parse("http://intranet/page")),
            "http://intranet/page: intranet is a name of a local network (it has no dot), "
            "and only public pages are read; paste the text of the page instead",
        ),
    ],
)
def test_speaks_of_no_command_line_on_the_page(fails: Callable[[], Any], on_page: str) -> None:
    with pytest.raises(WorkbenchError) as caught:
        fails()
    assert caught.value.on_page == on_page
    assert str(caught.value) != on_page


def test_lists_languages_on_the_page_without_a_command() -> None:
    with pytest.raises(WorkbenchError) as caught:
        _not_among()
    assert caught.value.on_page.endswith(" and 189 more")
    assert str(caught.value) == f"{caught.value.on_page} (see `workbench languages`)"
