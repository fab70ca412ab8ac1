// Draws the demo's picture: `node web/demo/pictures/draw.mjs`. It is our own, so that the demo shows nobody's photograph.
// A picture is a function from a point (x to the right, y down, 0 to 16 and 0 to 9) to a colour.
import { writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

const [width, height, samples] = [1600, 900, 2];

const hex = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
const circle = (x, y, cx, cy, r) => Math.hypot(x - cx, y - cy) < r;
const box = (x, y, left, top, right, bottom) => x > left && x < right && y > top && y < bottom;
// A sun that rises behind hills, and a house with its door open and a light in the window.
function home(x, y) {
  const sky = ['#f7d9a8', '#f4c98a', '#efb36c', '#e89c55'].map(hex);
  const door = box(x, y, 10.55, 5.35, 11.35, 7.2);
  if (door) return hex('#ffe9b0');
  if (box(x, y, 12, 5.5, 12.8, 6.3)) return Math.abs(x - 12.4) < 0.04 || Math.abs(y - 5.9) < 0.04 ? hex('#173f2b') : hex('#ffe9b0');
  if (box(x, y, 9.9, 4.7, 13.4, 7.2)) return hex('#2c5a41');
  if (y > 2.9 && y < 4.75 && Math.abs(x - 11.65) < (y - 2.9) * 1.15 + 0.05) return hex('#173f2b');
  if (box(x, y, 12.5, 2.9, 13, 4.2)) return hex('#173f2b');
  const path = 10.95 + (y - 7.2) * -1.6;
  if (y > 7.2 && Math.abs(x - path) < 0.35 + (y - 7.2) * 0.75) return hex('#f1dcae');
  if (y > 7.1 - 0.25 * Math.sin(x / 2.6 + 1)) return hex('#1f6f43');
  if (y > 6.3 - 0.7 * Math.sin(x / 3.1 - 0.4)) return hex('#3d8a5d');
  if (y > 5.2 - 0.9 * Math.sin(x / 3.6 + 1.9)) return hex('#6fab85');
  if (circle(x, y, 4.6, 4.4, 1.5)) return hex('#fff3d1');
  const ring = Math.floor(Math.hypot(x - 4.6, y - 4.4) / 2.1);
  return sky[Math.min(sky.length - 1, ring)];
}

function rowsOf(draw) {
  const rows = [];
  for (let row = 0; row < height; row += 1) {
    const bytes = Buffer.alloc(1 + width * 3); // the first byte: no filter
    for (let column = 0; column < width; column += 1) {
      let sum = [0, 0, 0];
      for (let sample = 0; sample < samples ** 2; sample += 1) {
        const at = (pixel, part) => ((pixel + (part + 0.5) / samples) * 16) / width;
        const colour = draw(at(column, sample % samples), at(row, Math.floor(sample / samples)));
        sum = sum.map((value, i) => value + colour[i]);
      }
      bytes.set(sum.map((value) => Math.round(value / samples ** 2)), 1 + column * 3);
    }
    rows.push(bytes);
  }
  return Buffer.concat(rows);
}

// RFC 2083, 15. Node.js 18 has none.
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

// A chunk of a PNG (RFC 2083, 3.2).
function chunk(type, data) {
  const out = Buffer.alloc(12 + data.length);
  out.writeUInt32BE(data.length);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
  return out;
}

function png(draw) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8); // 8 bits, RGB
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rowsOf(draw), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

writeFileSync(new URL('home.png', import.meta.url), png(home));
