"""The command line: what is printed where, what is written, and how it ends."""

import fcntl
import io
import json
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.clock import within
from tests.doubles import WordEngine, a_spec
from tests.stories import ARTICLE, SUMMARY, the_models
from workbench.cli import main

EXAMPLES = Path(__file__).parent.parent / "workbench" / "demo" / "examples"
PERSIAN = EXAMPLES / "wheat-imports.pes_Arab.txt"
ARABIC = EXAMPLES / "power-plant.arb_Arab.txt"
NOTICE = (
    "demo models: a vocabulary of a few hundred words, for trying the workbench, not for "
    "reading news"
)
Captured = pytest.CaptureFixture[str]


def test_help_is_instant() -> None:
    command = [sys.executable, "-m", "workbench", "--help"]
    within(0.5, lambda: subprocess.run(command, check=True, capture_output=True))


def test_brief_prints_a_briefing(capsys: Captured) -> None:
    assert main(["brief", "--demo"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# ")
    assert NOTICE in out
    assert "## Summary" in out
    assert "## Key points" in out
    assert [line for line in err.splitlines() if "convert" not in line] == []


def test_a_file_of_several_articles_is_not_written_over(tmp_path: Path, capsys: Captured) -> None:
    source = tmp_path / "article.json"
    source.write_text('[{"text": "one"}, {"text": "two"}]', encoding="utf-8")
    asked = ["brief", "--demo", "--no-memory", "--format", "json", str(source)]
    assert main([*asked, "-o", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"workbench: {source} is a source itself; choose another place with -o\n"
    )
    assert source.read_text(encoding="utf-8").startswith("[")


def test_one_article_gives_one_json_object(capsys: Captured) -> None:
    assert main(["brief", "--demo", "--format", "json", str(ARABIC)]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["schema"] == 1
    assert made["complete"] is True
    assert made["article"]["language"]["code"] == "arb_Arab"


def test_several_articles_give_json_lines_in_order(capsys: Captured) -> None:
    assert main(["brief", "--demo", "--format", "json", str(ARABIC), str(PERSIAN)]) == 0
    lines = capsys.readouterr().out.splitlines()
    codes = [json.loads(line)["article"]["language"]["code"] for line in lines]
    assert codes == ["arb_Arab", "pes_Arab"]


def test_a_failed_source_does_not_stop_the_others(capsys: Captured, tmp_path: Path) -> None:
    out = tmp_path / "out"
    missing = tmp_path / "missing.txt"
    assert main(["brief", "--demo", "-o", str(out), str(missing), str(PERSIAN)]) == 2
    assert [path.name for path in out.iterdir()] == ["wheat-imports.pes_Arab.md"]
    assert capsys.readouterr().err == f"workbench: {missing}: no such file; check the path\n"


def test_several_sources_of_one_name_are_numbered(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_bytes(PERSIAN.read_bytes())
    sources = [str(tmp_path / folder / "x.txt") for folder in ("a", "b")]
    assert main(["translate", "--demo", "-o", str(tmp_path / "out"), *sources]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["x-2.md", "x.md"]


def test_translate_prints_a_line_for_each_sentence(capsys: Captured) -> None:
    assert main(["brief", "--demo", "--format", "json", str(PERSIAN)]) == 0
    rows = json.loads(capsys.readouterr().out)["sentences"]
    assert main(["translate", "--demo", str(PERSIAN)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [row["translation"] for row in rows]
    assert NOTICE in err


def test_summarise_prints_the_summary_of_the_briefing(capsys: Captured) -> None:
    assert main(["brief", "--demo", "--format", "json", str(PERSIAN)]) == 0
    digest = json.loads(capsys.readouterr().out)["briefing"]
    assert main(["summarise", "--demo", str(PERSIAN)]) == 0
    statements = [*digest["statements"], *digest["also"]]
    assert capsys.readouterr().out.splitlines() == [s["text"] for s in statements]


def test_standard_input(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(PERSIAN.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["brief", "--demo", "-"]) == 0
    assert capsys.readouterr().out.startswith("# ")


def test_a_typed_language_is_read_and_said(capsys: Captured) -> None:
    assert main(["translate", "--demo", "--from", "Farsi", str(PERSIAN)]) == 0
    assert "read as pes_Arab (Western Persian); Dari is prs_Arab" in capsys.readouterr().err


BAD = [
    ([], "give a SOURCE: a file, the address of a web page, or - for standard input; or try"),
    (["--demo", "--restore", "2", str(PERSIAN), str(ARABIC)], "are for one source; give it alone"),
    (["--demo", "ftp://example.org/a"], "ftp"),
    (["--demo", "--proxy", "socks5://127.0.0.1", str(PERSIAN)], "write it as http://HOST:PORT"),
    (["--demo", "--allow-host", "a b", str(PERSIAN)], "a b is no host name"),
    (["--demo", "--from", "Klingon", str(PERSIAN)], "unknown language 'Klingon'"),
    (["--demo", "--translate", "nllb", str(PERSIAN)], "no model 'nllb'; models for this task"),
    (["--demo", "--to", "fra_Latn", str(PERSIAN)], "model 'nllb-demo' does not write fra_Latn"),
    (["--config", "missing.yaml", str(PERSIAN)], "missing.yaml"),
    (["--demo", "-o", str(PERSIAN), str(PERSIAN)], "is a source itself; choose another place"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=[b[1][:25] for b in BAD])
def test_bad_input_is_one_sentence(capsys: Captured, arguments: list[str], message: str) -> None:
    assert main(["brief", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("workbench: ")
    assert message in err
    assert "Traceback" not in err


def test_a_missing_model_says_what_to_run(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main(["brief", str(PERSIAN)]) == 2
    assert capsys.readouterr().err == (
        "workbench: model 'nllb-600m' is not on this machine: run `workbench models pull "
        "nllb-600m` (2.5 GB), or try the workbench with --demo\n"
    )


def test_every_fault_of_the_file_is_told(capsys: Captured, tmp_path: Path) -> None:
    file = tmp_path / "models.yaml"
    file.write_text("defaults: {translate: x}\nmodels:\n  a:\n    task: dance\n")
    assert main(["brief", "--config", str(file), str(PERSIAN)]) == 2
    assert len(capsys.readouterr().err.splitlines()) >= 2


def test_a_date_that_is_none_is_refused(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["brief", "--demo", "--published", "2024-13-01", str(PERSIAN)])
    assert stop.value.code == 2
    assert "expected a date such as 2024-04-12, got '2024-13-01'" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("3,x", "expected numbers such as 3,7-9, got '3,x'"),
        ("9-7", "'9-7' is no range of blocks"),
        ("1-99999999", "'1-99999999' is no range of blocks"),
    ],
)
def test_blocks_that_are_no_numbers_are_refused(capsys: Captured, typed: str, message: str) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["brief", "--restore", typed, str(PERSIAN)])
    assert raised.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org"])  # noqa: S104
def test_a_page_that_others_can_reach_gets_no_proxy_and_no_private_host(
    capsys: Captured, host: str
) -> None:
    for option in (["--proxy", "http://127.0.0.1:3128"], ["--allow-host", "intranet"]):
        assert main(["app", "--demo", "--host", host, *option]) == 2
        assert "for a page that this computer alone can reach" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "opens"),
    [("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False)],  # noqa: S104
)
def test_only_a_page_of_this_computer_alone_opens_addresses(
    monkeypatch: pytest.MonkeyPatch, host: str, opens: bool
) -> None:
    built: list[object] = []
    monkeypatch.setattr("workbench.page.build", lambda *_, public, **__: built.append(not public))
    monkeypatch.setattr("workbench.page.launch", lambda *_, **__: "")
    assert main(["app", "--demo", "--host", host]) == 0
    assert built == [opens]


def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        command = [sys.executable, "-m", "workbench", "languages"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == b"workbench: cannot go on: No space left on device\n"


def test_demo_beside_config_is_refused(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["brief", "--demo", "--config", "models.yaml", str(PERSIAN)])
    assert stop.value.code == 2
    assert "not allowed with argument" in capsys.readouterr().err


def test_interrupting_writes_what_is_done(tmp_path: Path) -> None:
    """A real process on a real terminal, stopped by a real signal in the middle of an article."""
    lines = [line for line in PERSIAN.read_text(encoding="utf-8").splitlines() if line]
    article, out = tmp_path / "long.txt", tmp_path / "out.json"
    article.write_text("\n".join(f"{line} {n}" for n in range(60) for line in lines), "utf-8")
    command = [sys.executable, "-m", "workbench", "translate", "--demo", "--format", "json"]
    terminal, other_end = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    process = subprocess.Popen([*command, "-o", str(out), str(article)], stderr=other_end)
    os.close(other_end)
    seen = _until(terminal, rb"translate: +\d+%.* [1-9]\d*/")
    process.send_signal(signal.SIGINT)
    seen += _until(terminal, rb"what is done will be written")
    seen += _until(terminal, None)
    os.close(terminal)
    assert process.wait(timeout=60) == 130
    assert b"Traceback" not in seen
    made = json.loads(out.read_text(encoding="utf-8"))
    assert made["complete"] is False
    assert 0 < made["ledger"]["translated"] < made["ledger"]["sentences"]


def test_stopping_in_the_last_batch_begins_no_other_article(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    def summary(text: str) -> str:
        os.kill(os.getpid(), signal.SIGINT)
        return SUMMARY

    models = the_models()
    models._engines["su"] = WordEngine(a_spec("su", "summarise"), write=summary)
    monkeypatch.setattr("workbench.engines.open_models", lambda *_, **__: models)
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["summarise", str(article), str(article)]) == 130
    out, err = capsys.readouterr()
    assert out == f"{SUMMARY}\n"
    assert "stopping; what is done will be written" in err


def _until(terminal: int, pattern: bytes | None) -> bytes:
    """What the terminal shows up to the pattern, None for the end; fails after a minute."""
    seen = b""
    deadline = time.monotonic() + 60
    while pattern is None or not re.search(pattern, seen):
        ready, _, _ = select.select([terminal], [], [], max(0.0, deadline - time.monotonic()))
        assert ready, f"not seen within a minute: {pattern!r}; seen: {seen[-500:]!r}"
        try:
            seen += os.read(terminal, 4096)
        except OSError:  # the process at the other end has closed it
            assert pattern is None, f"it ended before {pattern!r}; seen: {seen[-500:]!r}"
            break
    return seen


def test_languages_are_listed(capsys: Captured) -> None:
    assert main(["languages"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "pes_Arab  rtl  summaries  Western Persian · فارسی" in lines
    assert len(lines) > 200


def test_two_routes_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    monkeypatch.setattr("workbench.engines.open_models", lambda *_, **__: the_models())
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["brief", "--to", "fra_Latn", "--two-routes", str(article)]) == 0
    assert "No second summary: the article needs no translation." in capsys.readouterr().out


def test_summarise_says_what_is_no_summary_and_what_was_not_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Captured
) -> None:
    invented = "A dog rescued three kittens from a burning barn."
    models = the_models(summary=invented)
    monkeypatch.setattr("workbench.engines.open_models", lambda *_, **__: models)
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["summarise", "--no-memory", str(article)]) == 0
    out, err = capsys.readouterr()
    assert invented not in out
    assert "workbench: From the article, not a summary\n" in err
    assert f"workbench: Not found in the article: {invented}\n" in err
