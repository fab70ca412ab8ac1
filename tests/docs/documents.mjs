// Reads the project's documents as far as tests need it: code blocks, tables, headings, links, lines of prose.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const ignored = new Set(['build', 'node_modules', '.git']);

// All Markdown files of the project, as paths from its root.
export function documents(folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : documents(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

// The anchor that a forge makes from a heading: "Two commands" becomes #two-commands.
function anchorOf(heading) {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
}

function cellsOf(row) {
  return row.slice(1, row.lastIndexOf('|')).split(' |').map((cell) => cell.trim());
}

// {path, lines, blocks: [{language, text, line, heading}], anchors, prose: [{text, line}],
//   tables: [{heading, head: [cell], rows: [[cell]]}]}; lines are counted from 1.
export function read(path) {
  const lines = readFileSync(join(root, path), 'utf8').replace(/\n$/, '').split('\n');
  const found = { path, lines, blocks: [], anchors: [], prose: [], tables: [] };
  let block;
  let heading = '';
  lines.forEach((text, index) => {
    const line = index + 1;
    const fence = /^```(\S*)$/.exec(text);
    if (block) {
      if (fence) block = undefined;
      else block.text += `${text}\n`;
    } else if (fence) {
      block = { language: fence[1], text: '', line, heading };
      found.blocks.push(block);
    } else if (text.startsWith('|')) {
      addRow(found, text, lines[index - 1] ?? '', heading);
    } else {
      const title = /^#+ (.*)$/.exec(text);
      if (title) found.anchors.push(anchorOf((heading = title[1])));
      found.prose.push({ text, line });
    }
  });
  if (block) throw new Error(`${path}:${block.line}: the code block does not end`);
  return found;
}

function addRow({ tables }, text, before, heading) {
  if (!before.startsWith('|')) return tables.push({ heading, head: cellsOf(text), rows: [] });
  if (!/^\|[-:| ]+\|$/.test(text)) tables.at(-1).rows.push(cellsOf(text));
}

export function blocksOf(document, language) {
  return document.blocks.filter((block) => block.language === language);
}

// The table under a heading whose first column is named `column`.
export function tableOf(document, heading, column) {
  const table = document.tables.find((each) => each.heading === heading && each.head[0] === column);
  if (!table) throw new Error(`${document.path} has no table "${column}" under "${heading}"`);
  return table;
}

// The `code` spans of a text.
export function codeOf(text) {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
}

// A document's links: [{target, line}], without those in code.
export function linksOf(document) {
  const rows = document.lines.map((text, index) => ({ text, line: index + 1 })).filter(({ text }) => text.startsWith('|'));
  return [...document.prose, ...rows].flatMap(({ text, line }) =>
    [...text.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => ({ target, line })));
}

export function exists(path) {
  return existsSync(join(root, path));
}
