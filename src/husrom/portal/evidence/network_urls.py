from django.urls import path

from husrom.portal.evidence import addresses as _addresses  # noqa: F401 -- the addresses below need it
from husrom.portal.evidence import views

app_name = "comparison"
urlpatterns = [
    path("", views.comparison, name="members"),
    path("tall.<table_file:kind>", views.members_file, name="members_file"),
]
