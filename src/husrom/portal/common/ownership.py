"""Every row that belongs to a network says which, so that the audit log can be read network by network."""

from typing import Any

from django.db import models


class NetworkOwned(models.Model):
    class Meta:
        abstract = True

    @property
    def audited_network_id(self) -> int | None:
        """The network this row belongs to; rows further down the tree override it."""
        return getattr(self, "network_id", None)

    def get_additional_data(self) -> dict[str, Any]:
        """Give the audit log the network's id (the name is the audit log's own contract)."""
        return {"network": self.audited_network_id}
