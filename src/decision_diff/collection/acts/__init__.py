"""Decisions as texts name them: which act a text is (`names`), and which acts it cites (`cited`).

    RESOLUTION 102 (REV. DUBAI, 2018)                          the text itself
    Resolutions 47 and 48 (Rev. Dubai, 2012) of WTSA           two acts of another body
    理事会第1305、1336和1344号决议                               three of the Council

An act is known by its kind, its number and the body that adopted it. Clauses of one text that cite each other are the matter of
`decision_diff.citations`, which knows no other acts; here it is asked which clause of the other act is cited.
"""

from __future__ import annotations
