"""`husrom afford`: what a household can borrow and pay, and what stops it."""

from husrom.cli.afford.command import afford

__all__ = ["afford"]
