import { describe, expect, it } from '@jest/globals';
import { chat } from '../../../connectors/sugarcrm/chat.ts';
import { csp } from '../../../connectors/sugarcrm/csp.ts';
import { identify, server } from '../../../connectors/sugarcrm/server.ts';
import { asUser, pull, withHead } from './support/instance.ts';
import { fault, signIn, sugarApi, testClient } from './support/sugar.ts';

describe('connectors/sugarcrm/server', () => {
  it('names the account by its host, and by its folder where it has one', async () => {
    signIn();
    asUser();
    expect(await identify(testClient())).toEqual({ id: 'acme.sugarondemand.com', name: 'acme.sugarondemand.com' });
    expect(testClient({ url: 'http://localhost:8888/sugar/' }).host).toBe('localhost:8888/sugar');
  });

  it('tells version, edition and licences, unknown ones as they are, and no key', async () => {
    asUser();
    withHead(
      {
        product_name: 'SugarAI',
        licenses: { 0: 'SUGAR_SELL', 2: 'NEW_THING_26' },
        license_key: 'k-123',
        si_product_list: 'SUGAR_SELL_PREMIER_BUNDLE',
      },
      { idmModeEnabled: 1, catalogEnabled: 'true' },
    );
    const { assets, payload } = await pull(server);
    expect(payload('acme.sugarondemand.com')).toEqual({
      version: '13.3.0',
      flavor: 'ENT',
      productName: 'SugarAI',
      restVersion: 'v11_23',
      userType: 'admin',
      idm: true,
      catalogEnabled: true,
    });
    expect(payload('NEW_THING_26')).toEqual({ key: 'NEW_THING_26', held: true, onUser: false });
    expect(payload('SUGAR_SELL_PREMIER_BUNDLE')).toMatchObject({ held: true });
    expect(payload('HINT')).toMatchObject({ onUser: true });
    expect(JSON.stringify(assets)).not.toMatch(/k-123|jane/i);
  });

  it('reads no sections out of metadata of another shape, and fails on what is no JSON', async () => {
    asUser();
    sugarApi().get('/metadata').query(true).reply(200, { server_info: [], config: 'odd', full_module_list: null });
    expect((await pull(server)).payload('acme.sugarondemand.com')).toMatchObject({ idm: false });
    asUser();
    sugarApi().get('/metadata').query(true).times(9).reply(200, '{"server_info":{');
    expect((await pull(server)).error).toMatchObject({ code: 'UNEXPECTED_SHAPE' });
  });
});

describe('connectors/sugarcrm/csp', () => {
  it('keeps each host once, with what it is allowed for', async () => {
    withHead(
      {},
      { csp: "default-src 'self' data: *.sugarcrm.com; connect-src https://API.openai.com:443/v1 *.sugarcrm.com" },
    );
    const { assets } = await pull(csp);
    expect(assets.map(({ payload }) => payload)).toEqual([
      { host: '*.sugarcrm.com', directives: ['connect-src', 'default-src'] },
      { host: 'api.openai.com', directives: ['connect-src'] },
    ]);
  });

  it('asks for the settings where the metadata hold no policy, and is denied to others', async () => {
    withHead();
    sugarApi().get('/Administration/config/csp').reply(200, { csp: true, csp_frame_src: 'https://bot.example.com' });
    expect((await pull(csp)).payload()).toEqual({ host: 'bot.example.com', directives: ['frame-src'] });
    withHead();
    sugarApi().get('/Administration/config/csp').reply(403, fault('not_authorized'));
    expect((await pull(csp)).error).toMatchObject({ code: 'ACCESS_DENIED', grants: ['admin user'] });
  });
});

describe('connectors/sugarcrm/chat', () => {
  const settings = {
    aws: true,
    aws_connect_instance_name: 'acme-connect',
    aws_connect_region: 'eu-central-1',
    aws_connect_enable_portal_chat: '1',
    aws_connect_api_gateway_url: 'https://x.execute-api.eu-central-1.amazonaws.com/Prod',
    aws_connect_contact_flow_id: 'flow-1',
    aws_connect_instance_id: 'instance-1',
    aws_header_title: 'Ask our virtual assistant',
    aws_header_color: '#ffffff',
    aws_footer_text: '',
  };

  it('tells whether it is on and complete, and what visitors see', async () => {
    withHead();
    sugarApi().get('/Administration/config/aws').reply(200, settings);
    expect((await pull(chat)).payload('portal-chat')).toEqual({
      source: 'settings',
      name: 'Portal chat',
      enabled: true,
      complete: true,
      instance: 'acme-connect',
      region: 'eu-central-1',
      sugarLive: true,
      headerTexts: ['Ask our virtual assistant'],
      greetings: [],
      participants: [],
    });
  });

  it('reads of the metadata what others may see, and names the gap', async () => {
    withHead(
      {},
      { awsConnectInstanceName: 'acme', awsConnectRegion: 'eu-central-1', awsConnectEnablePortalChat: true },
    );
    sugarApi().get('/Administration/config/aws').reply(403, fault('not_authorized'));
    const { payload, refused } = await pull(chat);
    expect(payload('portal-chat')).toMatchObject({ enabled: true, complete: false, region: 'eu-central-1' });
    expect(refused).toMatchObject([{ grant: 'admin user' }]);
  });

  it('is unavailable where no product has it', async () => {
    withHead({ licenses: ['CURRENT'] });
    sugarApi().get('/Administration/config/aws').reply(200, []);
    expect((await pull(chat)).error).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('fails on another shape', async () => {
    withHead();
    sugarApi().get('/Administration/config/aws').reply(200, '"text"');
    expect((await pull(chat)).error).toMatchObject({ code: 'UNEXPECTED_SHAPE' });
  });
});
