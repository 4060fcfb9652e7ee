/** Cities whose time stands beside that of the session: in letters and at the desk. */
export const cities = {
  'city.bishkek': 'Бишкек',
  'city.tashkent': 'Ташкент',
  'city.astana': 'Астана',
  'city.dushanbe': 'Душанбе',
  'city.yerevan': 'Ереван',
  'city.moscow': 'Москва',
};
