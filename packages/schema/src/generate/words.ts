type Words = readonly [string, ...string[]];

function list(text: string): Words {
  const [first = '', ...others] = text.trim().split(/\s*[,\n]\s*/);
  return [first, ...others];
}

export const WORDS: Words = list(
  'alpha, amber, anchor, aspen, atlas, autumn, beacon, birch, breeze, bridge, cedar, cobalt, comet, copper, coral, crystal, dawn, delta, ' +
    'ember, falcon, fern, flint, forest, garnet, glacier, harbor, hazel, indigo, island, ivory, jade, juniper, lagoon, lantern, linden, ' +
    'lotus, maple, meadow, mesa, mint, north, oak, ocean, onyx, opal, orchid, pearl, pine, prairie, quartz, raven, river, saffron, sage, ' +
    'sierra, silver, slate, solar, spruce, summit, tundra, velvet, violet, willow',
);
export const FIRST_NAMES: Words = list(
  'Ada, Alan, Amara, Aiko, Carlos, Chen, Elena, Emeka, Fatima, Grace, Hana, Ines, Jonas, Kofi, Leila, Linus, Maya, Mateo, Nadia, Noah, ' +
    'Olga, Omar, Priya, Ravi, Rosa, Samuel, Sofia, Tomas, Yuki, Zara',
);
export const LAST_NAMES: Words = list(
  'Adams, Almeida, Bauer, Chen, Costa, Diaz, Evans, Fischer, Garcia, Haddad, Ito, Jansen, Khan, Kowalski, Lopez, Mensah, Moreau, Novak, ' +
    'Okafor, Patel, Quinn, Rossi, Sato, Silva, Tanaka, Ueda, Vargas, Weber, Yilmaz, Zhang',
);
export const COMPANIES: Words = list(
  'Acme Corp, Amber Works, Beacon Labs, Cedar Systems, Comet Logistics, Delta Foods, Falcon Media, Harbor Bank, Juniper Health, ' +
    'Lantern Books, Maple Energy, Northwind Traders, Opal Design, Quartz Analytics, Summit Travel, Willow Insurance',
);
export const CITIES: Words = list(
  'Accra, Amsterdam, Bangalore, Berlin, Bogota, Buenos Aires, Chicago, Dublin, Helsinki, Kyoto, Lagos, Lisbon, Lyon, Melbourne, Montreal, ' +
    'Nairobi, Porto, Prague, Seattle, Seoul, Toronto, Vienna, Warsaw, Zurich',
);
export const REGIONS: Words = list(
  'Bavaria, California, Catalonia, Ontario, Oregon, Queensland, Tuscany, Victoria, Washington, Zealand',
);
export const COUNTRIES: Words = list(
  'Argentina, Australia, Austria, Brazil, Canada, Colombia, France, Germany, Ghana, India, Ireland, Italy, Japan, Kenya, Mexico, ' +
    'Netherlands, Nigeria, Poland, Portugal, Spain, Sweden, Switzerland, United Kingdom, United States',
);
export const COUNTRY_CODES: Words = list(
  'AR, AU, AT, BR, CA, CO, FR, DE, GH, IN, IE, IT, JP, KE, MX, NL, NG, PL, PT, ES, SE, CH, GB, US',
);
export const CURRENCIES: Words = list('USD, EUR, GBP, JPY, CAD, AUD, CHF, SEK, INR, BRL');
export const LANGUAGES: Words = list('en, de, fr, es, it, pt, ja, nl, pl, sv');
export const LOCALES: Words = list('en-US, en-GB, de-DE, fr-FR, es-ES, it-IT, pt-BR, ja-JP, nl-NL, sv-SE');
export const TIME_ZONES: Words = list(
  'UTC, Europe/Berlin, Europe/London, Europe/Paris, America/New_York, America/Sao_Paulo, Asia/Tokyo, Asia/Kolkata, Africa/Nairobi, Australia/Sydney',
);
export const STREETS: Words = list(
  'Cedar Street, Harbor Road, Hill Lane, Lake Avenue, Maple Street, Market Square, Mill Road, Park Avenue, River Walk, Station Road',
);
export const COLOURS: Words = list('red, green, blue, orange, purple, teal, yellow, black, white, grey');
export const STATUSES: Words = list('active, pending, completed, inactive');
export const MEDIA_TYPES: Words = list('application/json, text/plain, image/png, application/pdf, text/csv');
export const FILE_EXTENSIONS: Words = list('pdf, png, csv, txt, json');
export const ADJECTIVES: Words = list(
  'bright, calm, clear, early, fresh, gentle, lively, modern, quiet, simple, steady, warm',
);
export const JOBS: Words = list(
  'Accountant, Architect, Designer, Developer, Editor, Engineer, Manager, Nurse, Researcher, Teacher',
);
