/** Способы голосования: как их называют и чем они кончаются. */
export const ways = {
  'name.hands': 'открытое голосование поднятием рук',
  'name.roll_call': 'поимённое голосование с перекличкой',
  'name.paper': 'тайное голосование, в зале бумажными бюллетенями',
  'name.no_objection': 'принятие без возражений',
  'name.consensus': 'консенсус',
  'name.silence': 'процедура умолчания',
  'name.written': 'заочное голосование',
  'rule.no_objection': 'принимается, если никто не возражает',
  'rule.consensus':
    '{except, select, 0 {принимается, если нет ни одного возражения} 1 {принимается, если возражает не больше чем один («консенсус минус один»)} other {принимается, если возражений не больше {except}}}',
  'rule.silence': 'принимается, если до срока никто не возразит',
  test: 'Это проба, решения она не принимает.',
  voided: 'Голосование признано несостоявшимся, его можно повторить.',
  'adopted.no_objection': 'Возражений нет, принято.',
  'adopted.consensus':
    '{objections, select, 0 {Принято консенсусом, возражений нет.} other {Принято: {objections, plural, one {# возражение} few {# возражения} many {# возражений} other {# возражения}}, регламент столько допускает.}}',
  'adopted.silence': 'Принято: до срока возражений не поступило.',
  'objected.no_objection': 'Есть возражение, без голосования не принято.',
  'objected.consensus':
    'Консенсуса нет: {objections, plural, one {# возражение} few {# возражения} many {# возражений} other {# возражения}}. Решение не принято.',
  'objected.silence': 'Поступило возражение, решение не принято.',
  'unacknowledged.silence': 'Решение не принято: получение подтвердили {acknowledged}, требуется {need}.',
  elected:
    '{many, select, one {Избран кандидат} other {Избраны}}: {names}.{lot, select, none {} other { Жребий решил по числу «{lot}».}}',
  'elected.one':
    'Избрание состоялось. {office}: {names}, {whole, select, true {{n, plural, one {# голос} few {# голоса} many {# голосов} other {# голоса}}} other {{votes} голоса}}.{lot, select, none {} other { Жребий решил по числу «{lot}».}}',
  counted: '{by, select, weights {Голоса считались по весу мест.} other {Каждое место считалось одним голосом.}}',
  'elected.runoff':
    '{many, select, one {Избран кандидат} other {Избраны}}: {names}. Голоса равны, ещё одно голосование между: {tied}.',
  runoff:
    '{kind, select, second {Никто не набрал больше половины голосов. Во второй тур выходят} extra {Голоса равны. Кому выйти во второй тур, решит дополнительное голосование} other {Голоса равны. Ещё одно голосование между}}: {tied}.',
  lot: '{many, select, none {} one {Избран кандидат: {names}. } other {Избраны: {names}. }}Голоса равны, решит жребий между: {tied}.',
  round:
    'Круг {number}. {kind, select, first {Первые предпочтения} surplus {Избыток голосов ({from}): {surplus}; каждый бюллетень переходит дальше с долей {factor}} other {{many, select, one {Выбывает} other {Выбывают}} {from}, бюллетени переходят дальше}}: {counts}.',
  'round.lot': 'Равных разделил жребий по числу «{lot}».',
  'round.earlier': 'Равных разделил один из прежних кругов.',
  'round.elected': '{by, select, quota {Квота набрана} other {Оставшиеся места, без квоты}}: {names}.',
  'counts.no_objection': 'Присутствовали {present}, возразили {object}.',
  'counts.consensus':
    'Согласны {agree}, согласны с оговоркой {reserve}, не заинтересованы {not_interested}, возражают {object}, промолчали {notVoting}, всего {by, select, state {государств} other {присутствовали}} {present}.',
  'counts.silence': 'Опрошено мест: {present}, получение подтвердили {agree}, возразили {object}.',
  not_filled:
    '{why, select, against_all {«Против всех» голосов {against}, не меньше, чем у любого из кандидатов.} below_threshold {Никто не набрал нужного числа голосов.} other {Кандидатов меньше, чем мест.}} {many, select, none {Не избран никто.} one {Избран кандидат: {names}.} other {Избраны: {names}.}}',
};
