/** Refusals at pages of accounts and letters. */
export const refusalsOfAccounts = {
  'desk.account_elsewhere':
    'Эта учётная запись есть и в другом совете или принадлежит администратору. Отключить или включить её может только администратор.',
  'desk.last_administrator':
    'В Kengesh должен остаться хотя бы один администратор. Сначала дайте право создавать советы другой учётной записи.',
  'desk.own_account': 'Свою учётную запись отключить нельзя.',
  'letter.settled': 'Письмо уже ушло или больше не уйдёт.',
};
