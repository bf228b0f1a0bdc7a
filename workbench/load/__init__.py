"""Pasted text, a file, a web page or raw bytes into raw blocks, in reading order."""

from dataclasses import replace
from pathlib import Path

from workbench.errors import InputError
from workbench.load.formats import HTML, MAX_BYTES, MAX_FILE_BYTES, format_of, is_html_page
from workbench.load.loaded import Loaded, over, refuse_empty, refuse_large, refuse_many
from workbench.load.plain import blocks_of
from workbench.records import PUBLIC, Metadata, Network, Source, Url

__all__ = ["MAX_BYTES", "MAX_FILE_BYTES", "Loaded", "articles_in", "load"]


def load(source: Source, *, network: Network = PUBLIC) -> Loaded:
    """The raw blocks of a source, in reading order, and what it says of itself.

    What a file is, its first bytes tell, not its suffix. A `str` is text, except the whole source
    of a web page. Every character of a text that is not white space is in some block. Refused:
    what cannot be read or decoded, formats that hold no article, a source without a word, more
    than `MAX_BYTES` of text or `MAX_FILE_BYTES` of a PDF or DOCX.
    """
    content = source.content
    name = str(content) if isinstance(content, Path) else source.name
    if isinstance(content, Url):
        loaded = read_page(content.address, network)
    elif isinstance(content, Path):
        loaded = read_data(bytes_of(content), name)
    elif isinstance(content, bytes):
        loaded = read_data(content, name)
    else:
        loaded = read_text(content, name)
    refuse_many(len(loaded.blocks), name)
    refuse_empty(loaded.blocks, name)
    return replace(loaded, metadata=over(source.metadata, loaded.metadata))


def articles_in(source: Source) -> tuple[Source, ...]:
    """A source each for the articles of a JSON array or JSON Lines; anything else as it is.

    Never refuses: what is wrong with a source, `load` says when it is its turn.
    """
    from workbench.load import records_json

    content = source.content
    if isinstance(content, str | Url):
        return (source,)
    try:
        data = bytes_of(content) if isinstance(content, Path) else content
        records = records_json.split(data, name=source.name)
    except InputError:
        return (source,)
    if not 1 < len(records) <= records_json.MAX_RECORDS:
        return (source,)
    return tuple(replace(source, content=one.data, name=one.name) for one in records)


def read_text(text: str, name: str) -> Loaded:
    """Pasted text, or the source of a web page that was pasted whole."""
    data = text.encode("utf-8", "surrogatepass")
    refuse_large(len(data), MAX_BYTES, name)
    if is_html_page(data):
        return HTML.read(text.encode("utf-8", "replace"), name)
    return Loaded(blocks_of(text, name), Metadata())


def read_data(data: bytes, name: str) -> Loaded:
    """Bytes in whatever format they are."""
    found = format_of(data, name)
    refuse_large(len(data), found.most, name)
    return found.read(data, name)


def read_page(address: str, network: Network) -> Loaded:
    """A page of the web: HTML, or plain text."""
    from workbench.load import html
    from workbench.load.plain import read
    from workbench.load.web.fetch import fetch

    page = fetch(Url(address), network=network)
    if page.content_type == "text/plain":
        return replace(read(page.data, page.url), metadata=Metadata(url=page.url))
    return html.read(page.data, name=page.url, url=page.url, encoding=page.encoding)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, one more than `MAX_FILE_BYTES` at most."""
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder; give the text file itself")
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; check the path") from error
    except PermissionError as error:
        raise InputError(f"{path} cannot be opened: permission denied") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{str(path)!r} cannot be read: {reason}") from error
