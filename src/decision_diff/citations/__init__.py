"""References from one clause to others: what a text cites, and which clause that is.

    text ==scan==> citations, each a path of steps ==targets==> positions of clauses

`articles` knows articles and annexes alone, without their paragraphs: that is what tells clauses apart when they are aligned.
"""
