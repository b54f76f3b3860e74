import { hubspot } from '@hubspot/ui-extensions';
import { SettingsPage } from '../shared/settings-page.tsx';

hubspot.extend<'settings'>(({ context }) => <SettingsPage context={context} />);
