"""`models unpack` of what `models pack` never wrote: a sentence, and nothing left of it."""

import gzip
import hashlib
import os
import random
import shutil
import struct
import tarfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.archives import (
    ARRIVED,
    COMMIT,
    Change,
    Member,
    left,
    manifest_with,
    member,
    members,
    replaced,
    written,
)
from workbench.engines.conversion import archive

pytest_plugins = "tests.archive_fixtures"
pytestmark = pytest.mark.usefixtures("machine")
LATER = "; copy it once more from where it was packed"
BIN = "nllb-demo/model.bin"
BEGIN = "nllb-demo/conversion.json"


def refusal(reason: str) -> list[str]:
    what = "strange.tar is no whole archive of `workbench models pack`"
    return [f"workbench: {what}: {reason}{LATER}"]


def belongs(name: str) -> str:
    return f"{name!r} is where a model's conversion.json belongs"


def misplaced(name: str) -> str:
    return f"{name} is not where it belongs, or not of its size"


def weights(change: Callable[[Member], Member]) -> Change:
    """What makes another member of the first model's weights."""

    def changed(content: list[Member]) -> list[Member]:
        return replaced(content, BIN, change(next(m for m in content if m[0].name == BIN)))

    return changed


def renamed(name: str) -> Change:
    return weights(lambda old: member(name, old[1]))


def without(name: str) -> Change:
    return lambda content: [old for old in content if old[0].name != name]


def a_changed_byte(old: Member) -> Member:
    return old[0], old[1][:900_000] + bytes([old[1][900_000] ^ 1]) + old[1][900_001:]


CASES: dict[str, tuple[Change, str]] = {
    "nothing": (lambda _: [], "there is no model in it"),
    "another tar": (lambda _: [member("README", b"a")], belongs("README")),
    "no manifest": (without(BEGIN), belongs("nllb-demo/config.json")),
    "a file less": (without(BIN), misplaced(BIN)),
    "a file more": (lambda c: [*c[:2], member("nllb-demo/evil.so", b"a"), *c[2:]], misplaced(BIN)),
    "one at the end": (lambda c: [*c, member("mt5-demo/z", b"a")], belongs("mt5-demo/z")),
    "another order": (
        lambda c: [c[0], c[2], c[1], *c[3:]],
        misplaced("nllb-demo/config.json"),
    ),
    "a model twice": (lambda c: c + c[:7], "nllb-demo is one model too many"),
    "a changed byte": (
        weights(a_changed_byte),
        f"{BIN} has not the checksum that it was packed with",
    ),
    "longer": (weights(lambda old: member(BIN, old[1] + b"a")), misplaced(BIN)),
    "an absolute path": (renamed("/etc/passwd"), misplaced(BIN)),
    "a path that leads out": (renamed("nllb-demo/../../model.bin"), misplaced(BIN)),
    "a file of another model": (renamed("mt5-demo/model.bin"), misplaced(BIN)),
    "a long name": (renamed("nllb-demo/" + "a" * 120), "'././@LongLink' is no plain file"),
    "a long manifest": (
        lambda _: [member("a/conversion.json", b" " * 100_001)],
        belongs("a/conversion.json"),
    ),
    "a manifest cut short": (
        lambda c: [member(BEGIN, b"{"), *c[1:]],
        f"{BEGIN} is not one that this release of the workbench reads",
    ),
}


@pytest.mark.parametrize(("change", "reason"), CASES.values(), ids=CASES)
def test_refused_with_a_reason(
    change: Change, reason: str, models: Callable[..., list[str]], packed: Path
) -> None:
    strange = written(Path("strange.tar"), change(members(packed)))
    assert models("unpack", strange, code=2) == refusal(reason)
    assert left() == []


@pytest.mark.parametrize("kind", [bytes([kind]) for kind in b"1234567SLKxgX\0"])
def test_what_is_no_plain_file(kind: bytes, models: Callable[..., list[str]], packed: Path) -> None:
    """Links, devices, folders, pipes, and what extends a header."""
    link = weights(lambda old: member(BIN, old[1], type=kind, linkname="/etc/passwd"))
    strange = written(Path("strange.tar"), link(members(packed)))
    assert models("unpack", strange, code=2) == refusal(f"{BIN!r} is no plain file")
    assert left() == []


@pytest.mark.parametrize("name", ["..", "", "/etc", "a/b", "A", "a" * 65, "\x1b[2J"])
def test_names_of_models(name: str, models: Callable[..., list[str]], packed: Path) -> None:
    begin = f"{name}/conversion.json"
    content = [member(begin, members(packed)[0][1]), *members(packed)[1:]]
    strange = written(Path("strange.tar"), content)
    assert models("unpack", strange, code=2) == refusal(belongs(begin))
    assert left() == []


HASH = {"size": 4, "sha256": "0" * 64}


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"local": True},
        *({"repo": repo} for repo in ("..", "/etc", "a", "../a", "a/..", "a/b/c", "a/b\x1b")),
        {"repo": "a/" + "b" * 97},
        *({"version": commit} for commit in ("main", "../" + COMMIT[3:], COMMIT.upper())),
        *({"precision": precision} for precision in ("../x", "float16")),
        {"family": "BERT"},
        *({"ctranslate2": release} for release in ("../4", "\x1b[2J")),
        *({"license": license} for license in ("MIT\nok", "\x1b[2J", "a" * 201)),
        *({"files": {name: HASH}} for name in ("conversion.json", "../x", "/x", "a/b")),
        {"files": {"config.json": HASH | {"size": -4}}},
    ],
    ids=str,
)
def test_manifests(changes: dict[str, Any], models: Callable[..., list[str]], packed: Path) -> None:
    strange = written(Path("strange.tar"), manifest_with(members(packed), **changes))
    reason = f"{BEGIN} is not one that this release of the workbench reads"
    assert models("unpack", strange, code=2) == refusal(reason)
    assert left() == []


def test_the_control_of_what_is_refused(models: Callable[..., list[str]], packed: Path) -> None:
    """Written anew by another hand, nothing changed, and as another tar has it."""
    content = members(packed)
    assert models("unpack", written(Path("a.tar"), content)) == ARRIVED
    shutil.rmtree("cache")
    for info, _ in content:
        info.mtime, info.uname, info.mode = 1_700_000_000, "somebody", 0o600
    again = written(Path("b.tar"), manifest_with(content), format=tarfile.USTAR_FORMAT)
    assert models("unpack", again) == ARRIVED


END = "it ends too early"
AFTER = "there is something after its end"
NO_FILE = "at byte 0 no file begins"
SIZE = slice(124, 136)  # of a header: octal digits, or 255 before a negative number
EIGHT_GB = b"77777777777\0"


def with_size(name: str, size: bytes) -> Callable[[bytes], bytes]:
    """Another size in the header of that name, with the checksum that goes with it."""

    def change(content: bytes) -> bytes:
        start = content.index(name.encode() + b"\0")
        block = bytearray(content[start : start + 512])
        block[SIZE] = size
        block[148:156] = b" " * 8
        block[148:156] = b"%06o\0 " % sum(block)
        return content[:start] + bytes(block) + content[start + 512 :]

    return change


BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", END),
    "cut in the first header": (lambda c: c[:300], END),
    "cut in the manifest": (
        lambda c: c[:700],
        f"{BEGIN} is not one that this release of the workbench reads",
    ),
    "cut in the weights": (lambda c: c[:1_000_000], END),
    "without its end": (lambda c: c.rstrip(b"\0"), END),
    "zeros after it": (lambda c: c + b"\0" * 10_240, AFTER),
    "text after it": (lambda c: c + b"more", AFTER),
    "another one after it": (lambda c: c + c, AFTER),
    "gzip": (gzip.compress, "it is compressed with gzip, and none of ours is"),
    "text": (lambda _: b"text" * 1000, NO_FILE),
    "a header's checksum": (lambda c: b"a" + c[1:], NO_FILE),
    "a manifest of -1 bytes": (with_size(BEGIN, b"\xff" * 12), belongs(BEGIN)),
    "a manifest of 8 GB": (with_size(BEGIN, EIGHT_GB), belongs(BEGIN)),
    "weights of 8 GB": (with_size(BIN, EIGHT_GB), misplaced(BIN)),
}


@pytest.mark.parametrize(("change", "reason"), BYTES.values(), ids=BYTES)
def test_refused_for_its_bytes(
    change: Callable[[bytes], bytes], reason: str, models: Callable[..., list[str]], packed: Path
) -> None:
    Path("strange.tar").write_bytes(change(packed.read_bytes()))
    assert models("unpack", "strange.tar", code=2) == refusal(reason)
    assert left() == []


@pytest.mark.parametrize("size", [8 * 2**30 - 1, 2**80])
def test_weights_larger_than_the_archive(
    size: int, models: Callable[..., list[str]], packed: Path
) -> None:
    """Manifest and header agree on it: neither disk nor memory nor the file is asked for it."""
    facts = {"size": size, "sha256": "0" * 64}
    file = Path("strange.tar")
    written(file, manifest_with(members(packed), files={"model.bin": facts}))
    number = EIGHT_GB if size < 2**40 else b"\x80" + size.to_bytes(11, "big")
    file.write_bytes(with_size(BIN, number)(file.read_bytes()))
    assert models("unpack", file, code=2) == refusal(END)
    assert left() == []


@pytest.mark.parametrize("seed", range(5))
def test_whatever_changes_it_is_refused(seed: int, machine: Path, packed: Path) -> None:
    rng = random.Random(seed)
    content = packed.read_bytes()[:4096]
    for _ in range(100):
        changed = bytearray(content)
        for _ in range(rng.randint(1, 4)):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        Path("strange.tar").write_bytes(changed)
        with Path("strange.tar").open("rb") as stream, pytest.raises(ValueError, match=r"\w"):
            archive.contents(stream)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda path: None, "there is no strange.tar", id="missing"),
        pytest.param(lambda path: path.mkdir(), "strange.tar is not a file", id="a folder"),
        pytest.param(os.mkfifo, "strange.tar is not a file", id="a pipe"),
    ],
)
def test_no_file(make: Callable[[Path], None], said: str, models: Callable[..., list[str]]) -> None:
    make(Path("strange.tar"))
    assert models("unpack", "strange.tar", code=2) == [f"workbench: {said}"]


def test_of_a_release_with_another_converter(
    models: Callable[..., list[str]], packed: Path
) -> None:
    strange = written(Path("strange.tar"), manifest_with(members(packed), converter=2))
    assert models("unpack", strange, code=2) == [
        "workbench: nllb-demo in strange.tar was converted by a release of the workbench that "
        "makes other files than this one; use the same release on both machines"
    ]
    assert left() == []


def changed_weights(content: list[Member], head: bytes, **changes: Any) -> list[Member]:
    """Weights that begin otherwise, with the checksum of what they are."""
    [(info, data)] = [pair for pair in content if pair[0].name == "nllb-demo/model.bin"]
    data = head + data[len(head) :]
    facts = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    content = replaced(content, info.name, (info, data))
    return manifest_with(content, files={"model.bin": facts}, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"head": struct.pack("<I", 7), "ctranslate2": "9.0"},  # a format of the years to come
        {"head": b"", "ctranslate2": "9.0", "precision": "float32"},
        {"head": b"", "ctranslate2": "9.0", "family": "mT5"},
    ],
)
def test_files_that_do_not_load_here(
    changes: dict[str, Any], models: Callable[..., list[str]], packed: Path
) -> None:
    strange = written(Path("strange.tar"), changed_weights(members(packed), **changes))
    family, precision = changes.get("family", "NLLB"), changes.get("precision", "int8")
    assert models("unpack", strange, code=2) == [
        "workbench: nllb-demo in strange.tar cannot be used: its files, made with CTranslate2 9.0, "
        f"are no {family} in {precision} that {version('ctranslate2')}, which is installed, "
        "loads; install that release, or pack the model where it runs"
    ]
    assert left() == []
