/** Правила совета: чего потребует голосование, что не сходится в регламенте, ответы симулятора. */
export const rules = {
  'forecast.present': 'Голосуют {n, plural, one {# место} few {# места} many {# мест} other {# места}}.',
  'forecast.cast':
    'Если «за» или «против» проголосуют все, понадобится {need} «за» из {available} ({rule}). Воздержавшиеся не считаются, с ними понадобится меньше.',
  'forecast.ballots':
    'Если проголосуют все, понадобится {need} «за» из {available} ({rule}). Воздержавшийся считается, не голосовавший нет.',
  'forecast.fixed':
    'Понадобится {need} «за» из {available} ({rule}). Кто воздержался или не голосовал, тот всё равно что против.',
  'forecast.states': 'Государств «за» понадобится {need} из {base} ({rule}).',
  'forecast.spare.all': 'Нужны все голоса.',
  'forecast.spare.members': 'Решение пройдёт, даже если «против» будет {n}.',
  'forecast.spare.weight': 'Решение пройдёт, даже если «против» будет {n} по весу.',
  'forecast.spare.states.all': 'Нужны все присутствующие государства.',
  'forecast.spare.states':
    'Решение пройдёт и без {n, plural, one {# государства} few {# государств} many {# государств} other {# государства}}.',
  'forecast.unreachable': 'Присутствующих мало: решение не пройдёт, даже если «за» проголосуют все.',

  'problem.quorum_above_seats': 'Кворума не бывает: нужно {need}, а занятых мест {filled}.',
  'problem.quorum_above_category':
    'Кворума не бывает: {category, select, state {от государственных органов} ngo {от НПО} other {экспертов}} нужно {need}, а занятых мест {filled}.',
  'problem.quorum_above_states':
    'Кворума не бывает: нужно государств {need}, а столько мест ({each}) занимают только {states}.',
  'problem.need_above_seats': 'Решение не пройдёт никогда: нужно {need} «за», а занятых мест {filled}.',
  'problem.never_passes': 'Больше, чем все, не бывает: это правило не выполнить.',
  'problem.majority_twice': 'Вид большинства «{key}» указан дважды.',
  'problem.majority_unknown': 'Вопросы ведения решает большинство «{key}», а такого вида большинства в правилах нет.',
  'problem.reconsider_below_two_thirds':
    'Вернуться к решённому вопросу позволяет правило «{key}», а это меньше двух третей. Проверьте, что имелось в виду.',
  'problem.opens_above_deciding':
    'Чтобы открыть заседание, нужно больше присутствующих ({open}), чем чтобы решать ({decide}).',
  'problem.state_without_head': 'Позицию государства выражает глава делегации, но он не указан или не один: {states}.',
  'problem.tie_in_secret':
    'При тайном голосовании решающего голоса председательствующего нет: при равенстве решает обычное правило.',
  'problem.tie_wider_than_votes':
    'По правилу «{key}» при равенстве «за» и «против» решает председательствующий, хотя большинство считается не от поданных голосов: 6 против 6 он может принять, а 7 против 6 может не хватить. Проверьте, что имелось в виду.',
  'problem.names_in_secret':
    'По правилу «{key}» тайно голосовать нельзя: тайный бюллетень не несёт ни веса, ни государства.',
  'problem.small_states':
    'Меньше пяти мест у делегаций: {states}. Итог по государству показывает там, как голосовал почти каждый.',
  'problem.weights_unused': 'У мест разный вес, но ни кворум, ни большинства по весу не считаются.',
  'problem.weights_missing': 'Правило считает голоса по весу, но вес у всех мест одинаковый.',
  'problem.equality_passes':
    'По правилу «{key}» решение проходит и при равенстве «за» и «против». Проверьте, что имелось в виду.',
  'problem.half_plus_one':
    '50 процентов плюс один голос от {size} это {need}, а больше половины это {more}. Проверьте, что имелось в виду.',

  'simulate.usage': 'Использование: npm run -s simulate -- СЛУЧАЙ.json [--lang ru|en] [--json]',
  'simulate.unreadable': 'Файл {file} не читается: {reason}',
  'simulate.not_json': 'Файл {file} не JSON: {reason}',
  'simulate.malformed': 'Случай в файле {file} составлен неверно:',
  'simulate.fault': '{path}: {message}',
  'simulate.root': 'весь случай',
  'simulate.to_open': 'Чтобы открыть заседание. {quorum}',
  'simulate.no_vote': 'Голосование не открывается.',
  'simulate.rule': 'Правило: {rule}.',
  'simulate.states': 'Государства: {list}.',
  'simulate.state': '{state} {position, select, for {за} against {против} other {без позиции}} ({yes}:{no})',
  'simulate.proxy':
    'Доверенность {principal} на имя {holder} не действует: {why, select, principal_present {доверитель присутствует} holder_absent {доверенное лицо отсутствует} over_limit {у доверенного лица их уже столько, сколько разрешено} holder_suspended {право голоса доверенного лица приостановлено} other_item {она дана по другому вопросу} late {она зарегистрирована, когда вопрос уже рассматривался} revoked {она отозвана} other {передоверить голос нельзя}}.',
  'simulate.asked': 'Опрашиваются все места, и отсутствующие: {n}.',
  'simulate.way': 'Способ: {way}.',
  'simulate.called': 'По жребию «{seed}» первым вызывают {seat}.',
  'simulate.late':
    '{seat}: {why, select, deadline {ответ пришёл в момент окончания срока или позже} other {возражение поступило, когда вопрос был уже закрыт}} и не учитывается.',
  'simulate.hall': 'Из них поднятием руки в зале: за {yes}, против {no}, воздержались {abstain}.',
  'simulate.paper': 'Бумажных бюллетеней выдано {issued}, подсчитано {counted}.',
  'simulate.need':
    '{method, select, stv {Квота: {need} при {base} действительных голосах.} other {Чтобы быть избранным, нужно {need} из {base}.}}',
  'simulate.counts': 'Голоса: {list}.',
  'simulate.ballots':
    'Бюллетеней: {cast}, из них действительных {valid}{against, plural, =0 {} other { (из них против всех #)}}, незаполненных {blank}, недействительных {invalid}.',
};
