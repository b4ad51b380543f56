from django.urls import path

from husrom.portal.evidence import addresses as _addresses  # noqa: F401 -- the addresses below need it
from husrom.portal.evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.front, name="front"),
    path("kilder/", views.sources, name="sources"),
    path("indikatorer/<indicator:key>/", views.indicator, name="indicator"),
    path("indikatorer/<indicator:key>/tall.<table_file:kind>", views.indicator_file, name="indicator_file"),
    path("kommuner/<municipality:municipality_number>/", views.profile, name="profile"),
    path("kommuner/<municipality:municipality_number>/tall.<table_file:kind>", views.profile_file, name="profile_file"),
    path("kommuner/<municipality:municipality_number>/<indicator:key>/", views.place_indicator, name="place_indicator"),
    path(
        "kommuner/<municipality:municipality_number>/<indicator:key>/tall.<table_file:kind>",
        views.place_file,
        name="place_file",
    ),
    path(
        "kommuner/<municipality:municipality_number>/<indicator:key>.<picture_file:kind>",
        views.place_chart,
        name="place_chart",
    ),
]
