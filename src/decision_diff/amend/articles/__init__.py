"""Texts of articles: which article became which, what an order makes of one, and what the new text must be.

`old` takes a text apart into articles; `mapping` works out which became which by the orders, and `witness` tells it to `pipeline.compare`. `drafts`, `carrying` and
`sentences` carry the orders for one article out, `quoted` says which article each quotation is of, `expected` what its lines must be, `headings` does so for headings, `spreading` for orders on all of the text;
`agreeing` compares them with a text, and `numbering` finds numbers that do not count on.
"""
