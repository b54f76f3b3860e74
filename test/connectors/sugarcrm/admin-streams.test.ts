import { describe, expect, it } from '@jest/globals';
import { enrichment } from '../../../connectors/sugarcrm/enrichment.ts';
import { forecasts } from '../../../connectors/sugarcrm/forecasts.ts';
import { packages } from '../../../connectors/sugarcrm/packages.ts';
import { pull, withHead } from './support/instance.ts';
import { fault, sugarApi } from './support/sugar.ts';

const denied = fault('not_authorized');

describe('connectors/sugarcrm/packages', () => {
  const HELP = '<html><td>GET</td><td>/Leads/count</td><a>/openai/&lt;model&gt;/complete</a> main/retail.js</html>';
  const rest = () => {
    sugarApi()
      .get('/Administration/adminPanelDefs')
      .reply(200, [
        {
          label: 'Tools',
          options: [
            { label: 'ACME AI', description: 'Keys', link: '#acme-ai' },
            { label: 'Maintain airports', link: '#x' },
            'odd',
          ],
        },
        { label: 'None', options: [] },
      ]);
    sugarApi().get('/help').reply(200, HELP, { 'content-type': 'text/html' });
  };

  it('keeps packages whole, of panels and addresses only what speaks of AI', async () => {
    sugarApi()
      .get('/Administration/packages/installed')
      .reply(200, {
        packages: [
          {
            id: 'p',
            name: 'ACME GPT',
            version: '1.0',
            description: 'Asks a model',
            enabled: 'DISABLED',
            type: 'module',
          },
          { name: 'no id' },
        ],
      });
    rest();
    const { assets, payload, quarantined } = await pull(packages);
    expect(payload('p')).toEqual({
      name: 'ACME GPT',
      version: '1.0',
      description: 'Asks a model',
      enabled: false,
      installed: true,
    });
    expect(quarantined).toHaveLength(1);
    expect(assets.map(({ kind, externalId }) => `${kind} ${externalId}`)).toEqual([
      'package p',
      'admin-panel #acme-ai',
      'route openai/model/complete',
    ]);
  });

  it('asks an older instance for all packages', async () => {
    sugarApi().get('/Administration/packages/installed').reply(404, fault('no_method'));
    sugarApi().get('/Administration/packages').reply(200, { packages: [] });
    rest();
    expect((await pull(packages)).error).toBeUndefined();
  });

  it('names what others may not see, and is denied when that is all', async () => {
    sugarApi().get('/Administration/packages/installed').reply(403, denied);
    sugarApi().get('/Administration/adminPanelDefs').reply(403, denied);
    sugarApi().get('/help').reply(200, HELP);
    const { refused, error } = await pull(packages);
    expect(error).toBeUndefined();
    expect(refused.map(({ what, grant }) => [what, grant])).toEqual([
      ['installed packages', 'admin user'],
      ['settings of packages', 'admin user'],
    ]);
    sugarApi().get('/Administration/packages/installed').reply(403, denied);
    sugarApi().get('/Administration/adminPanelDefs').reply(403, denied);
    sugarApi().get('/help').reply(403, denied);
    expect((await pull(packages)).error).toMatchObject({ code: 'ACCESS_DENIED' });
  });

  it('fails on another shape', async () => {
    sugarApi().get('/Administration/packages/installed').reply(200, { list: [] });
    expect((await pull(packages)).error).toMatchObject({ code: 'UNEXPECTED_SHAPE' });
  });
});

describe('connectors/sugarcrm/forecasts', () => {
  it('keeps how forecasts are made', async () => {
    sugarApi()
      .get('/Forecasts/config')
      .reply(200, {
        is_setup: 1,
        forecast_by: 'Opportunities',
        forecast_ranges: 'show_binary',
        worksheet_columns: ['amount', 'probability'],
      });
    expect((await pull(forecasts)).payload()).toEqual({
      isSetup: true,
      forecastBy: 'Opportunities',
      ranges: 'show_binary',
      columns: ['amount', 'probability'],
    });
  });

  it('is unavailable without Sell, denied with it, a failure when odd', async () => {
    sugarApi().get('/Forecasts/config').reply(403, denied);
    withHead({ licenses: ['SUGAR_SERVE'] });
    expect((await pull(forecasts)).error).toMatchObject({ code: 'UNAVAILABLE' });
    sugarApi().get('/Forecasts/config').reply(403, denied);
    withHead();
    expect((await pull(forecasts)).error).toMatchObject({ code: 'ACCESS_DENIED' });
    sugarApi().get('/Forecasts/config').reply(200, '7');
    expect((await pull(forecasts)).error).toMatchObject({ code: 'UNEXPECTED_SHAPE' });
  });
});

describe('connectors/sugarcrm/enrichment', () => {
  it('tells whether Hint is there and what it fills in', async () => {
    sugarApi().get('/hint/license/check').reply(200, { isHintUser: true });
    const config = JSON.stringify({ Leads: { fields: {} }, Contacts: { fields: {} } });
    sugarApi()
      .get('/hint/enrich/config')
      .reply(200, { response: { id: 'x', config_data: config } });
    expect((await pull(enrichment)).payload()).toEqual({
      isHintUser: true,
      configured: true,
      modules: ['Leads', 'Contacts'],
    });
  });

  it.each([
    [403, denied, 1],
    [422, fault('missing_parameter'), 0],
    [404, fault('no_method'), 0],
  ])('does without settings that are answered with %s', async (status, body, gaps) => {
    sugarApi().get('/hint/license/check').reply(200, { isHintUser: 'false' });
    withHead({ licenses: ['HINT'] });
    sugarApi().get('/hint/enrich/config').reply(status, body);
    const { payload, refused } = await pull(enrichment);
    expect(payload()).toEqual({ isHintUser: false });
    expect(refused).toHaveLength(gaps);
  });

  it('asks for no settings of what the instance has no licence for', async () => {
    sugarApi().get('/hint/license/check').reply(200, { isHintUser: false });
    withHead({ licenses: ['SUGAR_SELL'] });
    const { payload, refused } = await pull(enrichment);
    expect([payload(), refused]).toEqual([{ isHintUser: false, configured: false, modules: [] }, []]);
  });

  it('is unavailable in versions without it', async () => {
    sugarApi().get('/hint/license/check').reply(404, fault('no_method'));
    expect((await pull(enrichment)).error).toMatchObject({ code: 'UNAVAILABLE' });
  });
});
