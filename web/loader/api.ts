// The server's public API, and the only place that asks for documents: from the host this file came from, without
// credentials.
import type { Challenge } from '../solver/search';
import type { Tree } from './tree';

// https://host of https://host/v/<version>/undersigned.js
export const server = import.meta.url.replace(/\/v\/[^/]*\/[^/]*$/, '');

// The petition's own page.
export function pageOf(campaign: string): string {
  return `${server}/p/${encodeURIComponent(campaign)}`;
}

export interface View {
  readonly lang: string;
  readonly dir: string;
  readonly view: readonly Tree[];
  readonly accent?: string; // a style sheet for :host, where the campaign has an accent of its own
}

export interface PetitionView extends View {
  readonly slug: string;
  readonly title: string;
}

export interface Count extends View {
  readonly confirmed: number;
  readonly thanks?: string; // "You are one of 1,234 people who have signed."
}

// What nobody needs before they begin to fill in the form.
export interface FormDocument {
  readonly rules: string;
  readonly messages: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
}

// What follows a signature: thanks with the count that everybody is shown, or the question for the code that was mailed.
export interface Reply extends View {
  readonly confirmed?: number;
  readonly pending?: boolean;
}

export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly detail: string;
}

// The server's "no", RFC 9457.
export interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  readonly challenge?: Challenge; // to be solved first
  readonly petition?: PetitionView; // as it is now, when its text has changed since the form was built
  readonly form?: FormDocument; // that petition's
}

export class Refusal extends Error {
  readonly status: number;
  readonly retryAfterSeconds: number;
  readonly problem: Problem;

  constructor(response: Response, problem: Problem) {
    super(problem.detail);
    this.status = response.status;
    this.retryAfterSeconds = Number(response.headers.get('Retry-After')) || 0;
    this.problem = problem;
  }
}

// Longer than the server gives itself for a request, so that its own answer comes first.
const timeoutMs = 20_000;
const challengeTimeoutMs = 3_000;

// Throws a Refusal when the server says no, and another error when it could not be reached in time.
async function request<Answer>(path: string, options: RequestInit): Promise<Answer> {
  const response = await fetch(server + path, {
    credentials: 'omit',
    referrerPolicy: 'strict-origin',
    signal: AbortSignal.timeout(timeoutMs),
    ...options,
  });
  // Something between us and the server may answer in its own words; the status says enough then.
  if (!response.ok) throw new Refusal(response, (await response.json().catch(() => ({}))) as Problem);
  return response.json() as Promise<Answer>;
}

function campaignPath(campaign: string, what: string, lang?: string): string {
  const query = lang ? `?lang=${encodeURIComponent(lang)}` : '';
  return `/v1/campaigns/${encodeURIComponent(campaign)}/${what}${query}`;
}

export function fetchPetition(campaign: string, lang: string): Promise<PetitionView> {
  return request(campaignPath(campaign, 'view', lang), {});
}

export function fetchForm(campaign: string, lang: string): Promise<FormDocument> {
  return request(campaignPath(campaign, 'form', lang), {});
}

// Asks the server each time; its ETag keeps the answer short while nothing has changed.
export function fetchCount(campaign: string, lang: string, partner = ''): Promise<Count> {
  const path = campaignPath(campaign, 'count', lang);
  const own = partner && `${lang ? '&' : '?'}partner=${encodeURIComponent(partner)}`;
  return request(path + own, { cache: 'no-cache' });
}

// What a signature sent from here would have to solve now; `bits` is 0 for nothing.
export function fetchChallenge(campaign: string): Promise<Challenge> {
  return request(campaignPath(campaign, 'challenge'), { signal: AbortSignal.timeout(challengeTimeoutMs) });
}

export function fetchDirectory(lang: string): Promise<View> {
  return request(`/v1/directory?lang=${encodeURIComponent(lang)}`, { cache: 'no-cache' });
}

// `what`: signatures, confirmations, confirmations/again. A form's own encoding, so that the browser asks the server no
// permission first (no CORS preflight).
export function post<Answer>(campaign: string, what: string, body: URLSearchParams): Promise<Answer> {
  return request(campaignPath(campaign, what), { method: 'POST', body });
}
