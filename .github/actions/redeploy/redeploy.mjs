// Has a Lotse console deploy an image by its digest, and tells how that went. Node 20 or later, nothing else.
//
//   1. asks GitHub for a token whose audience contains the SHA-256 of the request, so that it fits no other request;
//   2. posts the request to /hooks/redeploy: each try with a new token, all of them with the same Idempotency-Key, so
//      that a try whose answer was lost starts nothing twice;
//   3. reads /hooks/redeploy/{id} until the deployment is over, and prints its steps as they happen;
//   4. exits 0 only when the release that was asked for serves.
//
// Texts in the console's answers come from programs that may be hostile (a candidate's log lines): `clean` in text.mjs
// makes them harmless where they come in, and what is printed of them never begins a line.

import { randomUUID } from 'node:crypto';
import { GitHubTokens } from './github.mjs';
import { Hook } from './hook.mjs';
import { Deadline, TimeUp } from './http.mjs';
import { annotateError, say, sayGroup, setOutput, showSteps, writeSummary } from './report.mjs';
import { clean, sha256, Stop } from './text.mjs';
import { readWish } from './wish.mjs';

const FINAL_STATES = new Set(['succeeded', 'failed', 'rolled_back', 'cancelled']);
const FIRST_POLL = 300; // ms
const LONGEST_POLL = 2_500; // the hook takes 60 questions a minute

/** What was seen so far, and is told however it ends: wish, hook, id, deployment. */
const seen = {};

async function redeploy(env) {
  const wish = (seen.wish = readWish(env));
  const deadline = new Deadline(wish.minutes);
  const tokens = new GitHubTokens(env, wish.domain, deadline);
  const hook = (seen.hook = new Hook(wish, tokens, deadline, idempotencyKey(env, wish)));
  say(`Asking ${hook.address} for ${wish.digest}.`);
  seen.id = await hook.post();
  setOutput('id', seen.id);
  say(`Deployment ${seen.id}:`);
  await follow(hook, deadline);
  tellOutcome(wish, seen.deployment);
}

/** The same for every try of this run, another for a run that is started anew. */
function idempotencyKey(env, wish) {
  return `${env.GITHUB_RUN_ID || randomUUID()}-${env.GITHUB_RUN_ATTEMPT || 1}-${sha256(wish.body).slice(0, 12)}`;
}

async function follow(hook, deadline) {
  const shown = new Map();
  for (let poll = FIRST_POLL; ; poll = Math.min(1.3 * poll, LONGEST_POLL)) {
    seen.deployment = await hook.read(seen.id);
    showSteps(seen.deployment, shown);
    if (FINAL_STATES.has(seen.deployment.state)) {
      return;
    }
    await deadline.wait(poll);
  }
}

/** What a deployment that is over has come to. */
function tellOutcome(wish, { id, state, digest, failure }) {
  const why = failure && ` ${failure}`;
  if (state === 'failed') {
    fail('Not deployed', `Deployment ${id} failed before it had any traffic; the release before it serves.${why}`);
  } else if (state === 'rolled_back') {
    fail('Rolled back', `Deployment ${id} had the traffic and was rolled back; the release before it serves.${why}`);
  } else if (state === 'cancelled') {
    fail('Cancelled', `Deployment ${id} was cancelled, or a newer one took its place; nothing was changed.${why}`);
  } else if (digest !== wish.digest) {
    fail('Another release', `Deployment ${id} succeeded with ${digest || 'no digest'} instead of ${wish.digest}.`);
  } else {
    succeed(`${digest} serves ${wish.domain}.`);
  }
}

function succeed(message) {
  say(message);
  writeSummary('Deployed', message, seen);
}

function fail(title, message, facts = []) {
  sayGroup('What the candidate said last', seen.deployment?.lastLogLines ?? []);
  sayGroup('What it answered when it was checked', seen.deployment?.healthAnswers ?? []);
  sayGroup('The token', facts.map(([name, value]) => `${name}: ${value}`));
  annotateError(message);
  writeSummary(title, message, seen, facts);
  process.exitCode = 1;
}

function failBefore(error) {
  if (error instanceof TimeUp) {
    const limit = `the input "timeout-minutes" is ${seen.wish.minutes}`;
    fail('Time is up', `Not over in time: ${limit}.${error.message}${aftermath()}`);
  } else if (error instanceof Stop) {
    fail(seen.id ? 'Lost sight of it' : 'Not deployed', error.message + aftermath(), error.facts);
  } else {
    fail('A mistake of the action', `The action made a mistake: ${clean(error.stack)}.${aftermath()}`);
  }
}

/** A sentence about what may go on without us. */
function aftermath() {
  if (seen.id) {
    const state = seen.deployment ? ` (${seen.deployment.state} when it was last seen)` : '';
    return ` Deployment ${seen.id}${state} may still go on: look at the deployments on the console's page.`;
  }
  return seen.hook?.maybeTaken
    ? " Whether the console took the request is not known: look at the deployments on the console's page."
    : '';
}

try {
  await redeploy(process.env);
} catch (error) {
  failBefore(error);
}
if (seen.deployment) {
  setOutput('state', seen.deployment.state);
}
