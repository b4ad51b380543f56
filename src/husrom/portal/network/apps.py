from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "husrom.portal.network"
    label = "network"
