import type { SourceText } from '../mapping.ts';
import type { Context } from '../context.ts';
import { propertyId } from '../normalised.ts';
import { isMail, type Deed, type References } from '../references.ts';

/** The words of what is done: names and values that are set, mails that go out, lists and stages that are entered. */
export function textsOfDeeds(deeds: readonly Deed[], references: References, context: Context): SourceText[] {
  const steps = new Set(deeds.map((deed) => deed.step));
  const texts: SourceText[] = [];
  const add = (text: string | undefined, at: string) => {
    if (text !== undefined && text !== '' && texts.length < 200) {
      texts.push({ text, at, as: 'hint' });
    }
  };
  for (const deed of deeds) {
    const email = deed.target && isMail(deed.target) ? context.emails.get(deed.target.externalId)?.name : undefined;
    add([email, ...deed.texts.map((text) => context.stages.get(text) ?? text)].filter(Boolean).join(' · '), deed.at);
  }
  for (const write of references.writes) {
    if (steps.has(write.step ?? '')) {
      const label = context.properties.get(propertyId(write.objectType, write.property))?.label ?? write.property;
      const value = write.value === undefined ? '' : (context.stages.get(write.value) ?? write.value);
      add(`${label.replaceAll('_', ' ')}: ${value.replaceAll('_', ' ')}`, write.at);
    }
  }
  return texts;
}

/** Steps by which a process decides about a person by itself, whatever they are called. */
const ASSIGNS = new Set(['assign', 'delete-record', 'decide']);

export function assigns(deeds: readonly Deed[]): Deed | undefined {
  return deeds.find((deed) => ASSIGNS.has(deed.role));
}
