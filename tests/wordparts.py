"""Equations and pictures for small Word documents."""

from __future__ import annotations

from wordfiles import R, base, content_types, document, notes, p, pack, relationships, t


def run(words: str) -> str:
    return f"<m:r><w:rPr><w:i/></w:rPr><m:t>{words}</m:t></m:r>"


def math(*inner: str) -> str:
    return f"<m:oMath>{''.join(inner)}</m:oMath>"


def scripted(base: str, index: str, kind: str = "sup") -> str:
    name = f"sS{kind}"
    made = f"<m:{name}><m:{name}Pr><m:ctrlPr><w:rPr><w:i/></w:rPr></m:ctrlPr></m:{name}Pr>"
    return f"{made}<m:e>{run(base)}</m:e><m:{kind}>{run(index)}</m:{kind}></m:{name}>"


AREA = math(run("A=π"), scripted("r", "2"))
OHM = math(run("U=R"), run("I"))


A = "http://schemas.openxmlformats.org/drawingml/2006"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)
OTHER = PNG.replace(bytes.fromhex("c9fe92ef"), bytes.fromhex("c9fe92ee"))


def picture(id_: str, number: int = 1, *, link: bool = False) -> str:
    click = f'<a:hlinkClick xmlns:a="{A}/main" r:id="h"/>' if link else ""
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{A}/wordprocessingDrawing"><wp:extent cx="9525" cy="9525"/>'
        f'<wp:docPr id="{number}" name="P{number}">{click}</wp:docPr><a:graphic xmlns:a="{A}/main">'
        f'<a:graphicData uri="{A}/picture"><pic:pic xmlns:pic="{A}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="P"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id_}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def with_images(*body: str, **images: bytes) -> bytes:
    """A document with these images, by the ids of their relationships."""
    rows = (
        "".join(f'<Relationship Id="{id_}" Type="{R}/image" Target="media/{id_}.png"/>' for id_ in images)
        + f'<Relationship Id="h" Type="{R}/hyperlink" Target="http://x.invalid/" TargetMode="External"/>'
    )
    files = base(document("".join(body)))
    files["[Content_Types].xml"] = content_types(more='<Default Extension="png" ContentType="image/png"/>')
    parts = [("footnotes", "footnotes.xml")] if "footnoteReference" in "".join(body) else []
    related = relationships(*parts).replace("</Relationships>", rows + "</Relationships>")
    files["word/_rels/document.xml.rels"] = related
    if parts:
        files["word/footnotes.xml"] = notes("footnote", n2=p(t("甲注。")), n3=p(t("乙注。")))
    files.update({f"word/media/{id_}.png": data for id_, data in images.items()})
    return pack(files)
