// The action's inputs, and the request made of them.

import { clean, Stop } from './text.mjs';

const LONGEST_REASON = 500; // the console's limit
const LONGEST_WAIT = 360; // minutes, GitHub's limit for a job

/** @throws Stop that names the wrong input and what it must be */
export function readWish(env) {
  const url = readUrl(env.LOTSE_URL ?? '');
  const wish = {
    origin: url.origin,
    domain: (env.LOTSE_DOMAIN || url.hostname).toLowerCase().replace(/\.$/, ''),
    digest: env.LOTSE_DIGEST ?? '',
    revision: env.LOTSE_REVISION ?? '',
    minutes: Number(env.LOTSE_TIMEOUT_MINUTES || '15'),
  };
  const { domain, digest, revision, minutes } = wish;
  check('digest', /^sha256:[0-9a-f]{64}$/.test(digest), digest, 'sha256: and 64 lower-case hex digits');
  check('revision', /^$|^[0-9A-Za-z][0-9A-Za-z._/+-]{0,99}$/.test(revision), revision,
    'a commit id, or at most 100 letters, digits and . _ / + -');
  check('domain', /^[0-9a-z.:[\]-]{1,253}$/.test(domain), domain, "the console's LOTSE_DOMAIN");
  check('timeout-minutes', minutes > 0 && minutes <= LONGEST_WAIT, env.LOTSE_TIMEOUT_MINUTES,
    `a number of minutes, more than 0 and at most ${LONGEST_WAIT}`);
  return { ...wish, body: bodyOf(wish, env) };
}

function readUrl(text) {
  const should = 'https:// and the domain of the API, and nothing more (is the variable LOTSE_DOMAIN set?)';
  check('url', URL.canParse(text), text, should);
  const url = new URL(text);
  const bare = url.pathname === '/' && !url.username && !url.password && !url.search && !url.hash;
  check('url', bare && isSafe(url), text, should);
  return url;
}

/** Only loopback is safe without TLS. */
function isSafe(url) {
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
}

function check(input, holds, is, should) {
  if (!holds) {
    throw new Stop(`The input "${input}" must be ${should}; it is "${clean(is, 200)}".`);
  }
}

/** The exact bytes of the request, which the token is bound to. */
function bodyOf({ digest, revision }, env) {
  const runId = /^\d{1,20}$/.test(env.GITHUB_RUN_ID ?? '') ? env.GITHUB_RUN_ID : '';
  const reason = clean((env.LOTSE_REASON ?? '').trim().split(/[\r\n]/)[0], LONGEST_REASON);
  const given = Object.entries({ digest, revision, runId, reason }).filter(([, value]) => value);
  return Buffer.from(JSON.stringify(Object.fromEntries(given)));
}
