from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "husrom.portal.policy"
    label = "policy"
