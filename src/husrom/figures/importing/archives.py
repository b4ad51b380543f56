"""Excel workbooks are zip archives: what is safe is unpacked, under limits, and nothing else is ever opened."""

import re
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from husrom.figures.importing.content import Content
from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.limits import MEGABYTE, USUAL, Limits
from husrom.figures.importing.sentences import Sentence, grouped
from husrom.figures.wording import gettext_noop as _

_PARTS_USED = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml"
    r"|xl/sharedstrings\.xml|xl/worksheets/[^/]+\.xml"
)
"""In lower case; the rest (pictures, comments, print settings, embedded files) is left in the archive, unread."""

_MACROS = re.compile(r"vbaproject|/macrosheets/|/activex/|customui")
_END_OF_DIRECTORY = b"PK\x05\x06"
_LARGE_ARCHIVE = b"PK\x06\x07"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_DIRECTORY_BYTES_PER_PART = 400
_ENCRYPTED_FLAG = 0x1
_SMALL_PART_BYTES = MEGABYTE


def unpack(content: Content, limits: Limits = USUAL) -> dict[str, bytes]:
    """Return the parts of a workbook that figures are read from, by name.

    The directory of the archive is checked before anything is unpacked, so that a zip bomb costs nothing.

    Raises
    ------
    ImportRefusedError
        When the archive is damaged, no workbook, too large unpacked, encrypted or has macros.
    """
    _check_directory(content, limits)
    try:
        with ZipFile(BytesIO(content.data)) as archive:
            entries = archive.infolist()
            _check_kind(content.name, {entry.filename.lower() for entry in entries})
            _check_entries(content.name, entries, limits)
            used = [entry for entry in entries if _PARTS_USED.fullmatch(entry.filename.lower())]
            parts = {entry.filename: archive.read(entry) for entry in used}
    except (
        BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        struct.error,
        zlib.error,
    ) as e:
        raise ImportRefusedError(
            _("%(name)s is damaged (%(error)s). Save it again from Excel, and try again."), name=content.name, error=e
        ) from e
    if any(b"macroenabled" in part.lower() for name, part in parts.items() if name.lower() == "[content_types].xml"):
        raise _macros(content.name)
    return parts


def pack(parts: dict[str, bytes]) -> bytes:
    """Return a new archive of some parts, so that the next program sees exactly what was checked."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _check_directory(content: Content, limits: Limits) -> None:
    """Check how many entries there are before they are listed, which takes memory for each."""
    data = content.data
    at = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - _END_BYTES - _LONGEST_COMMENT))
    if at < 0 or len(data) < at + _END_BYTES:
        raise ImportRefusedError(
            _("%(name)s is cut short or damaged. Save it again from Excel, and try again."), name=content.name
        )
    count, directory_bytes = struct.unpack_from("<HI", data, at + 10)
    large = data[max(0, at - 20) : at].startswith(_LARGE_ARCHIVE)
    if large or count > limits.parts or directory_bytes > limits.parts * _DIRECTORY_BYTES_PER_PART:
        raise ImportRefusedError(
            _(
                "%(name)s has more than %(parts)s parts inside, as no ordinary workbook has. Copy the sheet to a "
                "new workbook, and try again."
            ),
            name=content.name,
            parts=limits.parts,
        )


def _check_kind(name: str, parts: set[str]) -> None:
    if any(_MACROS.search(part) for part in parts):
        raise _macros(name)
    if "xl/workbook.xml" in parts:
        return
    what = _("a zip archive without a workbook")
    for sign, kind in (
        ("xl/workbook.bin", _("a binary Excel workbook (.xlsb)")),
        ("word/document.xml", _("a Word document")),
        ("content.xml", _("an OpenDocument file")),
    ):
        what = kind if sign in parts else what
    raise ImportRefusedError(
        _("%(name)s is %(what)s. Save the table as an Excel workbook (.xlsx) or CSV, and try again."),
        name=name,
        what=Sentence(what),
    )


def _macros(name: str) -> ImportRefusedError:
    return ImportRefusedError(
        _("%(name)s has macros. Save it as an ordinary Excel workbook (.xlsx), and try again."), name=name
    )


def _check_entries(name: str, entries: list[ZipInfo], limits: Limits) -> None:
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise ImportRefusedError(
            _("%(name)s has two parts of one name inside, as no program writes. Save it anew."), name=name
        )
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise ImportRefusedError(
            _("%(name)s is locked with a password. Save it without one, and try again."), name=name
        )
    if any(entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for entry in entries):
        raise ImportRefusedError(
            _("%(name)s is packed in a way no spreadsheet program uses. Save it anew from Excel."), name=name
        )
    unpacked_bytes = sum(entry.file_size for entry in entries)
    too_dense = any(
        entry.file_size > max(_SMALL_PART_BYTES, entry.compress_size * limits.packing_ratio) for entry in entries
    )
    if too_dense or unpacked_bytes > limits.unpacked_bytes:
        raise ImportRefusedError(
            _(
                "%(name)s would be %(megabytes)s MB unpacked, far more than its size on disk tells. Copy the table to "
                "a new workbook, and try again."
            ),
            name=name,
            megabytes=grouped(unpacked_bytes / MEGABYTE),
        )
