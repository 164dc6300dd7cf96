"""What each reading of a line costs: one table, a reason for each row.

A reading that is due costs nothing. All else is a surprise, and the reading of the whole text with the smallest sum of
surprises is chosen (`reading`). The unit is about "one small oddity"; only differences count.
"""

from __future__ import annotations

from typing import Final

# -- a number that continues a list
GAP: Final = 2.5  # 3 after 1: a number is missing; few more for each further one
GAP_STEP: Final = 0.15
REPEAT: Final = 5.0  # 2 after 2
BACK: Final = 6.0  # 2 after 4
OTHER_DEPTH: Final = 3.0  # 2.3.1 after 2.1, without 2.3
RESUMED: Final = 0.2  # the list goes on after text that seemed to end it
AFTER_COLON: Final = 2.5  # the item before ended in a colon, and this is no list below it
RESTARTED: Final = 0.5  # a new list begins after text that ended the one before it
RESTARTED_AT_ONCE: Final = 4.5  # 1 after 2 with nothing between them

# -- a number that opens a list
OPENED_BELOW_COLON: Final = 0.2  # "the following:", or a heading that wants content
OPENED: Final = 0.8
OPENED_BESIDE: Final = 0.3  # a heading behind lettered recitals that nothing announces further
OPENED_WITHIN_ITS_LIKE: Final = 5.5  # 1. inside of 1., with no indent that says so
OPENED_LATE: Final = 4.0  # a list that begins with 3
INITIAL: Final = 18.0  # the same of a letter that is the initial of a name: twice what it costs to read it as text
INDENT: Final = 1.5  # the indent says otherwise
COUNTED_ON: Final = 0.1  # 5 as the first of Part 2, after 4 as the last of Part 1
FITS: Final = 0.1  # 2.1 below 2; ２ in an article whose first paragraph has no number

# -- units: Article, Section, 第三条
UNIT_AFTER_HEADING: Final = 0.2  # it begins again in a new chapter
UNIT_RESTARTED: Final = 3.0
UNIT_SERIES: Final = 0.3  # 201 as the first of Title II

# -- doubtful readings: what also begins sentences
DOUBTFUL: Final = 0.3
SENTENCE_GOES_ON: Final = 5.0  # the line before ends within a sentence
CITED: Final = 5.0  # 第三条规定, Article 3 of the Convention
OTHER_GAP: Final = 6.0  # the list has tabs behind its numbers, this line a space
DOUBTFUL_NOT_DUE: Final = 8.0

# -- a line with a possible number, read as text
TEXT_FOR_CERTAIN: Final = 9.0
TEXT_FOR_DUE: Final = 3.0
TEXT_FOR_DUE_UNIT: Final = 5.5  # an article that is due and not cited; dearer than to count it twice
TEXT_FOR_GAP: Final = 4.0  # a number that follows its list at a distance
TEXT_FOR_DOUBTFUL: Final = 0.7

MARGIN: Final = 8.0  # a reading that is so much worse than the best one is given up
PATIENCE: Final = 2000  # lines of a text behind which several readings are left; of 454 texts none has more than 207
WIDTH: Final = 3  # so many readings are followed at most; of 604 texts none is read otherwise with 4 or with 8
