"""WordprocessingML, ISO/IEC 29500-1: from a package to the paragraphs of one view of it.

    bytes ==package==> parts ==document==> paragraphs of a view ==numbering==> their printed numbers

`names` makes one name of the two namespaces, `revisions` says what a view holds, `text` what is text in a run, `styles`
and `number_formats` serve `numbering`. Nothing here changes a tree: a writer works on the same elements.
"""
