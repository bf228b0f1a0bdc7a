"""An e-mail (EML), or a page that a browser saved as one (MHTML): text, and what headers say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import EmailPolicy

from workbench.errors import InputError
from workbench.load import dates
from workbench.load.lines import unwrapped
from workbench.load.loaded import LETTER, Loaded
from workbench.load.text import decode, encoding_named
from workbench.records import Metadata, RawBlock

# The parser looks at each line once for every boundary around it, 0.2 us a look, and takes some
# 5 kB for a part. Mail of 10 MB in base64 has 140,000 lines.
MOST_LOOKS = 2_000_000
MOST_LINES = 200_000  # 10 MB at 72 characters, attachments included, are 140,000
MOST_PARTS = 1000
MOST_HEADERS = 2000
LONGEST_HEADER = 2000  # characters: header parsing is quadratic
STUB = 400  # characters of plain text up to which the HTML beside it may say more
NAMED = 10  # attachments that a warning names
LATIN = frozenset({"ascii", "iso8859-1", "cp1252"})  # as Python calls them
BROKEN = (LookupError, ValueError, TypeError, AttributeError, MessageError)  # of header parsing
FLOWED = re.compile(r"(?<=[^-\s]) \r?\n(?=[^>\s])")
WORDS = frozenset({"text/plain", "text/enriched", "multipart/mixed"})  # the last: without parts
SAVED_PAGE = "snapshot-content-location"


class Bounded(EmailPolicy):
    """The usual reading of mail, with a bound on what one header holds."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(list(sourcelines))
        return name, value[:LONGEST_HEADER]


def read(data: bytes, *, name: str) -> Loaded:
    """The text of an e-mail, its subject first; attachments are named and never opened."""
    refuse_several(data, name)
    refuse_swollen(data, name)
    try:
        message = message_from_bytes(data, policy=Bounded())
        leaves = list(leaves_of(message))
    except RecursionError as error:  # e-mails attached to e-mails need no boundaries to count
        raise swollen(name, "nested parts") from error
    body = body_of(leaves, name, url=header(message, SAVED_PAGE))
    closed = unopened(leaves, name)
    if closed and not any(LETTER.search(block.text) for block in body.blocks):
        raise InputError(
            f"{closed[0]}, and the e-mail itself has no text; save the one to be read and give it "
            "as a file"
        )
    warnings = (*body.warnings, *closed)
    if header(message, SAVED_PAGE):
        return Loaded(body.blocks, body.metadata, warnings)
    subject = header(message, "subject")
    blocks = (RawBlock(subject, "heading"), *body.blocks) if subject else body.blocks
    return Loaded(blocks, told_by(message), warnings)


def leaves_of(part: Message) -> Iterator[Message]:
    """The parts that hold something themselves; an attached e-mail is one and is not entered."""
    if not part.is_multipart() or kind_of(part).startswith("message/"):
        yield part
    else:
        for inner in part.get_payload():
            if isinstance(inner, Message):
                yield from leaves_of(inner)


def refuse_several(data: bytes, name: str) -> None:
    """Refuse a mailbox of more than one message; each begins "From " after a blank line."""
    if data.startswith(b"From ") and re.search(rb"\n\r?\nFrom [^\n]*\n[A-Za-z-]+:", data):
        raise InputError(
            f"{name} is a mailbox of several e-mails; save the one to be read as a file of its own"
        )


def refuse_swollen(data: bytes, name: str) -> None:
    """Refuse what only a mail made to do harm holds so much of; said before it is parsed."""
    lines = data.count(b"\n")
    looks = lines * (1 + data.lower().count(b"boundary"))
    head = data[: found.start()] if (found := re.search(rb"\n\r?\n", data)) else data
    for many, most, what in (
        (data.count(b"\n--"), 2 * MOST_PARTS, "parts"),
        (head.count(b"\n"), MOST_HEADERS, "headers"),
        (lines, MOST_LINES, "lines"),
        (looks, MOST_LOOKS, "lines and nested parts"),
    ):
        if many > most:
            raise swollen(name, what)


def swollen(name: str, what: str) -> InputError:
    return InputError(
        f"{name} holds more {what} than an e-mail has; copy the text of the article out of it"
    )


def body_of(leaves: Sequence[Message], name: str, *, url: str | None) -> Loaded:
    """The text of the parts that are shown: plain, or HTML where plain is only a stub."""
    shown = [part for part in leaves if not is_attached(part)]
    pages = [part for part in shown if kind_of(part) == "text/html"]
    plain = [part for part in shown if part not in pages and kind_of(part) in WORDS]
    text = "\n".join(words_of(part, name) for part in plain)
    if pages and len(text) < STUB:
        loaded = page_of(pages[0], name, url=url)
        if sum(len(block.text) for block in loaded.blocks) > 2 * len(text.strip()):
            more = [page_of(page, name, url=url) for page in pages[1:]]
            blocks = [block for page in (loaded, *more) for block in page.blocks]
            return Loaded(tuple(blocks), loaded.metadata, loaded.warnings)
    return Loaded(tuple(blocks_of(text)), Metadata())


def page_of(part: Message, name: str, *, url: str | None) -> Loaded:
    from workbench.load import html

    if url is None:
        return html.read_part(payload(part), name=name, encoding=charset(part))
    return html.read(payload(part), name=name, url=url, encoding=charset(part))


def kind_of(part: Message) -> str:
    try:
        return part.get_content_type()
    except BROKEN:
        return "text/plain"


def is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except BROKEN:
        return False


def words_of(part: Message, name: str) -> str:
    """The text of a part. Its bytes tell UTF-8; a Latin label, the default, proves nothing."""
    data, label = payload(part), charset(part)
    text = None
    if label and label not in LATIN:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            text = decoded(data, label)
    text = decode(data, name) if text is None else text
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    return FLOWED.sub(" ", text) if flowed else unwrapped(text)


def decoded(data: bytes, label: str) -> str | None:
    try:
        return data.decode(label)
    except UnicodeDecodeError:
        return None


def payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def charset(part: Message) -> str | None:
    """The encoding that a part names, if text is written in it: some codecs take hours."""
    try:
        return encoding_named(str(part.get_content_charset("")))
    except BROKEN:
        return None


def blocks_of(text: str) -> Iterable[RawBlock]:
    """A block a line; what answers another mail is quoted with ">"."""
    for line in text.splitlines():
        if line.strip():
            yield RawBlock(line, "quotation" if line.startswith(">") else "paragraph")


def told_by(message: Message) -> Metadata:
    """What the headers say; the sender of a list or newsletter publishes, any other writes."""
    sender = header(message, "from")
    bulk = header(message, "list-id") or header(message, "list-unsubscribe")
    date = header(message, "date")
    return Metadata(
        title=header(message, "subject"),
        publisher=name_in(sender) if bulk else None,
        byline=None if bulk else name_in(sender),
        published=dates.day(date) if date else None,
        language=header(message, "content-language"),
    )


def name_in(sender: str | None) -> str | None:
    """The name before an address, or the address."""
    if not sender:
        return None
    name, _, address = sender.partition("<")
    return name.strip(' "') or address.strip(" >") or None


def header(message: Message, field: str) -> str | None:
    """A header decoded and on one line; None where it is absent, empty or beyond reading."""
    try:
        return " ".join(str(message[field] or "").split()) or None
    except BROKEN:
        return None


def unopened(leaves: Sequence[Message], name: str) -> tuple[str, ...]:
    """A sentence on the attachments, by their names."""
    named = [title_of(part) for part in leaves if is_attached(part) or not is_known(part)]
    if not named:
        return ()
    listed = ", ".join(map(repr, named[:NAMED]))
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return (f"{name}: attachments were not opened: {listed}{more}",)


def is_known(part: Message) -> bool:
    """Whether a part is text, or a picture within it."""
    return kind_of(part) in {*WORDS, "text/html"} or kind_of(part).startswith("image/")


def title_of(part: Message) -> str:
    try:
        return (part.get_filename() or kind_of(part))[:60]
    except BROKEN:
        return kind_of(part)
