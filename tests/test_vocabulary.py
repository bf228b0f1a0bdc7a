"""Word lists that cannot be read."""

from pathlib import Path

import pytest

from workbench.errors import ModelError
from workbench.vocabulary import unknown_share


def share(words: Path) -> float:
    return unknown_share([("eng_Latn", "one two three four")], words=words)


def test_words_are_counted_as_they_occur(tmp_path: Path) -> None:
    (tmp_path / "eng_Latn.txt").write_text("two\nfour three\n", encoding="utf-8")
    assert share(tmp_path) == 0.25


@pytest.mark.parametrize("name", ["none", "file"])
def test_without_a_list_nothing_is_known(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    assert share(tmp_path / name) == 1.0


def test_a_list_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "eng_Latn.txt").write_bytes("café".encode("latin-1"))
    assert refusal(tmp_path) == (
        f"the word list {tmp_path}/eng_Latn.txt cannot be read: it is not UTF-8; give a text file "
        "in UTF-8, or remove it"
    )


def test_a_folder_for_a_list(tmp_path: Path) -> None:
    (tmp_path / "eng_Latn.txt").mkdir()
    assert refusal(tmp_path) == (
        f"the word list {tmp_path}/eng_Latn.txt cannot be read: Is a directory; give a text file "
        "in UTF-8, or remove it"
    )


def refusal(words: Path) -> str:
    with pytest.raises(ModelError) as error:
        share(words)
    return str(error.value)
