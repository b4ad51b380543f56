from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "husrom.portal.accounts"
    label = "accounts"
