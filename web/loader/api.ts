// The server's public API. Only this file requests documents: from the host that this script came from, without
// credentials.
import type { Challenge } from '../solver/search';
import type { Tree } from './tree';

// https://host of https://host/v/<version>/undersigned.js
export const server = import.meta.url.replace(/\/v\/[^/]*\/[^/]*$/, '');

// The address of the petition's own page.
export function pageOf(campaign: string): string {
  return `${server}/p/${encodeURIComponent(campaign)}`;
}

export interface View {
  readonly lang: string;
  readonly dir: string;
  readonly view: readonly Tree[];
  readonly accent?: string; // a style sheet for :host, if the campaign has its own accent
}

export interface PetitionView extends View {
  readonly slug: string;
  readonly title: string;
}

export interface Count extends View {
  readonly confirmed: number;
  readonly thanks?: string; // "You are one of 1,234 people who have signed."
}

// What is needed only once somebody fills in the form.
export interface FormDocument {
  readonly rules: string;
  readonly messages: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
}

// The answer to a signature: the thanks with the public count, or the request for the code from the mail.
export interface Reply extends View {
  readonly confirmed?: number;
  readonly pending?: boolean;
}

export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly detail: string;
}

// An error response of the server, RFC 9457.
export interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  readonly challenge?: Challenge; // has to be solved first
  readonly petition?: PetitionView; // the current petition, if its text has changed since the form was built
  readonly form?: FormDocument; // of that petition
}

export class Refusal extends Error {
  declare readonly status: number;
  declare readonly retryAfterSeconds: number;
  declare readonly problem: Problem;

  constructor(response: Response, problem: Problem) {
    super(problem.detail);
    this.status = response.status;
    this.retryAfterSeconds = Number(response.headers.get('Retry-After')) || 0;
    this.problem = problem;
  }
}

// Longer than the server's own limit for a request, so that its error response arrives first.
const timeoutMs = 20_000;
const challengeTimeoutMs = 3_000;

// Throws a Refusal if the server refuses, and another error if it was not reached in time.
async function request<Answer>(path: string, options: RequestInit): Promise<Answer> {
  const response = await fetch(server + path, {
    credentials: 'omit',
    referrerPolicy: 'strict-origin',
    signal: AbortSignal.timeout(timeoutMs),
    ...options,
  });
  // A proxy between us and the server may answer in its own format; then the status is enough.
  if (!response.ok) throw new Refusal(response, (await response.json().catch(() => ({}))) as Problem);
  return response.json() as Promise<Answer>;
}

function campaignPath(campaign: string, what: string, lang?: string): string {
  const query = lang ? `?lang=${encodeURIComponent(lang)}` : '';
  return `/v1/campaigns/${encodeURIComponent(campaign)}/${what}${query}`;
}

// Revalidates, as a count does: going back in the history would otherwise show an older count.
export function fetchPetition(campaign: string, lang: string): Promise<PetitionView> {
  return request(campaignPath(campaign, 'view', lang), { cache: 'no-cache' });
}

export function fetchForm(campaign: string, lang: string): Promise<FormDocument> {
  return request(campaignPath(campaign, 'form', lang), {});
}

// Revalidates with the server each time; its ETag keeps the answer short if nothing has changed.
export function fetchCount(campaign: string, lang: string, partner = ''): Promise<Count> {
  const path = campaignPath(campaign, 'count', lang);
  const own = partner && `${lang ? '&' : '?'}partner=${encodeURIComponent(partner)}`;
  return request(path + own, { cache: 'no-cache' });
}

// The challenge that a signature from here would have to solve now; `bits` is 0 for none.
export function fetchChallenge(campaign: string): Promise<Challenge> {
  return request(campaignPath(campaign, 'challenge'), { signal: AbortSignal.timeout(challengeTimeoutMs) });
}

export function fetchDirectory(lang: string): Promise<View> {
  return request(`/v1/directory?lang=${encodeURIComponent(lang)}`, { cache: 'no-cache' });
}

// `what`: signatures, confirmations, confirmations/again. The form encoding avoids a CORS preflight request.
export function post<Answer>(campaign: string, what: string, body: URLSearchParams): Promise<Answer> {
  return request(campaignPath(campaign, what), { method: 'POST', body });
}
