import { describe, expect, it } from '@jest/globals';
import { readFormula } from '../../../mappings/sugarcrm/formula.ts';

describe('mappings/sugarcrm/formula', () => {
  it.each<[string, string, string[], string[]]>([
    ['nothing', '', [], []],
    ['a field', '$status', ['status'], []],
    ['fields within calls', 'ifElse(equal($status,"New"),add($a_c,2),$b_c)', ['status', 'a_c', 'b_c'], []],
    ['a field once', 'add($a_c, $a_c)', ['a_c'], []],
    ['a string that looks like a field', 'concat("$secret", $name)', ['name'], []],
    ['a dropdown name is no field', 'getDropdownValue("sales_probability_dom",$sales_stage)', ['sales_stage'], []],
    ['the linked record', 'related($accounts, "industry")', [], ['accounts/industry']],
    ['a roll-up', 'rollupSum($revenuelineitems, "forecasted_likely")', [], ['revenuelineitems/forecasted_likely']],
    [
      'a conditional roll-up: values are no fields',
      'rollupConditionalSum($opportunities, "amount", createList("sales_stage"), createList("Won"))',
      [],
      ['opportunities/amount', 'opportunities/sales_stage'],
    ],
    [
      'a conditional count',
      'countConditional($calls, createList("status","direction"), createList("Held","In"))',
      [],
      ['calls/status', 'calls/direction'],
    ],
    ['a count of links', 'count($contacts)', [], []],
    [
      'related within arithmetic',
      'add(related($leads,"ai_conv_multiplier"),$x_c)',
      ['x_c'],
      ['leads/ai_conv_multiplier'],
    ],
    ['single quotes and escapes', `concat('it''s', "say \\"$no\\"", $yes_c)`, ['yes_c'], []],
    ['a broken formula', 'ifElse($a_c, ")"', ['a_c'], []],
    ['other scripts in strings', 'equal($name,"Бюджет (€)")', ['name'], []],
  ])('reads %s', (_title, formula, fields, related) => {
    const found = readFormula(formula);
    expect(found.fields).toEqual(fields);
    expect(found.related.map(({ link, field }) => `${link}/${field}`)).toEqual(related);
  });

  it('bears a formula that is as deep as it is long', () => {
    expect(readFormula('not('.repeat(20_000) + '$deep_c').fields).toEqual(['deep_c']);
  });
});
