"""`husrom simulate`: what projects lead to in a simulated town."""

from husrom.cli.simulate.simulating import simulate

__all__ = ["simulate"]
