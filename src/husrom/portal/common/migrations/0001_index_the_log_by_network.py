from django.db import migrations

COLUMN = {
    "sqlite": "json_extract(additional_data, '$.network')",
    "postgresql": "((additional_data ->> 'network')::bigint)",
}


def index_the_log(apps, schema_editor):
    expression = COLUMN[schema_editor.connection.vendor]
    schema_editor.execute(f"CREATE INDEX log_by_network ON auditlog_logentry ({expression}, id)")


def forget_the_index(apps, schema_editor):
    schema_editor.execute("DROP INDEX log_by_network")


class Migration(migrations.Migration):
    """The audit log's table is another package's, so its index by network is made here and not in a model."""

    initial = True
    dependencies = [("auditlog", "0017_add_actor_email")]
    operations = [migrations.RunPython(index_the_log, forget_the_index)]
