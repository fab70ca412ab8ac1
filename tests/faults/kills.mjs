// kill -9 of the real server under load, again and again, sometimes while a second process copies the database or imports
// campaigns. Clients keep their connections, and try again until they are told.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  ask, bodyOf, confirmedCount, emptyTally, ended, importCampaign, judge, program, randomFrom, serve, textVersion,
} from './server.mjs';

const clientCount = 24;

class Crowd {
  acknowledged = new Set();
  refused = new Set();
  #next = 0;
  #address = null;
  #back = null; // settles when the server serves again
  #waiting = []; // for the crowd to have been acknowledged so often
  #going = true;

  serverIs(address) {
    this.#address = address;
    this.#back?.resolve();
    this.#back = null;
  }

  serverGoes() {
    let resolve;
    const promise = new Promise((done) => (resolve = done));
    this.#back = { promise, resolve };
  }

  acknowledgedMore(times) {
    return new Promise((resolve) => this.#waiting.push({ at: this.acknowledged.size + times, resolve }));
  }

  stop() {
    this.#going = false;
  }

  async client(version) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (this.#going) {
      const signer = (this.#next += 1);
      if (signer % 50 === 0) await this.#refuse(signer, version, agent);
      await this.#until(async (address) => {
        const { status } = await ask(address, '/v1/campaigns/free-dontae-sharpe/signatures', { agent, body: bodyOf(signer, version) });
        if (status === 503) return false;
        if (status >= 300) throw new Unexpected(`a signature was answered with ${status}`);
        return true;
      });
      this.#acknowledge(signer);
    }
    agent.destroy();
  }

  async #refuse(signer, version, agent) {
    const email = `refused.${signer}@example..org`;
    await this.#until(async (address) => {
      const body = bodyOf(signer, version, email);
      return (await ask(address, '/v1/campaigns/free-dontae-sharpe/signatures', { agent, body })).status === 422;
    });
    this.refused.add(email);
  }

  // Whoever is cut off waits for the server, and tries again.
  async #until(attempt) {
    for (;;) {
      if (this.#back) await this.#back.promise;
      try {
        if (await attempt(this.#address)) return;
      } catch (error) {
        if (error instanceof Unexpected) throw error;
      }
      await new Promise(setImmediate);
    }
  }

  #acknowledge(signer) {
    this.acknowledged.add(signer);
    this.#waiting = this.#waiting.filter(({ at, resolve }) => {
      if (this.acknowledged.size < at) return true;
      resolve();
      return false;
    });
  }
}

class Unexpected extends Error {}

// What a second process does meanwhile: nothing, mostly. Whether it did what it should.
function startBeside(kind, folder, data, round) {
  const args = kind === 0 ? ['backup', join(folder, `copy-${round}.db`)] : ['import-campaigns', join(folder, 'campaigns.json')];
  const child = spawn(program, [...args, '--data', data], { stdio: 'ignore' });
  return once(child, 'exit').then(([code]) => code === 0);
}

export async function runKills(kills, seed) {
  const random = randomFrom(seed);
  const tally = emptyTally();
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-kills-'));
  const data = join(folder, 'data');
  await importCampaign(data, join(folder, 'campaigns.json'));
  let { server, address } = await serve(data);
  const crowd = new Crowd();
  crowd.serverIs(address);
  const version = await textVersion(address);
  const clients = Array.from({ length: clientCount }, () => crowd.client(version));
  for (let round = 0; round < kills; round += 1) {
    await crowd.acknowledgedMore(1 + random(400));
    const beside = random(3) === 0 ? startBeside(random(2), folder, data, round) : Promise.resolve(true);
    if (random(2) === 0) await crowd.acknowledgedMore(1 + random(40));
    crowd.serverGoes();
    server.kill('SIGKILL');
    await ended(server);
    tally.points += 1;
    if (!(await beside)) tally.wrong += 1;
    ({ server, address } = await serve(data));
    crowd.serverIs(address);
  }
  await crowd.acknowledgedMore(1);
  crowd.stop();
  await Promise.all(clients);
  if ((await confirmedCount(address)) !== crowd.acknowledged.size) tally.differed += 1;
  server.kill('SIGTERM');
  await ended(server);
  judge(data, crowd, tally);
  await rm(folder, { recursive: true, force: true });
  return tally;
}
