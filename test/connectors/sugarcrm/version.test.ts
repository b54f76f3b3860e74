import { describe, expect, it } from '@jest/globals';
import { agreedVersion, inPath } from '../../../connectors/sugarcrm/version.ts';

describe('connectors/sugarcrm/version', () => {
  it.each<{ message: string; expected: string }>`
    message                                                                      | expected
    ${'Please change your requested API version to value between 10 and 11.16.'} | ${'v11_16'}
    ${'Please change your requested API version to value between 10 and 11.4.'}  | ${'v11_4'}
    ${'Bitte eine Version zwischen 10 und 11.27 angeben.'}                       | ${'v11_23'}
    ${'Please change your requested API version to value between 10 and 10.'}    | ${'v10'}
    ${'Please change your requested API version to value between 12 and 12.4.'}  | ${'v12'}
  `('$message → $expected', ({ message, expected }) => {
    expect(inPath(agreedVersion(message)!)).toBe(expected);
  });

  it('is unknown when no range is named', () => {
    expect(agreedVersion('Moved permanently')).toBeUndefined();
  });
});
