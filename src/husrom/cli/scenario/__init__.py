"""`husrom scenario`: a real municipality, from official figures and marked priors, as a scenario to simulate."""

from husrom.cli.scenario.command import scenario

__all__ = ["scenario"]
