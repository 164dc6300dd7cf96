"""Texts of many kinds, each written as its reader sees it: two spaces for each clause that a line hangs in. The parser sees no indent."""

from __future__ import annotations

import pytest

from decision_diff import pipeline
from decision_diff.model import Decision

SHAPES = {
    "regulations of the United Kingdom": """
The Small Ferries (Lights) Regulations 2031
PART 1
  General
  Citation
  1. These Regulations may be cited as the Small Ferries (Lights) Regulations 2031.
  Records
  2. A ferryman must keep a record of—
    (a) each lamp; and
    (b) each repair.
Signed by authority of the Secretary of State for Transport
J. Harbottle
Parliamentary Under Secretary of State
4th March 2031
SCHEDULES
SCHEDULE 1
  Regulation 2(a)
  Requirements for lamps
  1. A lamp must be visible at 500 metres.
  2. A lamp must be fixed to a mast.
SCHEDULE 2
  Regulations 1 and 2
  Revocations
  1. The Ferries (Lights) Regulations 1988.
EXPLANATORY NOTE
  (This note is not part of the Regulations)
  These Regulations require ferrymen to show lights at night.
""",
    "a schedule with parts": """
Bees Act 2030
1. The Registrar keeps the register.
SCHEDULE 1
  Section 1
  THE REGISTRAR
  Part 1
    Appointment
    1. The Registrar is appointed by the Board.
  Part 2
    Staff
    2. The Registrar may appoint staff.
""",
    "an extract of a code of the United States": """
TITLE 48—LIGHTHOUSES AND BUOYS
  CHAPTER 7—BUOYS
    SUBCHAPTER I—GENERAL PROVISIONS
      § 701. Definitions
        In this chapter:
          (1) The term “buoy” means a floating mark.
          (2) The term “mooring” means a chain.
      § 702. Establishment
        (a) The Administrator shall establish buoys—
          (1) in each harbor; and
          (2) in each channel that is—
            (A) deep; or
            (B) used by—
              (i) ferries; or
              (ii) barges.
    SUBCHAPTER II—PENALTIES
      § 711. Moving a buoy
        Whoever moves a buoy shall be fined.
""",
    "headings with letters": """
Terms of Reference of the Ferry Advisory Group
A Mandate
  1 The Group advises the Council on ferries.
  2 The Group has no executive functions.
B Membership
  3 The Group has twelve members:
    a) six appointed by the Council;
    b) the others elected.
C Meetings
  4 The Group meets twice a year.
""",
    "headings with Roman numbers": """
Rules of the Ferry Fund
I General
  1 The Fund pays for ferries.
II Income
  2 The Fund lives on gifts.
III Audit
  3 The accounts are audited.
""",
    "a regulation of the European Union": """
THE EUROPEAN COMMISSION,
HAS ADOPTED THIS REGULATION:
Article 1
  This Regulation lays down rules on the marking of wooden barrels.
Article 2
  This Regulation shall enter into force on the third day following that of its publication.
This Regulation shall be binding in its entirety and directly applicable in all Member States.
Done at Brussels, 3 February 2031.
For the Commission
The President
A. VAN DER STAVE
ANNEX
  CORRELATION TABLE
  Regulation (EU) 2019/77	This Regulation
  Article 1	Article 1
  Article 2	Article 3
""",
    "an act with its contents": """
Bees Act 2030
CONTENTS
  1 Register of beekeepers
  2 Fees
PART 1
  THE REGISTER
  1 Register of beekeepers
    (1) The Registrar must keep a register of beekeepers.
    (2) An entry must state the name of the beekeeper.
  2 Fees
    (1) The Registrar may charge a fee.
    (2) In this section “fee” includes a late fee.
""",
    "a French decree": """
Décret n° 2031-214 du 3 mars 2031 relatif aux moulins à marée
Article 1er
  I. – Le préfet délivre l'autorisation.
    A défaut de réponse, l'autorisation est réputée refusée.
  II. – L'autorisation est valable dix ans.
Article 2
  Le ministre de la mer est chargé de l'exécution du présent décret, qui sera publié au Journal officiel.
Fait le 3 mars 2031.
Par le Premier ministre :
J. Lemoulin
Le ministre de la mer,
P. Marée
""",
    "a French code": """
Code des phares
Partie législative
  Livre Ier : Les gardiens
    Titre II : Obligations
      Chapitre III : Feux
        Article L. 123-1
          Le gardien allume le feu chaque soir.
        Article L. 123-2
          La récidive est punie du double.
Partie réglementaire
  Livre Ier : Les gardiens
    Titre II : Obligations
      Chapitre III : Feux
        Article R. 123-1
          Le registre des feux est tenu par le gardien.
        Article D. 123-2
          Le modèle du registre est fixé par arrêté.
""",
    "a Spanish law": """
Ley 7/2031, de 3 de marzo, de molinos de marea
Artículo 1. Objeto.
  La presente ley regula los molinos de marea.
Disposición adicional primera. Registro.
  El registro será público.
Disposición final primera. Entrada en vigor.
  La presente ley entrará en vigor a los treinta días de su publicación.
Por tanto,
Mando a todos los españoles, particulares y autoridades, que guarden y hagan guardar esta ley.
Madrid, 3 de marzo de 2031.
""",
    "a Spanish contract": """
CONTRATO DE ARRENDAMIENTO DE MOLINO
REUNIDOS
  De una parte, doña Ana Molina, mayor de edad.
EXPONEN
  I. Que doña Ana es propietaria del molino.
  II. Que don Luis desea arrendarlo.
CLÁUSULAS
  PRIMERA.- Objeto.
    La propiedad arrienda el molino.
  SEGUNDA.- Duración.
    El contrato durará tres años.
Y en prueba de conformidad, firman el presente contrato por duplicado.
""",
    "a Russian law": """
ФЕДЕРАЛЬНЫЙ ЗАКОН
О приливных мельницах
Статья 1. Предмет регулирования
  Настоящий Федеральный закон регулирует отношения в области охраны приливных мельниц.
Статья 2. Вступление в силу
  Настоящий Федеральный закон вступает в силу со дня его официального опубликования.
Президент
Российской Федерации
В.МЕЛЬНИКОВ
Москва, Кремль
N 41-ФЗ
""",
    "a Russian decree that approves rules": """
ПОСТАНОВЛЕНИЕ
1. Утвердить прилагаемые Правила охраны паромов.
2. Настоящее постановление вступает в силу с 1 мая 2031 г.
Председатель Правительства
М.ПАРОМОВ
УТВЕРЖДЕНЫ
  постановлением Правительства
  ПРАВИЛА ОХРАНЫ ПАРОМОВ
  I. Общие положения
    1. Настоящие Правила определяют порядок охраны паромов.
  II. Проверки
    2. Паром проверяется один раз в год.
""",
    "articles of a German club": """
Satzung des Vereins „Freunde der Fähre“
§ 1 Zweck
  1. Zweck ist die Erhaltung der Fähre.
  2. Der Verein ist selbstlos tätig.
§ 2 Auflösung
  Die Auflösung bedarf einer Mehrheit von drei Vierteln.
Kiel, den 4. Mai 2031
""",
    "a Chinese contract": """
水车维修合同
一、服务
  1.1 乙方应当每月检查水车。
  1.2 乙方应当报告损坏。
二、争议
  争议由甲方所在地法院管辖。
甲方（盖章）：
乙方（盖章）：
""",
    "a Chinese notice": """
关于保护水车的通知
现将有关事项通知各县人民政府。
一、总体要求
  （一）坚持保护为主。
  （二）水车全部登记。
二、保障措施
  （一）各县要安排资金。
附件：1. 水车登记表
2. 水车分类表
市人民政府
2031年3月3日
""",
    "an Arabic contract": """
عقد صيانة طاحونة
تم الاتفاق بين كل من:
  1- شركة الطواحين.
  2- ورشة النجارة.
البند الأول: محل العقد
  يلتزم الطرف الثاني بصيانة الطاحونة.
البند الثاني: المدة
  مدة العقد سنة واحدة.
الطرف الأول
الطرف الثاني
""",
    "a Russian contract": """
ДОГОВОР НА РЕМОНТ МЕЛЬНИЦЫ
г. Москва
ООО «Мельница» и ООО «Плотник» заключили настоящий Договор о нижеследующем:
1. ПРЕДМЕТ ДОГОВОРА
  1.1. Подрядчик обязуется отремонтировать мельницу.
  1.2. Срок ремонта - 30 дней.
2. ОБЯЗАННОСТИ СТОРОН
  2.1. Заказчик обязан оплатить работы.
""",
    "a Mexican law": """
LEY DE MOLINOS DE MAREA
Artículo 1o.- Esta Ley es de orden público.
Artículo 2o.- Los molinos son patrimonio.
Artículo 2o. Bis.- Los molineros llevan un libro.
TRANSITORIOS
  PRIMERO.- La presente Ley entrará en vigor al día siguiente de su publicación.
  SEGUNDO.- Se abrogan las disposiciones anteriores.
México, D.F., a 3 de marzo de 2031.
Sen. Ana Molina, Presidenta.
""",
    "rules with headings above them, below headings with a number": """
Rules of the Rowing Committee
I. SESSIONS
  Frequency of sessions
  Rule 1
    1. The Committee meets twice a year.
    2. Its sessions are public.
  Notice
  Rule 2
    (Deleted)
  Meaning of “present”
  Rule 3
    A member who rows is present.
II. OFFICERS
  Election
  Rule 4
    1. The Committee elects a chair.
    2. The chair serves for a year.
""",
    "an annex of paragraphs with headings": """
Resolution on rafts
1. The strategy is approved.
ANNEX
  Strategy
  Introduction
  1. Rafts sink.
  2. The goals are:
    (a) fewer rafts;
    (b) better rafts.
  Guiding principles
  3. Nobody drowns.
""",
    "contents with an entry that has gone": """
Floßordnung
Vom 3. März 2031
Inhaltsübersicht
  § 1 Geltung
  § 1a Kähne
  § 2 Flöße
Erster Abschnitt
  Allgemeines
  § 1 Geltung
    (1) Die Ordnung gilt für Flöße.
    (2) Sie gilt auch für Kähne.
  § 2 Flöße
    (1) Ein Floß ist aus Holz.
    (2) Es hat ein Seil.
""",
    "a date at the head of a paragraph": """
Ordenanza sobre balsas
Artículo 1. Balsas.
  Las balsas son públicas.
  1 de enero de 2032 es la fecha en que se revisan.
Artículo 2. Lagos.
  Los lagos son públicos.
  El alcalde los cuida.
""",
    "a Japanese treaty": """
いかだに関する条約
第一条　用語
  １　「いかだ」とは、木の船をいう。
  ２　「湖」とは、水のある所をいう。
二千三十一年三月三日に東京で、本書一通を作成した。
附属書Ⅰ　図面
  第一条　縮尺
    １　図面の縮尺は、千分の一とする。
    ２　図面は、公表する。
""",
    "a Korean agreement": """
뗏목에 관한 협약
제1조 정의
  1. "뗏목"이라 함은 나무로 만든 배를 말한다.
  2. "호수"라 함은 물이 있는 곳을 말한다.
2031년 3월 3일 서울에서 두 부를 작성하였다.
""",
    "a Korean act that the president signed": """
뗏목법
제1조 뗏목은 나무로 만든다.
제2조 뗏목은 등록한다.
  ① 등록은 무료로 한다.
  ② 등록부는 공개한다.
대통령 홍길동
""",
    "letters with a number put in between Russian letters": """
Закон о плотах
Статья 1. Плоты
  Плоты бывают:
    а) малые;
    а-1) средние;
    б) большие.
Статья 2. Озера
  1. Озера открыты.
  2. Озера общие.
""",
    "articles with a word and a number put in between Arabic articles": """
قانون الأطواف
المادة 1
  1- الأطواف من خشب.
  2- الأطواف عامة.
المادة 1 مكرر
  1- البحيرات عامة.
  2- البحيرات مفتوحة.
المادة 1 مكرر 1
  1- المراكب من حديد.
  2- المراكب خاصة.
المادة 2
  1- الجسور عامة.
  2- الجسور مفتوحة.
""",
    "a Chinese notice that names its annex before it is signed": """
关于木筏的通知
一、总体要求
  木筏应当牢固。
二、主要任务
  （一）登记木筏。
  （二）检查木筏。
附件：木筏名单
木筏管理局
2031年3月3日
附件
  木筏名单
  东湖木筏一只。
""",
    "a Chinese table behind the last article": """
木筏税条例
第一条　木筏应当纳税。
第二条　税额依照所附的税额表执行。
附：
  税额表
  每只五元。
""",
}
# Lines that look like a closing, a heading with a letter or the provision that introduces a schedule, and are none.
OTHERS = {
    "a sentence about what is signed": """
Ferry Act
1. The Registrar keeps a register.
2. The register is public.
  Signed copies of it are sold at the harbour office on each working day.
""",
    "a closing in the middle": """
Ferry Act
1. The certificate ends with these words:
  Done at Brussels, 3 February 2031.
2. The certificate is public.
""",
    "sentences that begin with a letter": """
Ferry Act
A Ferry Is a Vessel
1. Ferries are safe.
  A Raft Is a Ferry
2. Rafts are safe.
""",
    "a sentence of an article that speaks of a signature": """
いかだ規則
第一条　届出は、書面による。
第二条　届出書は、次のとおりとする。
  一　氏名を記入する。
  二　所有者が署名押印するものとする。
""",
    "an annex with sections": """
Ferry Act
1. Ferries are safe.
SCHEDULE 1
  Section 1
    Lamps are white.
  Section 2
    Masts are high.
""",
}


def draw(decision: Decision) -> list[str]:
    """The lines of a text, each clause with two spaces for each one that it hangs in."""
    drawn = []
    for clause in decision.walk():
        depth = len(decision.path(clause.eid)) - 1
        blocks = decision.blocks[clause.origin.start : clause.origin.end]
        drawn += [f"{'  ' * (depth + (nth > 0))}{block.raw.strip()}" for nth, block in enumerate(blocks)]
    return drawn


@pytest.mark.parametrize("shape", [*SHAPES.values(), *OTHERS.values()], ids=[*SHAPES, *OTHERS])
def test_a_text_has_the_shape_that_its_reader_sees(shape: str) -> None:
    lines = shape.strip("\n").split("\n")
    found = pipeline.read(text="\n".join(line.strip(" ") for line in lines) + "\n")
    assert draw(found) == lines
    assert found.notices == ()


@pytest.mark.parametrize("title", ["签署仪式安排", "Signed copies and their keepers", "Le président et son rôle"])
def test_the_first_line_is_the_title_whatever_it_begins_with(title: str) -> None:
    below = "代表团上午到达。\n下午离开。\n" if title[0] > "~" else "Members meet in May.\nThey leave in June.\n"
    assert [clause.level for clause in pipeline.read(text=f"{title}\n\n{below}").walk()] == ["title", "p", "p"]
    annex = "附件" if title[0] > "~" else "Annex"
    found = pipeline.read(text=f"1. First rule.\n2. Second rule.\n{annex}\n{title}\n{below}", language="zh+en+fr")
    assert [clause.level for clause in found.walk()[3:]] == ["heading", "p", "p"]


@pytest.mark.parametrize("date", ["1 de enero de 2032", "1 de enero", "1  de  enero  de  2032"])
def test_the_day_of_a_date_numbers_nothing(date: str) -> None:
    text = (
        f"Ordenanza sobre balsas\nArtículo 1. Balsas.\nLas balsas son públicas.\n{date} es la fecha de su revisión.\n"
    )
    found = pipeline.read(text=text)
    assert [clause.label.text for clause in found.walk() if clause.label is not None] == ["Artículo 1"]
