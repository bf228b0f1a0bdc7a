"""What all visitors of a page share."""

from dataclasses import dataclass

from workbench.engines import Models
from workbench.memory import open_memory
from workbench.page.choices import CONFIGURED, DEMO, Sets
from workbench.page.queue import Queue
from workbench.page.venue import Venue, venue_of
from workbench.page.visits import Ticket, Visits
from workbench.records import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The models, where the page stands, its visitors, and who of them waits."""

    sets: Sets
    venue: Venue
    visits: Visits
    queue: Queue[Ticket]


def service_of(models: Models, *, demo: Models, public: bool, network: Network) -> Service:
    """The service of a page; see `workbench.page.build`."""
    same = models.registry.path == demo.registry.path
    venue = venue_of(models.registry.page, public=public, network=network)
    return Service(
        sets={DEMO: demo} if same else {CONFIGURED: models, DEMO: demo},
        venue=venue,
        visits=Visits(open_memory() if venue.shared_memory else None),
        queue=Queue(),
    )
