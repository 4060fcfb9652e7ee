/** Строка протокола для каждого события журнала. Имена стоят в именительном падеже. Ключ равен типу события. */
export const journal = {
  'session.prepared':
    'Заседание подготовлено: {seats, plural, one {# место} few {# места} many {# мест} other {# места}}, {participants, plural, one {# участник} few {# участника} many {# участников} other {# участника}}, {items, plural, one {# вопрос} few {# вопроса} many {# вопросов} other {# вопроса}} в повестке.',
  'session.opened': 'Заседание открыто. Председательствует: {participant}. {quorum}',
  'session.recessed': '{until, select, none {Объявлен перерыв.} other {Объявлен перерыв до {until}.}}',
  'session.resumed': 'Перерыв окончен, заседание продолжается.',
  'session.presided':
    '{reason, select, handed {Ведение заседания передано. Председательствует: {participant}.} returned {Ведение заседания возвращено. Председательствует: {participant}.} elected {Ведение заседания принято по избранию. Председательствует: {participant}.} other {В отсутствие председательствующего заседание ведёт: {participant}.}}',
  'session.closed': 'Заседание закрыто.{next, select, none {} other { Следующее заседание: {next}.}}',
  'session.notHeld':
    'Заседание не состоялось: {participant} объявляет об отсутствии кворума. {quorum}{next, select, none {} other { Следующее заседание: {next}.}}',

  'agenda.taken': 'Рассматривается вопрос {number}: {title}',
  'agenda.finished': 'Завершено рассмотрение вопроса {number}: {title}',
  'agenda.added': 'В повестку добавлен вопрос: {title}',
  'agenda.debateSet':
    '{debate, select, closed {Прения по вопросу {number} прекращены} adjourned {Обсуждение вопроса {number} отложено} other {Прения по вопросу {number} открыты}}.',
  'agenda.marked':
    '{whole, select, true {По вопросу {number} голосуют только те, кто слушал его целиком} other {По вопросу {number} голосуют все присутствующие: слушать его целиком больше не требуется}}.',
  'agenda.reordered': 'Изменён порядок вопросов повестки.',

  'attendance.arrived':
    'Присутствует: {participant}, {mode, select, hall {в зале} other {по видеосвязи}}{source, select, secretary { (отметка секретаря)} other {}}.',
  'attendance.lost': 'Потеряна связь: {participant}.',
  'attendance.returned': 'Связь восстановлена: {participant}.',
  'attendance.left':
    '{reason, select, grace {Отсутствует, связь не восстановилась: {participant}.} secretary {Отсутствует (отметка секретаря): {participant}.} closed {До закрытия присутствует: {participant}.} other {Заседание покидает: {participant}.}}',
  'attendance.corrected': 'Исправлена запись о присутствии: {participant}. Причина: {reason}.',

  'floor.asked': 'Просит слова: {participant}{entered, select, true { (рука в зале, записал секретарь)} other {}}.',
  'floor.withdrawn':
    '{kept, select, true {Прерванное выступление ждёт, место сохраняется: {participant}.} other {Просьба о слове снята: {participant}.}}',
  'floor.moved': 'Изменён порядок выступлений. Причина: {reason}.',
  'floor.given':
    '{resumed, select, true {Прерванное выступление продолжено: {participant}, осталось {time}.} other {Слово предоставлено: {participant}, время {time}.}}',
  'floor.extended': 'Время выступления продлено на {time}.',
  'floor.paused': 'Отсчёт времени выступления остановлен.',
  'floor.resumed': 'Отсчёт времени выступления продолжен.',
  'floor.ended':
    '{reason, select, lost {Выступление прервано, пропала связь: {participant}.} other {Выступление окончено: {participant}{reason, select, time { (время истекло)} chair { (прервано председательствующим)} left { (больше не присутствует)} other {}}.}}',

  'floor.listClosed': 'Список выступающих закрыт.',
  'floor.listOpened': 'Список выступающих открыт.',
  'floor.modeSet':
    'Порядок выступлений: {mode, select, proContra {за и против по очереди} delegation {по делегациям} firstTime {сначала те, кто ещё не выступал} roundRobin {государства по кругу} other {по времени просьбы}}.',
  'floor.limited':
    '{limits, select, none {Ограничения на выступления сняты.} other {Ограничения на выступления: {limits}.}}',
  'floor.cleared': 'Прения прекращены, список выступающих снят.',

  'motion.submitted': 'Внесено предложение: {text}{mover, select, none {} other { Автор: {mover}.}}',
  'motion.revised': 'Предложение изложено в редакции {version}: {text}',
  'motion.withdrawn': 'Предложение снято: {text}',
  'motion.put': 'Предложение поставлено на голосование: {text}',
  'motion.decided':
    '{status, select, adopted {Предложение принято} rejected {Предложение не принято} other {По предложению решение не принято}}: {text}',
  'motion.seconded': 'Предложение поддержано: {seat}. {text}',
  'motion.admitted': 'Предложение допущено к рассмотрению: {text}',
  'motion.inadmissible':
    'Предложение не допущено ({reason, select, not_on_agenda {не относится к повестке} not_competent {не в ведении совета} not_seconded {не набрано поддержки} already_decided {вопрос уже решён} replaces_all {заменяет весь текст, это другое предложение} unclear {неясно изложено} other {не по порядку ведения}}): {text}',
  'motion.takenOver': 'Снятое предложение вновь вносит: {seat}. {text}',
  'motion.deferred': 'Рассмотрение предложения отложено{date, select, none {} other { до {date}}}: {text}',
  'motion.referred': 'Предложение передано: {body}{date, select, none {} other {, срок {date}}}. {text}',
  'motion.moved': 'Предложение перенесено на вопрос {number}: {text}',
  'motion.merged': 'Предложение объединено с другим: {text}',
  'motion.lapsed':
    'Заседание закрыто, не рассмотрено {n, plural, one {# предложение} few {# предложения} many {# предложений} other {# предложения}}.',
  'motion.superseded': '{how, select, repeals {Прежнее решение отменено} other {Прежнее решение заменено}}: {text}',
  'motion.reconsidered': 'Совет вернулся к рассмотрению: {text}',
  'amendment.submitted': 'Внесена поправка: {text}{mover, select, none {} other { Автор: {mover}.}}',
  'motion.amended': 'С учётом принятого, редакция {version}: {text}',
  'motion.translated': 'Добавлен перевод предложения, редакция {version}: {text}',
  'motion.notPut':
    'На голосование не ставится ({reason, select, excluded {исключено принятым} parent_gone {отпало вместе с тем, к чему относилось} rival_adopted {принято другое предложение} other {по согласию}}): {text}',
  'motion.ordered':
    'Председательствующий определил порядок голосования {what, select, rivals {предложений} other {поправок}}.',
  'motion.divided':
    'Предложение голосуется по частям: {n, plural, one {# часть} few {# части} many {# частей} other {# части}}.',
  'motion.fell': 'Отклонены все части с решением, предложение отклонено в целом: {text}',

  'order.moved': 'Внесено по порядку ведения: {text} Автор: {seat}.',
  'order.granted': 'Возражений нет, принято: {text}',
  'order.pointRaised':
    'По порядку ведения: {participant} ({about, select, quorum {о кворуме} voting {о голосовании} language {о переводе} time {о времени} technical {о связи} other {о процедуре}}).',
  'order.pointWithdrawn': 'Выступление по порядку ведения снято: {participant}.',
  'order.ruled':
    'Решение председательствующего: замечание по порядку ведения {ruling, select, upheld {принято} other {отклонено}} ({participant}).',
  'order.appealDecided':
    '{outcome, select, overruled {Решение председательствующего отменено.} other {Решение председательствующего остаётся в силе.}}',
  'order.adjourning': 'Совет решил закрыть заседание.',
  'order.divisionGranted': 'Решено голосовать по частям: {text}',
  'order.secretGranted': 'Решено голосовать тайно: {text}',

  'voting.acknowledged': 'Получение текста подтверждено: {seat}.',
  'voting.assistAsked':
    'Голос по телефону записан секретарём: {seat}. {asked, select, yes {Участника спрашивают на его устройстве.} other {Ждёт подтверждения.}}',
  'voting.assistConfirmed':
    'Голос по телефону подтверждён {own, select, yes {самим участником} other {вторым человеком}}: {seat}.{oneHand, select, yes { Одна рука: третьего человека нет.} other {}}',
  'voting.assistDenied':
    'Голос по телефону не засчитан: {seat}. {why, select, not_so {Участник ответил, что он подан не так.} other {Голос этого места уже подан иначе.}}',
  'voting.assistUnanswered':
    'Голос по телефону: {seat}. Устройство за 20 секунд не ответило, подтверждение за председательствующим или заместителем.',
  'voting.called': 'Вызвано место: {seat}{call, select, 2 { (второй вызов)} other {}}.',
  'voting.handsCounted': 'Руки в зале посчитаны.',
  'voting.handsNoted': 'Внесён подсчёт рук в зале: {counts}.',
  'voting.lotDue': 'Голоса равны, нужен жребий между: {candidates}.',
  'voting.objected': '{kind, select, amendment {Внесена поправка, это равно возражению} other {Возражение}}: {seat}.',
  'voting.opened':
    '{kind, select, election {{method, select, secret {Открыты выборы тайным голосованием} other {Открыты выборы поимённым голосованием}}. {office}. Кандидаты: {candidates}. {runoff, select, true {Второй тур. } other {}}} other {{method, select, secret {Открыто тайное голосование} other {Открыто поимённое голосование}}: {text} Правило: {rule}. }}{entitled, plural, one {Голосует # место} few {Голосуют # места} many {Голосуют # мест} other {Голосуют # места}}.',
  'voting.cast':
    'Голос принят: {seat}{channel, select, hand { (рука в зале, записал секретарь)} voice { (при перекличке, записал секретарь)} assisted { (по телефону, с подтверждением)} other {}}.{replaces, select, yes { Он заменил записанный раньше.} other {}}',
  'voting.extended': '{until, select, none {Голосование продлено.} other {Голосование продлено до {until}.}}',
  'voting.ended': 'Голосование окончено, бюллетени больше не принимаются. Подсчёт начнётся, когда будет дан ключ.',
  'voting.unsealed': 'Урна открыта ключом. Для подсчёта нужны бумажные бюллетени или жребий.',
  'voting.closed': 'Голосование закрыто. {outcome}',
  'voting.paperCounted':
    'Бумажные бюллетени посчитаны, оба счётчика получили одно и то же.{oneHand, select, yes { Одна рука: третьего человека нет.} other {}}',
  'voting.paperDiffers': 'Подсчёты бюллетеней у двух счётчиков не совпали, бюллетени считают заново.',
  'voting.paperEntered': 'Первый счётчик внёс подсчёт бюллетеней: {participant}.',
  'voting.paperIssued': 'Выдан бумажный бюллетень: {seat}.',
  'voting.tieDecided':
    '{casting, select, yes {Решающий голос председательствующего: «за».} no {Решающий голос председательствующего: «против».} other {Решающий голос не подан.}} {outcome}',
  'voting.voided':
    'Голосование признано несостоявшимся. Причина: {reason, select, outage {сбой системы} irregular {нарушение порядка} few {для тайного голосования подано слишком мало бюллетеней, они уничтожены} key_lost {ключа от урны больше ни у кого нет} other {ошибка}}.',

  'decision.made': 'Принято решение: {text}',
  'task.set':
    'Дано поручение: {text} Ответственный: {seat}. {due, select, none {Срок: постоянно.} other {Срок: {due}}}',
  'decision.signed':
    'Решение подписано: {as, select, presiding {председательствующий} other {секретарь}}{oneHand, select, yes { (одна рука: третьего человека нет)} other {}}. {text}',
  'decision.numbered': 'Решению присвоен номер {label}: {text}',
  'decision.remarked':
    '{kind, select, dissent {Подано особое мнение} reservation {Подана оговорка} other {Подано заявление по мотивам голосования}}: {seat}.',
  'task.started': 'Поручение взято в работу: {text}',
  'task.reported': 'По поручению представлен отчёт: {text}',
  'task.accepted': 'Отчёт принят, поручение исполнено: {text}',
  'task.returned':
    'Отчёт возвращён ({reason, select, incomplete {неполный} late {с опозданием} other {не по существу}}): {text}',
  'task.withdrawn':
    'Поручение снято ({reason, select, not_needed {больше не нужно} merged {объединено с другим} other {дано по ошибке}}): {text}',
  'office.filled': 'Избрание: {office} — {winner}.',

  'proxy.registered':
    'Зарегистрирована доверенность {proof}: за место «{principal}» голосует {holder}, {item, select, none {на всё заседание} other {по вопросу: {item}}}.',
  'proxy.revoked': 'Отозвана доверенность: {principal} — {holder}.',

  'seat.givenBack': 'Место «{seat}» возвращено; замещавший: {participant}.',
  'seat.recusalWithdrawn': 'Самоотвод снят: {seat}, вопрос: {item}.',
  'seat.recused':
    'Самоотвод: {seat}, вопрос: {item}. {mode, select, present {Место учитывается как присутствующее, но не голосует.} other {На время вопроса место не учитывается.}}',
  'seat.restored': 'Право голоса восстановлено: {seat}.',
  'seat.substituted': 'Место «{seat}» занимает замещающий: {participant}.',
  'seat.suspended':
    'Право голоса приостановлено: {seat}. Основание: {reason, select, credentials {полномочия не подтверждены} dues {взносы} other {решение совета}}.',

  'election.called':
    'Объявлены выборы: {office}, мест: {seats}. {method, select, block_plurality {Избираются набравшие больше голосов} approval {Избираются набравшие больше одобрений} absolute_majority {Избирается набравший больше половины голосов} stv {Единый передаваемый голос} other {}}.',
  'election.nominated': 'Выдвинут кандидат: {candidate}.',
  'election.withdrawn': 'Кандидат снял кандидатуру: {candidate}.',

  'admission.asked': 'Ждёт у входа: {participant}.',
  'admission.granted':
    'Разрешено войти: {participant}{away, select, true { (сейчас нет связи, присутствие начнётся, когда она вернётся)} other {}}.',
  'admission.lineLost': 'Нет связи у того, кто ещё не присутствует: {participant}.',
  'admission.lineBack': 'Связь восстановлена у входа: {participant}.',
  'admission.refused':
    'Войти не разрешено: {participant}. Причина: {reason, select, identity {личность не подтверждена} not_expected {нет в числе приглашённых} other {просят зайти позже}}.',
  'admission.identitySeen': 'Секретарь визуально удостоверил личность: {participant}.',
  'video.muted': 'Председательствующий выключил микрофон: {participant}.',
  'video.unmuted': 'Микрофон снова разрешён: {participant}.',
  'video.removed':
    'Удаление из видеокомнаты: {participant}. Причина: {reason, select, disorder {нарушение порядка} identity {личность не подтверждена} other {технические помехи}}. Место и голос сохраняются.',
  'video.readmitted': 'Снова может войти в видеокомнату: {participant}.',
  'interpretation.taken':
    'Переводит {into}: {participant}{via, select, floor {} other { (с языка-посредника: {via})}}.',
  'interpretation.offered': 'На смену переводчику {into} есть: {participant}.',
  'interpretation.handedOver': 'Перевод {into} передан: {participant}.',
  'interpretation.sourceSet':
    'Перевод {into} теперь ведётся {via, select, floor {с языка выступающего} other {через посредство: {via}}}.',
  'interpretation.left': 'Больше не переводит {into}: {participant}.',
  'interpretation.signalled':
    '{about, select, slower {Переводчики просят говорить медленнее} other {Переводчики плохо слышат выступающего}}: {participant}.',
  'link.issued':
    '{replaces, select, yes {Секретариат выдал новую ссылку взамен прежней} other {Секретариат выдал ссылку}}: {participant}. Причина: {reason, select, first {первый вход} lost {устройство потеряно} broken {устройство не работает} changed {другое устройство} leaked {ссылку мог узнать посторонний} unsaid {не указана} other {другая}}.{asked, select, yes { Нужно подтверждение второго человека.} other {}}',
  'link.revoked':
    'Секретариат отозвал ссылку: {participant}. Причина: {reason, select, first {первый вход} lost {устройство потеряно} broken {устройство не работает} changed {другое устройство} leaked {ссылку мог узнать посторонний} unsaid {не указана} other {другая}}.',
  'link.confirmed':
    'Новая ссылка подтверждена: {participant}. {as, select, own {Подтвердил сам участник на прежнем устройстве} other {Подтверждение: {by}}}.',
  'link.refused':
    'Новая ссылка отклонена: {participant}. {as, select, own {Отклонил сам участник на прежнем устройстве} other {Отклонение: {by}}}.',
  'link.admitted': 'Допущено одним: секретарь без подтверждения второго человека допустил {participant}.',
  'device.admitted':
    'Вошло устройство: {participant}, {by, select, new {по новой ссылке} account {по собственной учётной записи} other {по ранее выданной ссылке}}.{watches, select, yes { Голосует прежнее устройство, это только показывает.} other {}}',
  'device.tookOver':
    'Голосует другое устройство: {participant}. {how, select, lost {У прежнего не было связи, оно отключено} handed {Передано самим участником} other {Так решил секретарь}}.',
  'device.ended':
    '{by, select, self {Участник отключил своё устройство} signedOut {Участник вышел на устройстве} expired {Срок работы устройства истёк} password {Устройство отключено: пароль учётной записи изменён} access {Устройство отключено: доступ учётной записи прекращён} other {Секретариат отключил устройство}}: {participant}.',
  'recording.started': 'Председательствующий объявил о записи заседания.',
  'recording.confirmed': 'Запись заседания идёт.',
  'recording.failed':
    '{reason, select, broke_off {Запись заседания прервалась сама} other {Запись заседания не началась}}.',
  'recording.stopped': 'Запись заседания остановлена.',

  unknown: 'Запись {type}.',
};
