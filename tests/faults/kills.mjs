// kill -9 of the real server under load, repeatedly, sometimes while a second process copies the database or imports
// campaigns. Clients keep their connections and try again until they get an answer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  ask, bodyOf, checkedSlug, confirmedCount, emptyTally, ended, importCampaign, judge, program, randomFrom, serve, slug,
  textVersion,
} from './server.mjs';

const clientCount = 24;
const waits = (signer) => signer % 3 === 0; // for the code, which nobody types here
const campaignOf = (signer) => (waits(signer) ? checkedSlug : slug);
const pathOf = (signer) => `/v1/campaigns/${campaignOf(signer)}/signatures`;

class Crowd {
  acknowledged = new Set();
  refused = new Set();
  #next = 0;
  #address = null;
  #back = null; // resolves when the server serves again
  #waiting = []; // callers that wait for a number of acknowledgements
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

  // `versions`: of the campaigns' texts.
  async client(versions) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (this.#going) {
      const signer = (this.#next += 1);
      if (signer % 50 === 0) await this.#refuse(signer, versions, agent);
      await this.#until(async (address) => {
        const body = bodyOf(signer, versions[campaignOf(signer)]);
        const { status } = await ask(address, pathOf(signer), { agent, body });
        if (status === 503) return false;
        if (status >= 300) throw new Unexpected(`a signature was answered with ${status}`);
        return true;
      });
      this.#acknowledge(signer);
    }
    agent.destroy();
  }

  async #refuse(signer, versions, agent) {
    const email = `refused.${signer}@example..org`;
    await this.#until(async (address) => {
      const body = bodyOf(signer, versions[campaignOf(signer)], email);
      return (await ask(address, pathOf(signer), { agent, body })).status === 422;
    });
    this.refused.add(email);
  }

  // A client that is cut off waits for the server and tries again.
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

// A second process: usually none. Returns whether it did what it should.
function startSecondProcess(kind, folder, data, round) {
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
  const versions = { [slug]: await textVersion(address), [checkedSlug]: await textVersion(address, checkedSlug) };
  const clients = Array.from({ length: clientCount }, () => crowd.client(versions));
  for (let round = 0; round < kills; round += 1) {
    await crowd.acknowledgedMore(1 + random(400));
    const beside = random(3) === 0 ? startSecondProcess(random(2), folder, data, round) : Promise.resolve(true);
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
  const counted = [...crowd.acknowledged].filter((signer) => !waits(signer)).length;
  if ((await confirmedCount(address)) !== counted) tally.differed += 1;
  server.kill('SIGTERM');
  await ended(server);
  judge(data, crowd, tally);
  await rm(folder, { recursive: true, force: true });
  return tally;
}
