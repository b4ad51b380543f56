"""The priors that stand in where nothing is counted, as the file beside tells them."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def priors() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((files("husrom.cli.scenario") / "priors.yaml").read_text(encoding="utf-8"))
    return content


def unverified() -> dict[str, Any]:
    return dict(priors()["reference"])
