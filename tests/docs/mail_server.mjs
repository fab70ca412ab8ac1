// A mail server without encryption that accepts every mail and every password, and records the receivers.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

function answer(command, state) {
  if (state.inMail) {
    if (command !== '.') return '';
    state.inMail = false;
    return '250 taken';
  }
  if (/^EHLO /i.test(command)) return '250-here\r\n250 AUTH PLAIN';
  if (/^AUTH PLAIN /i.test(command)) return '235 welcome';
  if (/^AUTH /i.test(command)) return '334 ';
  if (/^RCPT TO:/i.test(command)) state.receivers.push(/<(.*)>/.exec(command)[1]);
  if (/^DATA/i.test(command)) {
    state.inMail = true;
    return '354 go on';
  }
  if (/^QUIT/i.test(command)) return '221 bye';
  return /^(MAIL|RCPT|RSET|NOOP)/i.test(command) ? '250 well' : '235 welcome';
}

// {host: "127.0.0.1:2525", receivers: [address], close()}
export async function startMailServer() {
  const receivers = [];
  const server = createServer((socket) => {
    const state = { receivers, inMail: false };
    socket.on('error', () => undefined); // doctor connects and disconnects at once
    socket.write('220 here\r\n');
    const lines = createInterface({ input: socket });
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      const words = answer(line, state);
      if (words) socket.write(`${words}\r\n`);
      if (words.startsWith('221')) socket.end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { host: `127.0.0.1:${server.address().port}`, receivers, close: () => server.close() };
}
