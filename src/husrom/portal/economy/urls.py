from django.urls import path

from husrom.portal.economy import views

app_name = "economy"
urlpatterns = [
    path("", views.costs, name="costs"),
    path("kostnader.xlsx", views.costs_workbook, name="costs_workbook"),
]
