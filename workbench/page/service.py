"""What all visitors of a page share."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.engines import Models
from workbench.memory import open_memory
from workbench.page.hosting.gpu import OnGpu, Start, on_cpu, starting
from workbench.page.hosting.preparing import Preparation
from workbench.page.hosting.rates import Rates, visitor_of
from workbench.page.hosting.venue import Venue, venue_of
from workbench.page.visitor.queue import Queue
from workbench.page.visitor.tickets import Ticket
from workbench.page.visitor.visits import Visits
from workbench.records import Network

CONFIGURED, DEMO = "configured", "demo"
Sets = Mapping[str, Models]
"""Models by kind: those of `models.yaml`, where there is one, and the demo ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The models and how far they are, where the page stands, its visitors, and who of them waits.

    `start` begins a run, wherever its models are. `rates` count articles, `openings` the saved
    briefings that are opened again: as many, for each takes as much room here.
    """

    sets: Sets
    start: Start
    preparation: Preparation
    venue: Venue
    visits: Visits
    queue: Queue[Ticket]
    rates: Rates
    openings: Rates


def service_of(
    models: Models, *, demo: Models, public: bool, network: Network, on_gpu: OnGpu | None = None
) -> Service:
    """The service of a page; see `workbench.page.build`."""
    same = models.registry.path == demo.registry.path
    kinds = {DEMO: demo} if same else {CONFIGURED: models, DEMO: demo}
    # Where a GPU is lent to other processes, nothing in this one may look for it.
    sets = {kind: on_cpu(one) for kind, one in kinds.items()} if on_gpu else kinds
    venue = venue_of(models.registry.page, public=public, network=network)
    queue: Queue[Ticket] = Queue()
    return Service(
        sets=sets,
        start=starting(sets, lent=CONFIGURED, on_gpu=on_gpu, configured=models),
        preparation=Preparation(
            sets.get(CONFIGURED, sets[DEMO]), demo=sets[DEMO], load=on_gpu is None
        ),
        venue=venue,
        visits=Visits(
            open_memory() if venue.shared_memory else None, whose=visitor_of, given_up=queue.leave
        ),
        queue=queue,
        rates=Rates(venue.runs_per_hour),
        openings=Rates(venue.runs_per_hour),
    )
