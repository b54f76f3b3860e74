import { type AuditEntry, type ChainHead, INSTALL_CHAIN } from '../../model/audit.ts';
import { BEGINNING } from './append.ts';
import { hashOf } from './entry.ts';

export interface AuditFault {
  chain: string;
  seq: number;
  fault: string;
}

export interface Verified {
  head: ChainHead;
  faults: AuditFault[];
  tenants: Told;
}

/** What the chain of the install says of tenants; the others say nothing. */
export interface Told {
  there: Set<string>;
  /** The entry of the last erasure, also of those who came back. */
  erased: Map<string, number>;
}

/** Walks one chain from its first entry to its head. `known`: heads noted earlier, at another place. */
export async function verifyChain(
  head: ChainHead,
  entries: AsyncIterable<AuditEntry>,
  known: readonly ChainHead[] = [],
): Promise<Verified> {
  const { chain } = head;
  const faults: AuditFault[] = [];
  const tenants: Told = { there: new Set(), erased: new Map() };
  const noted = new Map(known.filter((one) => one.chain === chain).map((one) => [one.seq, one.hash]));
  let last = { seq: 0, hash: BEGINNING };
  for await (const entry of entries) {
    const { seq, previous, hash } = entry;
    const gap = seq - last.seq - 1;
    if (gap > 0) {
      faults.push({
        chain,
        seq: last.seq + 1,
        fault: gap === 1 ? 'is missing' : `and ${gap - 1} after it are missing`,
      });
    } else if (previous !== last.hash) {
      faults.push({ chain, seq, fault: 'does not follow from the entry before it' });
    }
    if (hashOf(entry) !== hash) {
      faults.push({ chain, seq, fault: 'was changed or moved' });
    }
    if ((noted.get(seq) ?? hash) !== hash) {
      faults.push({ chain, seq, fault: 'is not the entry that was noted earlier' });
    }
    follow(tenants, entry);
    last = { seq, hash };
  }
  if (last.seq < head.seq) {
    faults.push({ chain, seq: last.seq + 1, fault: `to ${head.seq} were cut off` });
  } else if (last.seq > head.seq || last.hash !== head.hash) {
    faults.push({ chain, seq: last.seq, fault: 'is not the one that the head of the chain names' });
  }
  for (const seq of noted.keys()) {
    if (seq > last.seq) {
      faults.push({ chain, seq, fault: 'was noted earlier and is gone' });
    }
  }
  return { head: { chain, ...last }, faults, tenants };
}

/** Chains that should be there and are not, or the other way round. */
export function verifyChains(heads: readonly ChainHead[], tenants: Told): AuditFault[] {
  const found = new Set(heads.map(({ chain }) => chain).filter((chain) => chain !== INSTALL_CHAIN));
  const gone = [...tenants.there].filter((chain) => !found.has(chain));
  const unknown = [...found].filter((chain) => !tenants.there.has(chain));
  return [
    ...gone.map((chain) => ({ chain, seq: 1, fault: 'and all after it are gone, without a note of its erasure' })),
    ...unknown.map((chain) => ({ chain, seq: 1, fault: 'begins a chain that the install knows nothing of' })),
  ];
}

/** An erased tenant's entries are gone with good reason: what was noted of them before counts no more. */
export function stillExpected(known: readonly ChainHead[], { erased }: Told): ChainHead[] {
  const then = known.find(({ chain }) => chain === INSTALL_CHAIN)?.seq ?? 0;
  return known.filter(({ chain }) => (erased.get(chain) ?? 0) <= then);
}

function follow({ there, erased }: Told, { chain, seq, action, target = '' }: AuditEntry): void {
  if (chain !== INSTALL_CHAIN) {
    return;
  }
  if (action === 'tenant.created') {
    there.add(target);
  } else if (action === 'tenant.erased') {
    there.delete(target);
    erased.set(target, seq);
  }
}
