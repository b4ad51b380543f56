from django.urls import path

from husrom.portal.gatherings import views
from husrom.portal.network import addresses as _addresses  # noqa: F401 -- the addresses below need it

app_name = "gatherings"
urlpatterns = [
    path("", views.gathering_list, name="list"),
    path("<int:number>/", views.gathering, name="gathering"),
    path("<int:number>/rediger/", views.edit_gathering, name="edit"),
    path("<int:number>/program/", views.edit_agenda, name="edit_agenda"),
    path("<int:number>/program/<int:session>/", views.edit_session, name="edit_session"),
    path(
        "<int:number>/program/<int:session>/slett/",
        views.delete_session,
        name="delete_session",
    ),
    path(
        "<int:number>/pamelding/<municipality:municipality_number>/",
        views.registration,
        name="registration",
    ),
    path("<int:number>/oppmote/", views.attendance, name="attendance"),
    path("<int:number>/mat/", views.dietary_list, name="dietary_list"),
    path(
        "<int:number>/mat/slett/",
        views.delete_dietary_needs,
        name="delete_dietary_needs",
    ),
    path(
        "<int:number>/avtaler/<municipality:municipality_number>/",
        views.commitments,
        name="commitments",
    ),
    path("<int:number>/avtaler/", views.commitment_list, name="commitment_list"),
    path("<int:number>/dokumenter/", views.materials, name="materials"),
    path(
        "<int:number>/dokumenter/<int:material>/slett/",
        views.delete_material,
        name="delete_material",
    ),
]
