from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "husrom.portal.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        # The audit log registers every model with all its fields; what a person can eat must never be in it.
        # Both can be read only once the apps are loaded.
        from auditlog.registry import auditlog  # noqa: PLC0415 -- see above

        from husrom.portal.gatherings.models import DietaryNeed  # noqa: PLC0415 -- see above

        auditlog.register(DietaryNeed, exclude_fields=["text"])
