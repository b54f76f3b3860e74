import type { Body } from '../../shared/body.ts';
import type { Call } from '../api/route.ts';
import type { Instance } from '../instance/instance.ts';

/** `metadata.config`, which anyone logged in reads. */
export function configOf(call: Call): Body {
  const { world } = call.instance;
  return {
    maxQueryResult: 20,
    maxSubpanelResult: 5,
    maxRecordFetchSize: 1_000,
    ...publicConfigOf(call),
    ...(world.catalogUrl !== undefined && { catalogEnabled: true, catalogUrl: world.catalogUrl }),
    ...amazonOf(call.instance),
    csp: world.csp,
    ...world.config,
  };
}

export function publicConfigOf({ instance, origin }: Call): Body {
  const { idm } = instance.world;
  if (idm === undefined) return { idmModeEnabled: false };
  return { idmModeEnabled: true, stsUrl: `${origin}/sts`, tenant: idm.tenant };
}

/** What Amazon Connect's settings are called for the browser. */
function amazonOf(instance: Instance): Body {
  const settings = instance.world.settings.aws;
  if (settings === undefined || !hasAmazon(instance)) return {};
  return {
    awsConnectInstanceName: settings.aws_connect_instance_name ?? '',
    awsConnectRegion: settings.aws_connect_region ?? '',
    awsConnectEnablePortalChat: settings.aws_connect_enable_portal_chat === '1',
  };
}

export const hasAmazon = ({ licences }: Instance) => licences.has('SUGAR_SERVE') || licences.has('SUGAR_SELL');
