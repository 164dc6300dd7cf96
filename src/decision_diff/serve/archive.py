"""All outputs as one ZIP, the same bytes on every day, with a page of what they lost and of what could not be made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from decision_diff import files

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP knows
NOTES: Final = "read-me.txt"


class Named(Protocol):
    """A file of the archive."""

    @property
    def name(self) -> str:
        """Its name, without a folder."""
        ...

    @property
    def content(self) -> bytes:
        """Its bytes."""
        ...


def pack(outputs: Iterable[Named], lost: Sequence[str], failed: Sequence[str]) -> bytes:
    """Packs outputs in order; sentences about them go into `read-me.txt` if there are any."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in outputs:
            _add(archive, one.name, one.content)
        if lost or failed:
            lines = [*dict.fromkeys(lost), *(f"Not in this archive: {one}" for one in failed)]
            _add(archive, NOTES, files.encode("".join(f"{line}\n" for line in lines)))
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    about = zipfile.ZipInfo(name, _EPOCH)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o644 << 16
    archive.writestr(about, content)
