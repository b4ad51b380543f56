"""A scenario as the text of a file."""

from typing import Any

import yaml

_HEAD = """\
# Written by `husrom scenario` from official figures; what nobody counts is a prior of Husrom's, marked verified: false.
# Each part says where it is from. Change what you know better; `husrom simulate --schema` tells what each key may hold.
"""


class _Dumper(yaml.SafeDumper):
    """YAML without aliases, with short lists on one line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 -- asked of every node
        return True


def scenario_text(tree: dict[str, Any]) -> str:
    body: str = yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=160, default_flow_style=None)
    return _HEAD + body
