from django.urls import path

from husrom.portal.network import addresses as _addresses  # noqa: F401 -- the addresses below need it
from husrom.portal.network import views

app_name = "network"
urlpatterns = [
    path("", views.public, name="public"),
    path("kommuner/<municipality:municipality_number>/", views.municipality, name="municipality"),
    path("hjem/", views.home, name="home"),
    path("grupper/", views.groups, name="groups"),
    path("grupper/ny/", views.make_groups, name="make_groups"),
    path(
        "grupper/<municipality:municipality_number>/",
        views.override_group,
        name="override_group",
    ),
    path("grupper/<municipality:municipality_number>/angre/", views.undo_override, name="undo_override"),
    path("logg/", views.log, name="log"),
    path("medlemmer/", views.members, name="members"),
    path("medlemmer/inviter/", views.invite_member, name="invite_member"),
    path("medlemmer/<municipality:municipality_number>/", views.member, name="member"),
    path(
        "medlemmer/<municipality:municipality_number>/status/",
        views.change_status,
        name="change_status",
    ),
    path(
        "medlemmer/<municipality:municipality_number>/lag/",
        views.add_to_team,
        name="add_to_team",
    ),
    path(
        "medlemmer/<municipality:municipality_number>/lag/<int:holding>/",
        views.edit_holding,
        name="edit_holding",
    ),
    path(
        "medlemmer/<municipality:municipality_number>/lag/<int:holding>/avslutt/",
        views.end_holding,
        name="end_holding",
    ),
    path(
        "medlemmer/<municipality:municipality_number>/lag/<int:holding>/bytt/",
        views.replace_holder,
        name="replace_holder",
    ),
    path(
        "medlemmer/<municipality:municipality_number>/forankring/",
        views.anchoring,
        name="anchoring",
    ),
    path(
        "medlemmer/<municipality:municipality_number>/forankring/brev/",
        views.anchoring_letter,
        name="anchoring_letter",
    ),
    path(
        "medlemmer/<municipality:municipality_number>/forankring/malform/",
        views.language_form,
        name="language_form",
    ),
]
