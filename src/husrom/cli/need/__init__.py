"""`husrom need`: what must be built, from official figures and stated assumptions."""

from husrom.cli.need.command import need

__all__ = ["need"]
