"""Signals: what a change means, told from words; one amendment a line, with all that is to be told of it."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff import cli, compare, render
from decision_diff.audit.signals import find_mentions, find_signals
from decision_diff.audit.signals.bracketed import leave_out
from decision_diff.audit.signals.words import LANGUAGES, _find_listed, load_words
from decision_diff.changes import SIGNALS, Comparison
from decision_diff.cli import options
from decision_diff.errors import FormatError
from renderings import shown

# Language, old sentence, new sentence, what is told: "kind old → new", "" for what came or went; several in the order of the new text.
AMENDMENTS = """
en|It has three million members.|It has four million members.|count three million → four million
en|A fine of up to €5 million applies.|A fine of up to €5 billion applies.|amount €5 million → €5 billion
en|The budget is CHF 5 million.|The budget is 6 million Swiss francs.|amount CHF 5 million → 6 million Swiss francs
de|Der Haushalt beträgt 5 Millionen Euro.|Der Haushalt beträgt 6 Millionen Euro.|amount 5 Millionen Euro → 6 Millionen Euro
en|The operator of station 1 shall keep it.|The operator of station 1 may keep it.|obligation shall → may
en|The third session, of which a third party is told, is open.|The fourth session, of which another party is told, is open.|
es|La vigésima reunión es pública.|La trigésima reunión es pública.|
en|Neither the keeper nor the owner may sell it.|Both the keeper and the owner may sell it.|obligation Neither the keeper nor the owner may → may
en|The owner shall pay no later than thirty days after it, and the keeper may refuse.|The owner shall pay no later than thirty days after it, and the keeper shall refuse.|obligation may → shall
en|The keeper shall report.|The keeper shall not only report but also pay.|
en|May is the month of the session, held in the city.|June is the month of the session, held in the city.|
en|Replies are due within one month.|Replies are due within two months.|period one month → two months
en|Replies are due within twenty days.|Replies are due within one hundred and twenty days.|period twenty days → one hundred and twenty days
en|Replies are due within twenty-one days.|Replies are due within thirty-five days.|period twenty-one days → thirty-five days
en|Replies are due within fourteen (14) days.|Replies are due within ten (10) days.|period fourteen (14) days → ten (10) days
en|Replies are due within 30 (thirty) days.|Replies are due within 20 (twenty) days.|period 30 (thirty) days → 20 (twenty) days
en|The fee is five francs, six members pay it.|The fee is six francs, six members pay it.|amount five francs → six francs
fr|Le délai est de cent vingt jours.|Le délai est de soixante-quinze jours.|period cent vingt jours → soixante-quinze jours
fr|Le délai est d'un mois et de vingt et un jours.|Le délai est de deux mois et de vingt et un jours.|period un mois → deux mois
es|El plazo es de treinta y cinco días.|El plazo es de cuarenta y cinco días.|period treinta y cinco días → cuarenta y cinco días
es|Ningún operador podrá ceder la licencia.|Un operador podrá ceder la licencia.|obligation Ningún operador podrá → podrá
de|Die Frist beträgt fünfundvierzig Tage.|Die Frist beträgt einen Monat.|period fünfundvierzig Tage → einen Monat
de|Der Wärter darf das Boot benutzen, und die Behörde kann das nicht ändern.|Der Wärter muss das Boot benutzen, und die Behörde kann das nicht ändern.|obligation darf → muss
it|Il termine è di quarantacinque giorni.|Il termine è di ventuno giorni.|period quarantacinque giorni → ventuno giorni
pt|O prazo é de trinta e cinco dias.|O prazo é de um mês.|period trinta e cinco dias → um mês
ru|Ответ дается в течение тридцати дней.|Ответ дается в течение сорока пяти дней.|period тридцати дней → сорока пяти дней
ar|تقدم الردود في مدة ثلاثين يوماً.|تقدم الردود في مدة خمسة وأربعين يوماً.|period ثلاثين يوماً → خمسة وأربعين يوماً
zh|申请人应当在六个月内提交材料。|申请人应当在九个月内提交材料。|period 六个月 → 九个月
zh|主管部门应当公布名单。|主管部门可以公布名单。|obligation 应当 → 可以
zh|经营者可以转让许可证。|经营者不得转让许可证。|obligation 可以 → 不得
zh|相应的规定适用于本市。|相关的规定适用于本市。|
zh|罚款数额为五万元。|罚款数额为十万元。|amount 五万元 → 十万元
zh|罚款数额为100元。|罚款数额为一百元。|
zh|出席会议的代表占百分之五十。|出席会议的代表占百分之六十。|percentage 百分之五十 → 百分之六十
zh|会议定于2026年6月9日举行。|会议定于2026年6月11日举行。|date 2026年6月9日 → 2026年6月11日
zh|论坛由巴哈马承办。|论坛由巴拿马承办。|country 巴哈马 → 巴拿马
zh|由国务院卫生行政部门批准后实施。|由国务院疾病预防控制部门批准后实施。|body 国务院卫生行政部门 → 国务院疾病预防控制部门
zh|依照第十二条第一款处理。|依照第十三条第二款处理。|reference 第十二条第一款 → 第十三条第二款
zh|该条款适用于外国公司。|该条款不适用于外国公司。|negation  → 不适用
zh|委员会由12名委员组成。|委员会由15名委员组成。|count 12名 → 15名
zh|本法所称网络，是指由计算机组成的系统。|本法所称网络，是指由计算机和手机组成的系统。|definition 本法所称网络，是指由计算机组成的系统 → 本法所称网络，是指由计算机和手机组成的系统
zh|必要时可以听取工会意见。|必要时可以提请常务委员会审议，围绕工作大局开展活动。|body 工会 → 常务委员会
zh|依法保护著作权。|依照《中华人民共和国著作权法》保护著作权，在中国共产党领导下工作。|
zh|主管機關應於三十日內公告。|主管機關應於六十日內公告。|period 三十日 → 六十日
en|The Director shall report to the Council.|The Director may report to the Council.|obligation shall → may
en|The Director shall disclose the report.|The Director shall not disclose the report.|obligation shall → shall not
en|Members should submit contributions.|Members shall submit contributions.|obligation should → shall
en|Replies are due within six months.|Replies are due within nine months.|period six months → nine months
en|Replies are due within 30 days.|Replies are due within thirty days.|
en|The fee is CHF 1 250 000 a year.|The fee is CHF 1 300 000 a year.|amount CHF 1 250 000 → CHF 1 300 000
en|A majority of 50 per cent is needed.|A majority of 60% is needed.|percentage 50 per cent → 60%
en|A majority of 50 per cent is needed.|A majority of 50% is needed.|
en|The forum opens on 9 June 2026 in Panama.|The forum opens on 11 June 2026 in the Bahamas.|date 9 June 2026 → 11 June 2026; country Panama → Bahamas
en|The forum is hosted by the Government of Panama.|The forum is hosted by the Council of Europe.|body Government of Panama → Council of Europe; country Panama →
en|The rule applies to foreign firms.|The rule does not apply to foreign firms.|negation  → not
en|The group has 12 members.|The group has 15 members.|count 12 → 15
en|Licences are granted under Article 5(2).|Licences are granted under Article 6(1).|reference Article 5(2) → Article 6(1)
en|“vessel” means any ship.|“vessel” means any ship or boat.|definition “vessel” means any ship. → “vessel” means any ship or boat.
fr|Le Directeur doit publier la liste.|Le Directeur peut publier la liste.|obligation doit → peut
fr|Le Conseil peut suspendre la licence.|Le Conseil ne peut pas suspendre la licence.|obligation peut → ne peut pas
fr|Le délai est de six mois.|Le délai est de neuf mois.|period six mois → neuf mois
fr|La réunion se tient le 9 juin 2026 au Panama.|La réunion se tient le 11 juin 2026 aux Bahamas.|date 9 juin 2026 → 11 juin 2026; country Panama → Bahamas
fr|Le montant est de 1 000 francs suisses.|Le montant est de 2 000 francs suisses.|amount 1 000 francs suisses → 2 000 francs suisses
fr|La part est de 5 %.|La part est de cinq pour cent.|
it|Il Direttore deve informare il Consiglio.|Il Direttore può informare il Consiglio.|obligation deve → può
it|Il Consiglio può sospendere la licenza.|Il Consiglio non può sospendere la licenza.|obligation può → non può
it|Il termine è di dodici mesi.|Il termine è di sei mesi.|period dodici mesi → sei mesi
pt|O Diretor deve informar o Conselho.|O Diretor pode informar o Conselho.|obligation deve → pode
pt|O Conselho pode suspender a licença.|O Conselho não pode suspender a licença.|obligation pode → não pode
pt|O prazo é de doze meses.|O prazo é de seis meses.|period doze meses → seis meses
es|El Director deberá informar al Consejo.|El Director podrá informar al Consejo.|obligation deberá → podrá
es|El Consejo podrá suspender la licencia.|El Consejo no podrá suspender la licencia.|obligation podrá → no podrá
es|El plazo será de doce meses.|El plazo será de seis meses.|period doce meses → seis meses
es|El foro se celebrará el 9 de junio de 2026.|El foro se celebrará el 11 de junio de 2026.|date 9 de junio de 2026 → 11 de junio de 2026
ru|Директор должен опубликовать список.|Директор может опубликовать список.|obligation должен → может
ru|Совет может приостановить действие лицензии.|Совет не может приостановить действие лицензии.|obligation может → не может
ru|Срок составляет шесть месяцев.|Срок составляет девять месяцев.|period шесть месяцев → девять месяцев
ru|Форум состоится 9 июня 2026 года в Панаме.|Форум состоится 11 июня 2026 года в Панаме.|date 9 июня 2026 года → 11 июня 2026 года
ar|يجب على المدير أن ينشر القائمة.|يجوز للمدير أن ينشر القائمة.|obligation يجب → يجوز
ar|يجوز للمجلس تعليق الترخيص.|لا يجوز للمجلس تعليق الترخيص.|obligation يجوز → لا يجوز
ar|تكون المهلة 30 يوما.|تكون المهلة 60 يوما.|period 30 يوما → 60 يوما
de|Die Behörde muss die Liste veröffentlichen.|Die Behörde kann die Liste veröffentlichen.|obligation muss → kann
de|Die Frist beträgt 30 Tage.|Die Frist beträgt 60 Tage.|period 30 Tage → 60 Tage
ja|事業者は、記録を保存しなければならない。|事業者は、記録を保存することができる。|obligation なければならない → ことができる
ja|期間は三十日間とする。|期間は四十五日間とする。|period 三十日間 → 四十五日間
ko|사업자는 기록을 보존하여야 한다.|사업자는 기록을 보존할 수 있다.|obligation 하여야 한다 → 할 수 있다
ko|기간은 30일로 한다.|기간은 60일로 한다.|period 30일 → 60일
fr|Les États Membres devraient communiquer leurs observations.|Les États Membres doivent communiquer leurs observations.|obligation devraient → doivent
fr|Il est interdit de céder la licence.|Il est permis de céder la licence.|obligation Il est interdit de → Il est permis de
fr|Le titulaire peut céder la licence à un tiers.|Le titulaire ne peut céder la licence à un tiers.|obligation peut → ne peut
fr|Le rapport est transmis au Conseil.|Le rapport est transmis à la Conférence.|body Conseil → Conférence
fr|Le Secrétaire général convoque le groupe.|Le Directeur convoque le groupe.|body Secrétaire général → Directeur
fr|La cotisation est de 5 % du budget.|La cotisation est de 7 % du budget.|percentage 5 % → 7 %
fr|La cotisation est de cinq pour cent du budget.|La cotisation est de 5 % du budget.|
fr|Le groupe compte 12 membres.|Le groupe compte 15 membres.|count 12 → 15
fr|Le groupe compte douze membres.|Le groupe compte 12 membres.|
fr|Conformément à l'article 5, le Conseil se réunit.|Conformément à l'article 7, le Conseil se réunit.|reference article 5 → article 7
fr|La règle s'applique aux sociétés étrangères.|La règle ne s'applique pas aux sociétés étrangères.|negation  → ne
fr|On entend par «navire» tout bâtiment.|On entend par «navire» tout bâtiment ou engin.|definition On entend par «navire» tout bâtiment. → On entend par «navire» tout bâtiment ou engin.
fr|Le délai est de trente jours.|Le délai est de soixante jours.|period trente jours → soixante jours
fr|Le délai est de 30 jours.|Le délai est de trente jours.|
fr|La session se tient au Brésil.|La session se tient au Chili.|country Brésil → Chili
fr|La contribution est fixée à 500 euros.|La contribution est fixée à 650 euros.|amount 500 euros → 650 euros
fr|Le Conseil approuve le budget.|Le Conseil approuve le budget annuel.|
es|Los Estados Miembros deberían presentar sus contribuciones.|Los Estados Miembros deberán presentar sus contribuciones.|obligation deberían → deberán
es|El titular puede ceder la licencia.|Queda prohibido ceder la licencia.|obligation puede → Queda prohibido
es|El informe se remitirá al Consejo.|El informe se remitirá a la Conferencia.|body Consejo → Conferencia
es|El Secretario General convocará al grupo.|El Director convocará al grupo.|body Secretario General → Director
es|La cuota será del 5 %.|La cuota será del 7 %.|percentage 5 % → 7 %
es|La cuota será del 5 por ciento.|La cuota será del 5 %.|
es|El grupo tendrá 12 miembros.|El grupo tendrá 15 miembros.|count 12 → 15
es|El grupo tendrá doce miembros.|El grupo tendrá 12 miembros.|
es|Con arreglo al artículo 5, se aplicará la tasa.|Con arreglo al artículo 7, se aplicará la tasa.|reference artículo 5 → artículo 7
es|La norma se aplica a las empresas extranjeras.|La norma no se aplica a las empresas extranjeras.|negation  → no
es|Se entenderá por «buque» toda nave.|Se entenderá por «buque» toda nave o artefacto.|definition Se entenderá por «buque» toda nave. → Se entenderá por «buque» toda nave o artefacto.
es|El plazo será de treinta días.|El plazo será de sesenta días.|period treinta días → sesenta días
es|La reunión se celebrará en Panamá.|La reunión se celebrará en las Bahamas.|country Panamá → Bahamas
es|La contribución será de 500 euros.|La contribución será de 650 euros.|amount 500 euros → 650 euros
es|El Consejo aprobará el presupuesto.|El Consejo aprobará el presupuesto anual.|
ru|Государствам-Членам следует представить вклады.|Государства-Члены обязаны представить вклады.|
ru|Запрещается передавать лицензию.|Разрешается передавать лицензию.|obligation Запрещается → Разрешается
ru|Отчет направляется Совету.|Отчет направляется Комитету.|body Совету → Комитету
ru|Взнос составляет 5 %.|Взнос составляет 7 %.|percentage 5 % → 7 %
ru|В группу входят 12 членов.|В группу входят 15 членов.|count 12 → 15
ru|В группу входят пять членов.|В группу входят 5 членов.|
ru|В соответствии со статьей 5 взимается сбор.|В соответствии со статьей 7 взимается сбор.|reference статьей 5 → статьей 7
ru|Правило применяется к иностранным компаниям.|Правило не применяется к иностранным компаниям.|negation  → не
ru|Срок составляет 30 дней.|Срок составляет 60 дней.|period 30 дней → 60 дней
ru|Срок составляет тридцать дней.|Срок составляет шестьдесят дней.|period тридцать дней → шестьдесят дней
ru|Форум проводится в Панаме.|Форум проводится на Багамах.|country Панаме → Багамах
ru|Сбор составляет 500 рублей.|Сбор составляет 650 рублей.|amount 500 рублей → 650 рублей
ru|Совет утверждает бюджет.|Совет утверждает годовой бюджет.|
ar|ينبغي للدول الأعضاء تقديم مساهماتها.|يجب على الدول الأعضاء تقديم مساهماتها.|obligation ينبغي → يجب
ar|يقدم التقرير إلى المجلس.|يقدم التقرير إلى المؤتمر.|body المجلس → المؤتمر
ar|تكون النسبة 5 %.|تكون النسبة 7 %.|percentage 5 % → 7 %
ar|يتألف الفريق من 12 عضوا.|يتألف الفريق من 15 عضوا.|count 12 → 15
ar|وفقا للمادة 5 يحصل الرسم.|وفقا للمادة 7 يحصل الرسم.|reference للمادة 5 → للمادة 7
ar|تنطبق القاعدة على الشركات الأجنبية.|لا تنطبق القاعدة على الشركات الأجنبية.|negation  → لا
ar|تكون المهلة ستة أشهر.|تكون المهلة تسعة أشهر.|period ستة أشهر → تسعة أشهر
ar|يعقد المنتدى في بنما.|يعقد المنتدى في قطر.|country بنما → قطر
ar|يعقد المنتدى في 9 يونيو 2026.|يعقد المنتدى في 11 يونيو 2026.|date 9 يونيو 2026 → 11 يونيو 2026
ar|يكون الرسم 500 يورو.|يكون الرسم 650 يورو.|amount 500 يورو → 650 يورو
ar|يعتمد المجلس الميزانية.|يعتمد المجلس الميزانية السنوية.|
en|The Secretary-General is authorized to sign the agreement.|The Secretary-General shall sign the agreement.|obligation is authorized to → shall
en|Members are required to pay in full.|Members are not required to pay in full.|obligation are required to → are not required to
en|The Council must meet.|The Council shall meet.|
en|The period is two weeks.|The period is fourteen days.|period two weeks → fourteen days
en|The fee is 500 euros.|The fee is €500.|
en|The fee is USD 500.|The fee is EUR 500.|amount USD 500 → EUR 500
en|The report goes to the Secretary-General.|The report goes to the Executive Director.|body Secretary-General → Executive Director
en|Section 4 applies.|Sections 4 and 5 apply.|reference Section 4 → Sections 4 and 5
en|The meeting is held in the Russian Federation.|The meeting is held in Russia.|
en|Meetings are held before 1 March 2027.|Meetings are held before 31 March 2027.|date 1 March 2027 → 31 March 2027
en|A quorum is two-thirds of the members.|A quorum is three-quarters of the members.|
en|The vessel may enter the port.|No vessel may enter the port.|obligation may → No vessel may
en|The term ends in 2026.|The term ends in 2027.|date 2026 → 2027
en|The Council approves the budget.|The Council approves the annual budget.|
en|At most 3,000 metres are allowed.|At most 3,500 metres are allowed.|count 3,000 metres → 3,500 metres
en|The Council shall meet in May.|The Council shall, in May, meet.|
zh|成员国应提交报告。|成员国须提交报告。|
zh|成员国可提交报告。|成员国应提交报告。|obligation 可 → 应
zh|禁止转让许可证。|可以转让许可证。|obligation 禁止 → 可以
zh|申请人无须提交材料。|申请人应当提交材料。|obligation 无须 → 应当
zh|期限为一年。|期限为二年。|period 一年 → 二年
zh|期限为十二个月。|期限为12个月。|
zh|期限为三十日。|期限为三十个工作日。|period 三十日 → 三十个工作日
zh|罚款一百万元以上五百万元以下。|罚款二百万元以上一千万元以下。|amount 一百万元 → 二百万元; amount 五百万元 → 一千万元
zh|罚款十万元。|罚款壹拾万元。|
zh|费用为1 000瑞士法郎。|费用为1 200瑞士法郎。|amount 1 000瑞士法郎 → 1 200瑞士法郎
zh|自2026年1月1日起施行。|自2026年7月1日起施行。|date 2026年1月1日 → 2026年7月1日
zh|由秘书长召集会议。|由主任召集会议。|body 秘书长 → 主任
zh|会议在俄罗斯举行。|会议在俄罗斯联邦举行。|
zh|根据第71号决议召开会议。|根据第72号决议召开会议。|
zh|依照本法第五条的规定处罚。|依照本法第五条、第六条的规定处罚。|reference  → 第六条
zh|理事会批准预算。|理事会批准年度预算。|
zh|个人不得披露信息。|个人不得擅自披露信息。|
zh|处违法所得一倍以上五倍以下罚款。|处违法所得二倍以上十倍以下罚款。|count 一倍 → 二倍; count 五倍 → 十倍
zh|許可證得轉讓。|許可證不得轉讓。|obligation  → 不得
zh|本公約所稱「船舶」是指任何船隻。|本公約所稱「船舶」是指任何船隻或浮動裝置。|definition 本公約所稱「船舶」是指任何船隻 → 本公約所稱「船舶」是指任何船隻或浮動裝置
fr|La société peut céder la licence.|Aucune société ne peut céder la licence.|obligation peut → Aucune société ne peut
de|Die Gesellschaft darf die Lizenz übertragen.|Keine Gesellschaft darf die Lizenz übertragen.|obligation darf → Keine Gesellschaft darf
en|The Council shall decide.|Each Council shall decide.|
zh|处一千元以上五千元以下罚款。|处五千元以上二万元以下罚款。|amount 一千元 → 五千元; amount 五千元 → 二万元
zh|已满十二周岁的人可以参加。|已满十四周岁的人可以参加。|period 十二周岁 → 十四周岁
zh|两个以上行政机关都有管辖权。|两个以上行政部门都有管辖权。|body 行政机关 → 行政部门
zh|国家鼓励举办托育机构。|国家鼓励举办养老机构。|body 托育机构 → 养老机构
zh|工作组于每年3月和9月开会。|工作组于每年4月和9月开会。|date 3月 → 4月
zh|会议于上午9时开始。|会议于上午10时开始。|date 9时 → 10时
zh|三分之二以上的代表同意方可通过。|四分之三以上的代表同意方可通过。|percentage 三分之二 → 四分之三
zh|请所有成员国提交文稿。|请所有部门成员提交文稿。|body 成员国 → 部门成员
zh|设立一个工作组。|设立两个工作组。|count 一个 → 两个
zh|公安机关有权查阅档案。|公安机关无权查阅档案。|obligation 有权 → 无权
zh|处五千元以上五万元以下罚款。|处一万元以上十万元以下罚款。|amount 五千元 → 一万元; amount 五万元 → 十万元
zh|处三年以上七年以下有期徒刑。|处五年以上十年以下有期徒刑。|period 三年 → 五年; period 七年 → 十年
zh|在5个工作日内答复。|在10个工作日内答复。|period 5个工作日 → 10个工作日
zh|捐款为100万瑞士法郎。|捐款为120万瑞士法郎。|amount 100万瑞士法郎 → 120万瑞士法郎
zh|见附件2第3段。|见附件3第3段。|reference 附件2第3段 → 附件3第3段
zh|未经批准，任何人不得进入。|经批准，任何人可以进入。|negation 未经 → ; obligation 不得 → 可以
en|The expert group meets from 9 to 11 June 2026.|The expert group meets from 12 to 14 June 2026.|date 9 to 11 June 2026 → 12 to 14 June 2026
en|The meeting starts at 10:00.|The meeting starts at 14:30.|date 10:00 → 14:30
en|A majority of two thirds is needed.|A majority of three quarters is needed.|percentage two thirds → three quarters
en|The penalty is two to four years of suspension.|The penalty is three to five years of suspension.|period two to four years → three to five years
en|The budget is €1,250,000.|The budget is €1,300,000.|amount €1,250,000 → €1,300,000
en|The tax is 12 euros a month.|The tax is 15 euros a month.|amount 12 euros → 15 euros
en|All Member States take part.|All Sector Members take part.|body Member States → Sector Members
en|The operator is required to keep records.|The operator is not required to keep records.|obligation is required to → is not required to
en|Reports are sent every two weeks.|Reports are sent every four weeks.|period two weeks → four weeks
en|The permit ends in March 2026.|The permit ends in May 2026.|date March 2026 → May 2026
en|See Annex 2 to this Decision.|See Annex 3 to this Decision.|reference Annex 2 → Annex 3
en|No operator may charge a fee.|An operator may charge a fee.|obligation No operator may → may
en|Members must register.|Members shall register.|
en|The levy is 2.5 per cent of turnover.|The levy is 3.5 per cent of turnover.|percentage 2.5 per cent → 3.5 per cent
fr|La réunion a lieu du 9 au 11 juin 2026.|La réunion a lieu du 12 au 14 juin 2026.|date 9 au 11 juin 2026 → 12 au 14 juin 2026
fr|La séance commence à 10 heures.|La séance commence à 14 heures.|date 10 heures → 14 heures
fr|La majorité des deux tiers est requise.|La majorité des trois quarts est requise.|percentage deux tiers → trois quarts
fr|L'exploitant est tenu de déclarer ses revenus.|L'exploitant peut déclarer ses revenus.|obligation est tenu de → peut
fr|Il est interdit de fumer ici.|Il est permis de fumer ici.|obligation Il est interdit de → Il est permis de
fr|La taxe s'élève à 12,50 EUR.|La taxe s'élève à 15,50 EUR.|amount 12,50 EUR → 15,50 EUR
fr|Tous les États Membres participent.|Tous les Membres de Secteur participent.|body États Membres → Membres de Secteur
fr|Voir l'article 12, paragraphe 3.|Voir l'article 13, paragraphe 3.|reference article 12, paragraphe 3 → article 13, paragraphe 3
fr|Le permis expire en mars 2026.|Le permis expire en mai 2026.|date mars 2026 → mai 2026
fr|Le rapport n'est pas publié.|Le rapport est publié.|negation n' →
es|La reunión se celebra del 9 al 11 de junio de 2026.|La reunión se celebra del 12 al 14 de junio de 2026.|date 9 al 11 de junio de 2026 → 12 al 14 de junio de 2026
es|Se requiere una mayoría de dos tercios.|Se requiere una mayoría de tres cuartos.|percentage dos tercios → tres cuartos
es|El operador está obligado a informar.|El operador tiene derecho a informar.|obligation está obligado a → tiene derecho a
es|La tasa es de 12,5 euros.|La tasa es de 15,5 euros.|amount 12,5 euros → 15,5 euros
es|El plazo es de diez días hábiles.|El plazo es de quince días hábiles.|period diez días hábiles → quince días hábiles
es|Véase el artículo 12.|Véase el artículo 14.|reference artículo 12 → artículo 14
es|Queda prohibida la venta a menores.|Queda permitida la venta a menores.|obligation Queda prohibida → Queda permitida
es|Participan 20 Estados Miembros.|Participan 25 Estados Miembros.|count 20 → 25
ru|Заявление подаётся в течение десяти дней.|Заявление подаётся в течение двадцати дней.|period десяти дней → двадцати дней
ru|Оператор обязан сообщить о сбое.|Оператор вправе сообщить о сбое.|obligation обязан → вправе
ru|Совещание проводится 9 июня 2026 года.|Совещание проводится 11 июня 2026 года.|date 9 июня 2026 года → 11 июня 2026 года
ru|Требуется большинство в две трети голосов.|Требуется большинство в три четверти голосов.|percentage две трети → три четверти
ru|Плата составляет 500 рублей.|Плата составляет 700 рублей.|amount 500 рублей → 700 рублей
ru|Согласно статье 12 комиссия созывается.|Согласно статье 14 комиссия созывается.|reference статье 12 → статье 14
ru|Доля составляет 5 процентов.|Доля составляет 7 процентов.|percentage 5 процентов → 7 процентов
ru|Запрещается передавать сведения.|Разрешается передавать сведения.|obligation Запрещается → Разрешается
ar|يجب على المشغل تقديم التقرير.|يجوز للمشغل تقديم التقرير.|obligation يجب → يجوز
ar|يحظر بيع الجهاز.|يجوز بيع الجهاز.|obligation يحظر → يجوز
ar|تكون المهلة ثلاثين يوماً.|تكون المهلة ستين يوماً.|period ثلاثين يوماً → ستين يوماً
ar|يعقد الاجتماع في 9 يونيو 2026.|يعقد الاجتماع في 11 يونيو 2026.|date 9 يونيو 2026 → 11 يونيو 2026
ar|الرسم 500 دينار.|الرسم 700 دينار.|amount 500 دينار → 700 دينار
ar|وفقاً للمادة 12 من هذا القانون.|وفقاً للمادة 14 من هذا القانون.|reference للمادة 12 → للمادة 14
ar|تبلغ النسبة 5 في المائة.|تبلغ النسبة 7 في المائة.|percentage 5 في المائة → 7 في المائة
ar|ينعقد المنتدى في بنما.|ينعقد المنتدى في جزر البهاما.|country بنما → جزر البهاما
"""
CASES = [line.split("|") for line in AMENDMENTS.strip().splitlines()]


def tell(found: Comparison) -> str:
    """The signals of all changes as the table above has them."""
    said = []
    for change, signals in zip(found.changes, found.signals, strict=True):
        for one in signals:
            old = one.old.span.of(change.old_text) if one.old else ""
            new = one.new.span.of(change.new_text) if one.new else ""
            said.append(f"{one.kind} {old} → {new}")
    return "; ".join(said).rstrip()


@pytest.mark.parametrize(("code", "old", "new", "wanted"), CASES)
def test_an_amendment_has_its_signals_and_no_others(code: str, old: str, new: str, wanted: str) -> None:
    found = compare(old_text=f"1. {old}\n2. {old}", new_text=f"1. {old}\n2. {new}", language=code)
    assert tell(found) == wanted


BRACKETED = [
    ("within [six] months", "within nine months", [("[six] months", "nine months")]),
    ("within six months", "within [six] months", []),
    ("within six months", "within [six] [nine] months", [("", "[nine] months")]),
    ("within [6] [9] days", "within 9 days", [("6", "")]),
]


@pytest.mark.parametrize(("old", "new", "wanted"), BRACKETED)
def test_square_brackets_part_no_number_from_its_unit(old: str, new: str, wanted: list[tuple[str, str]]) -> None:
    found = compare(old_text=f"1. Reply {old} of it.", new_text=f"1. Reply {new} of it.", language="en")
    (change,), (signals,) = found.changes, found.signals
    quoted = [
        (one.old.span.of(change.old_text) if one.old else "", one.new.span.of(change.new_text) if one.new else "")
        for one in signals
        if one.kind != "bracket"
    ]
    assert quoted == wanted
    assert {one.kind for one in signals} <= {"period", "bracket"}


@given(st.text("[]［］ab 6月", max_size=12))
def test_texts_without_their_brackets_know_where_each_character_stood(text: str) -> None:
    plain, places = leave_out(text, "en")
    assert not set("[]［］") & set(plain)
    assert all(text[place] == char for char, place in zip(plain, places, strict=True) if char != " ")
    assert places == sorted(places)


def test_every_language_has_every_kind_that_words_tell() -> None:
    told = {(code, wanted.split()[0]) for code, _, _, wanted in CASES if wanted}
    assert all((code, "obligation") in told and (code, "period") in told for code in LANGUAGES)
    assert {kind for _, kind in told} == set(SIGNALS) - {"bracket"}


def test_a_bracket_that_goes_is_a_signal_in_every_language() -> None:
    found = compare(old_text="1. decides [to meet] in May.", new_text="1. decides to meet in May.")
    assert [(one.kind, one.new.value if one.new else "") for some in found.signals for one in some] == [
        ("bracket", "agreement")
    ]


def test_what_only_follows_or_is_written_otherwise_is_no_signal() -> None:
    old = "第一条 甲。\n第二条 依照第一条办理，罚款100元。"
    new = "第一条 总则。\n第二条 甲。\n第三条 依照第二条办理，罚款一百元。"
    found = compare(old_text=old, new_text=new)
    assert all(not some for change, some in zip(found.changes, found.signals, strict=True) if change.mark != "ADD")


@pytest.mark.parametrize("fmt", ["text", "markdown", "summary", "summary-md", "summary-json"])
def test_a_list_of_one_kind_says_how_many_changes_it_leaves_out(fmt: str) -> None:
    old = "1. The Director shall report.\n2. The fee is CHF 500.\n3. Old words."
    new = "1. The Director may report.\n2. The fee is CHF 700.\n3. New words."
    output = shown(compare(old_text=old, new_text=new), fmt, signal="amount").replace("\\", "")
    assert "2 changes without this signal are left out" in output
    assert "700" in output
    assert "may" not in output


def test_an_unknown_kind_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(FormatError, match=r"signal must be one of obligation, .*, not 'amounts'"):
        render(compare(old_text="1. a", new_text="1. b"), "summary", signal="amounts")


def test_the_command_line_knows_the_same_kinds_and_names_its_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert options.SIGNALS == SIGNALS
    assert cli.main(["compare", "old.txt", "new.txt", "--signal", "amounts"]) == 2
    assert "'--signal'" in capsys.readouterr().err


def test_a_language_without_words_has_no_signals() -> None:
    assert find_mentions("De Raad moet binnen 30 dagen bijeenkomen.", "nl") == ()
    assert load_words("nl") is None


_WORDS = [
    "应",
    "不",
    "得",
    "可以",
    "六个月",
    "第二条",
    "shall",
    "not",
    "may",
    "30",
    "days",
    "CHF",
    "5",
    "Panama",
    "doit",
    "9",
    "mai",
    "may",
    "должен",
    "يجب",
    "。",
    ".",
    "[",
    "]",
]
_SENTENCES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(" ".join)


@given(st.sampled_from(LANGUAGES), _SENTENCES, _SENTENCES)
def test_signals_lie_in_their_texts_and_one_kind_never_overlaps(code: str, old: str, new: str) -> None:
    found = compare(old_text=f"1. {old}", new_text=f"1. {new}")
    for change in found.changes:
        for one in find_signals(change, code):
            for mention, text in ((one.old, change.old_text), (one.new, change.new_text)):
                assert (
                    mention is None or 0 <= mention.span.start < mention.span.end <= len(text) or one.kind == "bracket"
                )
    for kind in SIGNALS:
        ends = [(one.span.start, one.span.end) for one in find_mentions(old, code) if one.kind == kind]
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends))


@given(st.sampled_from([line for line in CASES if line[3]]))
def test_signals_of_the_way_back_are_the_same_turned_round(case: list[str]) -> None:
    code, old, new, _ = case
    there = compare(old_text=f"1. {old}", new_text=f"1. {new}", language=code).signals
    back = compare(old_text=f"1. {new}", new_text=f"1. {old}", language=code).signals
    assert {(one.kind, one.old, one.new) for some in there for one in some} == {
        (one.kind, one.new, one.old) for some in back for one in some
    }


@given(
    st.lists(st.text("应当不得须一二", min_size=1, max_size=3), min_size=1), st.text("应当不得须一二，", max_size=20)
)
def test_words_of_a_list_are_found_as_a_pattern_finds_them(words: list[str], text: str) -> None:
    pattern = "|".join(sorted(words, key=len, reverse=True))
    assert [span.of(text) for span, _ in _find_listed(words)(text)] == re.findall(pattern, text)
