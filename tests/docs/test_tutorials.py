"""The tutorials say what comes out when a reader does what they say."""

import pytest

from tools.tutorials import FOLDER, PAGES, rerun


@pytest.mark.parametrize("name", PAGES)
def test_tutorial_says_what_comes_out(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert rerun(text).splitlines() == text.splitlines()


def test_a_page_is_run_block_by_block_in_one_folder_and_one_namespace() -> None:
    page = (
        "```console\n$ echo 3 > number\n$ cat number\nold\n```\n\n"
        "```python\nfrom pathlib import Path\nnumber = int(Path('number').read_text())\n```\n\n"
        "```python\nprint(number + 1)\n```\n\n```text\nold\n```\n"
    )
    again = rerun(page)
    assert "$ cat number\n3\n" in again
    assert again.endswith("```text\n4\n```\n")


def test_a_command_that_fails_is_told_of() -> None:
    with pytest.raises(SystemExit, match="“exit 3” failed with 3"):
        rerun("```console\n$ exit 3\n```\n")
