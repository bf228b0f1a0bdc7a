"""What is brought to the page: files, saved briefings, examples, a glossary."""

import json
from pathlib import Path

import pytest
from gradio.data_classes import FileData, ListFiles

from tests.page_doubles import Elements
from tests.pdfs import joined, page_object, stream
from tests.sample_briefing import sample
from tests.test_page_input import CHOSEN, SKIPPED, TEXT, Visitor
from workbench.errors import InputError
from workbench.export import to_json
from workbench.page.layout.uploads import upload
from workbench.page.texts import input as texts
from workbench.page.visitor.tickets import Ticket, Work
from workbench.records import Settings
from workbench.registry import demo_path


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def names(visitor: Visitor) -> list[str]:
    return [source.name for source in visitor.visit.draft.files]


def records(*articles: str) -> str:
    return "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in articles)


def locked_pdf() -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        stream(b""),
        page_object(3),
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>",
    ]
    ids = "/ID[<" + "43" * 16 + "><" + "43" * 16 + ">]"
    return joined(objects, f"/Root 1 0 R/Encrypt 5 0 R{ids}")


def test_a_file_is_shown_and_read_itself_until_it_is_typed_over(
    visitor: Visitor, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("عنوان\n\n\nقال الوزير إن الحكومة ستعلن الخطة يوم الأحد.".encode("utf-16"))
    text, fault, _, preview, *_ = visitor.opens(file)
    assert text == "عنوان\n\nقال الوزير إن الحكومة ستعلن الخطة يوم الأحد."
    assert (fault, "a.txt" in preview) == ("", True)
    assert visitor.sources(text)[0].content == file.read_bytes()
    (typed,) = visitor.sources(text + " نعم")
    assert (typed.content, typed.name) == (text + " نعم", "pasted text")
    assert "a.txt" not in visitor.types(text + " نعم").preview
    assert "a.txt" in visitor.types(text).preview


def test_several_files_are_listed_and_taken_out_one_by_one(
    visitor: Visitor, tmp_path: Path
) -> None:
    (tmp_path / "<b>a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(records("قال الوزير نعم.", "قال الرئيس لا."), "utf-8")
    text, _, _, preview, *_ = visitor.opens(tmp_path / "<b>a.txt", tmp_path / "b.jsonl")
    assert text == "<b>a.txt\nb.jsonl, line 1\nb.jsonl, line 2"
    assert names(visitor) == [source.name for source in visitor.sources(text)]
    page = Elements(preview)
    assert "<b>" not in preview
    assert "0 of 3 so far" in page.seen
    removes = [data for _, data in page.found if data.get("data-do") == "unfile"]
    assert [data["data-entry"] for data in removes] == ["1", "2", "3"]
    assert removes[1]["aria-label"] == "Remove: b.jsonl, line 1"
    second = {"entry": "2", "name": removes[1]["data-name"]}
    assert visitor.clicks("unfile", **second)[0] == "<b>a.txt\nb.jsonl, line 2"
    assert names(visitor) == ["<b>a.txt", "b.jsonl, line 2"]
    with pytest.raises(InputError) as raised:
        visitor.clicks("unfile", **second)
    assert str(raised.value) == (
        "b.jsonl, line 1 is not file 2 of the list any more; look at the list as it is now"
    )
    left = visitor.clicks("unfile", entry="2", name="b.jsonl, line 2")
    assert left[0] == TEXT.replace("\n", "\n\n")
    assert "Will be read: 5 sentences" in left[4]
    first = {"entry": "1", "name": "<b>a.txt"}
    assert visitor.clicks("unfile", **first)[0] == ""
    with pytest.raises(InputError) as raised:
        visitor.clicks("unfile", **first)
    assert str(raised.value) == texts.NO_FILE.format(number=1, name="<b>a.txt")


def test_files_that_are_too_large_together_are_not_read(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request may name one file any number of times: 10 MB would become gigabytes."""
    file = tmp_path / "a.txt"
    file.write_bytes(bytes(9_000_000))
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it is read"))
    _, fault, *_ = visitor.opens(file, file, file)
    assert Elements(fault).seen == (
        "these files have 27 MB together, and at most 20 MB are opened at once; give fewer"
    )
    _, fault, *_ = visitor.opens(*[file] * 51)
    assert "51 articles are more than the 50 that are read at once" in Elements(fault).seen


def test_files_that_are_opened_leave_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"text")
    button = upload("Files", file_count="multiple")
    button.GRADIO_CACHE = str(tmp_path)
    given = button.preprocess(ListFiles(root=[FileData(path=str(file))] * 3))
    assert given == [str(file)] * 3
    assert list(tmp_path.iterdir()) == [file]


def test_the_last_file_left_is_named_where_it_cannot_be_read(
    visitor: Visitor, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(b"\x00\x01\x02" * 50)
    visitor.opens(tmp_path / "a.txt", tmp_path / "b.bin")
    text, _, fault, *_ = visitor.clicks("unfile", entry="1", name="a.txt")
    assert text == "b.bin"
    assert "b.bin looks like a binary file" in fault


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.bin", b"\x00\x01\x02" * 50, "a.bin looks like a binary file"),
        (
            "a.pdf",
            locked_pdf(),
            "a.pdf is a PDF locked with a password; save it without one, or copy its text",
        ),
        ("a.txt", b" \n\n", "a.txt holds no words; give the text of an article"),
        ("a.json", b'{"schema": 1', "a.json: this is no briefing: it stops being JSON at line 1"),
        (
            "a.json",
            b'{"schema": 7}',
            "a.json: schema: this release reads briefings of schema 1, not 7; open it with the "
            "release that wrote it",
        ),
        ("a.json", b'{"schema": 1, "x": "\xff"}', "a.json is not UTF-8 text, as saved briefings"),
        ("a.txt", "س".encode() * 100_001, "the text is longer than 100,000 characters"),
        (
            "a.jsonl",
            records(*["نعم"] * 51).encode(),
            "51 articles are more than the 50 that are read at once; give fewer",
        ),
    ],
)
def test_a_file_that_is_none_of_anything_is_said_beside_the_box(
    visitor: Visitor, tmp_path: Path, name: str, content: bytes, fault: str
) -> None:
    visitor.types("typed before")
    (tmp_path / name).write_bytes(content)
    text, said, *_ = visitor.opens(tmp_path / name)
    assert text == SKIPPED
    assert Elements(said).seen.startswith(fault)
    assert names(visitor) == []
    assert Elements(visitor.types("typed before", beams=1).fault).seen.startswith(fault)
    assert Elements(visitor.types("typed before", from_="eng_Latn").fault).seen.startswith(fault)
    assert visitor.types("typed on").fault == ""


def test_saved_briefings_are_laid_on_the_desk_and_the_last_stands_open(
    visitor: Visitor, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.json"
    saved.write_text("\ufeff" + to_json(sample()), encoding="utf-8")
    (tmp_path / "other.json").write_text(to_json(sample(), indent=None), encoding="utf-8")
    broken = tmp_path / "broken.json"
    broken.write_text(to_json(sample())[:-9], encoding="utf-8")
    text, fault, *_, status, answer = visitor.opens(saved, broken, tmp_path / "other.json")
    assert (Elements(status).seen, answer) == ("Opened: other.json.", "")
    desk = visitor.visit.desk
    assert [entry.name for entry in desk.entries] == ["saved.json", "other.json"]
    assert desk.open is desk.entries[1]
    assert desk.entries[0].briefing == sample()
    assert text == SKIPPED
    assert Elements(fault).seen.startswith("broken.json: this is no briefing: it stops being JSON")


def test_what_a_run_says_of_itself_stays_while_a_briefing_is_opened(
    visitor: Visitor, tmp_path: Path
) -> None:
    (tmp_path / "<b>.json").write_text(to_json(sample()), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    work = Work(sources=(), settings=Settings(), kind="demo")
    visitor.visit.ticket = Ticket(work)
    visitor.service.queue.join(visitor.visit.ticket)
    assert visitor.opens(tmp_path / "<b>.json")[-2:] == (SKIPPED, "")
    visitor.service.queue.leave(visitor.visit.ticket)
    status, _ = visitor.opens(tmp_path / "<b>.json")[-2:]
    assert (Elements(status).seen, "<b>" in status) == ("Opened: <b>.json.", False)
    assert visitor.opens(tmp_path / "a.txt")[-2:] == (SKIPPED, SKIPPED)


def test_an_article_that_is_opened_leaves_what_is_read_alone(
    visitor: Visitor, tmp_path: Path
) -> None:
    """Rows that stream in are not on the desk yet, and would be taken away."""
    from workbench.page.article.preview import Look
    from workbench.page.view import View

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    text, *outputs = visitor.opens(tmp_path / "a.txt")
    assert text.startswith(TEXT[:20])
    shown = outputs[len(Look._fields) : len(Look._fields) + len(View._fields)]
    assert shown == [SKIPPED] * len(View._fields)


def test_an_article_that_speaks_of_a_schema_is_an_article(visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"text": 'He wrote {"schema": 1} on a wall.'}), encoding="utf-8")
    assert visitor.opens(file)[0] == 'He wrote {"schema": 1} on a wall.'


def test_examples_come_with_the_demo_models(visitor: Visitor) -> None:
    from workbench.page.article import choices, opening, preview

    found = choices.examples(demo_path().parent / "examples")
    assert len(found) >= 2
    title, path = found[0]
    visitor.types("", from_="deu_Latn", beams=1)
    text, *rest = opening.example(visitor.service, path, visitor.request)
    look = preview.Look(*rest[: len(preview.Look._fields)])
    from_, kind, *models = rest[len(preview.Look._fields) :]
    assert text.startswith(title)
    assert "Will be read: " in look.preview
    assert (from_, kind) == ("detect", "demo")
    assert choices.Choices(*models).beams.value == 4
    assert visitor.visit.draft.asked == CHOSEN._replace(text=text)


BROKEN = "source,target,lang\nوزير,minister,ar\n,empty,\nرئيس,president,Klingonish\nخبز,bread,\n"


def test_a_glossary_is_used_with_its_broken_rows_told(visitor: Visitor, tmp_path: Path) -> None:
    from workbench.page.article import opening

    file = tmp_path / "terms.csv"
    file.write_text(BROKEN, encoding="utf-8")
    said = Elements(opening.terms(visitor.service, str(file), visitor.request))
    assert said.seen.startswith(
        "terms.csv: 2 rows are broken; mend the file, or use the rest, 2 agreed terms."
        "row 3: the source is missingrow 4: unknown language"
    )
    assert [data["data-do"] for data in said.classed("wb-act")] == ["terms", "unterms"]
    assert visitor.visit.draft.terms == ()
    used = Elements(visitor.clicks("terms")[5])
    assert used.seen.startswith("terms.csv: 2 agreed terms used; these rows are not:row 3:")
    assert [term.target for term in visitor.visit.draft.terms] == ["minister", "bread"]
    visitor.types(TEXT)
    assert len(visitor.visit.draft.terms) == 2
    assert visitor.clicks("unterms")[5] == ""
    assert visitor.visit.draft.terms == ()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.csv", "", "a.csv: the file is empty; the first row names the columns"),
        ("a.csv", "source,target\n", "a.csv: no terms"),
        ("a.csv", "source,target\n,x\n", "a.csv: no termsrow 2: the source is missing"),
        ("a.pdf", "%PDF", "a.pdf: a glossary is a table (.csv, .tsv, .txt) or YAML (.yaml, .yml)"),
    ],
)
def test_what_is_no_glossary_is_refused_and_the_one_before_stays(
    visitor: Visitor, tmp_path: Path, name: str, content: str, fault: str
) -> None:
    from workbench.page.article import opening

    good = tmp_path / "good.csv"
    good.write_text("source,target\nخبز,bread\n", encoding="utf-8")
    opening.terms(visitor.service, str(good), visitor.request)
    (tmp_path / name).write_text(content, encoding="utf-8")
    said = Elements(opening.terms(visitor.service, str(tmp_path / name), visitor.request))
    assert said.seen.startswith(fault)
    assert "good.csv: 1 agreed term used." in said.seen
    assert str(tmp_path) not in said.seen
    assert len(visitor.visit.draft.terms) == 1
