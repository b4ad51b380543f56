from django.urls import path

from husrom.portal.evidence import views

app_name = "comparison"
urlpatterns = [path("", views.comparison, name="members")]
