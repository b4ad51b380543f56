from django.urls import path

from husrom.portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("min-side/", views.profile, name="profile"),
    path("min-side/start/", views.start, name="start"),
    path("min-side/mine-opplysninger.json", views.export, name="export"),
    path("min-side/slett/", views.erase, name="erase"),
    path("demo/inn/<str:token>/", views.demo_sign_in, name="demo_sign_in"),
]
