// The server's public API, and the only place that makes requests: to the host this file came from, without credentials.
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
}

export interface PetitionView extends View {
  readonly slug: string;
  readonly title: string;
  readonly rules: string;
  readonly messages: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, string>>;
}

export interface Count extends View {
  readonly confirmed: number;
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
  readonly petition?: PetitionView; // as it is now, when its text has changed since the form was built
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

// Throws a Refusal when the server says no, and another error when it could not be reached in time.
async function request<Answer>(path: string, options: RequestInit): Promise<Answer> {
  const response = await fetch(server + path, {
    credentials: 'omit',
    referrerPolicy: 'strict-origin',
    signal: AbortSignal.timeout(timeoutMs),
    ...options,
  });
  // Something between us and the server may answer in its own words; the status says enough then.
  if (!response.ok) throw new Refusal(response, await response.json().catch(() => ({})));
  return response.json();
}

function campaignPath(campaign: string, what: string, lang?: string): string {
  const query = lang ? `?lang=${encodeURIComponent(lang)}` : '';
  return `/v1/campaigns/${encodeURIComponent(campaign)}/${what}${query}`;
}

export function fetchPetition(campaign: string, lang: string): Promise<PetitionView> {
  return request(campaignPath(campaign, 'view', lang), {});
}

// Asks the server each time; its ETag keeps the answer short while nothing has changed.
export function fetchCount(campaign: string, lang: string): Promise<Count> {
  return request(campaignPath(campaign, 'count', lang), { cache: 'no-cache' });
}

export function fetchDirectory(lang: string): Promise<View> {
  return request(`/v1/directory?lang=${encodeURIComponent(lang)}`, { cache: 'no-cache' });
}

// A form's own encoding, so that the browser asks the server no permission first (no CORS preflight).
export function postSignature(campaign: string, body: URLSearchParams): Promise<Count> {
  return request(campaignPath(campaign, 'signatures'), { method: 'POST', body });
}
