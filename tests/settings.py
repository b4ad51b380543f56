"""The portal's settings, with a home folder that is gone when the tests end."""

import atexit
import os
import tempfile

# The settings make the home folder when they are read, so it is chosen before.
_home = tempfile.TemporaryDirectory(prefix="husrom-test-", ignore_cleanup_errors=True)
atexit.register(_home.cleanup)
os.environ["HUSROM_HOME"] = _home.name
os.environ.setdefault("HUSROM_SECRET_KEY", "only for tests")
os.environ["HUSROM_DEMO"] = "1"
os.environ["HUSROM_HOSTS"] = "127.0.0.1,localhost,testserver"

from husrom.portal.settings import *  # noqa: E402 -- these are the portal's settings
from husrom.portal.settings import DATABASES, STORAGES  # noqa: E402 -- after the home folder

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in production: threads that write at the same time must meet the same locks.
    DATABASES["default"]["TEST"] = {"NAME": f"{_home.name}/test.sqlite3"}
DATABASES["default"]["CONN_MAX_AGE"] = 0

# Pages are tested whether or not the front-end assets have been built.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
