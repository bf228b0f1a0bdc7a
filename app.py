"""What a hosted Space runs: the page over the models of models.yaml."""

from workbench import page
from workbench.engines import open_models

if __name__ == "__main__":
    blocks = page.build(open_models(), demo=open_models(demo=True))
    page.launch(blocks, host="0.0.0.0")  # noqa: S104 (a Space is reached from outside its container)
