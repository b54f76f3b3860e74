import { hubspot } from '@hubspot/ui-extensions';
import { Overview } from '../shared/overview.tsx';

hubspot.extend<'pages'>(({ context }) => <Overview context={context} />);
