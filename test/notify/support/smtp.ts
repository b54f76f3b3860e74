import { EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface Received {
  from: string;
  to: string[];
  /** Headers and text, as they came. */
  data: string;
}

/** As much of an SMTP server as a mail needs, on a free port. `refuse`: its answer to a recipient. */
export async function startSmtp() {
  const received: Received[] = [];
  const arrivals = new EventEmitter();
  const sockets = new Set<Socket>();
  let refuse: string | undefined;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => undefined);
    let mail: Received = { from: '', to: [], data: '' };
    let inData = false;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test');
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (inData && line !== '.') {
          mail.data += `${line}\r\n`;
        } else if (inData) {
          inData = false;
          received.push(mail);
          arrivals.emit('mail');
          mail = { from: '', to: [], data: '' };
          say('250 kept as 4711');
        } else if (/^MAIL FROM:/i.test(line)) {
          mail.from = line.slice(10);
          say('250 ok');
        } else if (/^RCPT TO:/i.test(line)) {
          mail.to.push(line.slice(8));
          say(refuse ?? '250 ok');
        } else if (/^DATA/i.test(line)) {
          inData = true;
          say('354 go on');
        } else {
          say(/^QUIT/i.test(line) ? '221 bye' : '250 ok');
        }
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** When so many have come. */
    async mailed(count: number) {
      while (received.length < count) {
        await once(arrivals, 'mail');
      }
    },
    refuseWith: (answer?: string) => void (refuse = answer),
    async close() {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}
