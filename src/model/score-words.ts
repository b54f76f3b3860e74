/** Names that scores carry, whole words, in the languages we read. */
const SCORE_NAME =
  /(^|[^\p{L}])(\p{L}{0,20}score|scores|scoring|rating|grade|rank|ranking|propensity|likelihood|probability|risk|churn|health|fit|credit|prediction|predicted|\p{L}{0,20}bewertung|punktzahl|ocena|risiko|wahrscheinlichkeit|notation|risque|probabilit[éàa]|puntuaci[oó]n|puntaje|riesgo|punteggio|rischio|waarschijnlijkheid|risico)($|[^\p{L}])/iu;

/** Whether a field's label or name says that it holds a score: what is kept of a field, and what is asked about it, hang on it. */
export function namesScore(name: string, label = ''): boolean {
  return SCORE_NAME.test(`${label} ${name.replaceAll('_', ' ')}`);
}
