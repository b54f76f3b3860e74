import type { Words } from './words.ts';

const RECORD = {
  contact: 'ce contact',
  company: 'cette entreprise',
  deal: 'cette transaction',
  ticket: 'ce ticket',
  other: 'cette fiche',
};

export const fr: Words = {
  loading: 'Recherche des fonctions d’IA…',
  foundFor: (count, record) =>
    count === 1
      ? `1 fonction d’IA peut agir sur ${RECORD[record]}`
      : `${count} fonctions d’IA peuvent agir sur ${RECORD[record]}`,
  noneFor: (record) => `Aucune fonction d’IA trouvée pour ${RECORD[record]}`,
  noneWhole:
    'La dernière analyse a lu tout ce que l’application peut lire. Certaines IA intégrées à HubSpot ne se voient pas de l’extérieur ; le tableau de bord indique les questions à poser.',
  nonePartly: 'Mais tout n’a pas pu être examiné ; il peut donc y en avoir :',
  partlyTitle: 'Tout n’a pas pu être examiné',
  partlySoFar: 'Il peut y en avoir d’autres : tout n’a pas pu être examiné.',
  partlyUnsaid: 'La dernière analyse n’a pas tout atteint.',

  why: (sentence) => `Pourquoi : ${sentence}`,
  whyReading: (sentence) => `Pourquoi (notre lecture de la loi) : ${sentence}`,
  whyTitle: 'Pourquoi ?',
  off: 'Désactivée',
  onUnknown: 'Active ou non : inconnu',
  stale: 'Non vue lors de la dernière analyse',

  onRecord: {
    set: 'Une valeur est présente ici.',
    empty: 'Aucune valeur ici pour l’instant.',
    chatted: 'Il y a eu une conversation dans ce canal.',
    'not-chatted': 'Aucune conversation dans ce canal à ce jour.',
  },
  onRecordDenied: 'Impossible à vérifier ici : il manque une autorisation à l’application.',
  onRecordNotAsked: 'Impossible de voir si elle a touché cette fiche précise.',
  onRecordFailed: 'Impossible à vérifier ici pour l’instant.',
  onRecordWaiting: 'Vérification de cette fiche…',
  onRecordFault: 'Ce qui vaut pour cette fiche précise n’a pas pu être vérifié pour l’instant.',
  chats: (count, atLeast) =>
    count === 0
      ? 'Conversations à ce jour : aucune trouvée'
      : `Conversations à ce jour : ${atLeast ? 'au moins ' : ''}${count}`,
  chatsUnknown: 'Impossible de vérifier s’il y a eu des conversations.',
  segments: (names) => `Dans des segments formés par IA : ${names}`,
  segmentsNone: 'Dans aucun segment formé par IA',
  segmentsUnknown: 'Impossible de vérifier si la fiche est dans des segments formés par IA.',

  showAll: (count) => `Tout afficher (${count})`,
  moreInDashboard: (count) =>
    count === 1 ? '1 autre dans le tableau de bord' : `${count} autres dans le tableau de bord`,
  openDashboard: 'Ouvrir le tableau de bord',
  noAdvice: 'Informations pour un examen, pas un conseil juridique.',

  lastScan: (when) => `Dernière analyse : ${when}`,
  lastScanPartly: (when) => `Dernière analyse : ${when}, incomplète`,
  scanNow: 'Analyser maintenant',
  scanAgain: 'Relancer l’analyse',
  scanStarting: 'Démarrage…',
  scanRunning: 'Analyse en cours',
  scanRead: (done, total) => (total === null ? `${done} éléments lus` : `${done} sur ${total} lus`),
  scanLeft: (seconds) =>
    seconds < 60 ? 'encore moins d’une minute' : `encore ${Math.round(seconds / 60)} min environ`,
  scanDone: 'L’analyse est terminée.',
  scanDonePartly: 'L’analyse est terminée, mais tout n’a pas pu être examiné.',
  scanFailed: 'L’analyse a échoué. Ce que vous voyez vient de la précédente.',
  scanCancelled: 'L’analyse a été arrêtée.',
  scanLonger: 'L’analyse prend plus de temps. Elle continue sans cette page ; revenez plus tard.',
  scanUnclear: 'L’avancement de l’analyse ne peut pas être lu pour l’instant. Elle continue.',
  scanNotAllowed: 'Seul un super administrateur de ce compte peut lancer une analyse.',
  scanNotKnown: 'Impossible de vérifier si vous pouvez lancer une analyse. Veuillez réessayer.',
  scanByAdmin: 'Un super administrateur peut lancer une nouvelle analyse.',
  scanAdminUnknown: 'Impossible de vérifier si vous pouvez lancer une analyse.',

  notConnected: 'Pas encore connecté',
  notConnectedText: 'Un administrateur doit d’abord connecter ce compte HubSpot.',
  reconnect: 'La connexion est rompue',
  reconnectText: 'Un administrateur doit reconnecter ce compte HubSpot. D’ici là, rien de nouveau n’est lu.',
  reconnectOld: 'Ce que vous voyez vient de la dernière analyse.',
  neverScanned: 'Pas encore analysé',
  neverScannedText: 'Rien n’est connu avant la première analyse.',
  unsupported: 'Non disponible ici',
  unsupportedText: 'Ce type de fiche n’est pas examiné.',
  connect: 'Connecter',

  faults: {
    timeout: 'Le service a mis trop de temps à répondre.',
    refused: 'La demande n’a pas été acceptée. Il suffit en général de réessayer.',
    busy: 'Trop de demandes à la fois. Veuillez patienter un instant.',
    setup: 'L’application n’est pas configurée pour ce service. Veuillez prévenir un administrateur.',
    down: 'Le service est injoignable.',
  },
  faultTitle: 'Rien n’a pu être chargé',
  faultMeans: 'Cela ne veut pas dire qu’il n’y a pas d’IA.',
  tryAgain: 'Réessayer',

  overviewOf: (account) => `Fonctions d’IA de ${account}`,
  overviewTitle: 'Fonctions d’IA de ce compte',
  overviewNone: 'Aucune fonction d’IA trouvée dans ce compte',
  examined: ({ assets, ai, notAi, undetermined }) =>
    `${assets} éléments examinés : ${ai} avec IA, ${notAi} sans, ${undetermined} pour lesquels on ne peut pas le dire.`,
  highRisk: 'À haut risque ou interdites',
  noticeMissing: 'Information manquante',
  undecided: 'Risque indéterminé',
  inAll: 'Fonctions d’IA au total',
  columnFeature: 'Fonction',
  columnTier: 'Risque',
  columnWhy: 'Pourquoi',
  ourReading: 'Notre lecture de la loi',

  settingsTitle: 'Connexion',
  account: 'Compte',
  connection: 'État',
  connected: 'Connecté',
  connectedSince: (when) => `Connecté depuis le ${when}`,
  missingTitle: 'Ce que l’application ne peut pas lire',
  missingNone: 'L’application peut lire tout ce qu’elle demande.',
  missingText: 'Sans ces autorisations, des parties du compte restent invisibles :',
  reinstall: 'Accorder les autorisations',
  scheduleTitle: 'Analyses régulières',
  schedule: 'Fréquence',
  scheduleOff: 'Seulement sur demande',
  scheduleNight: 'Chaque nuit',
  scheduleWeek: 'Chaque lundi matin',
  scheduleOwn: 'Comme défini dans le tableau de bord',
  language: 'Langue des rapports et des e-mails',
  languageAsIs: 'Comme défini dans le tableau de bord',
  save: 'Enregistrer',
  saved: 'Enregistré.',
  saveNotAllowed: 'Seul un super administrateur de ce compte peut le modifier.',
  saveNotKnown: 'Impossible de vérifier si vous pouvez le modifier. Veuillez réessayer.',
  saveInvalid: 'Cela n’a pas été accepté.',
};
