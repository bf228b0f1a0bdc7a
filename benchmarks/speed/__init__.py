"""How fast the workbench is beside what else could be installed: `python -m benchmarks.speed`."""
