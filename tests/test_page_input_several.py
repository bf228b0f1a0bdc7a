"""What is told of several files before they are run: of each, and what all take together."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.doubles import WordEngine
from tests.page_doubles import Elements
from tests.test_page_input import SKIPPED, TEXT, Visitor
from tests.test_page_input_cost import ARTICLE, LENGTH, LINES, PACE, SUMMARISE, TRANSLATE
from workbench.page import texts as general
from workbench.page.article import ahead
from workbench.page.texts import input as texts
from workbench.reading import article_of

FRENCH = "Le ministre a parlé hier à Paris.\n\nIl a dit que les prix vont baisser cette année."
REFUSED = {
    "binary.bin": b"\x00\x01\x02" * 50,
    "empty.txt": b" \n",
    "french.txt": FRENCH.encode(),
    "untold.txt": b"Xq zzk bvt wrdl.",
}


@pytest.fixture
def visitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    """One of a page on a machine with a pace, who sees each file as soon as it was read."""
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    monkeypatch.setattr(ahead, "SLICE_S", 0)
    (tmp_path / "pace.json").write_text(json.dumps(PACE))
    visitor = Visitor()
    yield visitor
    visitor.service.visits.close()


def opens(visitor: Visitor, folder: Path, **files: str | bytes) -> Any:
    """What is said once files were opened; their suffix comes after an underscore."""
    paths = []
    for name, content in files.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_bytes(content.encode() if isinstance(content, str) else content)
    return told(visitor.opens(*paths)[1:])


def told(look: Any) -> Any:
    from workbench.page.article.preview import Look

    return Look(*look[: len(Look._fields)])


def reads_on(visitor: Visitor) -> Any:
    """What is said after one more slice."""
    from workbench.page.article import preview

    return next(preview.read_on(visitor.service, visitor.request))


def reads_all(visitor: Visitor) -> Any:
    """What is said last."""
    from workbench.page.article import preview

    return list(preview.read_on(visitor.service, visitor.request))[-1]


def removes(visitor: Visitor, number: int, name: str) -> Any:
    """What is said once a file was taken out with its button."""
    return told(visitor.clicks("unfile", entry=str(number), name=name)[2:])


def beside(look: Any) -> list[str]:
    """What is said beside each file, its name first."""
    items = look.preview.split("<li>")[1:]
    return [Elements(item.partition("<button")[0]).seen.strip() for item in items]


def seen(html: Any) -> str:
    return Elements(html).seen


def test_each_file_is_told_as_it_is_read_and_the_sum_at_last(
    visitor: Visitor, tmp_path: Path
) -> None:
    first = opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE, c_txt=LINES[1])
    assert beside(first) == [f"{name}.txtnot looked at yet" for name in "abc"]
    assert "0 of 3 so far" in first.preview
    then = reads_on(visitor)
    arabic = "Modern Standard Arabic · "
    assert beside(then) == [
        f"a.txt{arabic}5 sentences · 6 pieces set aside",
        "b.txtnot looked at yet",
        "c.txtnot looked at yet",
    ]
    assert "1 of 3 so far" in then.preview
    assert (first.cost, then.cost) == ("", "")
    last = reads_all(visitor)
    assert beside(last)[1:] == [f"b.txt{arabic}7 sentences", f"c.txt{arabic}1 sentence"]
    assert texts.SEVERAL.format(count=3) in last.preview
    assert seen(last.cost) == "3 articles, 13 sentences, about 40 s here."


def test_what_cannot_be_read_is_known_before_the_run_and_can_be_taken_out(
    visitor: Visitor, tmp_path: Path
) -> None:
    bad = {name.replace(".", "_"): content for name, content in REFUSED.items()}
    opens(visitor, tmp_path, good_txt=ARTICLE, **bad)
    said = reads_all(visitor)
    binary, empty, french, untold, good = beside(said)
    assert good.endswith("7 sentences")
    assert binary.startswith("binary.binbinary.bin looks like a binary file")
    assert empty == "empty.txtempty.txt holds no words; give the text of an article"
    assert (
        french == "french.txtmodel 'nllb-demo' does not read fra_Latn; it reads arb_Arab, pes_Arab"
    )
    assert untold.endswith("the language of this text could not be told; choose it")
    assert "4 of 5 articles cannot be read, and the list says why" in said.preview
    assert said.preview.count("wb-bad") == 5
    assert seen(said.cost) == "1 of 5 articles, 7 sentences, about 25 s here."
    assert texts.SOME_UNREADABLE.format(bad=4, count=5) == (
        "4 of 5 articles cannot be read, and the list says why: remove them, or Run reads the "
        "others and lists these as not read."
    )
    buttons = [given for _, given in Elements(said.preview).found if "data-entry" in given]
    assert [given["data-entry"] for given in buttons] == ["2", "3", "4", "5", "1"]
    for name in list(REFUSED)[:3]:
        look = removes(visitor, 2, name)
    assert seen(look.cost) == "1 of 2 articles, 7 sentences, about 25 s here."
    assert reads_on(visitor).preview == SKIPPED


def test_nothing_is_read_again_but_for_another_language(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE, c_txt=LINES[1])
    reads_all(visitor)
    with monkeypatch.context() as patched:
        patched.setattr(ahead, "load", None)
        names = "a.txt\nb.txt\nc.txt"
        assert seen(visitor.types(names, beams=8).cost).startswith("3 articles, 13 sentences; how")
        look = removes(visitor, 1, "a.txt")
        assert seen(look.cost).startswith("2 articles, 8 sentences")
        assert reads_on(visitor).preview == SKIPPED
    assert "Will be read: 7 sentences" in removes(visitor, 2, "c.txt").preview
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE)
    reads_all(visitor)
    assert "0 of 2 so far" in visitor.types("a.txt\nb.txt", from_="pes_Arab").preview
    assert beside(reads_all(visitor))[1] == "b.txtWestern Persian · 7 sentences"
    assert visitor.types("a.txt\nb.txt", from_="Perzian").cost == ""


def test_what_changes_while_it_is_read_stands(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*asked: Any, **more: Any) -> Any:
        removes(visitor, 1, "a.txt")
        monkeypatch.setattr(ahead, "read", read)
        return read(*asked, **more)

    read = ahead.read
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE, c_txt=LINES[1])
    monkeypatch.setattr(ahead, "read", meanwhile)
    said = reads_on(visitor)
    assert beside(said) == ["b.txtnot looked at yet", "c.txtnot looked at yet"]
    assert visitor.visit.draft.found == {}
    assert seen(reads_all(visitor).cost).startswith("2 articles, 8 sentences")


def test_a_slice_takes_what_it_can(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "SLICE_S", 60)
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE, c_txt=LINES[1])
    assert seen(reads_on(visitor).cost).startswith("3 articles")


def test_one_that_breaks_our_reader_stops_none(
    visitor: Visitor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(loaded: Any, **options: Any) -> Any:
        if options["name"] == "a.txt":
            raise ZeroDivisionError
        return article_of(loaded, **options)

    monkeypatch.setattr(ahead, "article_of", broken)
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE)
    said = reads_all(visitor)
    assert beside(said)[0] == f"a.txt{general.UNEXPECTED}"
    assert seen(said.cost).startswith("1 of 2 articles, 7 sentences")
    assert "ZeroDivisionError" in caplog.text


def test_one_over_the_limit_is_never_cleaned(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "article_of", lambda *asked, **more: pytest.fail("it is cleaned"))
    visitor.service = replace(
        visitor.service, venue=replace(visitor.service.venue, max_characters=100)
    )
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE)
    assert beside(reads_all(visitor))[0] == f"a.txt{texts.TOO_LONG.format(most=100)}"


def test_a_long_one_costs_its_characters(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MOST_READ", LENGTH - 1)
    alone = visitor.types(ARTICLE)
    assert seen(alone.cost) == f"{LENGTH} characters, about 25 s here."
    assert seen(alone.from_note).startswith("Detected: Modern Standard Arabic")
    assert seen(alone.preview) == texts.TOO_LONG_TO_SHOW
    assert (
        seen(visitor.types(ARTICLE, to="arb_Arab").cost) == f"{LENGTH} characters, about 1 s here."
    )
    visitor.types(ARTICLE, to="eng_Latn")
    short = LINES[1]
    opens(visitor, tmp_path, a_txt=ARTICLE, b_txt=short, c_txt=FRENCH * 10, d_txt="xq zk. " * 99)
    said = reads_all(visitor)
    french, untold, long, _ = beside(said)
    assert long == f"a.txtModern Standard Arabic · {texts.NOT_SPLIT.format(count=LENGTH)}"
    assert french.startswith("c.txt") and "does not read fra_Latn" in french
    assert untold == f"d.txt{texts.UNSURE}"
    assert seen(said.cost) == (
        f"2 of 4 articles, 1 sentence, and other texts of {LENGTH} characters, about 30 s here."
    )


def test_each_model_is_loaded_once_for_all(visitor: Visitor, tmp_path: Path) -> None:
    cold = {f"{TRANSLATE} cold": [LENGTH, 45], f"{SUMMARISE} cold": [1, 15]}
    (tmp_path / "pace.json").write_text(json.dumps(PACE | cold))
    opens(visitor, tmp_path, a_txt=ARTICLE, b_txt=ARTICLE)
    assert seen(reads_all(visitor).cost) == "2 articles, 14 sentences, about 90 s here."


def test_what_is_remembered_of_any_is_counted(visitor: Visitor, tmp_path: Path) -> None:
    models = visitor.service.sets["demo"]
    models._engines["nllb-demo"] = WordEngine(models.spec("translate"), str.upper)
    opens(visitor, tmp_path, a_txt=ARTICLE, b_txt=LINES[5])
    visitor.visit.memory.edit(LINES[5], "by hand", source="arb_Arab", target="eng_Latn")
    assert seen(reads_all(visitor).cost).startswith(
        "2 articles, 8 sentences, 2 of them remembered, about "
    )


def test_hostile_names_are_shown_as_text(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "<img src=x onerror=alert(1)>.txt"
    file.write_bytes(b"")
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    visitor.opens(file, tmp_path / "a.txt")
    assert "<img" not in reads_all(visitor).preview
