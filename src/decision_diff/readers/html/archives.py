"""Pages saved as one file (MHTML, RFC 2557): the page among the parts of a message; its pictures and style sheets stay where they are."""

from __future__ import annotations

import re
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.patterns import late

MAX_NESTED: Final = 20  # parts that hold parts
_HEAD: Final = 4096  # bytes in which a message says that it is one
_MESSAGE: Final = late(
    r"(?:[A-Za-z-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)


def is_archive(data: bytes) -> bool:
    """Whether bytes are a page that was saved with all that it shows as one file."""
    return _MESSAGE.match(data[:_HEAD].decode("latin-1").replace("\r\n", "\n")) is not None


def extract_page(data: bytes, source: str) -> tuple[bytes, str]:
    """The page of an archive, and the encoding that its part names, or "". UnreadableError for an archive without a page."""
    from email import message_from_bytes  # noqa: PLC0415 - late: only archives need it

    if data.lower().count(b"multipart/") > MAX_NESTED:  # each line is compared with the ends of all that are open
        raise UnreadableError("the saved page nests more parts than a browser saves", source=source)
    try:
        message = message_from_bytes(data)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = part.get_payload(decode=True)
                if isinstance(page, bytes) and page.strip():
                    return page, part.get_content_charset() or ""
    except RecursionError:
        raise UnreadableError("the saved page nests parts too deep to be read", source=source) from None
    raise UnreadableError("the saved page holds no page (no part of the type text/html)", source=source)
