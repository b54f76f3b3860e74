import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';

export interface Listening {
  /** An origin without a path. */
  url: string;
  close(): Promise<void>;
}

/** Serves on the loopback interface; port 0 takes a free one. */
export async function listen(listener: RequestListener, port = 0): Promise<Listening> {
  const server = createServer(listener);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulator has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.close();
      // Hanging answers would keep it open for ever.
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
