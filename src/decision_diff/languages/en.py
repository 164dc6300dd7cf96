"""English: the words by which a text shows its structure. Data only; `labels` and `parse` hold the rules."""

from __future__ import annotations

ORDINALS = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")

# The word before a number, as a pattern, with the Akoma Ntoso element that it names.
UNITS: tuple[tuple[str, str], ...] = (
    ("book", "book"),
    ("title", "title"),
    ("part", "part"),
    ("chapter", "chapter"),
    ("section", "section"),
    (r"article|art\.", "article"),
    ("rule|regulation", "article"),
)

ANNEXES = ("annex", "appendix", "attachment", "schedule")

# Sources: the call lines of the Plenipotentiary's resolutions and the Council's decisions in English.
_RECITALS = (
    "recognizing", "recognising", "considering", "noting", "recalling", "bearing in mind", "mindful", "taking into account",
    "taking note", "emphasizing", "emphasising", "stressing", "reaffirming", "affirming", "convinced", "aware", "conscious",
    "concerned", "welcoming", "appreciating", "acknowledging", "having considered", "having examined", "underlining",
)  # fmt: skip
RECITALS = (*_RECITALS, *(f"{word} further" for word in _RECITALS), *(f"further {word}" for word in _RECITALS))

_OPERATIVES = (
    "decides", "resolves", "instructs", "invites", "requests", "urges", "encourages", "calls upon", "calls on",
    "authorizes", "authorises", "approves", "recommends", "adopts", "directs", "appeals to",
)  # fmt: skip
OPERATIVES = (*_OPERATIVES, *(f"{word} further" for word in _OPERATIVES), *(f"further {word}" for word in _OPERATIVES))

BODIES = ("council", "assembly", "conference", "committee", "union")

COVER = (
    "purpose", "summary", "action required", "action required by the council", "relevant link(s) with the strategic plan",
    "financial implications", "references", "reference", "agenda item",
)  # fmt: skip

TOMBSTONES = ("deleted", "repealed", "abrogated", "suppressed", "revoked", "SUP")

CONTENTS = ("contents", "tableofcontents")

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
