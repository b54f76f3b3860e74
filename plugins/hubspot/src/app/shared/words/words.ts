export type RecordKind = 'contact' | 'company' | 'deal' | 'ticket' | 'other';
type Sentence = string;
type Count = (count: number) => Sentence;

/** Everything the app says by itself. What it says about a feature comes from the service, in the same language. */
export interface Words {
  loading: Sentence;
  foundFor: (count: number, record: RecordKind) => Sentence;
  noneFor: (record: RecordKind) => Sentence;
  noneWhole: Sentence;
  nonePartly: Sentence;
  partlyTitle: Sentence;
  partlySoFar: Sentence;
  partlyUnsaid: Sentence;

  why: (sentence: string) => Sentence;
  whyReading: (sentence: string) => Sentence;
  whyTitle: Sentence;
  off: Sentence;
  onUnknown: Sentence;
  stale: Sentence;

  onRecord: Record<'set' | 'empty' | 'chatted' | 'not-chatted', Sentence>;
  onRecordDenied: Sentence;
  onRecordNotAsked: Sentence;
  onRecordFailed: Sentence;
  onRecordWaiting: Sentence;
  onRecordFault: Sentence;
  chats: (count: number, atLeast: boolean) => Sentence;
  chatsUnknown: Sentence;
  segments: (names: string) => Sentence;
  segmentsNone: Sentence;
  segmentsUnknown: Sentence;

  showAll: Count;
  moreInDashboard: Count;
  openDashboard: Sentence;
  noAdvice: Sentence;

  lastScan: (when: string) => Sentence;
  lastScanPartly: (when: string) => Sentence;
  scanNow: Sentence;
  scanAgain: Sentence;
  scanStarting: Sentence;
  scanRunning: Sentence;
  scanRead: (done: number, total: number | null) => Sentence;
  scanLeft: (seconds: number) => Sentence;
  scanDone: Sentence;
  scanDonePartly: Sentence;
  scanFailed: Sentence;
  scanCancelled: Sentence;
  scanLonger: Sentence;
  scanUnclear: Sentence;
  scanNotAllowed: Sentence;
  scanNotKnown: Sentence;
  scanByAdmin: Sentence;
  scanAdminUnknown: Sentence;

  notConnected: Sentence;
  notConnectedText: Sentence;
  reconnect: Sentence;
  reconnectText: Sentence;
  reconnectOld: Sentence;
  neverScanned: Sentence;
  neverScannedText: Sentence;
  unsupported: Sentence;
  unsupportedText: Sentence;
  connect: Sentence;

  faults: Record<'timeout' | 'refused' | 'busy' | 'setup' | 'down', Sentence>;
  faultTitle: Sentence;
  faultMeans: Sentence;
  tryAgain: Sentence;

  overviewOf: (account: string) => Sentence;
  overviewTitle: Sentence;
  overviewNone: Sentence;
  examined: (counts: { assets: number; ai: number; notAi: number; undetermined: number }) => Sentence;
  highRisk: Sentence;
  noticeMissing: Sentence;
  undecided: Sentence;
  inAll: Sentence;
  columnFeature: Sentence;
  columnTier: Sentence;
  columnWhy: Sentence;
  ourReading: Sentence;

  settingsTitle: Sentence;
  account: Sentence;
  connection: Sentence;
  connected: Sentence;
  connectedSince: (when: string) => Sentence;
  missingTitle: Sentence;
  missingNone: Sentence;
  missingText: Sentence;
  reinstall: Sentence;
  scheduleTitle: Sentence;
  schedule: Sentence;
  scheduleOff: Sentence;
  scheduleNight: Sentence;
  scheduleWeek: Sentence;
  scheduleOwn: Sentence;
  language: Sentence;
  languageAsIs: Sentence;
  save: Sentence;
  saved: Sentence;
  saveNotAllowed: Sentence;
  saveNotKnown: Sentence;
  saveInvalid: Sentence;
}
