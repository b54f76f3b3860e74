import { describe, expect, it } from '@jest/globals';
import { Button, Text } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { useState } from 'react';
import type { Asked } from '#plugins/hubspot/src/app/shared/ask.ts';
import { useAnswer } from '#plugins/hubspot/src/app/shared/use-answer.ts';
import { until } from './support/card.tsx';

/** Questions that a test answers one by one, in any order. */
function show(first: string | undefined) {
  const open: { question: string; answer: (text: string) => void }[] = [];
  function Asker() {
    const [question, setQuestion] = useState(first);
    const { asked, again } = useAnswer(
      question,
      () =>
        new Promise<Asked<string>>((resolve) => {
          const answer = (text: string) => {
            resolve({ ok: true, answer: text });
          };
          open.push({ question: question ?? '', answer });
        }),
    );
    return (
      <>
        <Text>{asked?.ok ? asked.answer : 'nothing'}</Text>
        <Button onClick={() => again()}>again</Button>
        <Button onClick={() => again(true)}>fresh</Button>
        <Button onClick={() => setQuestion('b')}>other</Button>
      </>
    );
  }
  const renderer = createRenderer('crm.record.tab');
  renderer.render(<Asker />);
  const text = () => renderer.find(Text).text;
  const press = (name: string) => {
    renderer.find(Button, ({ text }) => text === name).trigger('onClick');
  };
  const asked = async (count: number) => {
    await until(() => open.length === count);
    return open[count - 1];
  };
  const becomes = (expected: string) => renderer.waitFor(() => expect(text()).toBe(expected));
  return { text, press, asked, becomes, open };
}

describe('hubspot/shared/use-answer', () => {
  it('asks anew and keeps what it has until the new answer is there', async () => {
    const { press, asked, becomes, text } = show('a');
    (await asked(1))?.answer('one');
    await becomes('one');

    press('again');
    const second = await asked(2);
    expect(text()).toBe('one');
    second?.answer('two');

    await becomes('two');
  });

  it('forgets at once when told to', async () => {
    const { press, asked, becomes } = show('a');
    (await asked(1))?.answer('one');
    await becomes('one');

    press('fresh');

    await becomes('nothing');
  });

  it('never shows one question’s answer for another', async () => {
    const { press, asked, becomes, text } = show('a');
    (await asked(1))?.answer('one');
    await becomes('one');

    press('other');
    expect(text()).toBe('nothing');
    (await asked(2))?.answer('of b');

    await becomes('of b');
  });

  it('drops an answer that comes after the next', async () => {
    const { press, asked, becomes, text } = show('a');
    const first = await asked(1);
    press('again');
    (await asked(2))?.answer('new');
    await becomes('new');

    first?.answer('old');
    await new Promise((resolve) => setImmediate(resolve));

    expect(text()).toBe('new');
  });

  it('asks nothing until there is a question', async () => {
    const { press, asked, open } = show(undefined);
    await new Promise((resolve) => setImmediate(resolve));
    expect(open).toEqual([]);

    press('other');

    expect((await asked(1))?.question).toBe('b');
  });
});
