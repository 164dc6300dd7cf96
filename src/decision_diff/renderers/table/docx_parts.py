"""The parts of the Word document around its table: styles, fonts, running title, page numbers."""

from __future__ import annotations

from typing import Final

from markupsafe import escape

from decision_diff.ooxml.writing.template import HEAD, PACKAGE, TYPES, W, write_relationships, write_styles

# Language of the text -> (East Asian font, its bold, East Asian language). What 黑体 is in Chinese is a font of its own.
FONTS: Final = {
    "zh": ("SimSun", "SimHei", "zh-CN"),
    "ja": ("MS Mincho", "MS Gothic", "ja-JP"),
}
_OTHER: Final = ("SimSun", "SimHei", "zh-CN")
# Language -> that of Word's proofing.
_SPOKEN: Final = {"fr": "fr-FR", "es": "es-ES", "ru": "ru-RU"}
_STYLES: Final = {
    "Title": ("Title", '<w:spacing w:before="0" w:after="60"/><w:jc w:val="center"/>', '<w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/>'),
    "Names": ("Names", '<w:spacing w:before="0" w:after="160"/><w:jc w:val="center"/>', '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
    "Legend": ("Legend", '<w:spacing w:before="0" w:after="100"/>', '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
    "Head": ("Table_head", '<w:keepNext/><w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/>', '<w:b/><w:bCs/><w:sz w:val="21"/><w:szCs w:val="21"/>'),
    "Cell": ("Table_text", '<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="21"/><w:szCs w:val="21"/>'),
    "Call": ("Notes", '<w:keepNext/><w:spacing w:before="200" w:after="60"/>', "<w:b/><w:bCs/>"),
    "Note": ("Note", '<w:spacing w:before="0" w:after="60"/><w:ind w:left="425" w:hanging="425"/>', '<w:sz w:val="21"/><w:szCs w:val="21"/>'),
    "Running": ("Running", '<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/>', '<w:sz w:val="18"/><w:szCs w:val="18"/>'),
}  # fmt: skip


def choose_fonts(language: str) -> tuple[str, str, str]:
    """Chooses font, bold font and language for East Asian characters."""
    return FONTS.get(language, _OTHER)


def build_parts(title: str, *, labels: str, text: str) -> dict[str, bytes]:
    """Builds all parts but the document itself, in order. `labels` and `text` are languages."""
    parts = ("document", "styles", "settings", "header1", "footer1")
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer"}
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{TYPES}.{kinds.get(part, part)}+xml"/>' for part in parts
    )
    running = str(escape(title))
    paragraph = '<w:p><w:pPr><w:pStyle w:val="Running"/></w:pPr>'
    bidi = '<w:p><w:pPr><w:pStyle w:val="Running"/><w:bidi/></w:pPr>' if labels == "ar" else paragraph
    made = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{types}</Types>",
        "_rels/.rels": write_relationships(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": write_relationships(
            ("styles", "styles.xml"), ("settings", "settings.xml"), ("header", "header1.xml"), ("footer", "footer1.xml")
        ),
        "word/styles.xml": _styles(labels, text),
        "word/settings.xml": f'<w:settings xmlns:w="{W}"/>',
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{bidi}<w:r><w:t xml:space="preserve">{running}</w:t></w:r></w:p></w:hdr>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{W}">{paragraph}{_field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
        f"{_field('NUMPAGES')}</w:p></w:ftr>",
    }
    return {part: (HEAD + content).encode() for part, content in made.items()}


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _styles(labels: str, text: str) -> str:
    font, _, east = choose_fonts(text)
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="{font}" '
        f'w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{_SPOKEN.get(labels, "en-GB")}" w:eastAsia="{east}" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" '
        f'w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>{write_styles(_STYLES)}</w:styles>'
    )
