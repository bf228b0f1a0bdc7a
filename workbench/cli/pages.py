"""`app`: the page."""

import argparse
import sys


def run(arguments: argparse.Namespace) -> int:
    """Serves the page until it is stopped."""
    from workbench.engines import open_models
    from workbench.page import build, launch

    demo = open_models(demo=True, report=_say)
    models = demo if arguments.demo else open_models(arguments.config, report=_say)
    launch(build(models, demo=demo), host=arguments.host, port=arguments.port)
    return 0


def _say(text: str) -> None:
    print(f"workbench: {text}", file=sys.stderr, flush=True)
