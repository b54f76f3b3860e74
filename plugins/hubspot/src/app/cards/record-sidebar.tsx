import { hubspot } from '@hubspot/ui-extensions';
import { RecordCard } from '../shared/record-card.tsx';

hubspot.extend<'crm.record.sidebar'>(({ context }) => <RecordCard context={context} />);
