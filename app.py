"""What a hosted Space runs: the page over the models of models.yaml."""

import os

from workbench import page
from workbench.engines import open_models

if __name__ == "__main__":
    # A Space is reached from outside its container; anywhere else the page is this computer's.
    host = "0.0.0.0" if "SPACE_ID" in os.environ else "127.0.0.1"  # noqa: S104
    models = open_models(report=print)  # into the log of the Space
    page.launch(page.build(models, demo=open_models(demo=True, report=print)), host=host)
