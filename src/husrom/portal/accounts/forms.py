from django import forms
from django.conf import settings

from husrom.portal.accounts.models import User


class ProfileForm(forms.ModelForm[User]):
    language = forms.ChoiceField(choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("name", "job_title", "language")
