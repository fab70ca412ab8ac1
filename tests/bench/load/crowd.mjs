// Bad clients, held: some send a head, a line every two seconds, and never end it, the others ask once and then keep their
// connection idle. Whoever is let go comes back at once. Started by fork(); any message is answered with how many were held at
// least since the one before, and a first message is sent by itself once all are there.
import { connect } from 'node:net';

const [host, port, slow, idle] = process.argv.slice(2);
const wanted = { slow: Number(slow), idle: Number(idle) };
const spare = { slow: 1.25, idle: 1.05 }; // those who are just coming back are not held
const lineMs = 2_000;
const firstLifeMs = 10_000; // so that not all are let go at the same moment ever after
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
