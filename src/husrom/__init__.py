"""Husrom: the workplace of learning networks for comprehensive municipal housing policy."""

from importlib.metadata import version

__version__ = version("husrom")
