"""`app`: the page."""

import argparse


def run(arguments: argparse.Namespace) -> int:
    """Serves the page until it is stopped."""
    from workbench.engines import open_models
    from workbench.page import build, launch

    demo = open_models(demo=True)
    models = demo if arguments.demo else open_models(arguments.config)
    launch(build(models, demo=demo), host=arguments.host, port=arguments.port)
    return 0
