// Holds connections of bad clients. Some send a request head, one line every two seconds, and never finish it. The
// others send one request and keep their connection idle. A client that is disconnected reconnects at once.
//
// Started by fork(). It answers any message with the least number of clients held since the last message, and sends a
// first message once all are connected.
import { connect } from 'node:net';

const [host, port, slow, idle] = process.argv.slice(2);
const wanted = { slow: Number(slow), idle: Number(idle) };
const spare = { slow: 1.25, idle: 1.05 }; // spare clients, as those that are reconnecting are not held
const lineMs = 2_000;
const firstLifeMs = 10_000; // so that not all are disconnected at the same moment later
const open = { slow: 0, idle: 0 };
let least = { ...wanted };
let comebacks = 0;
let complete = false;

function count(kind, change) {
  open[kind] += change;
  if (complete) least[kind] = Math.min(least[kind], open[kind]);
  if (complete || open.slow < wanted.slow || open.idle < wanted.idle) return;
  complete = true;
  process.send({ complete });
}

function hold(kind, lifeMs) {
  const socket = connect({ host, port: Number(port), noDelay: true });
  let line;
  socket.on('connect', () => {
    count(kind, 1);
    socket.on('close', () => count(kind, -1));
    socket.write(kind === 'slow' ? 'GET / HTTP/1.1\r\nHost: crowd\r\n' : 'GET /healthz HTTP/1.1\r\nHost: crowd\r\n\r\n');
    if (kind === 'slow') line = setInterval(() => socket.write('X-Slow: 1\r\n'), lineMs);
  });
  const end = lifeMs === undefined ? undefined : setTimeout(() => socket.destroy(), lifeMs);
  socket.on('end', () => socket.destroy());
  socket.on('error', () => {});
  socket.on('close', () => {
    clearInterval(line);
    clearTimeout(end);
    ++comebacks;
    hold(kind);
  });
  socket.resume();
}

process.on('message', () => {
  process.send({ ...least, comebacks });
  least = { ...open };
  comebacks = 0;
});
process.on('disconnect', () => process.exit());
for (let i = 0; i < wanted.slow * spare.slow; ++i) hold('slow', Math.random() * firstLifeMs);
for (let i = 0; i < wanted.idle * spare.idle; ++i) hold('idle');
