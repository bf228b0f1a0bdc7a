"""Text from a string, a file or bytes, in any encoding that can be told; nothing else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.load import MAX_BYTES, load
from workbench.load.loaded import Loaded
from workbench.load.text import decode
from workbench.records import Metadata, Source

SAMPLES = sorted((Path(__file__).parents[2] / "shared" / "articles").glob("*.txt"))
TEXTS = {
    "Persian": "وزيران دو كشور روز شنبه در تهران درباره تجارت گفتگو كردند. نشست سه ساعت بود.",
    "Arabic": 'قال الوزير إن المحادثات ستستمر، وأضاف: "هذا مُهم".',
    "English": "The minister said: trade talks go on.",
    "Russian": "Министр сказал, что переговоры продолжатся в субботу.",
}
WORD = {"Persian": "تهران", "Arabic": "جنيف", "English": "Geneva", "Russian": "Женева"}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
CODEPAGES = [
    ("Persian", "cp1256"),
    ("Arabic", "cp1256"),
    ("Arabic", "iso8859_6"),
    ("Russian", "cp1251"),
    ("Russian", "koi8_r"),
]


def texts(loaded: Loaded) -> tuple[str, ...]:
    return tuple(block.text for block in loaded.blocks)


def read(data: bytes) -> str:
    return "\n".join(raw.text for raw in load(Source(data)).blocks)


def refusal(source: Source) -> str:
    with pytest.raises(InputError) as caught:
        load(source)
    return str(caught.value)


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("text", [*TEXTS.values(), *WORD.values()])
@pytest.mark.parametrize("times", [1, 30])
def test_unicode_encodings_are_told(text: str, encoding: str, times: int) -> None:
    whole = "\n".join([text] * times)
    assert read(whole.encode(encoding)) == whole


@pytest.mark.parametrize(("language", "encoding"), CODEPAGES)
@pytest.mark.parametrize("times", [1, 30])
def test_code_pages_are_told(language: str, encoding: str, times: int) -> None:
    whole = "\n".join([TEXTS[language].replace("مُهم", "مهم")] * times)
    assert read(whole.encode(encoding)) == whole


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le président a signé l'accord à Genève – enfin.", "cp1252"),
        ("El año pasado, según el ministro español, ¿qué pasó?", "cp1252"),
        ("The president’s decree – signed.", "cp1252"),
        ("Cumhurbaşkanı görüşmeyi değerlendirdi, dışişleri bakanı da katıldı.", "cp1254"),
        ("两国部长星期六在日内瓦举行会谈。会谈持续了三个小时。", "gb18030"),
        ("两国部长星期六在日内瓦举行会谈。会谈持续了三个小时。", "utf-16-le"),
        ("両国の大臣は土曜日に会談した。会談は三時間続いた。", "utf-16-be"),
        ("두 나라 장관은 토요일 제네바에서 회담을 가졌다.", "utf-16-le"),
        ("รัฐมนตรีพบกันที่เจนีวา", "utf-16-le"),
        ("Οι υπουργοί συναντήθηκαν στη Γενεύη.", "cp1253"),
    ],
)
def test_other_common_encodings(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [" \n\t\n", "1\n2\n3\n4\n", "\n\n\r\n"])
def test_line_ends_make_no_utf_16(text: str) -> None:
    assert decode(text.encode(), "x") == text


@pytest.mark.skipif(not SAMPLES, reason="the sample articles are not here")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("encoding", [*UNICODE, "cp1256"])
def test_sample_articles_in_every_encoding(path: Path, encoding: str) -> None:
    text = path.read_text(encoding="utf-8")
    if encoding == "cp1256":  # it has no Persian yeh and no Persian digits
        text = text.replace("ی", "ي").encode(encoding, "ignore").decode(encoding)
    lines = [line for line in text.splitlines() if line.strip()]
    assert read(text.encode(encoding)).split("\n") == lines


def test_a_path_is_a_file_and_a_str_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("First line\r\n\r\n  second\x0cthird", encoding="utf-8")
    assert texts(load(Source(path))) == ("First line", "  second", "third")
    assert texts(load(Source(str(path)))) == (str(path),)


def test_metadata_comes_along() -> None:
    metadata = Metadata(agency="X")
    assert load(Source("some text", metadata=metadata)).metadata == metadata


@settings(deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_no_character_is_lost(text: str) -> None:
    raw = "word " + text
    kept = "".join(texts(load(Source(raw))))
    assert [c for c in kept if not c.isspace()] == [c for c in raw if not c.isspace()]


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    assert refusal(Source(missing)) == f"{missing}: no such file; check the path"
    assert refusal(Source(tmp_path)) == f"{tmp_path} is a folder; give the text file itself"
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert refusal(Source(empty)) == f"{empty} holds no words; give the text of an article"
    odd = Path("a\0b")
    assert refusal(Source(odd)) == r"'a\x00b' cannot be read: embedded null byte"


@pytest.mark.parametrize("content", ["", " \n\t\u00a0", "***\n---", "\u200f\ufeff", "ـــــ"])
def test_a_text_without_words(content: str) -> None:
    said = "pasted text holds no words; give the text of an article"
    assert refusal(Source(content)) == said
    assert refusal(Source(content.encode())) == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "x looks like a PNG picture, not an article; give the text itself"),
        (
            b"{\\rtf1 text}",
            "x looks like an RTF document, not an article; save it as DOCX or as a text file",
        ),
        (
            b"text\0\x01\x02\x03 and more text",
            "x looks like a binary file (it holds control bytes), whatever its name ends in; "
            "text, HTML, PDF, Word (.docx), e-mail and JSON are read",
        ),
        (
            "خبر مهم\nخبر آخر عن الوزير".encode()[:-1],
            "x: the text is UTF-8 but byte 44 (line 2) is not; it may be cut off or damaged; "
            "save it again as UTF-8",
        ),
        (
            b"\xff\xfea\0b",
            "x starts as UTF-16 but breaks at byte 5; save it again as UTF-8",
        ),
        (
            bytes(range(0x80, 0x100)),
            "x: the encoding of the text is not recognised; save it as UTF-8",
        ),
    ],
)
def test_what_is_no_text(data: bytes, said: str) -> None:
    assert refusal(Source(data, name="x")) == said


def test_too_much_text(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"word " * (MAX_BYTES // 5 + 1))
    rule = "is too large: at most 10 MB are read at once; give one article"
    assert refusal(Source(path)) == f"{path} {rule}"
    assert refusal(Source("ب " * (MAX_BYTES // 3 + 1))) == f"pasted text {rule}"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert all(block.strip() for block in texts(load(Source(data))))
    except InputError as error:
        assert str(error).startswith("pasted text")


WRAPPED = """Ministers agree on a new railway

The ministers of transport of the four countries have agreed on a line
that will join their capitals; building begins in spring and is to take
about six years, the host said on Monday after two days of talks in the
town hall. The parliaments vote on the money before the end of June.

Several groups of citizens ask for a study of the rivers that the line
will cross, and for a hearing in each of the towns on its way."""


def test_wrapped_text_is_joined_into_paragraphs() -> None:
    blocks = texts(load(Source(WRAPPED)))
    assert len(blocks) == 3
    assert [" ".join(block.split()) for block in WRAPPED.split("\n\n")] == list(blocks)


def test_short_paragraphs_are_not_taken_for_wrapped_lines() -> None:
    lines = [f"Sentence number {n} of this text is about sixty characters long." for n in range(8)]
    assert texts(load(Source("\n".join(lines)))) == tuple(lines)


def test_a_list_is_not_taken_for_wrapped_lines() -> None:
    lines = ["Bread", "Milk", "Salt", "Six eggs from the market", "Tea"]
    assert texts(load(Source("\n".join(lines)))) == tuple(lines)
