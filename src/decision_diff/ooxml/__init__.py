"""WordprocessingML, ISO/IEC 29500-1: from a package to the paragraphs of one view of it.

    bytes ==package==> parts ==document==> paragraphs of a view ==numbering==> their printed numbers

`names` gives both families of namespaces one name, `revisions` says what a view shows, `text` what counts as text in a run;
`styles` and `number_formats` serve `numbering`. Nothing here changes a tree, because a writer works on the same elements.
"""
