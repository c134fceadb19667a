// One request, and retries of those that can succeed later.

import { setTimeout as pause } from 'node:timers/promises';
import { say } from './report.mjs';
import { clean, objectOf, seconds } from './text.mjs';

const LONGEST_TRY = 30_000; // ms, one request with its answer
const FIRST_BACKOFF = 500;
const LONGEST_BACKOFF = 30_000;
const MOST_BYTES = 1024 * 1024; // of an answer

/** The time is up. The message is the last answer, or empty. */
export class TimeUp extends Error {}

export class Deadline {
  constructor(minutes) {
    this.end = performance.now() + minutes * 60_000;
  }

  /** Milliseconds. */
  left() {
    return Math.max(0, this.end - performance.now());
  }

  /** @throws TimeUp at once when less time is left */
  async wait(millis, heard = '') {
    if (millis >= this.left()) {
      throw new TimeUp(heard && ` The last answer: ${heard}.`);
    }
    await pause(millis);
  }
}

/** One request, without redirects. A missing answer has the status 0. */
export async function call(method, url, headers, body, deadline) {
  const signal = AbortSignal.timeout(Math.ceil(Math.min(LONGEST_TRY, deadline.left())));
  try {
    const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
    return { status: response.status, retryAfter: retryAfterOf(response.headers), text: await readBounded(response) };
  } catch (error) {
    const cause = error.cause?.code ?? error.cause?.message ?? error.message;
    return { status: 0, text: '', problem: error.name === 'TimeoutError' ? 'timeout' : clean(cause, 200) };
  }
}

async function readBounded(response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) {
      break; // ends the transfer: half a document is no JSON
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Milliseconds, from seconds or a date (RFC 9110, section 10.2.3); undefined without one. */
function retryAfterOf(headers) {
  const text = headers.get('retry-after') ?? '';
  const millis = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(millis) ? Math.max(0, millis) : undefined;
}

/** Tries until another try would not change the answer. @throws TimeUp */
export async function patiently(whom, deadline, attempt, passing = isPassing) {
  for (let backoff = FIRST_BACKOFF; ; backoff = Math.min(2 * backoff, LONGEST_BACKOFF)) {
    const answer = await attempt();
    if (!passing(answer)) {
      return answer;
    }
    const millis = Math.max(answer.retryAfter ?? 0, backoff);
    say(`${whom}: ${wordsOf(answer)}. Next try in ${seconds(millis)}.`);
    await deadline.wait(millis, wordsOf(answer));
  }
}

/** Nothing is decided yet, or another request is first: a 409 with Retry-After. */
function isPassing(answer) {
  return isLost(answer) || answer.status === 429 || (answer.status === 409 && answer.retryAfter !== undefined);
}

/** A question can go through the serving release, and a bad release returns anything until it loses the traffic. */
export function isPassingQuestion(answer) {
  return isPassing(answer) || answer.status >= 500;
}

/** The request may have arrived. */
export function isLost(answer) {
  return [0, 502, 503, 504].includes(answer.status);
}

/** The answer in short. */
export function wordsOf(answer) {
  const detail = detailOf(answer);
  return answer.status === 0 ? `no answer (${answer.problem})` : `status ${answer.status}${detail && `, "${detail}"`}`;
}

/** The detail of a problem document (RFC 9457), or an empty text. */
export function detailOf(answer) {
  const problem = objectOf(answer.text);
  return clean(problem?.detail ?? problem?.title).trim();
}
