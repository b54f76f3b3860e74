import type { NotVisible } from '../model/inventory.ts';
import type { Words } from './words.ts';

/** What could not be seen, with its question in the reader's language; as it was kept where there are no words for it. */
export function presentNotVisible({ asked, ...item }: NotVisible, words: Words): Omit<NotVisible, 'asked'> {
  const id = `asked.${item.catalogueId}`;
  if (!asked || (asked.own && !words.has(id))) {
    return item;
  }
  const { own, hints, names } = asked;
  const parts = [
    names === undefined ? '' : words.text({ id: 'asked.values', params: { names } }),
    words.text(own ? { id } : { id: 'asked.any', params: { name: item.name } }),
    hints === undefined ? '' : words.text({ id: 'asked.seen', params: { hints } }),
  ];
  return { ...item, question: parts.filter(Boolean).join(' ') };
}
