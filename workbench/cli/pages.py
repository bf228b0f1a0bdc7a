"""`app`: the page."""

import argparse


def run(arguments: argparse.Namespace) -> int:
    """Serves the page until it is stopped."""
    from workbench.engines import open_models
    from workbench.page import build, launch

    models = open_models(arguments.config, demo=arguments.demo)
    launch(build(models), host=arguments.host, port=arguments.port)
    return 0
