"""How acts are worded, one module per style: `npc`, `itu`, `uk` and `eu`.

Each has `recite`, which turns instructions into the lines of an act; `amend.read` reads them back.
"""
