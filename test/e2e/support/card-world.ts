import type { WorldSource } from '../../../simulator/hubspot/portal/world.ts';

/** The record that everything acts on: its contact has a predictive score and wrote with the customer agent. */
export const CONTACT = '10001';
/** Has no score and wrote to nobody. */
export const OTHER_CONTACT = '10003';
export const [SUPER_ADMIN, COLLEAGUE] = ['88110001', '88110002'];
export const SCORE = '87.25';
const WRITER = 'Wanda Writer';

/** A shop: its leads are scored by a model, and nobody says that the chat is answered by AI. */
export const SHOP: WorldSource = {
  name: 'shop',
  edition: 'enterprise',
  account: { portalId: 24_110_001 },
  planted: {
    people: [
      { name: WRITER, email: 'wanda@mail.example' },
      { name: 'Walt Waiter', email: 'walt@mail.example' },
    ],
    texts: ['my size is a secret'],
  },
  users: [
    { id: SUPER_ADMIN, name: 'Sue Super', email: 'sue+crm@shop.example', admin: true },
    { id: COLLEAGUE, name: 'Cole League', email: 'cole@shop.example' },
  ],
  population: {
    contacts: {
      total: 6,
      filled: { email: 6, hs_predictivecontactscore_v2: { count: 2, values: [SCORE], source: 'CALCULATED' } },
    },
    companies: { total: 3 },
    deals: { total: 2 },
    tickets: { total: 2 },
  },
  flows: [
    {
      name: 'Drop unlikely leads',
      id: 511_000_001,
      enroll: { property: 'hs_predictivecontactscore_v2', below: 90 },
      steps: [{ set: { property: 'hs_lead_status', value: 'UNQUALIFIED' } }],
    },
  ],
  lists: [
    { id: 511, name: 'Likely buyers', size: 2, filter: { property: 'hs_predictivecontactscore_v2', above: 80 } },
    { id: 512, name: 'Unlikely leads', size: 2, filter: { property: 'hs_predictivecontactscore_v2', below: 90 } },
    { id: 513, name: 'Lost leads', size: 0, filter: { property: 'hs_predictivecontactscore_v2', below: 20 } },
  ],
  inboxes: [{ id: 5110, name: 'Shop' }],
  actors: { 'L-5111': 'Sophie' },
  chats: [
    {
      id: 51_101,
      name: 'Shop chat',
      inbox: 5110,
      threads: [
        {
          daysAgo: 1,
          times: 3,
          messages: [
            { welcome: 'Hello! How can I help you?' },
            { V: 'Hi, my size is a secret' },
            { 'L-5111': 'I am Sophie from the shop team. Your parcel comes tomorrow.' },
          ],
        },
      ],
    },
  ],
};

/** An account with the app, which nobody connected. */
export const STRANGER: WorldSource = {
  name: 'stranger',
  account: { portalId: 24_110_002 },
  users: [{ id: '88120001', name: 'Sten Stranger', email: 'sten@stranger.example', admin: true }],
};
