import type { Language } from '../src/app/shared/speech.ts';

type InLanguages = Record<Language, string>;

const TIER: Record<string, InLanguages> = {
  high: { en: 'High-risk', fr: 'Haut risque', de: 'Hochrisiko', es: 'Alto riesgo' },
  limited: {
    en: 'Transparency duty',
    fr: 'Obligation de transparence',
    de: 'Transparenzpflicht',
    es: 'Deber de transparencia',
  },
  undetermined: { en: 'Undetermined', fr: 'Indéterminé', de: 'Nicht bestimmt', es: 'Sin determinar' },
  minimal: { en: 'Minimal risk', fr: 'Risque minimal', de: 'Minimales Risiko', es: 'Riesgo mínimo' },
};

const NOTICE: Record<string, InLanguages> = {
  absent: { en: 'Notice missing', fr: 'Information manquante', de: 'Hinweis fehlt', es: 'Falta el aviso' },
  present: { en: 'Notice seen', fr: 'Information vue', de: 'Hinweis gesehen', es: 'Aviso visto' },
  unknown: { en: 'Notice not known', fr: 'Information inconnue', de: 'Hinweis unbekannt', es: 'Aviso desconocido' },
  'not-needed': { en: 'No notice owed', fr: 'Aucune information due', de: 'Kein Hinweis nötig', es: 'Sin aviso' },
};

const REVIEW: InLanguages = {
  en: 'Review as high-risk',
  fr: 'À examiner : haut risque',
  de: 'Als Hochrisiko prüfen',
  es: 'Revisar como alto riesgo',
};

interface Seed {
  key: string;
  kind: string;
  name: string;
  tier: string;
  notice: string;
  review?: boolean;
  how: string[];
  does: InLanguages;
  why: InLanguages;
  reading: boolean;
}

const SEEDS: Record<'cv' | 'agent' | 'score', Seed> = {
  cv: {
    key: 'hubspot:workflow:502000001:openai-api',
    kind: 'automation',
    name: 'CV-Ranking mit OpenAI',
    tier: 'high',
    notice: 'unknown',
    review: true,
    how: ['workflow'],
    does: {
      en: 'Ranks this contact when the form “Application” is sent.',
      fr: 'Classe ce contact quand le formulaire « Candidature » est envoyé.',
      de: 'Stuft diesen Kontakt ein, wenn das Formular „Bewerbung“ abgeschickt wird.',
      es: 'Clasifica este contacto cuando se envía el formulario «Candidatura».',
    },
    why: {
      en: 'It ranks applicants: Annex III 4(a), from 2 December 2027.',
      fr: 'Elle classe des candidats : annexe III, point 4 a), à partir du 2 décembre 2027.',
      de: 'Sie reiht Bewerber: Anhang III Nr. 4 Buchst. a, ab dem 2. Dezember 2027.',
      es: 'Clasifica a candidatos: anexo III, punto 4, letra a), desde el 2 de diciembre de 2027.',
    },
    reading: true,
  },
  agent: {
    key: 'hubspot:chatflow:44001:customer-agent',
    kind: 'chatbot',
    name: 'Customer Agent',
    tier: 'limited',
    notice: 'absent',
    how: ['chat'],
    does: {
      en: 'Chats with the person on the website.',
      fr: 'Discute avec la personne sur le site web.',
      de: 'Chattet mit der Person auf der Website.',
      es: 'Chatea con la persona en el sitio web.',
    },
    why: {
      en: 'People must be told that they are talking to AI: Art. 50(1), since 2 August 2026.',
      fr: 'Les personnes doivent savoir qu’elles parlent à une IA : art. 50, § 1, depuis le 2 août 2026.',
      de: 'Menschen müssen wissen, dass sie mit KI sprechen: Art. 50 Abs. 1, seit dem 2. August 2026.',
      es: 'Las personas deben saber que hablan con una IA: art. 50, apdo. 1, desde el 2 de agosto de 2026.',
    },
    reading: false,
  },
  score: {
    key: 'hubspot:property:contacts:hs_predictivecontactscore_v2',
    kind: 'score',
    name: 'Likelihood to close',
    tier: 'minimal',
    notice: 'not-needed',
    how: ['property'],
    does: {
      en: 'Scores this contact.',
      fr: 'Attribue un score à ce contact.',
      de: 'Bewertet diesen Kontakt mit einer Punktzahl.',
      es: 'Puntúa este contacto.',
    },
    why: {
      en: 'Nothing in the AI Act is owed for a sales score as it is used here.',
      fr: 'Le règlement sur l’IA n’exige rien pour un score commercial tel qu’il est utilisé ici.',
      de: 'Für eine Vertriebsbewertung, wie sie hier genutzt wird, verlangt die KI-Verordnung nichts.',
      es: 'El Reglamento de IA no exige nada para una puntuación de ventas tal como se usa aquí.',
    },
    reading: true,
  },
};

export function feature(which: keyof typeof SEEDS, language: Language = 'en') {
  const { key, kind, name, tier, notice, review, how, does, why, reading } = SEEDS[which];
  return {
    key,
    name,
    kind,
    tier,
    tierLabel: TIER[tier]?.[language] ?? tier,
    flags: review ? ['high-risk-review'] : [],
    flagLabels: review ? [REVIEW[language]] : [],
    notice,
    noticeLabel: NOTICE[notice]?.[language] ?? notice,
    does: does[language],
    why: why[language],
    reading,
    how,
    enabled: true as boolean | null,
    stale: false,
    certain: true,
    url: `https://ai-inventory.example.com/features/${encodeURIComponent(key)}`,
  };
}

export const SCAN = { finishedAt: '2026-11-26T13:03:00Z', complete: true, running: null };
export const DASHBOARD = 'https://ai-inventory.example.com/';

const CHATS_DENIED: Record<Language, { label: string; text: string }> = {
  en: {
    label: 'Chats',
    text: 'Chats: not looked at, as the permission conversations.read is missing. AI there is not listed here.',
  },
  fr: {
    label: 'Conversations',
    text: 'Conversations : non examinées, car l’autorisation conversations.read manque. L’IA qui s’y trouve ne figure pas ici.',
  },
  de: {
    label: 'Chats',
    text: 'Chats: nicht angesehen, da die Berechtigung conversations.read fehlt. KI darin ist hier nicht aufgeführt.',
  },
  es: {
    label: 'Chats',
    text: 'Chats: no se han mirado, porque falta el permiso conversations.read. La IA que haya ahí no figura aquí.',
  },
};

export function unread(language: Language = 'en') {
  return [{ stream: 'conversations', status: 'denied', grant: 'conversations.read', ...CHATS_DENIED[language] }];
}

export function found(overrides: object = {}, language: Language = 'en') {
  return {
    state: 'ready',
    scan: SCAN,
    unread: [],
    features: [feature('cv', language), feature('agent', language), feature('score', language)],
    more: 0,
    dashboardUrl: DASHBOARD,
    ...overrides,
  };
}

export function onRecord(overrides: object = {}) {
  return {
    state: 'ready',
    present: {
      [SEEDS.cv.key]: { known: false, reason: 'not-asked' },
      [SEEDS.agent.key]: { known: true, value: 'chatted' },
      [SEEDS.score.key]: { known: true, value: 'set' },
    },
    chats: { known: true, count: 3, atLeast: false },
    segments: { known: true, names: ['Likely to buy'] } as object | null,
    mayRescan: true,
    ...overrides,
  };
}

export function overview(overrides: object = {}, language: Language = 'en') {
  return {
    ...found({}, language),
    account: 'Acme GmbH',
    counts: { tier: { high: 1, limited: 1, minimal: 1 }, flag: { 'high-risk-review': 1 }, notice: { absent: 1 } },
    examined: { assets: 229, ai: 3, notAi: 220, undetermined: 6 },
    ...overrides,
  };
}

export function settings(overrides: object = {}) {
  return {
    state: 'ready',
    account: 'Acme GmbH',
    connectedAt: '2026-09-01T08:00:00Z',
    missingScopes: [
      {
        scope: 'conversations.read',
        shows: 'It would show who answers in chats: people, bots or AI agents, and whether they say that they are AI.',
      },
      { scope: 'crm.lists.read', shows: 'It would show segments that sort people by an AI value.' },
    ],
    schedule: { cron: '0 3 * * *', zone: 'Europe/Berlin' },
    language: 'en',
    mayChange: true,
    reinstallUrl: 'https://ai-inventory.example.com/hubspot/install',
    ...overrides,
  };
}

export const HOSTILE = [
  '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>',
  '\u202Ereversed \u0000and \u200Bhidden',
  `${'W'.repeat(5_000)}`,
  '\u4E88\u6E2C\u30B9\u30B3\u30A2 \u041E\u0446\u0435\u043D\u043A\u0430 \u0646\u062A\u064A\u062C\u0629 \u05E6\u05D9\u05D5\u05DF',
  'a name\nof two lines & an &amp; entity',
  '{{constructor.constructor("return process")()}}',
];
