"""E-mail: headers into metadata, one body out of many parts, attachments left alone."""

from collections.abc import Mapping
from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest

from workbench.errors import InputError
from workbench.load import load
from workbench.load.loaded import Loaded
from workbench.records import Metadata, RawBlock, Source

PERSIAN = "وزيران دو كشور روز شنبه در تهران ديدار كردند."
HEAD = (
    b"From: A. Author <a@example.org>\nTo: b@example.org\nDate: Fri, 01 Nov 2024 10:00:00 +0330\n"
)
PAGE = f"<html><body><article><h1>خبر</h1><p>{PERSIAN * 3}</p><p>{PERSIAN * 2}</p></article>"


def read(data: bytes) -> Loaded:
    return load(Source(data, name="x.eml"))


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def message(headers: Mapping[str, str] | None = None) -> EmailMessage:
    mail = EmailMessage()
    for name, value in {
        "From": "A. Author <a@example.org>",
        "To": "b@example.org",
        "Date": "Fri, 01 Nov 2024 10:00:00 +0330",
        **(headers or {}),
    }.items():
        mail[name] = value
    return mail


def typed(kind: str, body: bytes, encoding: str = "8bit") -> bytes:
    return HEAD + f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + body


def test_subject_sender_and_date() -> None:
    mail = message({"Subject": "خبر روز"})
    mail.set_content(PERSIAN)
    mail["Content-Language"] = "fa"
    assert read(mail.as_bytes()) == Loaded(
        (RawBlock("خبر روز", "heading"), RawBlock(PERSIAN)),
        Metadata(title="خبر روز", byline="A. Author", published=date(2024, 11, 1), language="fa"),
    )


def test_who_writes_to_a_list_publishes() -> None:
    mail = message({"List-Unsubscribe": "<mailto:x@example.org>"})
    mail.set_content("Text.")
    told = read(mail.as_bytes()).metadata
    assert (told.publisher, told.byline) == ("A. Author", None)


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_encodings(encoding: str, charset: str) -> None:
    mail = message()
    mail.set_content(PERSIAN, charset=charset, cte=encoding)
    assert texts(mail.as_bytes()) == [PERSIAN]


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("us-ascii", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("windows-1251", "utf-8"),
        ("iso-8859-1", "cp1256"),
        ("no-such-charset", "cp1256"),
        ("utf-8", "cp1256"),
        ('"', "utf-8"),
    ],
)
def test_labels_that_lie(label: str, encoding: str) -> None:
    body = PERSIAN.encode(encoding)
    assert texts(typed(f"text/plain; charset={label}", body)) == [PERSIAN]


def test_a_true_label_is_believed() -> None:
    body = "Šárka řekla".encode("iso8859-2")
    assert texts(typed("text/plain; charset=iso-8859-2", body)) == ["Šárka řekla"]


def test_plain_text_is_preferred_to_html() -> None:
    mail = message()
    mail.set_content(PERSIAN * 12)
    mail.add_alternative(PAGE, subtype="html")
    assert texts(mail.as_bytes()) == [PERSIAN * 12]


@pytest.mark.parametrize("plain", [None, "View this in your browser."])
def test_html_where_plain_text_is_missing_or_a_stub(plain: str | None) -> None:
    mail = message()
    if plain:
        mail.set_content(plain)
        mail.add_alternative(PAGE, subtype="html")
    else:
        mail.set_content(PAGE, subtype="html")
    found = texts(mail.as_bytes())
    assert PERSIAN * 3 in found
    assert plain not in found


def test_wrapped_flowed_and_quoted_lines() -> None:
    flowed = b"One paragraph of \ntwo lines.\n> quoted by another\nThe end."
    loaded = read(typed("text/plain; charset=utf-8; format=flowed", flowed))
    assert loaded.blocks == (
        RawBlock("One paragraph of two lines."),
        RawBlock("> quoted by another", "quotation"),
        RawBlock("The end."),
    )


def test_text_around_a_picture_is_one() -> None:
    mail = message()
    mail.set_content("Before.")
    mail.add_related(b"GIF89a", maintype="image", subtype="gif", cid="<a>")
    mail.make_mixed()
    after = EmailMessage()
    after.set_content("After.")
    mail.attach(after)
    assert read(mail.as_bytes()).blocks == (RawBlock("Before."), RawBlock("After."))
    assert read(mail.as_bytes()).warnings == ()


def test_attachments_are_named_and_never_opened() -> None:
    mail = message()
    mail.set_content("Text.")
    mail.add_attachment(b"PK\3\4", maintype="application", subtype="zip", filename="نامه.zip")
    inner = message({"Subject": "Other"})
    inner.set_content("Another mail.")
    mail.add_attachment(inner, filename="other.eml")
    loaded = read(mail.as_bytes())
    assert loaded.blocks == (RawBlock("Text."),)
    assert loaded.warnings == ("x.eml: attachments were not opened: 'نامه.zip', 'other.eml'",)


def test_a_mail_that_is_only_its_attachment() -> None:
    mail = message({"Subject": "The report"})
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="report.pdf")
    with pytest.raises(InputError) as caught:
        read(mail.as_bytes())
    assert str(caught.value) == (
        "x.eml: attachments were not opened: 'report.pdf', and the e-mail itself has no text; "
        "save the one to be read and give it as a file"
    )


def test_a_page_that_a_browser_saved() -> None:
    saved = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/news/1\n"
        b"Subject: Page\nDate: Sun, 22 Nov 2026 08:00:00 -0000\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
        b"Content-Type: text/html; charset=utf-8\n\n" + PAGE.encode() + b"\n--b--\n"
    )
    loaded = read(saved)
    assert PERSIAN * 3 in [block.text for block in loaded.blocks]
    assert (loaded.metadata.byline, loaded.metadata.published) == (None, None)


def test_a_mailbox() -> None:
    one = b"From a@example.org Fri Nov  1 10:00:00 2024\n" + HEAD + b"\nText.\nFrom here on.\n"
    assert texts(one) == ["Text.", "From here on."]
    with pytest.raises(InputError) as caught:
        read(one + b"\n" + one)
    assert str(caught.value) == (
        "x.eml is a mailbox of several e-mails; save the one to be read as a file of its own"
    )


@pytest.mark.parametrize(
    ("data", "is_mail"),
    [
        (HEAD + b"\nText.", True),
        (b"Received: x\nFrom: a\n\nText.", True),
        (b"Subject: a\n\nText.", False),
        (b"From: Tehran\nDate: 5 May\n\nText.", False),
        (b"Minister: we agree\nHost: so do I\nBoth: good\n\nText.", False),
    ],
)
def test_what_counts_as_mail(data: bytes, is_mail: bool) -> None:
    assert (texts(data) == ["Text."]) is is_mail


def test_broken_headers_are_left_out() -> None:
    data = (
        b"From: =?utf-8?q?=ff?= <<\nTo: x\nDate: never\nSubject: =?x?b?###?=\nContent-Type: ;;=\n"
        b"Content-Language: \n\nText."
    )
    loaded = read(data)
    assert loaded.blocks[-1] == RawBlock("Text.")
    assert loaded.metadata.published is None


def test_odd_parts() -> None:
    parts: dict[str, Any] = {
        "no boundary": b"Content-Type: multipart/mixed\n\nText.",
        "never closed": b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nText.',
    }
    for data in parts.values():
        assert texts(HEAD + data) == ["Text."]
