"""The words of Chinese amending acts: what they say, what they quote, what they order.

`quotations` divides an act into what it says and what it quotes; `lexer` knows its words, `grammar`, `scopes` and `orders` understand them; `numbers` writes numbers.
"""
