from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "husrom.portal.evidence"
    label = "evidence"
