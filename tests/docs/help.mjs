// The output of the server's --help and of ./dev help.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './documents.mjs';

export const program = process.env.UNDERSIGNED_SERVER ?? join(root, 'build/dev/server/undersigned-server');

function outputOf(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error ?? stderr}`);
  return stdout;
}

function section(help, title) {
  return new RegExp(`^${title}:\\n((?: .*\\n)+)`, 'm').exec(help)?.[1].split('\n') ?? [];
}

const column = 30; // where an option's description begins, in its line or, for a long option, in the next

// "  --data TEXT=./folder": the name and the default.
function readOption(line, index, lines) {
  const own = lines[index + 1]?.startsWith(' '.repeat(column)) ? line : line.slice(0, column);
  const [, name, kind] = /^ {2}(?:-\w,)?(--[\w-]+)(.*)$/.exec(own) ?? [];
  if (!name || name === '--help') return [];
  return [{ name, preset: kind.includes('=') ? kind.slice(kind.indexOf('=') + 1).trim() : '' }];
}

// {options: [{name, preset}], commands: {name: the same}} of the program or of one of its commands.
export function helpOf(words = []) {
  const help = outputOf(program, [...words, '--help']);
  const names = section(help, 'Subcommands').flatMap((line) => /^ {2}([\w-]+)/.exec(line)?.[1] ?? []);
  return {
    options: section(help, 'Options').flatMap(readOption),
    commands: Object.fromEntries(names.map((name) => [name, helpOf([...words, name])])),
  };
}

// {commands: [name], variables: [name]}
export function devHelp() {
  const help = outputOf(join(root, 'dev'), ['help']);
  return {
    commands: [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name),
    variables: help.match(/UNDERSIGNED_[A-Z_]+/g),
  };
}
