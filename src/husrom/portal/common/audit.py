"""The audit log read network by network."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler


class NetworkOfEntry(Func):
    """The network an audit log entry belongs to, in the words the index is made with.

    Django's own lookup into JSON is written in a way no index can answer; with half a million entries it took a
    second to find the last of a network that has been quiet for long. The expressions stand also in migration 0001:
    change both or neither.
    """

    output_field = IntegerField()

    def __init__(self) -> None:
        super().__init__(F("additional_data"))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="json_extract(%(expressions)s, '$.network')")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="((%(expressions)s ->> 'network')::bigint)")
