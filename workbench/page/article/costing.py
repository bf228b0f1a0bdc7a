"""What a run will take, told before it: from earlier runs, without opening a model."""

from collections.abc import Iterator, Sequence

from workbench import pace
from workbench.briefing.summary import is_short
from workbench.engines import Models
from workbench.errors import WorkbenchError
from workbench.memory import Memory
from workbench.pace import Job, rounded
from workbench.page import render
from workbench.page.article.choices import chosen
from workbench.page.service import Service
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Asked, Reading
from workbench.page.visitor.visits import Visit
from workbench.records import Engine, ModelSpec, Sentence
from workbench.translate import is_copied

FEW_S = 10  # told to the second


def cost(service: Service, visit: Visit, reading: Reading) -> str:
    """How many sentences there are, how many of them are remembered, and how long it will take."""
    asked = visit.draft.asked
    try:
        models = chosen(service.sets, asked.kind)
        spec = models.spec("translate", asked.translate)
    except WorkbenchError:  # the run says what is wrong with the choice
        return ""
    todo = [one for one in reading.sentences if not is_copied(one, asked.to)]
    engine = models.open_engine(spec.name)
    new = _new(todo, engine, asked, visit.memory) if engine else todo
    times = [pace.expected_s(job) for job in _jobs(models, spec, asked, reading, new)]
    parts = [render.counted(texts.SENTENCES, len(reading.sentences))]
    if known := len(todo) - len(new):
        parts.append(texts.REMEMBERED.format(count=known))
    seconds = [time for time in times if time is not None]
    if len(seconds) < len(times):
        return render.quiet(texts.PACE_UNKNOWN.format(sentences=", ".join(parts)))
    return render.quiet(texts.COST.format(sentences=", ".join(parts), time=duration(sum(seconds))))


def duration(seconds: float) -> str:
    """A time as one says it.

    >>> [duration(seconds) for seconds in (0.2, 23, 400)]
    ['1 s', '25 s', '7 min']
    """
    if seconds <= FEW_S:
        return texts.SECONDS.format(count=max(1, round(seconds)))
    whole = rounded(seconds)
    if whole < 120:
        return texts.SECONDS.format(count=whole)
    return texts.MINUTES.format(count=round(whole / 60))


def _new(
    sentences: Sequence[Sentence], engine: Engine, asked: Asked, memory: Memory
) -> list[Sentence]:
    """Those of which nothing is remembered."""
    if asked.beams:
        engine = engine.decoding(num_beams=asked.beams)
    known: set[tuple[str, str]] = set()
    for lang in {one.language for one in sentences}:
        own = [one.source for one in sentences if one.language == lang]
        found = memory.knows(own, signature=engine.signature, source=lang, target=asked.to)
        known |= {(lang, text) for text in found}
    return [one for one in sentences if (one.language, one.source) not in known]


def _jobs(
    models: Models, spec: ModelSpec, asked: Asked, reading: Reading, new: Sequence[Sentence]
) -> Iterator[Job]:
    """What each model has to do; what is all translated already is all summarised, too."""
    lang = reading.article.language.code
    yield Job(
        spec=spec,
        num_beams=asked.beams or spec.decoding.num_beams,
        lang=lang,
        characters=_characters(new),
        loaded=models.is_loaded(spec.name),
    )
    name = asked.summarise or models.registry.defaults.summarise
    if name is None or is_short([one for one in reading.sentences if not _is_title(one, reading)]):
        return
    summariser = models.spec("summarise", name)
    routes = 2 if asked.two_routes else 1
    if new and {lang, asked.to} & summariser.languages:
        yield Job(
            spec=summariser,
            num_beams=summariser.decoding.num_beams,
            lang=lang,
            characters=routes * _characters(reading.sentences),
            loaded=models.is_loaded(summariser.name),
        )


def _is_title(sentence: Sentence, reading: Reading) -> bool:
    title = next((block.id for block in reading.article.blocks if block.role == "title"), None)
    return sentence.block == title


def _characters(sentences: Sequence[Sentence]) -> int:
    return sum(len(one.source) for one in sentences)


def unloaded(models: Models) -> frozenset[str]:
    """The models that a run would have to load first, by name."""
    return frozenset(name for name in models.registry.models if not models.is_loaded(name))
