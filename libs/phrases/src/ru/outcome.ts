/** Итог голосования и кворум, как их зачитывает председательствующий. */
export const outcome = {
  open: 'Голосование идёт.',
  adopted: 'Принято: за {yes} из {of}, требуется {need} ({rule}).',
  rejected: 'Не принято: за {yes} из {of}, требуется {need} ({rule}).',
  'adopted.chairSide':
    'Принято: голоса разделились поровну, {yes} и {no}; решающим стал голос председательствующего «за».',
  'rejected.chairSide':
    'Не принято: голоса разделились поровну, {yes} и {no}; решающим стал голос председательствующего «против».',
  'rejected.tie': 'Не принято: голоса разделились поровну, {yes} и {no}; требуется {need} ({rule}).',
  no_votes: 'Решение не принято: голосов «за» и «против» нет.',
  elected:
    'Избрание состоялось. {office}: {winner}, {votes, plural, one {# голос} few {# голоса} many {# голосов} other {# голоса}}.',
  tied: 'Никто не избран: поровну голосов, по {votes}, получили {winners}. Нужен второй тур.',
  not_elected:
    'Никто не избран: «против всех» {against}, у первого из кандидатов {top, plural, one {# голос} few {# голоса} many {# голосов} other {# голоса}}.',
  'no_votes.election': 'Решение не принято: ни за кандидатов, ни против всех голосов нет.',
  counts:
    'За {yes}, против {no}, воздержались {abstain}, {invalid, plural, =0 {} other {недействительных #, }}не голосовали {notVoting}, всего присутствовали {present}.',
  'counts.election':
    '{list}; {invalid, plural, =0 {} other {недействительных #; }}не голосовали {notVoting}, всего присутствовали {present}.',
  'counts.line': '{choice} {n}',
  'of.cast': '{base, plural, one {# голосовавшего «за» или «против»} other {# голосовавших «за» или «против»}}',
  'of.ballots': '{base, plural, one {# голосовавшего} other {# голосовавших}}',
  'of.present': '{base, plural, one {# присутствующего} other {# присутствующих}}',
  'of.filled': '{base, plural, one {# занятого места} other {# занятых мест}}',
  'of.statutory': '{base, plural, one {# места по положению} other {# мест по положению}}',
  rule: '{share} {base, select, cast {голосов «за» и «против»} ballots {поданных голосов, с воздержавшимися} present {присутствующих} filled {занятых мест} other {мест по положению}}',
  plurality: 'избирается набравший больше всех голосов',
  'share.half.gt': 'больше половины',
  'share.half.gte': 'не менее половины',
  'share.twoThirds.gt': 'больше двух третей',
  'share.twoThirds.gte': 'не менее двух третей',
  'share.threeQuarters.gt': 'больше трёх четвертей',
  'share.threeQuarters.gte': 'не менее трёх четвертей',
  'share.other.gt': 'больше {num}/{den}',
  'share.other.gte': 'не менее {num}/{den}',
  'quorum.met': 'Кворум имеется: присутствуют {present} из {base}, требуется {need}.',
  'quorum.none': 'Кворума нет: присутствуют {present} из {base}, требуется {need}.',
};
