"""Amends a text clause by clause, whatever its clauses are called: decisions of councils, statutes with sections, regulations.

`trees` is a text as it is amended, `places` say how a clause is cited and find it, `tree_orders` carry instructions out. Chinese laws
with articles have a room of their own (`articles`), for their numbers shift by themselves; here a number stays what it is
unless an instruction changes it.
"""
