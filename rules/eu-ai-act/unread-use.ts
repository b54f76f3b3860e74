import { any, is, isDenied } from '../../src/assess/condition.ts';
import type { Rule } from '../../src/assess/rule.ts';

/** What acts on its output was not allowed to be read: “minimal” would be a guess about what follows from it. */
export const unreadUse: Rule = {
  id: 'unread-use',
  finding: 'undetermined',
  citations: ['Art. 6(2)', 'Annex III'],
  obligations: [],
  when: any(isDenied('unseenUses'), is('unseenUses', true)),
  // A scan says where it could not look; of a feature described by hand nobody asks.
  asks: isDenied('unseenUses'),
};
