import type { Body } from '../../shared/body.ts';
import type { Call } from '../api/route.ts';
import { uuidOf } from '../instance/ids.ts';

export function serverInfoOf({ instance }: Call): Body {
  const { world, profile } = instance;
  return {
    flavor: world.flavor,
    version: profile.version,
    build: profile.build,
    marketing_version: profile.marketingVersion,
    product_name: profile.productName,
    licenses: [...instance.licences],
    fts: { enabled: true, type: 'Elastic' },
    portal_active: world.settings.portal !== undefined || instance.licences.has('SUGAR_SERVE'),
    host_environment: world.hosting === 'cloud' ? 'cloud' : 'on-premise',
    host_designation: '',
    site_id: uuidOf('site', instance.name),
    si_product_list: world.bundle,
    si_type: '',
    si_tier: '',
    si_rli_enabled: true,
    si_forecasts_is_setup: Number(world.forecasts.is_setup === true),
  };
}
