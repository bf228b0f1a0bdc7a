"""What a run will take, told before it: from earlier runs, without opening a model."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench import pace
from workbench.engines import Models
from workbench.errors import WorkbenchError
from workbench.memory import Memory
from workbench.pace import Job, rounded
from workbench.page import render
from workbench.page.article.choices import chosen
from workbench.page.service import Service
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Asked, Glance, Long
from workbench.page.visitor.visits import Visit
from workbench.records import Engine, ModelSpec, Sentence
from workbench.translate import is_copied

FEW_S = 10  # told to the second


def cost(service: Service, visit: Visit, found: Sequence[Glance | Long], *, of: int = 1) -> str:
    """How much there is to read, how much of it is remembered, and how long it will take.

    `of`: how many articles were brought; those that were `found` can be read.
    """
    asked = visit.draft.asked
    try:
        models = chosen(service.sets, asked.kind)
        spec = models.spec("translate", asked.translate)
    except WorkbenchError:  # the run says what is wrong with the choice
        return ""
    if not found:
        return ""
    engine = models.open_engine(spec.name)
    todo = [one for one in _sentences(found) if not is_copied(one, asked.to)]
    known = _known(todo, engine, asked, visit.memory) if engine else frozenset()
    new = [one for one in todo if (one.language, one.source) not in known]
    amount = ", ".join(_amount(found, len(todo) - len(new), of=of))
    jobs = [job for one in found for job in _jobs(models, spec, asked, one, known)]
    seconds = _seconds(jobs)
    if seconds is None:
        return render.quiet(texts.PACE_UNKNOWN.format(amount=amount))
    return render.quiet(texts.COST.format(amount=amount, time=duration(seconds)))


def _amount(found: Sequence[Glance | Long], remembered: int, *, of: int) -> Iterator[str]:
    sentences = _sentences(found)
    characters = sum(one.characters for one in found if isinstance(one, Long))
    if of > 1:
        some = texts.ARTICLES if len(found) == of else texts.SOME_ARTICLES
        yield some.format(count=len(found), total=of)
    if sentences:
        yield render.counted(texts.SENTENCES, len(sentences))
    if remembered:
        yield texts.REMEMBERED.format(count=remembered)
    if characters:
        yield (texts.LONG if sentences else texts.CHARACTERS).format(count=characters)


def _sentences(found: Sequence[Glance | Long]) -> list[Sentence]:
    return [one for each in found if isinstance(each, Glance) for one in each.sentences]


def _seconds(jobs: Sequence[Job]) -> float | None:
    """Of all jobs, one after another; each model is loaded once. None where one is not known."""
    seconds, loaded = 0.0, set[str]()
    for job in jobs:
        name = job.spec.name
        expected = pace.expected_s(replace(job, loaded=job.loaded or name in loaded))
        if expected is None:
            return None
        seconds += expected
        loaded |= {name} if job.characters else set()
    return seconds


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


def _known(
    sentences: Sequence[Sentence], engine: Engine, asked: Asked, memory: Memory
) -> frozenset[tuple[str, str]]:
    """(language, text) of those of which something is remembered."""
    if asked.beams:
        engine = engine.decoding(num_beams=asked.beams)
    known: set[tuple[str, str]] = set()
    for lang in {one.language for one in sentences}:
        own = [one.source for one in sentences if one.language == lang]
        found = memory.knows(own, signature=engine.signature, source=lang, target=asked.to)
        known |= {(lang, text) for text in found}
    return frozenset(known)


def _jobs(
    models: Models,
    spec: ModelSpec,
    asked: Asked,
    found: Glance | Long,
    known: frozenset[tuple[str, str]],
) -> Iterator[Job]:
    """What each model has to do; what is all translated already is all summarised, too."""
    lang = found.language.code
    new = _new(found, asked, known)
    yield Job(
        spec=spec,
        num_beams=asked.beams or spec.decoding.num_beams,
        lang=lang,
        characters=new,
        loaded=models.is_loaded(spec.name),
    )
    name = asked.summarise or models.registry.defaults.summarise
    if name is None or not new or (isinstance(found, Glance) and found.short):
        return
    summariser = models.spec("summarise", name)
    routes = 2 if asked.two_routes else 1
    if {lang, asked.to} & summariser.languages:
        yield Job(
            spec=summariser,
            num_beams=summariser.decoding.num_beams,
            lang=lang,
            characters=routes * found.characters,
            loaded=models.is_loaded(summariser.name),
        )


def _new(found: Glance | Long, asked: Asked, known: frozenset[tuple[str, str]]) -> int:
    """How many characters have to be translated."""
    if isinstance(found, Long):
        return 0 if found.language.code == asked.to else found.characters
    return sum(
        len(one.source)
        for one in found.sentences
        if not is_copied(one, asked.to) and (one.language, one.source) not in known
    )


def unloaded(models: Models) -> frozenset[str]:
    """The models that a run would have to load first, by name."""
    return frozenset(name for name in models.registry.models if not models.is_loaded(name))
