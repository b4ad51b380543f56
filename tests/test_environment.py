"""Settings that cannot be used are told in a sentence that names the variable."""

import errno
from pathlib import Path

import pytest
from typer.testing import CliRunner

from husrom import environment
from husrom.cli.main import app
from husrom.environment import EMAIL_URL, EnvironmentValueError


@pytest.mark.parametrize("value", ["smtp:abc", "smtp:-1", "smtp:999999", "[::1]:25"])
def test_a_mail_server_needs_a_port_that_is_a_number(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUSROM_EMAIL_HOST", value)
    with pytest.raises(EnvironmentValueError, match=r"HUSROM_EMAIL_HOST is .* must be host:port"):
        EMAIL_URL.host_and_port(default_port=25)


def test_a_mail_server_without_port_has_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUSROM_EMAIL_HOST", "smtp.example.org")
    assert EMAIL_URL.host_and_port(default_port=25) == ("smtp.example.org", 25)


def test_a_home_that_is_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fil").touch()
    monkeypatch.setenv("HUSROM_HOME", str(tmp_path / "fil"))
    with pytest.raises(EnvironmentValueError, match=r"HUSROM_HOME is .* cannot be used as a folder"):
        environment.home_folder()


@pytest.mark.parametrize(
    "words",
    [
        ["delete-dietary-needs", "--after-days", "800000"],
        ["delete-dietary-needs", "--after-days", "9" * 30],
        ["demo", "--port", "99999999"],
        ["demo", "--port", "0"],
        ["demo", "--port", "-5"],
    ],
)
def test_numbers_out_of_range_are_bad_input(words: list[str]) -> None:
    answer = CliRunner().invoke(app, words)
    assert answer.exit_code == 2
    assert "Invalid value" in answer.output


@pytest.mark.parametrize("value", ["tull", "mysql://en/annen"])
def test_a_database_of_another_kind_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUSROM_DATABASE_URL", value)
    with pytest.raises(
        EnvironmentValueError, match=r"^HUSROM_DATABASE_URL must begin with sqlite:/// or postgresql://"
    ):
        environment.database_url()


def test_a_home_that_cannot_be_written_to_is_told_and_leaves_no_empty_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setenv("HUSROM_HOME", str(tmp_path))
    monkeypatch.delenv("HUSROM_SECRET_KEY", raising=False)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_text", full)
        with pytest.raises(EnvironmentValueError, match=r"HUSROM_HOME is .*No space left"):
            environment.secret_key()
    assert list(tmp_path.iterdir()) == []
    assert environment.secret_key() == environment.secret_key() != ""
