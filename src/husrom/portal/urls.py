from allauth.account import views as allauth_views
from django.urls import include, path

from husrom.portal.accounts import sign_in
from husrom.portal.common import views

urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.health, name="healthz"),
    path("personvern/", views.privacy, name="privacy"),
    path("tilgjengelighet/", views.accessibility, name="accessibility"),
    path("logg-inn/", sign_in.ask_for_code, name="account_login"),
    path("logg-inn/", sign_in.ask_for_code, name="account_request_login_code"),
    # Nobody signs up, but allauth looks this name up when it writes to an address it does not know.
    path("logg-inn/", sign_in.ask_for_code, name="account_signup"),
    path("logg-inn/kode/", sign_in.give_code, name="account_confirm_login_code"),
    path("logg-ut/", allauth_views.logout, name="account_logout"),
    path("", include("husrom.portal.accounts.urls")),
    path("tall/", include("husrom.portal.evidence.urls")),
    path("n/<slug:slug>/", include("husrom.portal.network.urls")),
    path("n/<slug:slug>/samlinger/", include("husrom.portal.gatherings.urls")),
    path("n/<slug:slug>/kostnader/", include("husrom.portal.economy.urls")),
    path("n/<slug:slug>/tall/", include("husrom.portal.evidence.network_urls")),
]
