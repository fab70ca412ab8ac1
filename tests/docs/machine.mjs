// A simulated machine in a folder, on which the commands of server/README.md are run unchanged: /usr, /etc and /var are
// inside the folder, as is a checkout with the build of ./dev. systemctl reads only the parts of the unit that start
// the server with its options. Nothing needs root.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lineOf } from '../run/child.mjs';
import { root } from './documents.mjs';
import { program } from './help.mjs';
import { startMailServer } from './mail_server.mjs';

const assets = process.env.UNDERSIGNED_ASSETS ?? join(root, 'build/web');
const metricsToken = 'of-the-tests-0123456789abcdef';
const campaign = 'save-the-library'; // in server/README.md
const patienceMs = 20_000;

// Environment options of this process must not reach the commands.
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('UNDERSIGNED_')));

export class Machine {
  static async make() {
    const machine = new Machine();
    machine.folder = await mkdtemp(join(tmpdir(), 'undersigned-docs-'));
    machine.checkout = join(machine.folder, 'checkout');
    for (const folder of ['build/release/server', 'server']) await mkdir(join(machine.checkout, folder), { recursive: true });
    for (const folder of ['/var/lib', '/var/backups', '/usr/share', '/usr/bin', '/etc/undersigned']) {
      await mkdir(machine.path(folder), { recursive: true });
    }
    await symlink(program, join(machine.checkout, 'build/release/server/undersigned-server'));
    await cp(assets, join(machine.checkout, 'build/web'), { recursive: true });
    await cp(join(root, 'server/deploy'), join(machine.checkout, 'server/deploy'), { recursive: true });
    await machine.write('/etc/undersigned/smtp-password', 'a password\n');
    machine.mail = await startMailServer();
    return machine;
  }

  // The path in this folder for a path in the documents.
  path(word) {
    return /^\/(usr|etc|var)\//.test(word) ? join(this.folder, word) : word;
  }

  async write(path, text) {
    await writeFile(path.startsWith('/') ? this.path(path) : join(this.checkout, path), text, { mode: 0o600 });
  }

  environment() {
    return {
      ...clean, UNDERSIGNED_DATA: this.path('/var/lib/undersigned'), UNDERSIGNED_METRICS_TOKEN: metricsToken,
      UNDERSIGNED_SMTP_PASSWORD: 'a password',
    };
  }

  // Replaces the placeholders that documents leave to the reader.
  fill(word) {
    const known = { ID: this.signature, TOKEN: undefined };
    const filled = known[word] ?? word.replace('TOKEN', metricsToken).replace('mail.example.org:587', this.mail.host);
    return this.path(filled);
  }

  async run(command, args, input = '') {
    const options = { cwd: this.checkout, env: this.environment(), stdio: ['pipe', 'pipe', 'pipe'] };
    const child = spawn(command, args, options);
    child.stdin.on('error', () => undefined).end(input);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
    const [status] = await once(child, 'close');
    return { status, said };
  }

  async install() {
    const { status, said } = await this.run('env', [`DESTDIR=${this.folder}`, 'cmake', '--install', dirname(dirname(program))]);
    if (status !== 0) throw new Error(said);
  }

  // Starts a server on a free port and waits until it answers.
  async serve(command, args, environment = {}) {
    const env = { ...this.environment(), ...environment };
    const all = [...args, '--port', '0', '--print-port', '--sign-ms-min', '0'];
    this.server = spawn(command, all, { cwd: this.checkout, env, stdio: ['ignore', 'pipe', 'ignore'] });
    const [, port] = await lineOf(this.server.stdout, /^listening on \S+:(\d+)$/);
    this.address = `http://127.0.0.1:${port}`;
  }

  async stop() {
    if (!this.server) return;
    const ended = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await ended;
    this.server = undefined;
  }

  // Starts the server as in the installed unit. systemd creates the folder of StateDirectory=.
  async startUnit() {
    const unit = await readFile(this.path('/usr/lib/systemd/system/undersigned.service'), 'utf8');
    const [, command, args] = /^ExecStart=(\S+) (.*)$/m.exec(unit);
    const variables = [...unit.matchAll(/^Environment=([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, this.path(value)]);
    await mkdir(this.path(`/var/lib/${/^StateDirectory=(.*)$/m.exec(unit)[1]}`), { recursive: true, mode: 0o700 });
    await this.serve(this.path(command), args.split(' ').map((word) => this.path(word)), Object.fromEntries(variables));
  }

  // Signs with a comment and keeps the signature's public id. For that the campaign counts signatures at once.
  async sign(file) {
    const { campaigns, partners } = JSON.parse(file);
    const atOnce = campaigns.map((each) => ({ ...each, confirmation: 'none' }));
    await this.write('at_once.json', JSON.stringify({ campaigns: atOnce, partners }));
    const { status, said: imported } = await this.run(this.path('/usr/bin/undersigned-server'), ['import-campaigns', 'at_once.json']);
    if (status !== 0) throw new Error(imported);
    const address = `${this.address}/v1/campaigns/${campaign}`;
    const until = Date.now() + patienceMs;
    // The server has read this file once its form no longer says that a code will come.
    for (let view = 'email you a code'; view.includes('email you a code');) {
      if (Date.now() > until) throw new Error(`the server has no campaign ${campaign} that counts at once`);
      await pause(50);
      const answer = await fetch(`${address}/view?lang=en`);
      if (answer.ok) view = await answer.text();
    }
    const [, version] = /text_version=(\w+)/.exec((await fetch(`${address}/form`).then((answer) => answer.json())).rules);
    const body = new URLSearchParams({
      name: 'Septima Clark', email: 'septima@example.org', comment: 'I learned to read there.', visibility: 'public',
      locale: 'en', text_version: version, idempotency_key: 'of-the-documents-0001',
    });
    const answer = await fetch(`${address}/signatures`, { method: 'POST', body });
    if (!answer.ok) throw new Error(`the signature was answered with ${answer.status}: ${await answer.text()}`);
    const { said } = await this.run(this.path('/usr/bin/undersigned-server'), ['export', campaign, '--status', 'all']);
    this.signature = /\n([a-z0-9]{26}),/.exec(said)[1];
  }

  async close() {
    await this.stop();
    this.mail.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
