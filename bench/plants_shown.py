"""Dishonest edits of a redline in Word: of what is shown, where every character stays. Functions as in `plants_said`."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from drafts import (
    Draft,
    Unfit,
    drop,
    forged,
    holder,
    marked_run,
    plain_runs,
    q,
    said,
    set_words,
    unwrap,
    wf,
    whole_paragraphs,
    words_of,
)

_MAIN = "word/document.xml"


def hidden(draft: Draft) -> None:
    draft.property(draft.middle(), "vanish")


def hidden_insertion(draft: Draft) -> None:
    draft.property(marked_run(draft, "ins"), "vanish")


def _style(draft: Draft, properties: str) -> str:
    text = f'<w:style xmlns:w="{wf.W}" w:type="character" w:styleId="Planted"><w:name w:val="Planted"/><w:rPr>{properties}</w:rPr></w:style>'
    draft.tree("word/styles.xml").append(etree.fromstring(text))
    return "Planted"


def hidden_by_style(draft: Draft) -> None:
    draft.property(draft.middle(), "rStyle", val=_style(draft, "<w:vanish/>"))


def white_by_style(draft: Draft) -> None:
    draft.property(draft.middle(), "rStyle", val=_style(draft, '<w:color w:val="FFFFFF"/>'))


def hidden_row(draft: Draft) -> None:
    one = draft.pick(one for one in draft.tree().iter(q("tr")) if said(one).strip())
    properties = one.find(q("trPr"))
    if properties is None:
        properties = etree.Element(q("trPr"))
        one.insert(0, properties)
    properties.insert(0, etree.Element(q("hidden")))


def white(draft: Draft) -> None:
    draft.property(draft.middle(), "color", val=draft.random.choice(("FFFFFF", "ffffff", "FEFEFE")))


def white_by_theme(draft: Draft) -> None:
    draft.property(draft.middle(), "color", val="FFFFFF", themeColor="background1")


def on_its_own_colour(draft: Draft) -> None:
    run = draft.middle()
    draft.property(run, "color", val="00B050")
    draft.property(run, "shd", val="clear", color="auto", fill="00B050")


def tiny(draft: Draft) -> None:
    draft.property(draft.middle(), "sz", val=str(draft.random.randrange(1, 8)))


def narrow(draft: Draft) -> None:
    draft.property(draft.middle(), "w", val="1")


def symbol_font(draft: Draft) -> None:
    """Letters or figures; others are not in such a font, and a program shows them in another one."""
    run = draft.middle()
    if not any(one.isascii() and one.isalnum() for one in words_of(run)):
        raise Unfit
    font = draft.random.choice(("Wingdings", "Symbol", "Webdings", "Marlett"))
    draft.property(run, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)


def struck(draft: Draft) -> None:
    draft.property(draft.middle(), draft.random.choice(("strike", "dstrike")))


def raised(draft: Draft) -> None:
    draft.property(draft.middle(), "vertAlign", val=draft.random.choice(("superscript", "subscript")))


def lowered_again(draft: Draft) -> None:
    drop(draft.pick(draft.tree().iter(q("vertAlign"))))


def out_of_the_line(draft: Draft) -> None:
    draft.property(draft.middle(), "position", val="-3000")


def no_height(draft: Draft) -> None:
    one = draft.pick(whole_paragraphs(draft))
    properties = one.find(q("pPr"))
    if properties is None:
        properties = etree.Element(q("pPr"))
        one.insert(0, properties)
    properties.insert(
        1 if properties.find(q("numPr")) is not None else 0,
        etree.fromstring(f'<w:spacing xmlns:w="{wf.W}" w:line="1" w:lineRule="exact"/>'),
    )


def anchor_moved(draft: Draft) -> None:
    anchors = [one for kind in ("footnoteReference", "endnoteReference") for one in draft.tree().iter(q(kind))]
    run = draft.pick(anchors).getparent()
    target = draft.pick(
        [
            one
            for one in plain_runs(draft.tree(), 6)
            if run is not None and one not in (run.getprevious(), run.getnext())
        ]
    )
    target = draft.cut(target)
    assert run is not None
    target.addnext(run)


def link_target(draft: Draft) -> None:
    for one in draft.tree("word/_rels/document.xml.rels"):
        if one.get("TargetMode") == "External":
            one.set("Target", "https://example.com/other")
            return
    raise Unfit


def link_dropped(draft: Draft) -> None:
    unwrap(draft.pick(draft.tree().iter(q("hyperlink"))))


def link_added(draft: Draft) -> None:
    run = draft.middle()
    link = etree.Element(q("hyperlink"))
    link.set(f"{{{wf.R}}}id", "rLink")
    run.addprevious(link)
    link.append(run)


def field_target(draft: Draft) -> None:
    one = draft.pick(one for one in draft.tree().iter(q("instrText")) if "REF" in (one.text or ""))
    one.text = " REF Ref2 \\h "


def field_dropped(draft: Draft) -> None:
    fields = [one for kind in ("fldChar", "instrText") for one in draft.tree().iter(q(kind))]
    if not fields:
        raise Unfit
    for one in fields:
        drop(one)


def picture(draft: Draft) -> None:
    import made_docx  # noqa: PLC0415 - late: only for its picture

    part = draft.random.choice(sorted(one for one in draft.parts if one.startswith("word/media/")) or [""])
    if not part:
        raise Unfit
    draft.parts[part] = made_docx._png(255)  # noqa: SLF001 - ours


def picture_dropped(draft: Draft) -> None:
    drop(draft.pick(draft.tree().iter(q("drawing"))))


def section_dropped(draft: Draft) -> None:
    drop(draft.pick(one for one in draft.tree().iter(q("sectPr")) if holder(one).tag == q("pPr")))


def section_added(draft: Draft) -> None:
    one = draft.pick(whole_paragraphs(draft))
    if holder(one).tag != q("body"):
        raise Unfit
    properties = one.find(q("pPr"))
    if properties is None:
        properties = etree.Element(q("pPr"))
        one.insert(0, properties)
    properties.append(etree.Element(q("sectPr")))


# -- what only some readers see


def alternatives(draft: Draft) -> None:
    run = draft.middle()
    other = deepcopy(run)
    set_words(other, forged(draft.random, words_of(other)))
    both = etree.fromstring(
        f'<mc:AlternateContent xmlns:mc="{wf.MC}"><mc:Choice Requires="wps"/><mc:Fallback/></mc:AlternateContent>'
    )
    run.addprevious(both)
    both[0].append(run)
    both[1].append(other)


def alternatives_unknown(draft: Draft) -> None:
    run = draft.middle()
    both = etree.fromstring(
        f'<mc:AlternateContent xmlns:mc="{wf.MC}" xmlns:zz="urn:planted"><mc:Choice Requires="zz"/><mc:Fallback/></mc:AlternateContent>'
    )
    run.addprevious(both)
    both[0].append(run)


def included(draft: Draft) -> None:
    one = draft.pick(whole_paragraphs(draft))
    if holder(one).tag != q("body"):
        raise Unfit
    chunk = etree.Element(q("altChunk"))
    chunk.set(f"{{{wf.R}}}id", "rChunk")
    one.addnext(chunk)
    draft.parts["word/chunk.htm"] = b"<html><body><p>A further clause.</p></body></html>"
    links = draft.tree("word/_rels/document.xml.rels")
    etree.SubElement(
        links, f"{{{wf.PACKAGE}/relationships}}Relationship", Id="rChunk", Type=f"{wf.R}/aFChunk", Target="chunk.htm"
    )
    types = draft.tree("[Content_Types].xml")
    types.insert(0, etree.Element(f"{{{wf.PACKAGE}/content-types}}Default", Extension="htm", ContentType="text/html"))


def ignorable(draft: Draft) -> None:
    run = draft.middle()
    wrapper = etree.Element("{urn:planted}note", nsmap={"zz": "urn:planted"})
    root = draft.tree()
    run.addprevious(wrapper)
    wrapper.append(run)
    # The declaration must stand where the prefix is named: at the root.
    new = etree.Element(root.tag, nsmap={**draft.prefixes(), "zz": "urn:planted"})
    for key, text in root.attrib.items():
        new.set(key, text)
    named = f"{{{wf.MC}}}Ignorable"
    new.set(named, f"{new.get(named, '')} zz".strip())
    new.extend(list(root))
    draft.trees[_MAIN] = new


def bound(draft: Draft) -> None:
    """A content control whose words Word takes from a part of its own."""
    run = draft.middle()
    control = etree.fromstring(
        f'<w:sdt xmlns:w="{wf.W}"><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{{00000000-0000-0000-0000-000000000001}}"/>'
        "<w:text/></w:sdtPr><w:sdtContent/></w:sdt>"
    )
    run.addprevious(control)
    control[1].append(run)
    store = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    item = "{00000000-0000-0000-0000-000000000001}"
    links = (
        f'{wf.HEAD}<Relationships xmlns="{wf.PACKAGE}/relationships"><Relationship Id="r1" Type="{wf.R}/customXmlProps"'
    )
    draft.parts["customXml/item1.xml"] = b"<a>otherwise</a>"
    draft.parts["customXml/itemProps1.xml"] = f'<ds:datastoreItem xmlns:ds="{store}" ds:itemID="{item}"/>'.encode()
    draft.parts["customXml/_rels/item1.xml.rels"] = f'{links} Target="itemProps1.xml"/></Relationships>'.encode()
    own = draft.tree("word/_rels/document.xml.rels")
    kind = f"{{{wf.PACKAGE}/relationships}}Relationship"
    etree.SubElement(own, kind, Id="rStore", Type=f"{wf.R}/customXml", Target="../customXml/item1.xml")


def marks_off(draft: Draft) -> None:
    settings = draft.tree("word/settings.xml")
    one = etree.Element(q("revisionView"))
    one.set(q(draft.random.choice(("markup", "insDel"))), draft.random.choice(("0", "false")))
    settings.insert(0, one)
