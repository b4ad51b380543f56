"""Bytes to text: UTF-8, UTF-16 and Windows-1252 are recognised; what would give wrong letters is refused."""

import codecs
import re

from husrom.figures.importing.content import Content
from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.sentences import Sentence
from husrom.figures.wording import gettext_noop as _

_NORDIC = set("æøåÆØÅäöüÄÖÜéèêëÉÈÊËáàâÁÀÂóòôÓÒÔíìïúùûñçßšžŠŽðþÐÞ–—‘’‚“”„…•«»°§½¼¾²³´·£€©®±×÷µ¶\u00a0\u00ad")
# Windows-1252 reads the æ of DOS and of the Macintosh as these, which stand inside no Norwegian word.
_FOREIGN_IN_WORD = re.compile("[A-Za-z][‘¾][a-z]")
_TWICE_ENCODED = re.compile(
    "Ã[\u0080-\u00bf\u02dc\u2020\u2026\u2030\u0160\u201e\u2013\u00a6\u00b8\u00a5]|Â[\u00a0\u00b0\u00ab\u00bb]"
)
_NUL_SHARE = 0.3


def decode(content: Content, encoding: str | None = None) -> str:
    """Return a text file as text.

    Parameters
    ----------
    encoding
        The encoding a mapping names; None recognises it.

    Raises
    ------
    ImportRefusedError
        When the bytes are of no encoding, or of two; the sentence names the first row where it shows.
    """
    text = _decode(content, encoding or _recognised(content))
    if (at := text.find("\x00")) >= 0:
        raise ImportRefusedError(
            _(
                "%(name)s holds a NUL character in row %(row)s, so it is not a text file. "
                "Save it as CSV UTF-8, and try again."
            ),
            name=content.name,
            row=_row(text, at),
        )
    for letters, why in (
        (re.compile("\ufffd"), _("letters have been lost")),
        (_TWICE_ENCODED, _("letters are mangled")),
    ):
        if found := letters.search(text):
            raise ImportRefusedError(
                _(
                    "In row %(row)s of %(name)s %(why)s: it was saved with the wrong encoding at some point. Export it "
                    "anew as CSV UTF-8, and try again."
                ),
                row=_row(text, found.start()),
                name=content.name,
                why=Sentence(why),
            )
    return text


def _decode(content: Content, encoding: str) -> str:
    try:
        return content.data.decode(encoding)
    except UnicodeDecodeError as error:
        before = content.data[: error.start].decode(encoding, errors="replace")
        raise ImportRefusedError(
            _(
                "%(name)s is not %(encoding)s throughout: row %(row)s has a letter that is not. "
                "Save it as CSV UTF-8, and try again."
            ),
            name=content.name,
            encoding=_shown(encoding),
            row=before.count(chr(10)) + 1,
        ) from error


def _recognised(content: Content) -> str:
    data = content.data
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in data[:4_096]:
        return _utf_16_without_mark(data[:4_096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if _holds_utf_8_letters(data):
            return "utf-8"  # refused with the row where the other encoding begins
        _check_windows_1252(content)
        return "cp1252"
    return "utf-8"


def _utf_16_without_mark(beginning: bytes) -> str:
    """Tell UTF-16 by where the zero bytes stand: every other byte is zero in what is mostly Latin letters."""
    enough = len(beginning) / 2 * _NUL_SHARE
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if odd > enough and not even:
        return "utf-16-le"
    return "utf-16-be" if even > enough and not odd else "utf-8"


def _holds_utf_8_letters(data: bytes) -> bool:
    """Tell whether letters are written in UTF-8 somewhere: two bytes that would be an odd pair in Windows-1252."""
    return re.search(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xc2[\xa0-\xbf]", data) is not None


def _check_windows_1252(content: Content) -> None:
    text = _decode(content, "cp1252")
    odd = next((at for at, letter in enumerate(text) if letter > "\x7f" and letter not in _NORDIC), None)
    in_word = _FOREIGN_IN_WORD.search(text)
    at = min((at for at in (odd, in_word.start() + 1 if in_word else None) if at is not None), default=None)
    if at is not None:
        raise ImportRefusedError(
            _(
                'The encoding of %(name)s is not recognised: row %(row)s would have the letter "%(letter)s". '
                "Save it as CSV UTF-8, or name the encoding in the mapping (file: encoding)."
            ),
            name=content.name,
            row=_row(text, at),
            letter=text[at],
        )


def _row(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _shown(encoding: str) -> str:
    return {"cp1252": "Windows-1252", "utf-8-sig": "UTF-8"}.get(encoding, encoding.upper())
