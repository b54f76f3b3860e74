const NAMES: Readonly<Record<string, string>> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  ticket: 'tickets',
  lead: 'leads',
  call: 'calls',
  meeting: 'meetings',
  product: 'products',
  quote: 'quotes',
  task: 'tasks',
  note: 'notes',
  email: 'emails',
  order: 'orders',
  invoice: 'invoices',
  subscription: 'subscriptions',
  appointment: 'appointments',
  service: 'services',
  course: 'courses',
  listing: 'listings',
};
const PLURALS = new Map(Object.entries(NAMES).flatMap(([one, many]) => [[one, many] as const, [many, many] as const]));
const IDS: Readonly<Record<string, string>> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
  '0-5': 'tickets',
  '0-7': 'products',
  '0-14': 'quotes',
  '0-47': 'meetings',
  '0-48': 'calls',
  '0-136': 'leads',
};

/** An object type as the API path names it, from what an export calls it; undefined when it is none that we know. */
export function objectTypeOf(written: string): string | undefined {
  const plain = written.trim().toLowerCase();
  return /^2-\d{1,20}$/.test(plain) ? plain : (IDS[plain] ?? PLURALS.get(plain));
}

/** The object type that a file name states: beside the word (`properties-companies.json`), or as the only one in it. */
export function objectTypeIn(fileName: string, word: RegExp): string | undefined {
  const words = fileName.toLowerCase().match(/[02]-\d+|[a-z]+/g) ?? [];
  const at = words.findLastIndex((item) => word.test(item));
  const beside = [words[at + 1], words[at - 1]].map((item) => (at < 0 || !item ? undefined : objectTypeOf(item)));
  const named = new Set(words.map(objectTypeOf).filter((type) => type !== undefined));
  return beside.find((type) => type !== undefined) ?? (named.size === 1 ? [...named][0] : undefined);
}
