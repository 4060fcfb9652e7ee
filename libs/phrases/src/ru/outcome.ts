/** Итог голосования и кворум, как их зачитывает председательствующий. */
export const outcome = {
  goesOn: 'проходит во второй тур',
  open: 'Голосование идёт.',
  adopted: 'Принято: {parts}.',
  rejected: 'Не принято: {parts}.',
  void: 'Голосование недействительно. {quorum}',
  part: 'за {yes} из {of}, требуется {need} ({rule})',
  'part.weight':
    'по весу голосов за {got} из {base}, требуется {strict, select, true {больше {need}} other {{need}}} ({rule})',
  'part.states': 'государств за: {got} из {base}, требуется {need} ({rule})',
  short:
    ', не {n, plural, one {хватило # голоса} few {хватило # голосов} many {хватило # голосов} other {хватило # голоса}}',
  'short.states':
    ', не {n, plural, one {хватило # государства} few {хватило # государств} many {хватило # государств} other {хватило # государства}}',
  'short.weight': ', этого недостаточно',
  'adopted.chairSide':
    'Принято: голоса разделились поровну, {yes} и {no}; решающим стал голос председательствующего «за».',
  'rejected.chairSide':
    'Не принято: голоса разделились поровну, {yes} и {no}; решающим стал голос председательствующего «против».',
  'adopted.chairExtra':
    'Принято: голоса разделились поровну, {yes} и {no}; председательствующий подал решающий голос «за».',
  'rejected.chairExtra':
    'Не принято: голоса разделились поровну, {yes} и {no}; председательствующий подал решающий голос «против».',
  'rejected.noCasting': 'Не принято: голоса разделились поровну, {yes} и {no}; решающий голос не подан.',
  'rejected.chairNotEnough':
    'Не принято: голоса разделились поровну, {yes} и {no}; председательствующий за, но и с его голосом правило не выполнено ({rule}).',
  'tied.chair': 'Голоса разделились поровну, {yes} и {no}. Решающий голос за председательствующим.',
  'tied.revote': 'Голоса разделились поровну, {yes} и {no}. Голосование проводится ещё раз.',
  'rejected.tie': 'Не принято: голоса разделились поровну, {yes} и {no}; требуется {need} ({rule}).',
  no_votes: 'Решение не принято: голосов «за» и «против» нет.',
  elected:
    'Избрание состоялось. {office}: {winner}, {votes, plural, one {# голос} few {# голоса} many {# голосов} other {# голоса}}.',
  tied: 'Никто не избран: поровну голосов, по {votes}, получили {winners}. Нужен второй тур.',
  not_elected:
    'Никто не избран: «против всех» {against}, у первого из кандидатов {top, plural, one {# голос} few {# голоса} many {# голосов} other {# голоса}}.',
  'not_elected.weight': 'Никто не избран: «против всех» {against}, у первого из кандидатов {top}.',
  'no_votes.election': 'Решение не принято: ни за кандидатов, ни против всех голосов нет.',
  counts:
    'За {yes}, против {no}, воздержались {abstain}, {invalid, plural, =0 {} other {недействительных #, }}не голосовали {notVoting}, всего присутствовали {present}.',
  'counts.weight':
    'По весу голосов: за {yes}, против {no}, воздержались {abstain}, без голоса {notVoting}, всего {present}.',
  'counts.election':
    '{list}; {invalid, plural, =0 {} other {недействительных #; }}не голосовали {notVoting}, всего присутствовали {present}.',
  'counts.election.weight': 'По весу голосов: {list}; без голоса {notVoting}, всего {present}.',
  'counts.asked':
    'За {yes}, против {no}, воздержались {abstain}, {invalid, plural, =0 {} other {недействительных #, }}не голосовали {notVoting}, всего опрошены {asked}.',
  'counts.here': 'При открытии присутствовали {n}.',
  'counts.line': '{choice} {n}',
  'of.cast': '{base, plural, one {# голосовавшего «за» или «против»} other {# голосовавших «за» или «против»}}',
  'of.ballots': '{base, plural, one {# голосовавшего} other {# голосовавших}}',
  'of.present': '{base, plural, one {# присутствующего} other {# присутствующих}}',
  'of.filled': '{base, plural, one {# занятого места} other {# занятых мест}}',
  'of.statutory': '{base, plural, one {# места по положению} other {# мест по положению}}',
  'of.withInvalid':
    '{base, plural, one {# голоса, считая недействительные} other {# голосов, считая недействительные}}',
  rule: '{share} {base, select, cast {голосов «за» и «против»} ballots {поданных голосов, с воздержавшимися} present {присутствующих} filled {занятых мест} spoiled {голосов, считая недействительные} other {мест по положению}}',
  'rule.half_plus_one':
    '50 процентов плюс один голос от {base, select, cast {голосов «за» и «против»} ballots {поданных голосов, с воздержавшимися} present {числа присутствующих} filled {числа занятых мест} other {числа мест по положению}}',
  'rule.unanimity':
    'единогласно, {base, select, cast {ни одного голоса «против»} ballots {за голосуют все, кто голосует} present {за голосуют все присутствующие} filled {за голосуют все члены} other {за голосуют все места по положению}}',
  'rule.consensus':
    '{base, select, cast {консенсус, допускается {except, plural, one {# голос} few {# голоса} many {# голосов} other {# голоса}} «против»} other {консенсус, допускается {except, plural, one {# голос} few {# голоса} many {# голосов} other {# голоса}} не «за»}}',
  'rule.weight': '{rule}, по весу',
  'rule.states':
    '{share} {base, select, all {всех государств} present {присутствующих государств} other {государств, занявших позицию}}',
  'rule.and': '{one}, а также {other}',
  decimal: ',',
  plurality: 'избирается набравший больше всех голосов',
  'share.half.gt': 'больше половины',
  'share.half.gte': 'не менее половины',
  'share.twoThirds.gt': 'больше двух третей',
  'share.twoThirds.gte': 'не менее двух третей',
  'share.threeQuarters.gt': 'больше трёх четвертей',
  'share.threeQuarters.gte': 'не менее трёх четвертей',
  'share.whole.gt': 'больше всех',
  'share.whole.gte': 'все из числа',
  'share.other.gt': 'больше {num}/{den}',
  'share.other.gte': 'не менее {num}/{den}',
  'quorum.met': 'Кворум имеется: {parts}.',
  'quorum.none': 'Кворума нет: {parts}.',
  'quorum.gone': 'При закрытии кворума не было: {parts}.',
  'quorum.gone.opening': 'По правилам кворум проверяется при открытии голосования, поэтому итог в силе.',
  'quorum.gone.answers': 'По правилам считаются поданные голоса, поэтому итог в силе.',
  'quorum.part.heads':
    '{tested, select, ballots {проголосовали {got} из {base}, требуется} past {присутствовали {got} из {base}, требовалось} other {присутствуют {got} из {base}, требуется}} {need}',
  'quorum.part.number':
    '{tested, select, ballots {проголосовали {got}, требуется} past {присутствовали {got}, требовалось} other {присутствуют {got}, требуется}} {need}',
  'quorum.part.weight': 'по весу голосов {got} из {base}, требуется {need}',
  'quorum.part.category':
    '{category, select, state {от государственных органов} ngo {от НПО} other {экспертов}}: {got}, требуется {need}',
  'quorum.part.states':
    '{got, plural, one {представлено # государство} few {представлены # государства} many {представлено # государств} other {представлено # государства}} из {base}, требуется {need}',
  'quorum.part.states_each':
    'государств, от которых {tested, select, past {присутствовали} other {присутствуют}} не меньше {each}: {got} из {base}, требуется {need}',
  'quorum.part.participation':
    '{counted, select, cast {подали голос «за» или «против»} other {проголосовали}} {got} из {base}, требуется {need}',
  'quorum.no_vote': 'Голосование открыть нельзя. {quorum}',
  'quorum.short': ', не хватает {n}',
};
