"""What is said of a draft while it is made, and what clicks in it do."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.page_doubles import Asking, Elements, service
from tests.test_reading import OTHER, TWO_ARTICLES
from workbench.errors import InputError
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Asked, Draft, fingerprint
from workbench.page.visitor.orders import order_of
from workbench.records import Source, Url

TEXT = str(TWO_ARTICLES.content)
CHOSEN = Asked(
    from_="detect", to="eng_Latn", kind="demo", translate="nllb-demo", summarise="mt5-demo", beams=4
)
SKIPPED = {"__type__": "update"}


class Visitor:
    """One visitor of a page with the demo models."""

    def __init__(self, **more: Any) -> None:
        self.service = service(**more)
        self.request = Asking()
        self.visit = self.service.visits.of(self.request)

    def types(self, text: str, **more: Any) -> Any:
        from workbench.page.article import preview

        if more:
            preview.chose(self.service, self.request, *CHOSEN._replace(**more)[1:])
        return preview.look(self.service, text, self.request)

    def clicks(self, do: str, **data: Any) -> Any:
        """What is drawn anew: text, language, then what is said of the draft."""
        from workbench.page.article import preview
        from workbench.page.results import deciding

        before = self.visit.draft
        deciding.decide(self.visit, order_of({"do": do, **data}))
        return preview.after(self.service, self.visit, before)

    def opens(self, *paths: Path) -> Any:
        from workbench.page.article import opening

        return opening.files(self.service, list(map(str, paths)), self.request)

    def sources(self, text: str) -> list[Source]:
        from workbench.page.article.incoming import sources_of

        return sources_of(self.service.venue, self.visit.draft, text)


@pytest.fixture
def visitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    return Visitor()


def kept(visitor: Visitor) -> list[int]:
    reading = visitor.visit.draft.reading
    assert reading is not None
    return [block.id for block in reading.article.blocks if block.kept]


def test_what_will_be_read_is_shown_with_what_is_set_aside_and_why(visitor: Visitor) -> None:
    shown = visitor.types(TEXT)
    page = Elements(shown.preview)
    assert "Will be read: 5 sentences in 5 paragraphs; 6 pieces set aside (" in page.seen
    assert [data for tag, data in page.found if tag == "s"] == [{}] * 6
    restore = [data for tag, data in page.found if data.get("data-do") == "restore"]
    assert [data["data-block"] for data in restore] == ["6", "7", "8", "9", "10", "11"]
    assert "belongs to a second article that follows the first" in page.seen
    assert "words (" in page.seen.partition("were set aside")[0]
    assert ("details", {"class": "wb-source"}) in page.found
    assert shown.fault == ""
    assert "Detected: Modern Standard Arabic" in shown.from_note


def test_a_piece_is_read_too_and_set_aside_again_with_a_click(visitor: Visitor) -> None:
    visitor.types(TEXT)
    text, from_, _, _, preview, *_ = visitor.clicks("restore", block="9")
    assert (text, from_) == (SKIPPED, SKIPPED)
    assert kept(visitor) == [1, 2, 3, 4, 5, 9]
    page = Elements(preview)
    assert ("details", {"class": "wb-source", "open": None}) in page.found
    (again,) = [data for _, data in page.found if data.get("data-do") == "aside"]
    assert again["data-block"] == "9"
    visitor.clicks("aside", block="9")
    assert kept(visitor) == [1, 2, 3, 4, 5]


def test_a_second_article_is_read_instead_and_given_up_again(visitor: Visitor) -> None:
    offer = Elements(visitor.types(TEXT).preview)
    (button,) = [data for _, data in offer.found if data.get("data-do") == "offer"]
    assert f"This reads like an article of its own: “{OTHER}”." in offer.seen
    visitor.clicks("restore", block="6")
    preview = visitor.clicks("offer", offered=button["data-offered"])[4]
    assert "Will be read: 4 sentences in 4 paragraphs." in preview
    assert texts.OFFER_READ in preview
    assert visitor.visit.draft.restored == ()
    assert texts.OFFER_READ not in visitor.clicks("whole")[4]
    assert kept(visitor) == [1, 2, 3, 4, 5]


def test_what_was_chosen_is_for_that_text_in_that_language_alone(visitor: Visitor) -> None:
    visitor.types(TEXT)
    visitor.clicks("restore", block="9")
    visitor.types(TEXT.replace("\n", "\r\n") + "\n", beams=1)
    assert visitor.visit.draft.restored == (9,)
    visitor.types(TEXT, from_="pes_Arab")
    assert visitor.visit.draft.restored == ()
    visitor.clicks("restore", block="9")
    visitor.types(TEXT + " و", from_="pes_Arab")
    assert visitor.visit.draft.restored == ()
    visitor.clicks("offer", offered="1")
    visitor.types(TEXT, from_="pes_Arab")
    assert visitor.visit.draft.offered is None


def test_a_piece_of_a_briefing_is_read_too_while_the_box_holds_its_article(
    visitor: Visitor,
) -> None:
    from workbench.briefing.provenance import text_sha256

    visitor.types(TEXT)
    assert visitor.visit.draft.reading is not None
    key = text_sha256(visitor.visit.draft.reading.article)
    visitor.clicks("restore", block="9", key=key, name="pasted text")
    assert kept(visitor) == [1, 2, 3, 4, 5, 9]
    for other in "Xq zzk bvt wrdl.", "قال الوزير إن الحكومة ستعلن الخطة يوم الأحد.":
        visitor.types(other)
        with pytest.raises(InputError) as raised:
            visitor.clicks("restore", block="9", key=key, name="pasted text")
        assert str(raised.value) == texts.OTHER_TEXT
        assert visitor.visit.draft.restored == ()


def test_a_piece_of_a_page_is_read_too_while_the_box_holds_its_address(
    visitor: Visitor,
) -> None:
    visitor.types("https://news.example/1\n")
    visitor.clicks("restore", block="9", key="0" * 64, name="https://news.example/1")
    assert visitor.visit.draft.restored == (9,)
    with pytest.raises(InputError):
        visitor.clicks("restore", block="9", key="0" * 64, name="https://news.example/2")


def test_nothing_is_fetched_before_the_run(tmp_path: Path) -> None:
    own = Visitor(public=False)
    assert texts.FETCHED_AT_RUN in own.types("https://news.example/1").preview
    two = "https://news.example/1\n\n https://news.example/2 "
    assert "2 pages are fetched when you click Run" in own.types(two).preview
    assert [source.content for source in own.sources(two)] == [
        Url("https://news.example/1"),
        Url("https://news.example/2"),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("https://news.example/1", texts.NO_ADDRESSES),
        (
            "ا" * 100_001,
            "the text is longer than 100,000 characters, the most that this page reads at once; "
            "give it in parts; who runs the page may raise page.max_characters in models.yaml",
        ),
        ("", ""),
        (" \n\u00a0", ""),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_box(
    visitor: Visitor, text: str, fault: str
) -> None:
    shown = visitor.types(text)
    assert Elements(shown.fault).seen == fault
    assert (shown.preview, shown.cost) == ("", "")


def test_run_without_a_text_says_so_beside_the_box(visitor: Visitor) -> None:
    from workbench.page.article import preview

    said = preview.refused(visitor.service, " ", visitor.request)
    assert Elements(said).seen == texts.EMPTY
    assert preview.refused(visitor.service, TEXT, visitor.request) == SKIPPED


def test_more_addresses_than_a_desk_holds_are_refused() -> None:
    many = "\n".join(f"https://news.example/{number}" for number in range(51))
    with pytest.raises(InputError) as raised:
        Visitor(public=False).sources(many)
    assert str(raised.value) == (
        "51 articles are more than the 50 that are read at once; give fewer"
    )


def test_a_language_that_cannot_be_told_is_asked_for(visitor: Visitor) -> None:
    shown = visitor.types("Xq zzk bvt wrdl.")
    assert Elements(shown.from_note).seen == texts.UNSURE
    assert shown.preview == ""
    chosen = visitor.types("Xq zzk bvt wrdl.", from_="eng_Latn")
    assert chosen.from_note == SKIPPED
    assert Elements(visitor.types("1. 2.", from_="eng_Latn").fault).seen == (
        "pasted text holds no words; give the text of an article"
    )
    assert "Will be read: 1 sentence in 1 paragraph." in chosen.preview


def test_fields_that_were_emptied_are_left_to_the_run(visitor: Visitor) -> None:
    visitor.types(TEXT)
    assert visitor.types(TEXT, from_=None, to=None).preview == ""
    assert "Will be read: 5" in visitor.types(TEXT, from_="detect", to=None).preview


def test_a_long_text_is_not_shown_at_every_key(visitor: Visitor) -> None:
    own = Visitor(public=False)
    assert texts.TOO_LONG_TO_SHOW in own.types("قال الوزير " * 10_001).preview


def test_hostile_text_is_shown_as_text(visitor: Visitor) -> None:
    hostile = '<img src=x onerror="alert(1)"> </details> ${alert(1)} "quoted"\n'
    kept = TEXT.replace("\n", f"\n{hostile}", 1).replace("لمقبل.", f"لمقبل {hostile.strip()}.", 1)
    preview = visitor.types(kept + "\n" + hostile).preview
    assert preview.count("&lt;img") > preview.count("<s>&lt;img") > 0
    assert "<img" not in preview
    assert preview.count("</details>") == 1
    page = Elements(preview)
    assert not {name for _, data in page.found for name in data if name.startswith("on")}


def test_an_unchanged_draft_is_read_once(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.page.article import ahead

    visitor.types(TEXT)
    monkeypatch.setattr(ahead, "load", None)
    shown = visitor.types(TEXT, beams=1)
    assert "Will be read: 5 sentences" in shown.preview


def test_languages_chosen_last_stand_first(visitor: Visitor) -> None:
    from workbench.page.article import choices, preview

    for name in ("Farsi", "العربية", "tr", "Farsi"):
        box, note = preview.name_source(visitor.service, name, visitor.request)
    assert box.value == "pes_Arab"
    assert [code for _, code in box.choices[:4]] == ["detect", "pes_Arab", "tur_Latn", "arb_Arab"]
    assert len(box.choices) == 203
    assert "Read as pes_Arab (Western Persian); Dari is prs_Arab." in note
    box, note = preview.name_source(visitor.service, "Perzian", visitor.request)
    assert box == SKIPPED
    assert "unknown language &#x27;Perzian&#x27;" in note
    from_ = visitor.clicks("recent", text="kor_Hang,xxx,<b>,kor_Hang")[1]
    assert [code for _, code in from_.choices[:2]] == ["detect", "kor_Hang"]
    assert visitor.visit.draft.recent == ("kor_Hang",)
    assert (
        len(
            choices.known(
                ["eng_Latn", "fra_Latn", "deu_Latn", "spa_Latn", "por_Latn", "ita_Latn", "x"]
            )
        )
        == 5
    )


def test_a_text_is_known_by_its_lines() -> None:
    assert fingerprint("a\r\nb \n") == fingerprint("a\nb")
    assert fingerprint("a b") != fingerprint("a\nb")
    draft = Draft(files=(Source(b"a", name="a"),), text="a\nb")
    assert draft.stands_for("a\r\nb")
    assert not draft.stands_for("a b")
    assert not replace(draft, files=()).stands_for("a\nb")


def test_what_the_model_does_not_read_is_said_while_it_is_pasted(visitor: Visitor) -> None:
    shown = visitor.types("Le ministre a parlé hier à Paris.\nIl a dit que les prix vont baisser.")
    note = Elements(shown.from_note).seen
    assert note.startswith("Detected: French")
    assert note.endswith("model 'nllb-demo' does not read fra_Latn; it reads arb_Arab, pes_Arab")
    assert shown.cost == ""
    copied = visitor.types("The minister spoke yesterday in Paris and said nothing new at all.")
    assert "does not read" not in copied.from_note


def test_no_more_of_a_text_is_held_than_tells_that_it_is_too_long(visitor: Visitor) -> None:
    assert "longer than 100,000 characters" in visitor.types("x" * 9_000_000).fault
    assert len(visitor.visit.draft.asked.text or "") == 100_001
