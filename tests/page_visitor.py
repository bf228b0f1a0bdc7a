"""A visitor of the page, without a browser."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from tests.page_doubles import Asking, Elements
from workbench.page.visitor.visits import Visit
from workbench.records import Briefing, Source, TranslatedSentence


class Visitor:
    """One visitor of a page: clicks its buttons, and sees what then stands on it.

    `shown` has what each place of the page holds; of a button what gradio was last told.
    """

    def __init__(self, service: Any, name: str = "one") -> None:
        from workbench.page.view import View

        self.service = service
        self.request = Asking(name)
        self.visit: Visit = service.visits.of(self.request)
        self.shown: dict[str, Any] = {}
        self._view = View._fields

    def begins(self, text: str = "", **more: Any) -> None:
        """Clicks Run."""
        from workbench.page.run import running
        from workbench.page.visitor.drafts import Asked

        chosen: dict[str, Any] = {"from_": "pes_Arab", "to": "eng_Latn", "kind": "demo"}
        asked = Asked(**{**chosen, "text": text, "translate": "nllb-demo", "beams": 4, **more})
        for outputs in running.begin(self.service, self.request, *asked):
            self._set(outputs[:-2])
            self._put(("answer",), outputs[-1:])

    def brings(self, *articles: str) -> None:
        """Opens files, one for each article."""
        files = tuple(Source(text.encode(), name=f"{text[:5]}.txt") for text in articles)
        text = "\n".join(file.name for file in files)
        self.visit.draft = replace(self.visit.draft, files=files, text=text)

    def steps(self) -> Iterator[dict[str, Any]]:
        """What stands on the page at each step, once its turn has come."""
        from workbench.page.run import running

        for outputs in running.run(self.service, self.request):
            self._set(outputs)
            yield dict(self.shown)

    def runs(self, text: str = "", **more: Any) -> list[dict[str, Any]]:
        """Clicks Run and waits to the end."""
        self.begins(text, **more)
        return list(self.steps())

    def stops(self) -> bool:
        """Clicks Stop; whether a place in the queue was given up."""
        from workbench.page.run import running

        *outputs, given_up = running.stop(self.service, self.request)
        self._set(outputs)
        return not _is_skip(given_up)

    def does(self, do: str, **data: Any) -> str:
        """Clicks in our own HTML; gives what is answered."""
        from workbench.page.results import ordering

        answer, *outputs = ordering.order(
            self.service, self.request, cast(Any, SimpleNamespace(_data={"do": do, **data}))
        )
        self._set_view(outputs[: len(self._view)])
        self.retranslates = not _is_skip(outputs[len(self._view)])
        return Elements(answer).seen

    def takes(self, what: str) -> tuple[str, bytes]:
        """Clicks a button that takes something away: name and content of the file."""
        from workbench.page.results import taking

        files = taking.file(self.service, what, self.request)
        path = Path(next(files))
        content = path.read_bytes()
        assert list(files) == []
        assert not path.exists()
        return path.name, content

    @property
    def briefing(self) -> Briefing:
        """The one that stands open."""
        entry = self.visit.desk.open
        assert entry is not None
        assert entry.briefing is not None
        return entry.briefing

    def row(self, sentence: int) -> TranslatedSentence:
        return next(row for row in self.briefing.sentences if row.id == sentence)

    def kept(self, sentence: int = 2) -> str | None:
        """What a person wrote for a sentence, as the memory has it."""
        source = self.row(sentence).source
        found = self.visit.memory.edits([source], source="pes_Arab", target="eng_Latn")
        return found[source].translation if source in found else None

    @property
    def status(self) -> str:
        return Elements(self.shown["status"]).seen

    def _set(self, outputs: Any) -> None:
        names = ("status", "told", "waiting", "run", "stop")
        self._put(names, outputs[: len(names)])
        self._set_view(outputs[len(names) :])

    def _set_view(self, outputs: Any) -> None:
        self._put(self._view, outputs)

    def _put(self, names: Any, values: Any) -> None:
        for name, value in zip(names, values, strict=True):
            if not _is_skip(value):
                self.shown[name] = value


def gradio_error() -> type[Any]:
    import gradio

    return gradio.Error  # type: ignore[no-any-return]


def _is_skip(value: Any) -> bool:
    return bool(value == {"__type__": "update"})
